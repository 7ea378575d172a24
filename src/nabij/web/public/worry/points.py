"""The page of a point that serves several municipalities: where does the person live? Nothing is kept here."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabij.casework import intake
from nabij.core.help_lines import DEFAULTS
from nabij.core.models import Municipality
from nabij.web.public.addresses import page
from nabij.web.public.worry.journey import WORRIED

LONGEST = 20


@require_safe
def point(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the municipality, or type a postcode; what one tells is told to that municipality only."""
    found = intake.point_at(slug)
    if found is None:
        raise Http404(f"no signal point {slug!r}")
    among = list(found.municipalities.order_by("name", "code"))
    postcode = request.GET.get("postcode", "").strip()[:LONGEST]
    chosen = intake.municipality_at(postcode, among) if postcode else None
    if chosen is not None:
        return HttpResponseRedirect(_journey(chosen, slug))
    wrong = _("We do not know this postcode here. Choose the municipality below.")
    context = {
        "point": found,
        "postcode": postcode,
        "wrong": wrong if postcode else "",
        "choices": [{"name": one.name, "url": _journey(one, slug)} for one in among],
        "emergency": DEFAULTS[0].phone,
    }
    return render(request, "web/public/asking/point.html", context)


def _journey(municipality: Municipality, slug: str) -> str:
    return f"{page(municipality, WORRIED.name)}?point={slug}"
