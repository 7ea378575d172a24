"""Whose case it is: taking up what waits, handing over, standing in, and who is in the team."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import locked, move
from nabij.casework.actions.handling import InThePastError
from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent, State, TeamMember
from nabij.casework.rules import (
    NotAllowedError,
    check_helps,
    check_may_assign,
    check_may_work,
)
from nabij.core.models import Municipality, User

What = CaseEvent.What


class TakenError(Exception):
    """Somebody else took this case up a moment ago."""


@transaction.atomic
def take_up(*, case: Case, by: User, now: dt.datetime) -> Case:
    """It is mine from now on. Raises TakenError, NotAllowedError."""
    check_may_work(by, case.municipality)
    row = _held(case)
    if row.worker_id == by.pk:
        return row
    if row.worker_id is not None or not row.is_open:
        raise TakenError(f"case {row.uid} is with somebody already")
    row.worker = by
    row.save()
    happened(row, What.TAKEN, now=now, by=by, fields=["worker"])
    return (
        move(case=row, to=State.PICKED_UP, by=by, now=now) if row.state == State.RECEIVED else row
    )


@transaction.atomic
def hand_over(*, cases: Iterable[Case], to: User, by: User, now: dt.datetime) -> int:
    """For good: the colleague becomes their worker. How many changed hands. Raises NotAllowedError, all or nothing."""
    changed = 0
    for row in map(_held, cases):
        _check(row, to=to, by=by, now=now)
        if row.worker_id == to.pk or not row.is_open:
            continue
        row.worker, row.handed_over_at = to, now
        row.stand_in, row.stand_in_until = None, None
        row.save()
        happened(row, What.HANDED_OVER, now=now, by=by, whom=to, fields=["worker"])
        changed += 1
    return changed


@transaction.atomic
def stand_in(
    *, cases: Iterable[Case], who: User, until: dt.date, by: User, now: dt.datetime
) -> int:
    """Somebody takes over until and including a day. How many. Raises InThePastError, NotAllowedError, all or nothing."""
    if until < timezone.localdate(now):
        raise InThePastError(f"{until} has passed")
    changed = 0
    for row in map(_held, cases):
        _check(row, to=who, by=by, now=now)
        if row.worker_id in (None, who.pk) or not row.is_open:
            continue
        row.stand_in, row.stand_in_until = who, until
        row.save()
        names = ["stand_in", "stand_in_until"]
        happened(row, What.STANDS_IN, now=now, by=by, whom=who, until=until, fields=names)
        changed += 1
    return changed


@transaction.atomic
def end_stand_in(*, cases: Iterable[Case], by: User, now: dt.datetime) -> int:
    """The worker is back. How many cases they have for themselves again. Raises NotAllowedError, all or nothing."""
    changed = 0
    for row in map(_held, cases):
        if row.stand_in_id is None:
            continue
        if row.stand_in_id != by.pk:
            _check(row, to=None, by=by, now=now)
        row.stand_in, row.stand_in_until = None, None
        row.save()
        happened(row, What.STANDS_IN, now=now, by=by, fields=["stand_in"])
        changed += 1
    return changed


@transaction.atomic
def add_to_team(*, case: Case, user: User, by: User, now: dt.datetime) -> None:
    """A colleague may read it and work on it too. Raises NotAllowedError."""
    row = locked(case, by=by, now=now)
    check_helps(by, row, now=now)
    check_may_work(user, row.municipality)
    today = timezone.localdate(now)
    TeamMember.objects.update_or_create(
        municipality=row.municipality, case=row, user=user, defaults={"since": today, "until": None}
    )
    happened(row, What.TEAM, now=now, by=by, whom=user, fields=["team"])


@transaction.atomic
def remove_from_team(*, case: Case, user: User, by: User, now: dt.datetime) -> None:
    """Not any more; one may leave oneself too. Raises NotAllowedError."""
    row = locked(case, by=by, now=now)
    check_helps(by, row, now=now)
    gone, _each = TeamMember.objects.filter(
        municipality=row.municipality, case=row, user=user
    ).delete()
    if gone:
        happened(row, What.TEAM, now=now, by=by, fields=["team"])


def _held(case: Case) -> Case:
    """The row as it is now, until the transaction ends, whoever asks: it is not read, it changes hands."""
    rows = Case.objects.select_for_update(of=("self",)).filter(municipality=case.municipality)
    row: Case = rows.select_related("municipality").get(pk=case.pk)
    if row.forgotten_on is not None:
        raise NotAllowedError(f"case {row.uid} was forgotten: it stays where it is")
    return row


def _check(row: Case, *, to: User | None, by: User, now: dt.datetime) -> None:
    """Only its worker and who assigns cases may, and only to somebody who works on cases here."""
    municipality: Municipality = row.municipality
    if row.worker_id != by.pk:
        check_may_assign(by, municipality)
    if to is not None:
        check_may_work(to, municipality)
