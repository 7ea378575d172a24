"""A small agenda for another site's page: an iframe, and nothing of ours on their page beyond it."""

from collections.abc import Sequence

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from nabij.directory.models import Occurrence
from nabij.directory.queries.agenda import public_occurrences
from nabij.web.municipality import PublicRequest
from nabij.web.public.cards import card
from nabij.web.public.views.agenda import districts_of
from nabij.web.public.weeks import agenda_address, asked_area

SHOWN = 8


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def widget(request: PublicRequest) -> HttpResponse:
    """The next things that happen, for any page to frame. No cookie, no script, nobody is followed."""
    area = asked_area(request, request.municipality)
    today = localdate()
    coming = public_occurrences(request.municipality, area).filter(date__gte=today, cancelled=False)
    cards = [
        card(request.municipality, row.offer, today=today, coming=row)
        for row in first_of_each(coming.order_by("starts_at", "pk")[: SHOWN * 6])
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


def first_of_each(rows: Sequence[Occurrence]) -> list[Occurrence]:
    """The first time of each offer, as many as the widget shows."""
    seen: dict[int, Occurrence] = {}
    for row in rows:
        seen.setdefault(row.offer_id, row)
    return list(seen.values())[:SHOWN]


def embed(request: PublicRequest) -> HttpResponse:
    """How another site shows the widget: the code to copy, and what it does not do."""
    area = asked_area(request, request.municipality)
    source = request.build_absolute_uri(agenda_address(request.municipality, "widget", area))
    place = area.name if area else request.municipality.name
    title = _("What there is to do in %(place)s") % {"place": place}
    code = (
        f'<iframe src="{source}" title="{title}" width="100%" height="640" loading="lazy"></iframe>'
    )
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
