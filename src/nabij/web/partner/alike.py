"""While somebody publishes: what is on the map already and may be meant. A hint, never a gate."""

from collections.abc import Mapping
from dataclasses import dataclass

from nabij.directory.models import Offer, Organisation, Place, RecordKind
from nabij.directory.queries.duplicates import looks_like, offer_traits, place_traits
from nabij.methods.dates import WEEKDAYS
from nabij.methods.duplicates import Traits
from nabij.web.partner.forms import OfferForm
from nabij.web.public import addresses


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that is there already. own: of the same organisation."""

    name: str
    about: str
    url: str
    own: bool


def there_already(form: OfferForm, organisation: Organisation) -> list[Alike]:
    """The offers that look like what is in the form so far (call `is_valid` before), the likeliest first."""
    found = looks_like(RecordKind.OFFER, organisation.municipality, _typed(form, organisation))
    return [
        Alike(
            name=offer.text("name"),
            about=" · ".join(filter(None, [offer.organisation.name, _place(offer)])),
            url=_address(offer),
            own=offer.organisation_id == organisation.pk,
        )
        for offer, _likely in found
        if offer.visibility == Offer.Visibility.PUBLIC or offer.organisation_id == organisation.pk
    ]


def places_there_already(organisation: Organisation, data: Mapping[str, str]) -> list[Place]:
    """The places that look like the new one that was typed in the form, the likeliest first."""
    typed = Place(
        municipality=organisation.municipality,
        name=data.get("place_name", "").strip()[:200],
        street=data.get("place_street", "").strip(),
        postcode=data.get("place_postcode", "").replace(" ", "").upper(),
        town=data.get("place_town", "").strip(),
    )
    found = looks_like(RecordKind.PLACE, organisation.municipality, place_traits(typed))
    return [place for place, _likely in found]


def _typed(form: OfferForm, organisation: Organisation) -> Traits:
    given = getattr(form, "cleaned_data", {})
    offer = Offer(
        municipality=organisation.municipality,
        organisation=organisation,
        name=given.get("name", ""),
        summary=given.get("summary", ""),
        contact_phone=given.get("contact_phone", ""),
    )
    return offer_traits(offer, _moments(given))


def _moments(given: dict[str, object]) -> list[str]:
    days, starts_at = given.get("days"), given.get("starts_at")
    if not isinstance(days, list) or starts_at is None:
        return []
    return [f"{day}{starts_at.hour:02}" for day in days if day in WEEKDAYS]  # type: ignore[attr-defined]


def _place(offer: Offer) -> str:
    return offer.place.name if offer.place else ""


def _address(offer: Offer) -> str:
    return addresses.offer_page(offer.municipality, offer)
