"""Neighbourhoods: the map to choose from, and a page for each with what there is and its figures."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nabij.core.models import Area
from nabij.monitoring.queries import figures_for
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page, readable
from nabij.web.public.cards import card
from nabij.web.public.local_map import area_map
from nabij.web.public.views.widget import next_of_each
from nabij.web.public.weeks import agenda_address, area_of


@require_safe
def areas(request: PublicRequest) -> HttpResponse:
    """The districts of the municipality, on a map and as a list; says so where none are imported yet."""
    home = Area.objects.filter(code=request.municipality.code).first()
    districts = list(home.children.prefetch_related("children").order_by("name")) if home else []
    return render(
        request,
        "web/public/areas.html",
        {
            "districts": [(row, _address(request, row)) for row in districts],
            "map": area_map(request.municipality, home, districts) if home else None,
            "figures": figures_for(home, public_only=True, language=_language()) if home else [],
        },
    )


@require_safe
def area(request: PublicRequest, code: str, slug: str = "") -> HttpResponse:
    """One district or neighbourhood: what is coming, where, its parts and its figures with their source."""
    found = area_of(request.municipality, code)
    if slug != readable(found.name):
        return HttpResponseRedirect(_address(request, found))
    parts = list(found.children.order_by("name"))
    today = localdate()
    rows = next_of_each(request.municipality, found)
    return render(
        request,
        "web/public/area.html",
        {
            "area": found,
            "parent": found.parent,
            "parent_url": _address(request, found.parent) if found.parent else "",
            "parts": [(row, _address(request, row)) for row in parts],
            "cards": [
                card(request.municipality, row.offer, today=today, coming=row) for row in rows
            ],
            "map": area_map(request.municipality, found, parts),
            "figures": figures_for(found, public_only=True, language=_language()),
            "agenda_url": agenda_address(request.municipality, "agenda", found),
            "sheet_url": agenda_address(request.municipality, "sheet", found),
        },
    )


def _address(request: PublicRequest, row: Area) -> str:
    if row.kind == Area.Kind.MUNICIPALITY:
        return page(request.municipality, "areas")
    return page(request.municipality, "area", code=row.code, slug=readable(row.name))


def _language() -> str:
    return (get_language() or "nl")[:2]
