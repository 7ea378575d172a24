"""The page of one offer."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabij.directory.models import Offer
from nabij.directory.queries import UnknownPlaceError, point_of
from nabij.directory.queries.duplicates import merged_into
from nabij.directory.queries.shown import dates_ahead, public_offer, schedules_of
from nabij.directory.rich_text import safe_html
from nabij.methods.geo import distance, distance_in_words, walking_minutes
from nabij.web.municipality import PublicRequest
from nabij.web.public import structured
from nabij.web.public.addresses import offer_page, organisation_page, page, readable
from nabij.web.public.local_map import place_map
from nabij.web.public.offer_sheet import OfferSheet, offer_sheet, sharing
from nabij.web.public.photos import photo_of
from nabij.web.public.words import kept_together

#: Farther than this in metres, minutes on foot are no help.
WALKABLE = 3_000


@require_safe
def offer(request: PublicRequest, uid: UUID, slug: str = "") -> HttpResponse:
    """When, where, what it costs, who welcomes you, how to get there."""
    found = public_offer(request.municipality, uid)
    if found is None:
        return _moved(request, uid)
    if slug != readable(found.name):
        return HttpResponseRedirect(offer_page(request.municipality, found))
    now, near = timezone.localtime(), request.GET.get("near", "")
    rules, ahead = schedules_of(found), dates_ahead(found, now=now)
    sheet = offer_sheet(
        found,
        rules,
        ahead,
        today=now.date(),
        distance=_how_far(request, found, near),
    )
    context = _context(request, found, sheet, near)
    context["structured"] = structured.offer_data(found, rules, ahead, url=context["share_url"])
    context["map"] = place_map(request.municipality, found.place)
    return render(request, "web/public/offer.html", context)


def _moved(request: PublicRequest, uid: UUID) -> HttpResponse:
    """To the offer into which this one was merged. Raises Http404 where there is none that everyone may see."""
    kept = merged_into(Offer, request.municipality, uid)
    found = kept and public_offer(request.municipality, kept.uid)
    if found is None or found.uid == uid:
        raise Http404(f"no public offer {uid}")
    return HttpResponseRedirect(offer_page(request.municipality, found))


def _how_far(request: PublicRequest, found: Offer, near: str) -> str:
    """How far from the place that someone searched from: "820 m van 3131 AB, ongeveer 16 minuten lopen"."""
    place = found.place
    if not near or place is None or place.lat is None or place.lon is None:
        return ""
    try:
        origin = point_of(request.municipality, near)
    except UnknownPlaceError:
        return ""
    metres = distance(origin.lat, origin.lon, place.lat, place.lon)
    said = {
        "distance": kept_together(distance_in_words(metres, get_language() or "nl")),
        "place": kept_together(origin.label),
        "minutes": walking_minutes(metres),
    }
    if metres > WALKABLE:
        return _("%(distance)s from %(place)s") % said
    return _("%(distance)s from %(place)s, about %(minutes)s minutes on foot") % said


def _context(request: PublicRequest, found: Offer, sheet: OfferSheet, near: str) -> dict[str, Any]:
    url = request.build_absolute_uri(request.path)
    organisation = found.organisation
    phone = found.contact_phone or organisation.phone
    back = page(request.municipality, "find")
    return {
        "offer": found,
        "photo": photo_of(request.municipality, found),
        "offer_name": found.text("name"),
        "offer_lang": found.text_language("name"),
        "offer_summary": found.text("summary"),
        "description": safe_html(found.text("description")),
        "description_lang": found.text_language("description"),
        "sheet": sheet,
        "has_dates": bool(sheet.rules or sheet.dates),
        "organisation_name": organisation.text("name"),
        "organisation_url": organisation_page(request.municipality, organisation),
        "phone": phone or request.municipality.phone,
        "phone_is_ours": not phone,
        "email": found.contact_email or organisation.email,
        "share_url": url,
        "sharing": sharing(found, url, sheet.next_time),
        "back_url": f"{back}?{urlencode({'near': near})}" if near else back,
    }
