"""Giving an offer its rules for dates, so that what happened and what people subscribed to stays."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from nabij.directory.models import Occurrence, Offer, Schedule
from nabij.directory.occurrences import materialise, recurrence
from nabij.methods.dates import Recurrence


def set_rules(offer: Offer, rules: Sequence[Recurrence], *, today: dt.date) -> bool:
    """Make these the rules of the offer, and work its dates out; False when they were so already.

    A rule that stays keeps its public id, so a subscriber sees the same series. One that goes and has
    a past is ended yesterday; one without a past is removed. Call it in the transaction of an action.
    """
    there = list(offer.schedules.order_by("pk"))
    live = [row for row in there if not over(recurrence(row), today)]
    wanted = list(rules)
    left = []
    for row in live:
        if recurrence(row) in wanted:
            wanted.remove(recurrence(row))
        else:
            left.append(row)
    if not wanted and not left:
        return False
    for rule in wanted:
        row = left.pop(0) if left else Schedule(municipality_id=offer.municipality_id, offer=offer)
        _write(row, rule)
    for row in left:
        _end(row, today)
    offer.sequence += 1
    offer.save(update_fields=["sequence", "updated_at"])
    materialise(offer.municipality, [offer.pk], today=today)
    return True


def over(rule: Recurrence, today: dt.date) -> bool:
    """Whether a rule gives no date any more."""
    if any(date >= today for date in rule.extra_dates):
        return False
    if rule.freq == "once":
        return not (rule.starts_on and not rule.extra_dates and rule.starts_on >= today)
    return rule.until is not None and rule.until < today


def _write(row: Schedule, rule: Recurrence) -> None:
    for name, value in columns_of(rule).items():
        setattr(row, name, value)
    row.save()


def columns_of(rule: Recurrence) -> dict[str, Any]:
    """A rule as the columns of `Schedule` hold it."""
    return {
        "frequency": rule.freq,
        "interval": rule.interval,
        "weekdays": list(rule.weekdays),
        "weeks_of_month": list(rule.weeks_of_month),
        "month_days": list(rule.month_days),
        "dates": sorted(date.isoformat() for date in rule.extra_dates),
        "exceptions": sorted(date.isoformat() for date in rule.exceptions),
        "starts_on": rule.starts_on,
        "ends_on": rule.until,
        "starts_at": rule.start_time,
        "ends_at": rule.end_time,
        "skip_holidays": rule.skip_public_holidays,
    }


def _end(row: Schedule, today: dt.date) -> None:
    past = Occurrence.objects.filter(schedule=row, rule_date__lt=today)
    if not past.exists():
        row.delete()
        return
    row.ends_on = today - dt.timedelta(days=1)
    row.dates = [day for day in row.dates if day < today.isoformat()]
    row.save()
