"""The week: as a page, and as a sheet of paper for the fridge or the library's board."""

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from nabij.core.models import Area, Municipality
from nabij.web.municipality import PublicRequest
from nabij.web.public import structured
from nabij.web.public.weeks import Agenda, agenda_address, asked_agenda, week_code


def agenda(request: PublicRequest) -> HttpResponse:
    """Everything that happens in a week, day by day, in the municipality or one area of it."""
    shown = asked_agenda(request, request.municipality)
    here = week_code(shown.week.monday)
    return render(
        request,
        "web/public/agenda.html",
        {
            "agenda": shown,
            "districts": districts_of(request.municipality),
            "week_code": here,
            "sheet_url": agenda_address(request.municipality, "sheet", shown.area, here),
            "feed_url": agenda_address(request.municipality, "feed", shown.area),
            "embed_url": agenda_address(request.municipality, "embed", shown.area),
            "structured": _structured(request, shown),
        },
    )


def _structured(request: PublicRequest, shown: Agenda) -> SafeString:
    """What is still to come this week, for search engines."""
    lines = (line for day in shown.days if not day.past for line in day.lines)
    return structured.agenda_data(
        [(line.occurrence, request.build_absolute_uri(line.url)) for line in lines]
    )


def sheet(request: PublicRequest) -> HttpResponse:
    """The week on A4 (or A3: printed larger), large type, with phone number, short address and QR code."""
    shown = asked_agenda(request, request.municipality)
    address = request.build_absolute_uri(agenda_address(request.municipality, "agenda", shown.area))
    return render(
        request,
        "web/public/sheet.html",
        {
            "agenda": shown,
            "qr": qr_code(address),
            "address": request.municipality.short_url or request.get_host(),
            "back_url": agenda_address(
                request.municipality, "agenda", shown.area, week_code(shown.week.monday)
            ),
        },
    )


def districts_of(municipality: Municipality) -> list[Area]:
    """The districts that residents choose from, with their neighbourhoods fetched."""
    return list(
        Area.objects.filter(kind=Area.Kind.DISTRICT, parent__code=municipality.code)
        .defer("boundary")
        .order_by("name")
    )


def qr_code(address: str) -> SafeString:
    """A QR code as an SVG that scales; always shown with the address in letters beside it."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308 - made by segno from an address of our own
