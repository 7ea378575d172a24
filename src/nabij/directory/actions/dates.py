"""Cancel one date, move it, or take that back. Whoever subscribed sees it with its reason."""

import datetime as dt

from django.db import transaction

from nabij.core.audit.recording import record
from nabij.directory.models import Deviation, Occurrence, Schedule
from nabij.directory.occurrences import materialise


class NotPlannedError(Exception):
    """The schedule has nothing on that date."""


@transaction.atomic
def cancel_date(*, schedule: Schedule, date: dt.date, reason: str, today: dt.date) -> Deviation:
    """Nothing happens on this date; the reason is shown. Raises NotPlannedError without such a date."""
    return _deviate(schedule, date, today, kind=Deviation.Kind.CANCELLED, reason=reason)


@transaction.atomic
def move_date(
    *,
    schedule: Schedule,
    date: dt.date,
    new_date: dt.date,
    new_starts_at: dt.time | None = None,
    new_ends_at: dt.time | None = None,
    reason: str = "",
    today: dt.date,
) -> Deviation:
    """Move one date to another day or time. Raises NotPlannedError without such a date."""
    return _deviate(
        schedule,
        date,
        today,
        kind=Deviation.Kind.MOVED,
        reason=reason,
        new_date=new_date,
        new_starts_at=new_starts_at,
        new_ends_at=new_ends_at,
    )


@transaction.atomic
def restore_date(*, schedule: Schedule, date: dt.date, today: dt.date) -> None:
    """Take a deviation back: the date is on again, as a newer revision for who subscribed."""
    Deviation.objects.filter(schedule=schedule, date=date).delete()
    _redo(schedule, today, date)
    _note("date.restored", schedule)


def _deviate(schedule: Schedule, date: dt.date, today: dt.date, **fields: object) -> Deviation:
    if not Occurrence.objects.filter(schedule=schedule, rule_date=date).exists():
        raise NotPlannedError(f"schedule {schedule.uid} has nothing on {date}")
    deviation: Deviation
    fields = {"new_date": None, "new_starts_at": None, "new_ends_at": None, **fields}
    deviation, made = Deviation.objects.get_or_create(
        municipality_id=schedule.municipality_id, schedule=schedule, date=date, defaults=fields
    )
    if not made:
        for name, value in fields.items():
            setattr(deviation, name, value)
        deviation.save()
    _redo(schedule, today, date)
    _note(f"date.{deviation.kind}", schedule)
    return deviation


def _note(verb: str, schedule: Schedule) -> None:
    record(verb, municipality=schedule.municipality, on=schedule.offer, fields=["dates"])


def _redo(schedule: Schedule, today: dt.date, date: dt.date) -> None:
    offer = schedule.offer
    offer.sequence += 1
    offer.save(update_fields=["sequence", "updated_at"])
    materialise(schedule.municipality, [schedule.offer_id], today=today, since=min(today, date))
