"""The pages of a worry: the journey, the page where it stops for danger, and its last page."""

from typing import Any

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
from nabij.web.public.worry.journey import WORRIED
from nabij.web.public.worry.sending import WORRIES, promises


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def worried(request: PublicRequest) -> HttpResponse:
    """Worried about someone: danger, who, what, and who tells it."""
    return ask(request, WORRIED, WORRIES)


@require_safe
def danger(request: PublicRequest) -> HttpResponse:
    """Whom to call now. The journey stops here, and nothing was kept."""
    return render(request, "web/public/asking/stop_for_danger.html", _context(request))


@require_safe
@cache_control(private=True)
def done(request: PublicRequest) -> HttpResponse:
    """It is in: what happens now, and what whoever told it will not hear."""
    told = read_done(request.GET.get("r", ""))
    lines = promises(request, told, now=timezone.now()) if told else []
    return render(
        request,
        "web/public/asking/worry_done.html",
        _context(request) | {"told": told, "lines": lines, "aloud": " ".join(lines)},
    )


def _context(request: PublicRequest) -> dict[str, Any]:
    return {"journey": WORRIED, "title": public_name(WORRIED.called, request.municipality)}
