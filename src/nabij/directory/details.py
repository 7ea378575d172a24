"""What a person says of an offer and of a place: the values that actions take, without the records behind them."""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from nabij.core.vocabulary import Capacity, Form, Reach
from nabij.directory.models import Offer, Place


@dataclass(frozen=True, kw_only=True)
class PlaceDetails:
    """A place that somebody names: where it is, in words."""

    name: str
    street: str
    postcode: str
    town: str
    accessible: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfferDetails:
    """Everything of an offer but its dates. The names are those of the columns of `Offer`.

    new_place: where it is, when that is not on the map yet; the action adds it.
    english: name, summary and description in English, as far as there are any; what else the record
    has in English stays.
    """

    name: str
    summary: str = ""
    description: str = ""
    place: Place | None = None
    new_place: PlaceDetails | None = None
    reach: str = Reach.ON_SITE
    form: str = Form.GROUP
    mechanisms: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    age_min: int | None = None
    age_max: int | None = None
    only_for: str = ""
    cost_per_visit: Decimal | None = None
    cost_per_month: Decimal | None = None
    cost_note: str = ""
    group_size: int | None = None
    capacity: str = Capacity.ASK
    accessible: tuple[str, ...] = ()
    walk_along: bool = False
    welcomed_by: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    call_first: bool = False
    website: str = ""
    english: dict[str, str] = field(default_factory=dict)

    def write_to(self, offer: Offer) -> list[str]:
        """Give the offer these values, unsaved; the names of the fields that differ from before."""
        changed = [name for name, value in self._columns() if getattr(offer, name) != value]
        for name, value in self._columns():
            setattr(offer, name, value)
        translations = _with_english(offer.translations, self.english)
        if translations != offer.translations:
            offer.translations = translations
            changed.append("translations")
        return changed

    def _columns(self) -> list[tuple[str, Any]]:
        pairs = [(each.name, getattr(self, each.name)) for each in fields(self)]
        return [
            (name, list(value) if isinstance(value, tuple) else value)
            for name, value in pairs
            if name not in ("english", "new_place")
        ]


def _with_english(translations: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """The translations with these English texts; an empty one is taken out."""
    there = translations.get("en")
    english = {**(there if isinstance(there, dict) else {}), **texts}
    kept = {name: text for name, text in english.items() if text}
    others = {code: rest for code, rest in translations.items() if code != "en"}
    return {**others, "en": kept} if kept else others
