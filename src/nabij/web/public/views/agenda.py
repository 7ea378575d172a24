"""The week: as a page, and as a sheet of paper for the fridge or the library's board."""

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nabij.core.models import Area, Municipality
from nabij.web.municipality import PublicRequest
from nabij.web.public import structured
from nabij.web.public.agenda_pages import DaysPage, days_page
from nabij.web.public.weeks import Agenda, agenda_address, asked_agenda


def agenda(request: PublicRequest) -> HttpResponse:
    """Everything that happens in a week, day by day, in the municipality or one area of it; much of it in pages."""
    shown = asked_agenda(request, request.municipality)
    part = days_page(shown.days, request.GET.get("page", ""))

    def page_url(number: int) -> str:
        return agenda_address(request.municipality, "agenda", shown.area, shown.code, number)

    return render(
        request,
        "web/public/agenda.html",
        {
            "agenda": shown,
            "part": part,
            "jumps": [
                ("" if each.page == part.number else page_url(each.page), each.day)
                for each in part.jumps
            ],
            "before_url": page_url(part.number - 1) if part.before else "",
            "after_url": page_url(part.number + 1) if part.after else "",
            "areas": _areas(request.municipality, shown),
            "previous_url": agenda_address(
                request.municipality, "agenda", shown.area, shown.previous or ""
            ),
            "next_url": agenda_address(
                request.municipality, "agenda", shown.area, shown.next or ""
            ),
            "sheet_url": agenda_address(request.municipality, "sheet", shown.area, shown.code),
            "feed_url": agenda_address(request.municipality, "feed", shown.area),
            "embed_url": agenda_address(request.municipality, "embed", shown.area),
            "structured": _structured(request, part),
        },
    )


def _areas(municipality: Municipality, shown: Agenda) -> list[tuple[str, str, bool]]:
    """The districts to choose from, and everywhere: name, address, whether it is the one shown."""
    rows = [(row.name, row) for row in districts_of(municipality)]
    if not rows:
        return []
    choices: list[tuple[str, Area | None]] = [(_("Everywhere"), None), *rows]
    return [
        (name, agenda_address(municipality, "agenda", area, shown.code), area == shown.area)
        for name, area in choices
    ]


def _structured(request: PublicRequest, shown: DaysPage) -> SafeString:
    """What is still to come on these days, for search engines."""
    lines = (line for day in shown.days for line in day.lines)
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
            "back_url": agenda_address(request.municipality, "agenda", shown.area, shown.code),
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
