"""The pages of a referral."""

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
from nabij.web.public.refer.journey import REFER
from nabij.web.public.refer.sending import REFERRALS, promises


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: PublicRequest) -> HttpResponse:
    """Refer someone: who and that they agreed, what they ask, who refers."""
    return ask(request, REFER, REFERRALS)


@require_safe
@cache_control(private=True)
def done(request: PublicRequest) -> HttpResponse:
    """It is in: what happens now, and by when the referrer hears more."""
    told = read_done(request.GET.get("r", ""))
    lines = promises(request, told.due, now=timezone.now()) if told else []
    context = {
        "journey": REFER,
        "title": public_name(REFER.called, request.municipality),
        "told": told,
        "lines": lines,
    }
    return render(request, "web/public/asking/refer_done.html", context)
