"""What an organisation sees of its own: its week, all its offers whatever their state, what waits for a check."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Max

from nabij.core.models import Municipality
from nabij.directory.models import Occurrence, Offer, Organisation, Place, Review
from nabij.directory.queries.checks import due_offers


def organisation_by_uid(municipality: Municipality, uid: UUID) -> Organisation | None:
    """The organisation with this public id, active or not."""
    rows = Organisation.objects.filter(municipality=municipality, uid=uid)
    return rows.select_related("municipality", "place", "photo").first()


def organisations_by_uid(municipality: Municipality, uids: Iterable[UUID]) -> list[Organisation]:
    """These organisations, by name."""
    rows = Organisation.objects.filter(municipality=municipality, uid__in=list(uids))
    return list(rows.select_related("municipality", "place").order_by("name", "pk"))


def organisations_called(municipality: Municipality, words: str = "") -> list[Organisation]:
    """Active organisations whose name holds these words, by name; at most 200."""
    rows = Organisation.objects.filter(municipality=municipality, active=True)
    for word in words.split()[:6]:
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("name", "pk")[:200])


def offer_with_all(municipality: Municipality, uid: UUID) -> Offer | None:
    """The offer with this public id, in whatever state, with its organisation and place."""
    rows = Offer.objects.filter(municipality=municipality, uid=uid)
    return rows.select_related(
        "organisation__municipality", "place", "municipality", "photo"
    ).first()


def own_offers(organisations: Iterable[Organisation]) -> list[Offer]:
    """All offers of these organisations, whatever their state, by name."""
    rows = Offer.objects.filter(organisation__in=[each.pk for each in organisations])
    return list(rows.select_related("municipality", "organisation", "place").order_by("name", "pk"))


def own_dates(
    organisations: Iterable[Organisation], *, now: dt.datetime, days: int = 7
) -> list[Occurrence]:
    """What these organisations have on in the coming days, called off or not, in order."""
    last = now.date() + dt.timedelta(days=days - 1)
    rows = Occurrence.objects.filter(
        offer__organisation__in=[each.pk for each in organisations],
        offer__status=Offer.Status.OPEN,
        date__gte=now.date(),
        date__lte=last,
    )
    return list(
        rows.select_related("offer__municipality", "offer__place", "schedule").order_by(
            "starts_at", "pk"
        )
    )


def longest_unchecked(
    municipality: Municipality, organisations: Iterable[Organisation]
) -> Offer | None:
    """The one offer of these organisations that is due and that nobody looked at for longest; None while all are fresh."""
    rows = due_offers(municipality).filter(organisation__in=[each.pk for each in organisations])
    never_first = F("verified_on").asc(nulls_first=True)
    loaded = rows.select_related("municipality", "organisation", "place")
    return loaded.order_by(never_first, "created_at", "pk").first()


def recent_places(organisation: Organisation, *, limit: int = 5) -> list[Place]:
    """Where this organisation does things: what it used last first, then its own address."""
    rows = Place.objects.filter(offers__organisation=organisation)
    used = list(rows.annotate(last=Max("offers__updated_at")).order_by("-last", "name")[:limit])
    own = organisation.place
    if own is not None and own not in used:
        used = [*used[: limit - 1], own]
    return used


def areas_of(organisations: Iterable[Organisation]) -> set[str]:
    """Codes of the districts in which these organisations do something, or of the neighbourhoods where they lie in none."""
    rows = Place.objects.filter(offers__organisation__in=[each.pk for each in organisations])
    pairs = rows.order_by().values_list("area__parent__code", "area__code").distinct()
    return {code for code in (parent or own for parent, own in pairs) if code}


def dates_to_manage(offer: Offer, *, today: dt.date, limit: int = 26) -> list[Occurrence]:
    """The coming dates of an offer, also those that were called off or moved, with their rule."""
    rows = Occurrence.objects.filter(offer=offer, rule_date__gte=today).select_related("schedule")
    return list(rows.order_by("rule_date", "starts_at", "pk")[:limit])


def latest_reviews(offers: Iterable[Offer]) -> dict[int, Review]:
    """What the municipality last said of each of these offers, by the offer's key. One query."""
    found: dict[int, Review] = {}
    for row in Review.objects.filter(offer__in=[offer.pk for offer in offers]).order_by("at", "pk"):
        found[row.offer_id] = row
    return found


def date_of_offer(offer: Offer, schedule: UUID, day: dt.date) -> Occurrence | None:
    """What a rule of this offer has on a day (of the rule), with the rule."""
    rows = Occurrence.objects.filter(offer=offer, schedule__uid=schedule, rule_date=day)
    found: Occurrence | None = rows.select_related(
        "schedule__offer__municipality", "schedule__municipality", "offer__municipality"
    ).first()
    return found
