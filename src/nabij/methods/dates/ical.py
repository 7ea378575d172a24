"""A recurrence as iCalendar says it (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nabij.methods.dates.recurrence import (
    WEEKDAYS,
    LocalOccurrence,
    Period,
    Recurrence,
    explicit_dates,
    local,
    occurrence_on,
    occurrences,
    rule_dates,
)

_FAR = dt.timedelta(days=366 * 12)


@dataclass(frozen=True, slots=True)
class IcalRule:
    """The properties of one VEVENT.

    first: DTSTART and DTEND; rrule: the value of RRULE, "" if none.

    exdates, rdates: the starts for EXDATE and RDATE, aware, in order.
    """

    first: LocalOccurrence
    rrule: str
    exdates: tuple[dt.datetime, ...]
    rdates: tuple[dt.datetime, ...]


def to_rrule(rec: Recurrence) -> str:
    """The value of RRULE, such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"; "" when there is no rule.

    UNTIL is in UTC, as RFC 5545 asks for starts with a time zone: the end of the last day in
    Amsterdam.
    """
    if rec.freq == "once":
        return ""
    parts = [f"FREQ={rec.freq.upper()}"]
    if rec.interval > 1:
        parts.append(f"INTERVAL={rec.interval}")
    if days := _by_day(rec):
        parts.append(f"BYDAY={','.join(days)}")
    if days_of_month := _by_month_day(rec):
        parts.append(f"BYMONTHDAY={','.join(map(str, days_of_month))}")
    if rec.until:
        last = local(rec.until, dt.time(23, 59, 59)).astimezone(dt.UTC)
        parts.append(f"UNTIL={last:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def _by_day(rec: Recurrence) -> list[str]:
    days = sorted(set(rec.weekdays), key=WEEKDAYS.index)
    if rec.freq == "weekly":
        return days or ([WEEKDAYS[rec.starts_on.weekday()]] if rec.starts_on else [])
    weeks = sorted(set(rec.weeks_of_month), key=lambda week: (week < 0, week))
    return [f"{week}{day}" for week in weeks for day in days] if weeks else days


def _by_month_day(rec: Recurrence) -> list[int]:
    if rec.freq != "monthly":
        return []
    if not rec.month_days and not rec.weekdays and rec.starts_on:
        return [rec.starts_on.day]
    return sorted(set(rec.month_days), key=lambda day: (day < 0, day))


def to_ical(
    rec: Recurrence,
    from_date: dt.date,
    holidays: Collection[dt.date] = frozenset(),
    school_holidays: Sequence[Period] = (),
) -> IcalRule | None:
    """The recurrence for a calendar program.

    From the first occurrence on or after `starts_on` or `from_date`.

    The rule's own start is used when it has one, else `from_date`. Skipped holidays become EXDATEs,
    as far as `holidays` and `school_holidays` go: give at least the coming year. None when nothing
    happens within twelve years.
    """
    begin = rec.starts_on or from_date
    end = begin + min(_FAR, dt.date.max - begin)
    in_rule = next(iter(rule_dates(rec, begin, end)), None)
    explicit = explicit_dates(rec) - rec.exceptions
    if in_rule is None:
        if not explicit:
            return None
        first, *others = sorted(explicit)
        rest = tuple(occurrence_on(rec, date).start for date in others)
        return IcalRule(occurrence_on(rec, first), "", (), rest)
    silent = _silent(rec, in_rule, holidays, school_holidays) - explicit
    return IcalRule(
        first=occurrence_on(rec, in_rule),
        rrule=to_rrule(rec),
        exdates=tuple(occurrence_on(rec, date).start for date in sorted(silent)),
        rdates=tuple(occurrence_on(rec, date).start for date in sorted(explicit)),
    )


def _silent(
    rec: Recurrence, first: dt.date, holidays: Collection[dt.date], periods: Sequence[Period]
) -> set[dt.date]:
    """The dates that the bare rule gives and that are left out."""
    ends = [*rec.exceptions, *holidays, *(last for _, last in periods)]
    if not ends:
        return set()
    begins = [*rec.exceptions, *holidays, *(start for start, _ in periods)]
    begin, end = max(first, min(begins)), max(ends)
    there = {o.date for o in occurrences(rec, begin, end, holidays, periods)}
    return {date for date in rule_dates(rec, begin, end) if date not in there}
