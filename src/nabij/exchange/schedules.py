"""Comparing the dates that a record tells with the schedules that an offer has."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from nabij.directory.models import Deviation, Offer, Schedule
from nabij.exchange.records import ScheduleRecord
from nabij.exchange.values import clean, plain
from nabij.methods.dates import Recurrence
from nabij.methods.dates import in_words as rule_in_words

FIELDS = (
    "frequency", "interval", "weekdays", "weeks_of_month", "month_days", "dates", "exceptions",
    "starts_on", "ends_on", "starts_at", "ends_at", "skip_holidays", "note", "extra",
)  # fmt: skip
DEVIATION_FIELDS = ("date", "kind", "reason", "new_date", "new_starts_at", "new_ends_at")
NOTE_LENGTH = 200


@dataclass
class ScheduleChanges:
    """What must happen to the schedules of one offer, and how they were and become."""

    create: list[Schedule] = field(default_factory=list)
    update: list[Schedule] = field(default_factory=list)
    delete: list[Schedule] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)
    after: list[dict[str, Any]] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether something changes at all."""
        return bool(self.create or self.update or self.delete)


def compare(
    offer: Offer, records: list[ScheduleRecord], existing: list[Schedule]
) -> ScheduleChanges:
    """Equal schedules stay; of the others the most alike is changed, so that public ids stay too."""
    changes = ScheduleChanges(before=[snapshot(schedule) for schedule in existing])
    left = list(existing)
    new: list[dict[str, Any]] = []
    kept: list[Schedule] = []
    for values in (column_values(record) for record in records):
        same = next((each for each in left if _values(each) == values), None)
        if same is None:
            new.append(values)
        else:
            left.remove(same)
            kept.append(same)
    for values in new:
        if left:
            schedule = min(left, key=lambda each: _unlike(each, values))
            left.remove(schedule)
            changes.update.append(schedule)
        else:
            schedule = Schedule(municipality_id=offer.municipality_id, offer=offer)
            changes.create.append(schedule)
        for name, value in values.items():
            setattr(schedule, name, value)
    changes.delete = left
    changes.after = [snapshot(each) for each in (*kept, *changes.update, *changes.create)]
    return changes


def column_values(record: ScheduleRecord) -> dict[str, Any]:
    """A schedule record as the columns hold it: dates in lists as ISO text, sorted and once."""
    values = {name: clean(getattr(record, name)) for name in FIELDS}
    for name in ("dates", "exceptions"):
        values[name] = sorted({each.isoformat() for each in getattr(record, name)})
    values["note"] = values["note"][:NOTE_LENGTH]
    return values


def as_rule(record: ScheduleRecord) -> Recurrence:
    """The record as the calculation of dates wants it. Raises ValueError for what cannot be a rule."""
    return Recurrence(
        freq=record.frequency,
        start_time=record.starts_at,
        end_time=record.ends_at,
        interval=record.interval,
        weekdays=tuple(record.weekdays),
        weeks_of_month=tuple(record.weeks_of_month),
        month_days=tuple(record.month_days),
        starts_on=record.starts_on,
        until=record.ends_on,
        exceptions=frozenset(record.exceptions),
        extra_dates=frozenset(record.dates),
        skip_public_holidays=record.skip_holidays,
    )


def in_words(snapshot: dict[str, Any], language: str) -> str:
    """A snapshot as a person reads it: “elke dinsdag van 10.00 tot 12.00 uur”."""
    names = [name for name in FIELDS if name not in ("note", "extra")]
    values = {name: _parsed(name, snapshot[name]) for name in names}
    return rule_in_words(as_rule(ScheduleRecord(**values)), language)


def _parsed(name: str, value: Any) -> Any:
    if name in ("dates", "exceptions"):
        return [dt.date.fromisoformat(each) for each in value]
    return Schedule._meta.get_field(name).to_python(value)  # type: ignore[union-attr]


def _values(schedule: Schedule) -> dict[str, Any]:
    return {name: getattr(schedule, name) for name in FIELDS}


def _unlike(schedule: Schedule, values: dict[str, Any]) -> int:
    """How many fields differ: the schedule that is most alike is the one that was changed."""
    return sum(getattr(schedule, name) != value for name, value in values.items())


def snapshot(schedule: Schedule) -> dict[str, Any]:
    """All there is to know of a schedule and its deviations, to restore it from."""
    row: dict[str, Any] = {name: plain(getattr(schedule, name)) for name in FIELDS}
    row["uid"] = str(schedule.uid)
    row["deviations"] = [_deviation(each) for each in _deviations(schedule)]
    return row


def _deviations(schedule: Schedule) -> list[Deviation]:
    return list(schedule.deviations.all()) if schedule.pk else []


def _deviation(deviation: Deviation) -> dict[str, Any]:
    return {name: plain(getattr(deviation, name)) for name in DEVIATION_FIELDS}
