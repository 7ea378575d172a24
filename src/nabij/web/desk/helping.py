"""Switching helper mode on and off."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nabij.web.access import DeskRequest, requires
from nabij.web.helping import switch


@requires("casework.help_someone")
@require_POST
def helping(request: DeskRequest) -> HttpResponse:
    """Begin: on to the pages that residents use, first to what somebody calls for. Stop: back to the desk."""
    on = bool(request.POST.get("on"))
    switch(request, request.municipality, on=on)
    first = "public:worried" if request.POST.get("for") == "worried" else "public:call-me"
    page = first if on else "desk:home"
    return HttpResponseRedirect(reverse(page, kwargs={"municipality": request.municipality.slug}))
