"""Calendars to subscribe to: one offer, one area, or the whole municipality."""

import uuid

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe

from nabij.core.words import public_name
from nabij.directory.models import Offer
from nabij.directory.queries.agenda import subscribed_offers
from nabij.directory.queries.duplicates import merged_into
from nabij.exchange.icalendar import calendar
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import offer_page
from nabij.web.public.weeks import agenda_address, asked_area


@require_safe
@conditional_page
def feed(request: PublicRequest) -> HttpResponse:
    """Everything of the municipality, or of the area in the address."""
    area = asked_area(request, request.municipality)
    site = public_name("site", request.municipality)
    name = f"{site} · {area.name}" if area else site
    url = request.build_absolute_uri(agenda_address(request.municipality, "agenda", area))
    offers = subscribed_offers(request.municipality, area)
    return _file(calendar(name, offers, language=_language(), today=localdate(), url=url), "agenda")


@require_safe
@conditional_page
def offer_feed(request: PublicRequest, uid: uuid.UUID) -> HttpResponse:
    """One offer; a stopped one stays, so that a subscriber's calendar learns of it.

    The calendar has the site's name, not the offer's: others may look over one's shoulder.
    """
    offer = subscribed_offers(request.municipality, uids=[str(uid)]).first()
    if offer is None:  # it may have been merged into another one: who subscribed goes along
        kept = merged_into(Offer, request.municipality, uid)
        offer = kept and subscribed_offers(request.municipality, uids=[str(kept.uid)]).first()
    if offer is None:
        raise Http404("no such offer with dates")
    url = request.build_absolute_uri(offer_page(request.municipality, offer))
    name = public_name("site", request.municipality)
    return _file(
        calendar(name, [offer], language=_language(), today=localdate(), url=url), "agenda"
    )


def _language() -> str:
    return (get_language() or "nl")[:2]


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["Cache-Control"] = "public, max-age=900"
    return response
