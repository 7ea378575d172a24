"""Forgetting in time: the personal content goes, that something was asked stays."""

import datetime as dt
from collections import Counter

from django.db import transaction

from nabij.casework.actions.forgetting import empty_row, enter, forget_case
from nabij.casework.actions.steps import take_step
from nabij.casework.models import Case, Deletion, Request, Step
from nabij.core.models import Municipality

_BATCH = 200


def forget_due(*, municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    """Remove names, numbers and words of what was kept long enough. How many requests it were.

    What nobody ever acted on is closed as too old first. Each batch is done or not done.
    """
    total = 0
    while done := _forget_batch(municipality, today, now):
        total += done
    return total


@transaction.atomic
def _forget_batch(municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    rows = Request.objects.select_for_update(of=("self",)).filter(
        municipality=municipality,
        keep_until__lt=today,
        forgotten_on__isnull=True,
        case__person__restricted_on__isnull=True,
    )
    batch = list(rows.select_related("municipality").order_by("keep_until", "pk")[:_BATCH])
    for row in batch:
        _forget(row, today, now)
    count = Counter({Request._meta.label_lower: len(batch)})
    enter(municipality, why=Deletion.Why.RETENTION, count=count, today=today)
    return len(batch)


def forget_due_cases(*, municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    """Forget the cases that were kept long enough, the longest overdue first; how many.

    What a person asked to leave as it is (AVG article 18) stays until the privacy officer lifts that or removes it.

    One case a transaction: a run that was stopped goes on where it was.
    """
    total = 0
    while (case := _next_due(municipality, today)) is not None:
        forget_case(case=case, why=Deletion.Why.RETENTION, now=now, today=today)
        total += 1
    return total


def _next_due(municipality: Municipality, today: dt.date) -> Case | None:
    rows = Case.objects.filter(
        municipality=municipality,
        keep_until__lt=today,
        forgotten_on__isnull=True,
        person__restricted_on__isnull=True,
    )
    case: Case | None = rows.order_by("keep_until", "pk").first()
    return case


def _forget(row: Request, today: dt.date, now: dt.datetime) -> None:
    if row.is_open:
        row.state, row.ended_at = Request.State.CLOSED, now
        row.reason = Request.Reason.TOO_OLD
        take_step(row, Step.What.CLOSED, now=now, reason=row.reason)
    names = empty_row(row)
    row.entered_by = None
    row.forgotten_on = today
    row.save()
    take_step(row, Step.What.FORGOTTEN, now=now, fields=names)
