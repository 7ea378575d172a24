"""Keeping the index true: after every write, in the same transaction, for the offers that changed."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy

from django.db import transaction
from django.utils import timezone

from nabij.core.models import Municipality
from nabij.core.tenancy import OutsideTheWallError, in_scope
from nabij.directory.index import facts, spelling, terms
from nabij.directory.index.calendar import Calendar, calendar_of
from nabij.directory.index.entries import entry_of, findable, public
from nabij.directory.index.numbers import TIME_NUMBERS, numbers_of_times
from nabij.directory.index.settling import settle
from nabij.directory.index.times import Rule, rules_of, slots_of
from nabij.directory.models import Occurrence, Offer, OfferEntry
from nabij.methods.matching.model import Slot

Progress = Callable[[int, int], None]
"""Called with (done, total)."""

BATCH = 500
_FIELDS = tuple(field.attname for field in OfferEntry._meta.concrete_fields)


@transaction.atomic
def refresh(
    municipality: Municipality,
    offer_ids: Iterable[int] | None = None,
    *,
    today: dt.date | None = None,
    progress: Progress | None = None,
) -> int:
    """Make the index of these offers (all: None) say what is true of them now; how many rows changed.

    Call it in the transaction that wrote an offer, its organisation or its place, or that checked it. Idempotent. The words for spelling
    are made anew when all offers are, and added to when some are. today: from when coming dates count.
    Raises OutsideTheWallError for a municipality that is not in scope.
    """
    _check_scope(municipality)
    today = today or timezone.localdate()
    ids = sorted(set(all_ids(municipality) if offer_ids is None else offer_ids))
    counts: Counter[str] = Counter()
    changed = 0
    for batch in batches(ids):
        settle(municipality, batch, today=today)
        offers = findable_offers(municipality, batch)
        wanted = wanted_entries(municipality, offers, today)
        changed += _replace(entries_of(municipality, batch), wanted)
        counts.update(spelling.words_of(filter(public, offers)))
        if progress:
            progress(ids.index(batch[-1]) + 1, len(ids))
    if offer_ids is None:
        spelling.store(municipality, counts)
    elif counts:
        spelling.learn(municipality, counts)
    return changed


@transaction.atomic
def refresh_days(
    municipality: Municipality,
    offer_ids: Iterable[int] | None = None,
    *,
    today: dt.date | None = None,
) -> int:
    """Make only the coming days of these offers (all: None) true; how many rows changed.

    Called whenever occurrences are worked out; no text is read. Raises OutsideTheWallError as `refresh` does.
    """
    _check_scope(municipality)
    today = today or timezone.localdate()
    ids = sorted(set(all_ids(municipality) if offer_ids is None else offer_ids))
    changed = 0
    for batch in batches(ids):
        indexed = entries_of(municipality, batch)
        calendars = _calendars(municipality, indexed, today)
        rules = rules_of(municipality, indexed)
        wanted = {
            pk: on_other_days(entry, calendar, _times(rules.get(pk), calendar, today))
            for pk, entry in indexed.items()
            for calendar in [calendars.get(pk, Calendar())]
        }
        changed += _replace(indexed, wanted)
    return changed


@transaction.atomic
def forget(municipality: Municipality, offer_ids: Iterable[int]) -> int:
    """Take offers out of the index, before they are deleted; how many were in it."""
    _check_scope(municipality)
    return _replace(entries_of(municipality, list(offer_ids)), {})


def _check_scope(municipality: Municipality) -> None:
    if not in_scope(municipality.pk):
        raise OutsideTheWallError(f"the index of {municipality} is not in scope")


def all_ids(municipality: Municipality) -> Iterable[int]:
    """Every offer of the municipality."""
    return Offer.objects.filter(municipality=municipality).values_list("pk", flat=True)


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids, so many at a time that a query stays small."""
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))


def findable_offers(municipality: Municipality, ids: Sequence[int]) -> list[Offer]:
    """Those of these offers that may be found, with all that the index says of them."""
    offers = Offer.objects.filter(municipality=municipality, pk__in=ids)
    loaded = offers.select_related("organisation__place", "place__area").order_by("pk")
    return [offer for offer in loaded if findable(offer)]


def entries_of(municipality: Municipality, ids: Sequence[int]) -> dict[int, OfferEntry]:
    """The rows that the index has for these offers."""
    return OfferEntry.objects.filter(municipality=municipality).in_bulk(ids)


def wanted_entries(
    municipality: Municipality, offers: Sequence[Offer], today: dt.date
) -> dict[int, OfferEntry]:
    """The rows that the index should have for these offers."""
    ids = [offer.pk for offer in offers]
    calendars = _calendars(municipality, ids, today)
    rules = rules_of(municipality, ids)
    return {
        offer.pk: entry_of(offer, calendar, _times(rules.get(offer.pk), calendar, today))
        for offer in offers
        for calendar in [calendars.get(offer.pk, Calendar())]
    }


def _calendars(
    municipality: Municipality, ids: Collection[int], today: dt.date
) -> dict[int, Calendar]:
    """The calendar of each offer on which something goes on from today."""
    rows = Occurrence.objects.filter(
        municipality=municipality, offer__in=list(ids), date__gte=today, cancelled=False
    ).order_by()
    dates: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    for offer, date, part in rows.values_list("offer_id", "date", "part"):
        dates[offer].append((date, part))
    return {offer: calendar_of(found) for offer, found in dates.items()}


def _times(
    rules: Iterable[Rule] | None, calendar: Calendar, today: dt.date
) -> tuple[Slot, ...] | None:
    return None if rules is None else slots_of(rules, calendar.times, today)


def on_other_days(
    there: OfferEntry, calendar: Calendar, times: Sequence[Slot] | None
) -> OfferEntry:
    """The same row with another calendar, and so with other words for days. times: None is by appointment."""
    entry = copy(there)
    entry.by_appointment = times is None
    entry.facts = facts.on_other_times(bytes(there.facts), times, there.paused)
    entry.first_day, entry.times = calendar.first_day, calendar.times
    entry.days = calendar.packed()
    if entry.times != there.times:
        kept = [number for number in there.numbers if number not in TIME_NUMBERS]
        entry.numbers = (*kept, *numbers_of_times(calendar.times))
    return entry


def _replace(there: dict[int, OfferEntry], wanted: dict[int, OfferEntry]) -> int:
    """Make the rows that are there into those that are wanted; how many were written or removed."""
    gone = [entry for pk, entry in there.items() if pk not in wanted]
    news = [e for pk, e in wanted.items() if pk not in there or not same(e, there[pk])]
    olds = [there[entry.pk] for entry in news if entry.pk in there]
    reworded = {e.pk for e in news if e.pk not in there or e.numbers != there[e.pk].numbers}
    terms.forget(_terms([*gone, *(old for old in olds if old.pk in reworded)]))
    OfferEntry.objects.filter(pk__in=[entry.pk for entry in (*gone, *olds)]).delete()
    OfferEntry.objects.bulk_create(news)
    terms.add(_terms(entry for entry in news if entry.pk in reworded))
    return len(gone) + len(news)


def _terms(entries: Iterable[OfferEntry]) -> list[terms.Terms]:
    return [(entry.pk, entry.municipality_id, entry.numbers) for entry in entries]


def same(one: OfferEntry, other: OfferEntry) -> bool:
    """Whether two rows say the same."""
    return all(_plain(one, name) == _plain(other, name) for name in _FIELDS)


def _plain(entry: OfferEntry, name: str) -> object:
    value = getattr(entry, name)
    return bytes(value) if name in ("days", "facts") else value
