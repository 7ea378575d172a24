"""What is promised to whoever asks: by when somebody answers, counted in days on which somebody works."""

import datetime as dt

from django.utils import timezone

from nabij.casework.models import IntakeSettings, Request
from nabij.directory.occurrences import public_holidays
from nabij.methods.dates.working_days import NoWorkingDayError, working_day_after


def due(kind: str, *, now: dt.datetime, settings: IntakeSettings) -> dt.datetime:
    """The end of the last working day on which somebody answers."""
    number = settings.idea_within_days if kind == Request.Kind.IDEA else settings.within_days
    return due_after(number, now=now, settings=settings)


def due_after(days: int, *, now: dt.datetime, settings: IntakeSettings) -> dt.datetime:
    """The end of the working day that comes so many after now."""
    return end_of(working_day(days, now=now, settings=settings), settings)


def end_of(day: dt.date, settings: IntakeSettings) -> dt.datetime:
    """When the working day ends."""
    return timezone.make_aware(dt.datetime.combine(day, settings.ends_at))


def working_day(days: int, *, now: dt.datetime, settings: IntakeSettings) -> dt.date:
    """The working day that comes so many after now; none of them is today once today's work is over.

    With settings in which nobody ever works it is the calendar day: something must be promised.
    """
    moment = timezone.localtime(now)
    off = settings.days_off()

    def works(day: dt.date) -> bool:
        return (
            day.weekday() in settings.weekdays
            and day not in off
            and day not in public_holidays(day.year)
        )

    if moment.time() >= settings.ends_at:
        days = max(days, 1)
    try:
        return working_day_after(moment.date(), days, works)
    except NoWorkingDayError:
        return moment.date() + dt.timedelta(days=max(days, 1))
