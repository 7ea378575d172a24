"""Rules for dates, and the dates they give, in Dutch local time.

Source: RFC 5545 (iCalendar), 3.3.10 for rules and 3.3.5 for local times that do not exist or exist
twice.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

Frequency = Literal["once", "weekly", "monthly"]
FREQUENCIES: tuple[Frequency, ...] = ("once", "weekly", "monthly")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Period = tuple[dt.date, dt.date]
"""First and last day, both included."""

_ANCHOR = dt.date(2000, 1, 3)
"""A Monday: from here weeks and months are counted when a rule does not say when it starts."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something happens: a rule, with dates taken out and dates put in.

    All dates and times are local.

    freq: "once" (on `extra_dates`, or on `starts_on` if there are none), "weekly" or "monthly".
    interval: every so many weeks or months, counted from the week or month of `starts_on`; at least
    1.
    weekdays: MO..SU. Weekly without weekdays: the weekday of `starts_on`.
    weeks_of_month: for monthly, which of these weekdays: 1 to 5, or -1 the last to -5. month_days:
    1 to 31, -1 the last. Monthly with weekdays and month_days means both must hold, as in RFC 5545;
    with neither, the day of `starts_on`.
    starts_on, until: no rule dates before or after; until is included. None: no bound.
    start_time, end_time: wall time; an end at or before the start is on the next day; None: no end
    is known.
    exceptions: never on these dates. extra_dates: also on these, whatever rule, bounds and holidays
    say.
    skip_public_holidays, skip_school_holidays: leave out rule dates on the days given to
    `occurrences`.

    Raises ValueError, in words, for what cannot be a rule.
    """

    freq: str
    start_time: dt.time
    end_time: dt.time | None = None
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    weeks_of_month: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    starts_on: dt.date | None = None
    until: dt.date | None = None
    exceptions: frozenset[dt.date] = field(default_factory=frozenset)
    extra_dates: frozenset[dt.date] = field(default_factory=frozenset)
    skip_public_holidays: bool = False
    skip_school_holidays: bool = False

    def __post_init__(self) -> None:
        checks = (
            (self.freq in FREQUENCIES, f"freq {self.freq!r} is not one of {FREQUENCIES}"),
            (1 <= self.interval <= 99, f"interval {self.interval} is not between 1 and 99"),
            (
                set(self.weekdays) <= set(WEEKDAYS),
                f"weekdays {self.weekdays} are not of {WEEKDAYS}",
            ),
            (
                all(-5 <= week <= 5 and week for week in self.weeks_of_month),
                f"weeks_of_month {self.weeks_of_month} are not 1 to 5 or -1 to -5",
            ),
            (
                all(-31 <= day <= 31 and day for day in self.month_days),
                f"month_days {self.month_days} are not 1 to 31 or -1 to -31",
            ),
            (self.start_time.tzinfo is None, "start_time must be a wall time without a zone"),
        )
        for holds, words in checks:
            if not holds:
                raise ValueError(words)


@dataclass(frozen=True, slots=True, order=True)
class LocalOccurrence:
    """One time that something happens.

    date: of the rule; start, end: aware, Europe/Amsterdam; end may be None.
    """

    date: dt.date
    start: dt.datetime
    end: dt.datetime | None


def local(date: dt.date, time: dt.time, zone: ZoneInfo = AMSTERDAM) -> dt.datetime:
    """The aware moment of a wall time, as RFC 5545 3.3.5 reads it.

    A time that the clock skips counts with the offset from before (02:30 becomes 03:30 summer
    time); of a time that comes twice, the first is meant.
    """
    moment = dt.datetime.combine(date, time.replace(fold=0), zone)
    return moment.astimezone(dt.UTC).astimezone(zone)


def occurrence_on(rec: Recurrence, date: dt.date) -> LocalOccurrence:
    """The times on one date, whether or not the rule gives that date."""
    start = local(date, rec.start_time)
    if rec.end_time is None:
        return LocalOccurrence(date, start, None)
    overnight = rec.end_time <= rec.start_time
    end = local(date + dt.timedelta(days=overnight), rec.end_time)
    if end <= start:  # the clock was put forward between the two
        nominal = dt.datetime.combine(date, rec.end_time) - dt.datetime.combine(
            date, rec.start_time
        )
        end = (start.astimezone(dt.UTC) + nominal).astimezone(AMSTERDAM)
    return LocalOccurrence(date, start, end)


def rule_dates(rec: Recurrence, from_date: dt.date, to_date: dt.date) -> Iterator[dt.date]:
    """The dates of the bare rule in a period, in order; holidays, exceptions and extra dates aside.

    from_date, to_date: both included. Own arithmetic, because dateutil's rrule looks up to the year
    9999 for a date that never comes (30 February); checked against it by way of
    recurring-ical-events.
    """
    first = max(from_date, rec.starts_on or from_date)
    last = min(to_date, rec.until or to_date)
    if first > last:
        return
    candidates = {"weekly": _weekly, "monthly": _monthly}.get(rec.freq, _never)
    for date in candidates(rec, first, last):
        if first <= date <= last:
            yield date


def _never(_rec: Recurrence, _first: dt.date, _last: dt.date) -> Iterator[dt.date]:
    yield from ()


def _weekly(rec: Recurrence, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """All days of the weeks that count, from the week before `first` at the latest.

    Up to `last`.
    """
    anchor = rec.starts_on or _ANCHOR
    days = sorted({WEEKDAYS.index(day) for day in rec.weekdays})
    if not days and rec.starts_on:
        days = [anchor.weekday()]
    monday = anchor.toordinal() - anchor.weekday()
    step = 7 * rec.interval
    start = monday + (first.toordinal() - monday) // step * step
    for week in range(start, last.toordinal() + 1, step):
        yield from (dt.date.fromordinal(week + day) for day in days)


def _monthly(rec: Recurrence, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """All days of the months that count, from the month of `first` at the latest, up to `last`."""
    anchor = rec.starts_on or _ANCHOR
    counted = anchor.year * 12 + anchor.month - 1
    start = counted + (first.year * 12 + first.month - 1 - counted) // rec.interval * rec.interval
    for number in range(start, last.year * 12 + last.month, rec.interval):
        yield from _in_month(rec, number // 12, number % 12 + 1)


def _in_month(rec: Recurrence, year: int, month: int) -> Iterator[dt.date]:
    first_weekday, length = monthrange(year, month)
    month_days = rec.month_days
    if not month_days and not rec.weekdays:
        month_days = (rec.starts_on.day,) if rec.starts_on else ()
    if not month_days and not rec.weekdays:
        return
    wanted = {day if day > 0 else length + 1 + day for day in month_days}
    for day in range(1, length + 1):
        if month_days and day not in wanted:
            continue
        weekday = WEEKDAYS[(first_weekday + day - 1) % 7]
        if rec.weekdays and weekday not in rec.weekdays:
            continue
        weeks = {(day + 6) // 7, -((length - day) // 7 + 1)}
        if rec.weekdays and rec.weeks_of_month and weeks.isdisjoint(rec.weeks_of_month):
            continue
        yield dt.date(year, month, day)


def occurrences(
    rec: Recurrence,
    from_date: dt.date,
    to_date: dt.date,
    holidays: Collection[dt.date] = frozenset(),
    school_holidays: Sequence[Period] = (),
) -> list[LocalOccurrence]:
    """All occurrences whose date lies in the period (both ends included), in order, each date once.

    holidays: public holidays, used if the rule skips them. school_holidays: periods, used likewise.
    A rule that says nothing (weekly without weekdays or start) gives []. Cost: about 0.1 ms for a
    quarter of a year.
    """
    dates = {
        date
        for date in rule_dates(rec, from_date, to_date)
        if not (rec.skip_public_holidays and date in holidays)
        and not (rec.skip_school_holidays and _within(date, school_holidays))
    }
    dates.update(date for date in explicit_dates(rec) if from_date <= date <= to_date)
    return [occurrence_on(rec, date) for date in sorted(dates - rec.exceptions)]


def explicit_dates(rec: Recurrence) -> frozenset[dt.date]:
    """The dates named one by one: `extra_dates`, or for "once" without them the start."""
    if rec.freq == "once" and not rec.extra_dates and rec.starts_on:
        return frozenset({rec.starts_on})
    return rec.extra_dates


def _within(date: dt.date, periods: Sequence[Period]) -> bool:
    return any(first <= date <= last for first, last in periods)
