"""When something is on in a week that comes round: from its rules, as far as they still give dates."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from nabij.core.models import Municipality
from nabij.directory.index.calendar import BITS_A_DAY
from nabij.directory.index.numbers import PARTS, WEEKDAYS
from nabij.directory.models import Schedule
from nabij.methods.matching.model import Slot
from nabij.methods.ranking import part_of_day

#: Of something without an end it is known only when one must be there; an hour is what matching asks at least.
USUAL_MINUTES = 60
_DAY = 24 * 60


class Rule(NamedTuple):
    """What matters here of a `Schedule`."""

    weekdays: Sequence[str]
    dates: Sequence[str]
    ends_on: dt.date | None
    starts_at: dt.time
    ends_at: dt.time | None


def rules_of(municipality: Municipality, ids: Collection[int]) -> dict[int, list[Rule]]:
    """The rules of each of these offers that has any; the others are by appointment. One query."""
    rows = Schedule.objects.filter(municipality=municipality, offer__in=list(ids)).order_by()
    found: dict[int, list[Rule]] = defaultdict(list)
    for offer, *rule in rows.values_list("offer_id", *Rule._fields):
        found[offer].append(Rule(*rule))
    return dict(found)


def slots_of(rules: Iterable[Rule], coming: int, today: dt.date) -> tuple[Slot, ...]:
    """The weekly times of these rules, in a fixed order. coming: the `times` of the calendar, see `OfferEntry`.

    A rule that is over, and a day on which nothing is on in the coming weeks, give none.
    """
    found = {
        Slot(WEEKDAYS[day], start, start + length)
        for rule in rules
        if rule.ends_on is None or rule.ends_on >= today
        for start, length in [_when(rule)]
        for day in _days(rule)
        if coming >> _bit(day, start) & 1
    }
    return in_order(found)


def in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots by when they start, how long they are, and their day."""
    return tuple(sorted(slots, key=lambda one: (one.start, one.end, WEEKDAYS.index(one.day))))


def still_on(slots: Iterable[Slot], coming: int) -> tuple[Slot, ...]:
    """Those on whose day and part of the day something is on."""
    return tuple(one for one in slots if coming >> _bit(WEEKDAYS.index(one.day), one.start) & 1)


def _days(rule: Rule) -> Iterator[int]:
    """Its days of the week; all of them for a rule that goes by days of the month."""
    dates = {dt.date.fromisoformat(str(date)).weekday() for date in rule.dates}
    named = {WEEKDAYS.index(day) for day in rule.weekdays if day in WEEKDAYS}
    yield from dates | named or range(len(WEEKDAYS))


def _when(rule: Rule) -> tuple[int, int]:
    """The minute of the day on which it starts, and how many minutes it lasts."""
    start = rule.starts_at.hour * 60 + rule.starts_at.minute
    if rule.ends_at is None:
        return start, USUAL_MINUTES
    length = rule.ends_at.hour * 60 + rule.ends_at.minute - start
    return start, length if length > 0 else length + _DAY


def _bit(day: int, start: int) -> int:
    part = part_of_day(dt.time(start // 60))
    return day * BITS_A_DAY + PARTS.index(part)
