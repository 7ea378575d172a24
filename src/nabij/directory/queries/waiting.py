"""What waits for a look by the municipality, the longest first."""

from uuid import UUID

from django.db.models import QuerySet

from nabij.core.models import Municipality
from nabij.directory.models import Offer, Organisation, Review


def waiting_offers(municipality: Municipality) -> list[Offer]:
    """Offers that wait, with organisation and place."""
    loaded = _offers(municipality).select_related("municipality", "organisation", "place", "photo")
    return list(loaded.order_by("created_at", "pk")[:200])


def waiting_organisations(municipality: Municipality) -> list[Organisation]:
    """Organisations that presented themselves, those that may be no people last."""
    found = list(_organisations(municipality).order_by("created_at", "pk")[:200])
    return sorted(found, key=lambda row: bool(row.extra.get("signs")))


def waiting_offer(municipality: Municipality, uid: UUID) -> Offer | None:
    """The offer with this public id, while it waits."""
    rows = _offers(municipality).select_related("municipality", "organisation", "place", "photo")
    return rows.filter(uid=uid).first()


def waiting_organisation(municipality: Municipality, uid: UUID) -> Organisation | None:
    """The organisation with this public id, while it waits; with whom to call there."""
    return _organisations(municipality).filter(uid=uid).prefetch_related("contacts").first()


def how_many_wait(municipality: Municipality) -> int:
    """How many offers and organisations wait together. Two queries."""
    return _offers(municipality).count() + _organisations(municipality).count()


def _offers(municipality: Municipality) -> QuerySet[Offer]:
    rows: QuerySet[Offer] = Offer.objects.filter(
        municipality=municipality, visibility=Offer.Visibility.AWAITING
    )
    return rows.exclude(status=Offer.Status.CLOSED)


def _organisations(municipality: Municipality) -> QuerySet[Organisation]:
    rows: QuerySet[Organisation] = Organisation.objects.filter(
        municipality=municipality, standing=Organisation.Standing.WAITING
    )
    return rows


def reviews_of(record: Offer | Organisation) -> list[Review]:
    """What was said of it before, newest first."""
    if isinstance(record, Offer):
        return list(record.reviews.order_by("-at", "-pk"))
    return list(record.reviews.filter(offer__isnull=True).order_by("-at", "-pk"))
