"""A proposal goes on: chosen, wanted, ended. One that somebody else moved in the meantime says so."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import locked, move
from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent, Placement, Stage, State, Stop
from nabij.casework.models.ladder import may_follow
from nabij.casework.models.placing import UNDER_WAY, may_become
from nabij.core.audit.recording import record
from nabij.core.models import User


class CannotBecomeError(ValueError):
    """The proposal cannot go there from where it is: somebody else may have been first. `stage`: where it is."""

    def __init__(self, stage: str) -> None:
        super().__init__(f"the proposal is {stage} now")
        self.stage = stage


@transaction.atomic
def propose(
    *,
    case: Case,
    offer_uid: UUID,
    terms: Sequence[tuple[str, float]],
    seed: str,
    by: User,
    now: dt.datetime,
) -> Placement:
    """Choose an offer to look at with the person; one that is under way already is given back.

    terms: why, as [code, points] of matching. Raises NotAllowedError.
    """
    row = locked(case, by=by, now=now)
    there: Placement | None = Placement.objects.filter(
        municipality=row.municipality, case=row, offer_uid=offer_uid, stage__in=UNDER_WAY
    ).first()
    if there is not None:
        return there
    placement: Placement = Placement.objects.create(
        municipality=row.municipality,
        case=row,
        offer_uid=offer_uid,
        stage_since=now,
        terms=[[code, points] for code, points in terms],
        seed=seed,
        proposed_at=now,
        proposed_by=by,
    )
    happened(row, CaseEvent.What.PROPOSED, now=now, by=by)
    go_on(row, State.IN_PLAN, by=by, now=now)
    return placement


@transaction.atomic
def agree(*, placement: Placement, by: User, now: dt.datetime) -> Placement:
    """The person wants this. Raises CannotBecomeError, NotAllowedError."""
    row = held(placement, by=by, now=now)
    become(row, Stage.AGREED, now=now)
    return row


@transaction.atomic
def stop(*, placement: Placement, because: Stop, by: User, now: dt.datetime) -> Placement:
    """It ends here; looking goes on. Raises CannotBecomeError, NotAllowedError."""
    row = held(placement, by=by, now=now)
    row.stopped_because = because
    become(row, Stage.STOPPED, now=now, fields=["stopped_because"])
    happened(row.case, CaseEvent.What.NO_LONGER, now=now, by=by)
    back_to_plan(row.case, by=by, now=now)
    return row


def become(row: Placement, stage: Stage, *, now: dt.datetime, fields: Iterable[str] = ()) -> None:
    """Save the row, which is held, in its next stage, with a line in the trail. Raises CannotBecomeError."""
    if not may_become(row.stage, stage):
        raise CannotBecomeError(row.stage)
    row.stage, row.stage_since = stage, now
    row.version += 1
    row.save()
    record(
        f"placement.{stage.value}",
        municipality=row.case.municipality,
        on=row,
        fields=["stage", *fields],
        at=now,
    )


def held(placement: Placement, *, by: User | None, now: dt.datetime) -> Placement:
    """The proposal as it is now, with its case, both held until the transaction ends. Raises NotAllowedError."""
    case = locked(placement.case, by=by, now=now)
    rows = Placement.objects.select_for_update(of=("self",)).filter(municipality=case.municipality)
    row: Placement = rows.get(pk=placement.pk)
    row.case = case
    return row


def go_on(case: Case, to: State, *, by: User | None, now: dt.datetime) -> Case:
    """Move the case on where the ladder allows it from here; otherwise it stays where it is."""
    row = locked(case, by=by, now=now)
    if row.state == to or not may_follow(row.state, to):
        return row
    return move(case=row, to=to, by=by, now=now)


def back_to_plan(case: Case, *, by: User | None, now: dt.datetime) -> Case:
    """Nothing else is under way or holds: the case looks for something again."""
    live = (*UNDER_WAY, Stage.ARRIVED)
    rows = Placement.objects.filter(municipality=case.municipality, case=case, stage__in=live)
    return case if rows.exists() else go_on(case, State.IN_PLAN, by=by, now=now)


def day_of(now: dt.datetime) -> dt.date:
    """The day in this municipality's own time."""
    return timezone.localdate(now)
