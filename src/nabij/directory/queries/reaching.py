"""Where somebody answers for an offer: its own address, or else that of its organisation."""

from collections.abc import Iterable
from uuid import UUID

from nabij.core.models import Municipality
from nabij.directory.models import Offer
from nabij.directory.queries.checks import addresses_of, is_address


def offer_named(municipality: Municipality, uid: UUID | None) -> Offer | None:
    """The offer with its organisation and place, also where it stopped or is hidden meanwhile; None: it is gone."""
    rows = Offer.objects.filter(municipality=municipality, uid=uid)
    found: Offer | None = rows.select_related("municipality", "organisation", "place").first()
    return found


def addresses_for(offer: Offer) -> list[str]:
    """Where to mail about this offer. Whoever asks records that contacts were read."""
    if is_address(offer.contact_email):
        return [offer.contact_email.strip()]
    return addresses_of(offer.organisation)


def offers_named(municipality: Municipality, uids: Iterable[UUID | None]) -> dict[UUID, Offer]:
    """By uid, with what a line about them needs. Two queries, however many there are."""
    rows = Offer.objects.filter(municipality=municipality, uid__in=[uid for uid in uids if uid])
    loaded = rows.select_related("municipality", "organisation", "place")
    return {offer.uid: offer for offer in loaded.prefetch_related("schedules")}


def offers_called(municipality: Municipality, words: str, *, most: int = 8) -> list[Offer]:
    """Listed offers whose name holds these words, by name. One query."""
    rows = Offer.objects.filter(
        municipality=municipality, visibility=Offer.Visibility.PUBLIC, name__icontains=words.strip()
    )
    return list(rows.select_related("organisation").order_by("name", "pk")[:most])
