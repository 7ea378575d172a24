"""What a link worker does with a request: one tap an outcome."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.steps import take_step
from nabij.casework.models import Request, Step
from nabij.casework.promise import due_after, end_of
from nabij.casework.queries.settings import intake_settings
from nabij.casework.rules import check_may_handle
from nabij.core.models import User


class EndedError(Exception):
    """The request has ended already: somebody else was first."""


class InThePastError(ValueError):
    """Another moment was agreed on, and it has passed."""


@transaction.atomic
def pick_up(*, asked: Request, by: User, now: dt.datetime) -> None:
    """I take this one. Raises EndedError, NotAllowedError."""
    row = _locked(asked, by)
    if row.state == Request.State.RECEIVED:
        row.state = Request.State.PICKED_UP
    row.handler = by
    row.save(update_fields=["state", "handler"])
    take_step(row, Step.What.PICKED_UP, now=now, by=by, fields=["state", "handler"])


@transaction.atomic
def not_reached(*, asked: Request, by: User, now: dt.datetime) -> None:
    """Called, nobody there: tried again on the next working day. Raises EndedError, NotAllowedError."""
    row = _locked(asked, by)
    row.state = Request.State.TRIED
    row.tries += 1
    row.handler = by
    row.due_at = due_after(1, now=now, settings=intake_settings(row.municipality))
    row.save(update_fields=["state", "tries", "handler", "due_at"])
    take_step(row, Step.What.NOT_REACHED, now=now, by=by, fields=["state", "tries", "due_at"])


@transaction.atomic
def another_moment(*, asked: Request, by: User, day: dt.date, now: dt.datetime) -> None:
    """We call on this day. Raises InThePastError, EndedError, NotAllowedError."""
    if day < timezone.localdate(now):
        raise InThePastError(f"{day} has passed")
    row = _locked(asked, by)
    row.state = Request.State.PICKED_UP
    row.handler = by
    row.due_at = end_of(day, intake_settings(row.municipality))
    row.save(update_fields=["state", "handler", "due_at"])
    fields = ["state", "due_at"]
    take_step(row, Step.What.ANOTHER_MOMENT, now=now, by=by, until=day, fields=fields)


@transaction.atomic
def spoken(*, asked: Request, by: User, now: dt.datetime) -> None:
    """We spoke, and know what to do. Raises EndedError, NotAllowedError."""
    row = _locked(asked, by)
    row.handler = by
    _end(row, Request.State.DONE, now)
    row.save(update_fields=["state", "handler", "ended_at", "keep_until"])
    take_step(row, Step.What.SPOKEN, now=now, by=by, fields=["state"])


@transaction.atomic
def close(*, asked: Request, by: User, reason: Request.Reason, now: dt.datetime) -> None:
    """It ends here, for this reason. Raises EndedError, NotAllowedError."""
    row = _locked(asked, by)
    row.handler, row.reason = by, reason
    _end(row, Request.State.CLOSED, now)
    row.save(update_fields=["state", "reason", "handler", "ended_at", "keep_until"])
    take_step(row, Step.What.CLOSED, now=now, by=by, reason=reason, fields=["state", "reason"])


@transaction.atomic
def trust(*, asked: Request, by: User, now: dt.datetime) -> None:
    """It is a real question after all: it waits with the others. Raises EndedError, NotAllowedError."""
    row = _locked(asked, by)
    row.suspicious = []
    days = intake_settings(row.municipality).keep_days_open
    row.keep_until = timezone.localdate(now) + dt.timedelta(days=days)
    row.save(update_fields=["suspicious", "keep_until"])
    take_step(row, Step.What.TRUSTED, now=now, by=by, fields=["suspicious"])


def _locked(asked: Request, by: User) -> Request:
    """The row as it is now, until the transaction ends. Raises EndedError, NotAllowedError."""
    check_may_handle(by, asked.municipality)
    row: Request = Request.objects.select_for_update().get(pk=asked.pk)
    if not row.is_open:
        raise EndedError(f"request {row.uid} has ended")
    return row


def _end(row: Request, state: Request.State, now: dt.datetime) -> None:
    settings = intake_settings(row.municipality)
    idea = row.kind == Request.Kind.IDEA and state == Request.State.DONE
    days = settings.keep_days_idea if idea else settings.keep_days_handled
    row.state, row.ended_at = state, now
    row.keep_until = timezone.localdate(now) + dt.timedelta(days=days)
