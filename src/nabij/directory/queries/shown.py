"""One offer or organisation as everyone may see it, and what begins soon."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from nabij.core.models import Municipality
from nabij.directory.models import Occurrence, Offer, Organisation, Schedule
from nabij.directory.models.offers import seen_by_everyone


def public_offers(municipality: Municipality) -> QuerySet[Offer]:
    """Offers that everyone may see and that are not stopped, with organisation and place."""
    return (
        Offer.objects.filter(
            seen_by_everyone(), municipality=municipality, organisation__active=True
        )
        .exclude(status=Offer.Status.CLOSED)
        .select_related("organisation", "place", "photo")
    )


def public_offer(municipality: Municipality, uid: UUID) -> Offer | None:
    """The offer with this public id, or None where there is none that everyone may see."""
    return public_offers(municipality).filter(uid=uid).first()


def public_organisation(municipality: Municipality, uid: UUID) -> Organisation | None:
    """The organisation with this public id, with its place."""
    return (
        Organisation.objects.filter(municipality=municipality, uid=uid, active=True)
        .select_related("place", "photo")
        .first()
    )


def offers_of(organisation: Organisation) -> list[Offer]:
    """What an organisation offers to everyone, by name."""
    return list(
        public_offers(organisation.municipality).filter(organisation=organisation).order_by("name")
    )


def schedules_of(offer: Offer) -> list[Schedule]:
    """The rules for the dates of an offer."""
    return list(offer.schedules.order_by("starts_at", "pk"))


def dates_ahead(offer: Offer, *, now: dt.datetime, limit: int = 6) -> list[Occurrence]:
    """The next times of an offer; cancelled ones stand among them, so that people read why."""
    rows = Occurrence.objects.filter(offer=offer, date__gte=now.date() - dt.timedelta(days=1))
    ahead = (row for row in rows.order_by("starts_at", "pk")[: limit + 5] if _ahead(row, now))
    return [row for row, _number in zip(ahead, range(limit), strict=False)]


def _ahead(row: Occurrence, now: dt.datetime) -> bool:
    """What has begun but is not over still counts: one may walk in."""
    return (row.ends_at or row.starts_at) > now


def next_dates(
    municipality: Municipality, offers: Iterable[Offer], *, now: dt.datetime
) -> dict[int, Occurrence]:
    """The next time that goes on of each of these offers, by the offer's key. One query."""
    rows = Occurrence.objects.filter(
        municipality=municipality,
        offer__in=[offer.pk for offer in offers],
        cancelled=False,
        starts_at__gt=now,
        date__lte=now.date() + dt.timedelta(days=60),
    ).order_by("starts_at", "pk")
    first: dict[int, Occurrence] = {}
    for row in rows:
        first.setdefault(row.offer_id, row)
    return first


def soon(municipality: Municipality, *, now: dt.datetime, limit: int = 6) -> list[Occurrence]:
    """What begins next, each offer once, with offer, organisation and place."""
    rows = Occurrence.objects.filter(
        seen_by_everyone("offer__"),
        municipality=municipality,
        date__gte=now.date(),
        starts_at__gt=now,
        cancelled=False,
        offer__status=Offer.Status.OPEN,
        offer__organisation__active=True,
    ).select_related("offer__organisation", "offer__place", "offer__photo")
    first: dict[int, Occurrence] = {}
    for row in rows.order_by("date", "starts_at", "pk")[: limit * 6]:
        first.setdefault(row.offer_id, row)
    return list(first.values())[:limit]
