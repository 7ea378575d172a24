"""From rules to dates: occurrences are worked out ahead, and made again whenever a rule changes.

What happened is not rewritten: `materialise` touches today and later unless it is told to go back.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import holidays
from django.db import transaction

from nabij.core.models import Municipality
from nabij.directory.index import refresh_days
from nabij.directory.models import Deviation, Occurrence, Schedule
from nabij.methods.dates import (
    AMSTERDAM,
    LocalOccurrence,
    Recurrence,
    occurrence_on,
    occurrences,
)

#: How far ahead dates are worked out. A week agenda and a subscriber's calendar need no more.
HORIZON = dt.timedelta(weeks=13)
_BATCH = 500
_DERIVED = (
    "date", "starts_at", "ends_at", "weekday", "part", "cancelled", "reason", "moved_from",
)  # fmt: skip


@lru_cache(maxsize=32)
def public_holidays(year: int) -> frozenset[dt.date]:
    """Dutch public holidays of a year (library `holidays`)."""
    return frozenset(holidays.country_holidays("NL", years=year))


def holidays_between(start: dt.date, end: dt.date) -> frozenset[dt.date]:
    """Public holidays of all years that the period touches."""
    years = range(start.year, end.year + 1)
    return frozenset().union(*(public_holidays(year) for year in years))


def materialise(
    municipality: Municipality,
    offer_ids: Iterable[int] | None = None,
    *,
    today: dt.date,
    since: dt.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Make the occurrences of these offers (all: None) true from `since` (today) to the horizon.

    Idempotent; the index of what can be found follows. Returns the number of rows written or removed. `progress(done, total)` is called
    after every batch of schedules.
    """
    start, end = since or today, today + HORIZON
    schedules = Schedule.objects.filter(municipality=municipality).order_by("pk")
    if offer_ids is not None:
        schedules = schedules.filter(offer_id__in=list(offer_ids))
    ids = list(schedules.values_list("pk", flat=True))
    changed = 0
    for first in range(0, len(ids), _BATCH):
        batch = ids[first : first + _BATCH]
        rows = list(Schedule.objects.filter(pk__in=batch).prefetch_related("deviations"))
        with transaction.atomic():
            changed += _materialise_batch(municipality, rows, start, end)
            refresh_days(municipality, {row.offer_id for row in rows}, today=today)
        if progress:
            progress(min(first + _BATCH, len(ids)), len(ids))
    return changed


def _materialise_batch(
    municipality: Municipality, schedules: Sequence[Schedule], start: dt.date, end: dt.date
) -> int:
    free_days = holidays_between(start, end)
    wanted: dict[tuple[int, dt.date], Occurrence] = {}
    for schedule in schedules:
        for occurrence in planned(schedule, start, end, free_days):
            wanted[schedule.pk, occurrence.rule_date] = occurrence
    there = {
        (row.schedule_id, row.rule_date): row
        for row in Occurrence.objects.filter(
            schedule__in=schedules, rule_date__gte=start, rule_date__lte=end
        )
    }
    new = [row for key, row in wanted.items() if key not in there]
    gone = [row.pk for key, row in there.items() if key not in wanted]
    differing = [_copied(row, there[key]) for key, row in wanted.items() if key in there]
    updates = [row for row in differing if row is not None]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(new, batch_size=2000)
    if updates:
        Occurrence.objects.bulk_update(updates, _DERIVED, batch_size=500)
    return len(new) + len(gone) + len(updates)


def _copied(wanted: Occurrence, there: Occurrence) -> Occurrence | None:
    """The row that is there with what it should say, or None where it says so already."""
    if all(getattr(wanted, name) == getattr(there, name) for name in _DERIVED):
        return None
    for name in _DERIVED:
        setattr(there, name, getattr(wanted, name))
    return there


def recurrence(schedule: Schedule) -> Recurrence:
    """The schedule as the calculation wants it."""
    return Recurrence(
        freq=schedule.frequency,
        interval=schedule.interval,
        weekdays=tuple(schedule.weekdays),
        weeks_of_month=tuple(schedule.weeks_of_month),
        month_days=tuple(schedule.month_days),
        starts_on=schedule.starts_on,
        until=schedule.ends_on,
        start_time=schedule.starts_at,
        end_time=schedule.ends_at,
        exceptions=frozenset(dt.date.fromisoformat(day) for day in schedule.exceptions),
        extra_dates=frozenset(dt.date.fromisoformat(day) for day in schedule.dates),
        skip_public_holidays=schedule.skip_holidays,
    )


def planned(
    schedule: Schedule, start: dt.date, end: dt.date, free_days: frozenset[dt.date]
) -> list[Occurrence]:
    """The occurrences of a schedule whose rule dates lie in the period, deviations applied."""
    deviations = {deviation.date: deviation for deviation in schedule.deviations.all()}
    return [
        _occurrence(schedule, local, deviations.get(local.date))
        for local in occurrences(recurrence(schedule), start, end, free_days)
    ]


def _occurrence(
    schedule: Schedule, local: LocalOccurrence, deviation: Deviation | None
) -> Occurrence:
    """One row; a moved date keeps the date of its rule, and when it was planned before."""
    row = Occurrence(
        municipality_id=schedule.municipality_id,
        offer_id=schedule.offer_id,
        schedule=schedule,
        rule_date=local.date,
        starts_at=local.start,
        ends_at=local.end,
    )
    if deviation:
        row.reason = deviation.reason
        row.cancelled = deviation.kind == Deviation.Kind.CANCELLED
        if deviation.kind == Deviation.Kind.MOVED:
            there = moved(schedule, deviation)
            row.moved_from, row.starts_at, row.ends_at = row.starts_at, there.start, there.end
    start = row.starts_at.astimezone(AMSTERDAM)
    row.date, row.weekday, row.part = start.date(), start.weekday(), part_of_day(start.time())
    return row


def moved(schedule: Schedule, deviation: Deviation) -> LocalOccurrence:
    """When a moved date takes place: the new day and times, the rule's own where they are not given."""
    starts = deviation.new_starts_at or schedule.starts_at
    ends = deviation.new_ends_at or (None if deviation.new_starts_at else schedule.ends_at)
    times = replace(recurrence(schedule), start_time=starts, end_time=ends)
    return occurrence_on(times, deviation.new_date or deviation.date)


def part_of_day(time: dt.time) -> int:
    """0 morning (before 12), 1 afternoon (before 18), 2 evening."""
    return 0 if time.hour < 12 else 1 if time.hour < 18 else 2
