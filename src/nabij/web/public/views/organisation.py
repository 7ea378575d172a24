"""The page of one organisation."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nabij.directory.models import Occurrence, Organisation
from nabij.directory.queries.duplicates import merged_into
from nabij.directory.queries.shown import next_dates, offers_of, public_organisation
from nabij.directory.rich_text import safe_html
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import organisation_page, readable
from nabij.web.public.cards import card
from nabij.web.public.photos import photo_of


@require_safe
def organisation(request: PublicRequest, uid: UUID, slug: str = "") -> HttpResponse:
    """Who they are, what they offer, how to reach them."""
    found = public_organisation(request.municipality, uid)
    if found is None:
        return _moved(request, uid)
    if slug != readable(found.name):
        return HttpResponseRedirect(organisation_page(request.municipality, found))
    now = timezone.localtime()
    offers = offers_of(found)
    coming = next_dates(request.municipality, offers, now=now)
    offers.sort(key=lambda offer: _soonest(coming.get(offer.pk)))
    cards = [
        card(request.municipality, offer, today=now.date(), coming=coming.get(offer.pk))
        for offer in offers
    ]
    return render(
        request,
        "web/public/organisation.html",
        {
            "organisation": found,
            "name": found.text("name"),
            "photo": photo_of(request.municipality, found),
            "description": safe_html(found.text("description")),
            "description_lang": found.text_language("description"),
            "cards": cards,
            "place_name": found.place.text("name") if found.place else "",
        },
    )


def _moved(request: PublicRequest, uid: UUID) -> HttpResponse:
    """To the organisation into which this one was merged. Raises Http404 where there is none."""
    kept = merged_into(Organisation, request.municipality, uid)
    if kept is None or not kept.active:
        raise Http404(f"no active organisation {uid}")
    return HttpResponseRedirect(organisation_page(request.municipality, kept))


def _soonest(row: Occurrence | None) -> tuple[bool, float]:
    """First what begins soonest; what goes by appointment stands last, by name as it came."""
    return (row is None, row.starts_at.timestamp() if row else 0.0)
