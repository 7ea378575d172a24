"""From an offer to its row in the index: a pure translation, so that the index can be checked against it."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from nabij.core.vocabulary import Capacity, Reach
from nabij.directory.freshness import SUNK
from nabij.directory.index import facts
from nabij.directory.index.calendar import Calendar
from nabij.directory.index.numbers import number, numbers_of_times, property_number
from nabij.directory.index.possible import micro_position, possible
from nabij.directory.models import Offer, OfferEntry
from nabij.directory.models.records import DirectoryRecord
from nabij.directory.rich_text import plain_text
from nabij.methods.matching.model import Slot
from nabij.methods.text import analyse

ROOMS = tuple(Capacity.values)
NO_AGE_LIMIT = 999

Text = tuple[str, str]
"""A text and its language."""


def findable(offer: Offer) -> bool:
    """Whether anyone, staff included, may find this offer."""
    return offer.status != Offer.Status.CLOSED and offer.organisation.active


def public(offer: Offer) -> bool:
    """Whether everyone may find it."""
    return offer.listed


def entry_of(offer: Offer, calendar: Calendar, times: Sequence[Slot] | None) -> OfferEntry:
    """The index row of an offer; organisation, place and its area must be loaded. times: None is by appointment."""
    numbers, in_name, in_summary = _numbers(offer, calendar.times)
    lat, lon = micro_position(offer)
    listed = offer.visibility == Offer.Visibility.PUBLIC
    return OfferEntry(
        offer_id=offer.pk,
        municipality_id=offer.municipality_id,
        public=public(offer),
        by_appointment=times is None,
        comes_to_you=offer.reach != Reach.ON_SITE,
        unconfirmed=offer.freshness in SUNK,
        paused=offer.status == Offer.Status.PAUSED,
        room=ROOMS.index(offer.capacity),
        age_min=offer.age_min or 0,
        age_max=NO_AGE_LIMIT if offer.age_max is None else offer.age_max,
        in_name=in_name,
        in_summary=in_summary,
        lat=lat,
        lon=lon,
        confirmed=(offer.verified_on or timezone.localdate(offer.created_at)).toordinal(),
        first_day=calendar.first_day,
        times=calendar.times,
        days=calendar.packed(),
        numbers=tuple(numbers),
        facts=facts.packed(possible(offer, times), offer.organisation_id, listed),
    )


def _numbers(offer: Offer, times: int) -> tuple[list[int], int, int]:
    """All numbers, each once at the most telling place where it stands; how many are of the name, and up to the summary."""
    found: dict[int, None] = {}
    _add(found, name_texts(offer))
    in_name = len(found)
    _add(found, middle_texts(offer))
    in_summary = len(found)
    _add(found, _texts(offer, "description"))
    found.update(dict.fromkeys(property_numbers(offer)))
    found.update(dict.fromkeys(numbers_of_times(times)))
    return list(found), in_name, in_summary


def _add(found: dict[int, None], texts: Iterator[Text]) -> None:
    for text, language in texts:
        found.update(dict.fromkeys(map(number, analyse(text, language))))


def name_texts(offer: Offer) -> Iterator[Text]:
    """The name in every language that it has."""
    yield from _texts(offer, "name")


def middle_texts(offer: Offer) -> Iterator[Text]:
    """Who offers it, where, and the one sentence about it."""
    yield from _texts(offer.organisation, "name")
    yield from _texts(offer, "summary")
    if place := offer.place:
        yield from _texts(place, "name")
        yield place.town, "nl"
        if place.area:
            yield place.area.name, "nl"


def all_texts(offer: Offer) -> Iterator[Text]:
    """Every text under which an offer is found."""
    yield from name_texts(offer)
    yield from middle_texts(offer)
    yield from _texts(offer, "description")


def _texts(record: DirectoryRecord, field: str) -> Iterator[Text]:
    yield _plain(field, str(getattr(record, field))), "nl"
    for language, fields in record.translations.items():
        if isinstance(fields, dict) and fields.get(field):
            yield _plain(field, str(fields[field])), language


def _plain(field: str, text: str) -> str:
    """A description without its marks; every other text as it is."""
    return plain_text(text) if field == "description" else text


def property_numbers(offer: Offer) -> Iterator[int]:
    """What can be asked for exactly. An offer that names no language is given in Dutch."""
    for kind, values in (
        ("language", offer.languages or ["nl"]),
        ("need", [*offer.accessible, *(offer.place.accessible if offer.place else ())]),
        ("cause", offer.causes),
        ("mechanism", offer.mechanisms),
        ("form", [offer.form]),
        ("audience", [*offer.audiences, *filter(None, [offer.only_for])]),
    ):
        for value in values:
            yield property_number(kind, str(value))
    if offer.free is not None:
        yield property_number("cost", "free" if offer.free else "paid")
    if offer.walk_along:
        yield property_number("walk_along")
