"""A small agenda for another site's page: an iframe, and nothing of ours on their page beyond it."""

from html import escape

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from nabij.core.models import Area, Municipality
from nabij.directory.models import Occurrence
from nabij.directory.queries.agenda import public_occurrences
from nabij.web.municipality import PublicRequest
from nabij.web.public.cards import card
from nabij.web.public.views.agenda import districts_of
from nabij.web.public.weeks import agenda_address, asked_area

SHOWN = 8


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def widget(request: PublicRequest) -> HttpResponse:
    """The next things that happen, for any page to frame. No cookie, no script, nobody is followed."""
    area = asked_area(request, request.municipality)
    cards = [
        card(request.municipality, row.offer, today=localdate(), coming=row)
        for row in next_of_each(request.municipality, area)
    ]
    return render(
        request,
        "web/public/widget.html",
        {
            "cards": cards,
            "area": area,
            "agenda_url": agenda_address(request.municipality, "agenda", area),
        },
    )


def next_of_each(municipality: Municipality, area: Area | None) -> list[Occurrence]:
    """What begins next in an area, each offer once, as many as the widget shows."""
    now = localtime()
    rows = public_occurrences(municipality, area).filter(
        date__gte=now.date(), starts_at__gt=now, cancelled=False
    )
    first: dict[int, Occurrence] = {}
    for row in rows.order_by("date", "starts_at", "pk")[: SHOWN * 6]:
        first.setdefault(row.offer_id, row)
    return list(first.values())[:SHOWN]


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def embed(request: PublicRequest) -> HttpResponse:
    """How another site shows the widget: the code to copy, and what it does not do."""
    area = asked_area(request, request.municipality)
    source = request.build_absolute_uri(agenda_address(request.municipality, "widget", area))
    place = area.name if area else request.municipality.name
    title = _("What there is to do in %(place)s") % {"place": place}
    code = f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="640" loading="lazy"></iframe>'
    return render(
        request,
        "web/public/embed.html",
        {
            "code": code,
            "area": area,
            "source": source,
            "frame_title": title,
            "districts": districts_of(request.municipality),
        },
    )
