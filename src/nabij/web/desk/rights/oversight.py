"""What the privacy officer keeps an eye on: who opened a case in an emergency, and what was removed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions.emergency import judge
from nabij.casework.models import Deletion, EmergencyAccess
from nabij.casework.queries.emergency import emergencies
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.trail_words import object_words

LINES_SHOWN = 400


@requires("casework.handle_rights")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Who opened a case outside their team, and why; what nobody looked at first."""
    rows = emergencies(request.user, request.municipality)
    return render(request, "desk/rights/emergencies.html", {"rows": rows})


@requires("casework.handle_rights")
@require_POST
def seen(request: DeskRequest, uid: UUID) -> HttpResponse:
    """I looked at it."""
    rows = EmergencyAccess.objects.filter(municipality=request.municipality, uid=uid)
    access = rows.select_related("municipality").first()
    if access is None:
        raise Http404("no such opening")
    judge(access=access, by=request.user, now=timezone.now())
    messages.success(request, _("Noted that you looked at it."))
    address = reverse("desk:emergencies", kwargs={"municipality": request.municipality.slug})
    return HttpResponseRedirect(address)


@requires("casework.handle_rights")
@require_safe
def deletions(request: DeskRequest) -> HttpResponse:
    """The register of deletions: how many of what on which day and why, and never whose."""
    rows = Deletion.objects.filter(municipality=request.municipality)[:LINES_SHOWN]
    shown = [{"line": line, "words": object_words(line.kind)} for line in rows]
    return render(request, "desk/rights/deletions.html", {"shown": shown})
