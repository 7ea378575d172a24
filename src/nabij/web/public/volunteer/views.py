"""The pages of somebody who offers their time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nabij.core.words import public_name
from nabij.web.municipality import PublicRequest
from nabij.web.public.asking.state import read_done
from nabij.web.public.asking.views import ask
from nabij.web.public.volunteer.journey import VOLUNTEER
from nabij.web.public.volunteer.sending import VOLUNTEERS, promises


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer(request: PublicRequest) -> HttpResponse:
    """What one would like to do, when, and who one is."""
    return ask(request, VOLUNTEER, VOLUNTEERS)


@require_safe
@cache_control(private=True)
def done(request: PublicRequest) -> HttpResponse:
    """It is in: what happens now, and by when."""
    told = read_done(request.GET.get("r", ""))
    lines = promises(request, told.way, told.due, now=timezone.now()) if told else []
    context = {
        "journey": VOLUNTEER,
        "title": public_name(VOLUNTEER.called, request.municipality),
        "told": told,
        "lines": lines,
    }
    return render(request, "web/public/asking/volunteer_done.html", context)
