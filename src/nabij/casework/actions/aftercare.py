"""Planning when somebody is asked how it is, and writing down what they say; where something changed, looking goes on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nabij.casework.actions.cases import locked, move
from nabij.casework.actions.happening import happened
from nabij.casework.actions.placing import become, go_on
from nabij.casework.aftercare import (
    MOST_TRIES,
    TRY_AGAIN,
    after_arrival,
    after_guidance,
    guidance_ended,
    talks,
)
from nabij.casework.models import Case, CaseEvent, Consent, FollowUp, Placement, Stage, State
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.followups import GUIDANCE_ENDED
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User

PLANNED = FollowUp.State.PLANNED
StillGoing = FollowUp.StillGoing


class NothingToAskError(Exception):
    """These moments were asked about meanwhile, or the person would rather not be asked."""


@dataclass(frozen=True, slots=True)
class HowItIs:
    """What somebody says. still_going: by number of the moment, for what each is about. changed: in their words.

    look_again: they would like to look for something else.
    """

    still_going: Mapping[int, StillGoing]
    somebody: str = ""
    changed: str = ""
    look_again: bool = False


@transaction.atomic
def plan_aftercare(*, case: Case, now: dt.datetime) -> list[FollowUp]:
    """Plan what is not planned yet: from each arrival, and from the end of guidance. Again does nothing.

    Nothing is planned for who did not agree to be asked.
    """
    row = locked(case, by=None, now=now)
    if not agreed(row.person, Consent.Purpose.ASK_LATER):
        return []
    made = []
    for placement in _arrived(row):
        days = after_arrival(placement.arrived_on or timezone.localdate(now))
        made += [_plan(row, which, day, placement) for which, day in days.items()]
    if guidance_ended(row):
        days = after_guidance(timezone.localdate(row.state_since))
        made += [_plan(row, which, day, None) for which, day in days.items()]
    new = [one for one in made if one is not None]
    if new:
        record("followup.planned", municipality=row.municipality, on=row, at=now)
    return new


@transaction.atomic
def end_guidance(*, case: Case, by: User, now: dt.datetime) -> Case:
    """They go on by themselves; from now on we only ask how it is. Raises NotAllowedError, CannotFollowError."""
    row = move(case=case, to=State.FOLLOW_UP, by=by, now=now)
    plan_aftercare(case=row, now=now)
    return row


@transaction.atomic
def asked_how_it_is(
    *, case: Case, moments: Sequence[FollowUp], told: HowItIs, by: User, now: dt.datetime
) -> Case:
    """Write down one talk for all its moments. Where it stopped, or something else is wanted, the case looks again.

    Raises NothingToAskError, NotAllowedError.
    """
    row = locked(case, by=by, now=now)
    rows = _planned(row, moments)
    best = _best(told.still_going)
    for moment in rows:
        moment.still_going = told.still_going.get(moment.pk, best)
        moment.somebody, moment.changed = told.somebody, told.changed or None
        _end(moment, FollowUp.State.DONE, by, now)
    happened(row, CaseEvent.What.AFTERCARE, now=now, by=by, fields=["still_going", "somebody"])
    _stopped(rows, now)
    if told.look_again or best == StillGoing.NO:
        return _look_again(row, by=by, now=now)
    return row


@transaction.atomic
def not_reached(
    *, case: Case, moments: Sequence[FollowUp], by: User, now: dt.datetime
) -> list[FollowUp]:
    """Nobody answered: again in a few days, a few times. Raises NothingToAskError, NotAllowedError."""
    row = locked(case, by=by, now=now)
    rows = _planned(row, moments)
    for moment in rows:
        moment.tries += 1
        moment.due_on = timezone.localdate(now) + TRY_AGAIN
        if moment.tries >= MOST_TRIES:
            _end(moment, FollowUp.State.NOT_REACHED, by, now)
        else:
            moment.save(update_fields=["tries", "due_on"])
    happened(row, CaseEvent.What.NOT_REACHED, now=now, by=by)
    return rows


@transaction.atomic
def rather_not(*, case: Case, by: User, now: dt.datetime) -> int:
    """They would rather not be asked: everything that was planned ends; how many. Raises NotAllowedError."""
    row = locked(case, by=by, now=now)
    rows = list(FollowUp.objects.filter(municipality=row.municipality, case=row, state=PLANNED))
    for moment in rows:
        moment.case = row
        _end(moment, FollowUp.State.NOT_WANTED, by, now)
    if rows:
        record("followup.not_wanted", municipality=row.municipality, on=row, at=now)
    return len(rows)


def plan_everywhere(municipality: Municipality, *, now: dt.datetime) -> int:
    """For cases that came to aftercare some other way; how many moments were planned."""
    here = Case.objects.filter(municipality=municipality, forgotten_on__isnull=True)
    months = FollowUp.objects.filter(municipality=municipality, placement__isnull=True)
    waiting = here.filter(GUIDANCE_ENDED).exclude(
        pk__in=months.filter(due_on__gt=F("case__state_since__date")).values("case")
    )
    arrived = Placement.objects.filter(municipality=municipality, stage=Stage.ARRIVED)
    unplanned = arrived.exclude(follow_ups__isnull=False).values("case")
    cases = (waiting | here.filter(pk__in=unplanned)).filter(person__restricted_on__isnull=True)
    loaded = cases.select_related("municipality", "person").distinct()
    return sum(len(plan_aftercare(case=case, now=now)) for case in loaded)


def talk_of(case: Case, moment: FollowUp) -> tuple[FollowUp, ...]:
    """All planned moments that are one talk with this one."""
    rows = FollowUp.objects.filter(municipality=case.municipality, case=case, state=PLANNED)
    for talk in talks(rows.select_related("placement")):
        if moment.pk in {one.pk for one in talk.moments}:
            return talk.moments
    return ()


def _look_again(case: Case, *, by: User, now: dt.datetime) -> Case:
    """Back to looking for something; a case that was closed begins with a conversation."""
    to = State.IN_PLAN if case.is_open else State.IN_CONVERSATION
    return go_on(case, to, by=by, now=now)


def _arrived(case: Case) -> list[Placement]:
    rows = Placement.objects.filter(municipality=case.municipality, case=case, stage=Stage.ARRIVED)
    return list(rows)


def _plan(
    case: Case, which: FollowUp.Which, day: dt.date, placement: Placement | None
) -> FollowUp | None:
    """A new moment; None where it was planned or asked before."""
    rows = FollowUp.objects.filter(
        municipality=case.municipality, case=case, which=which, placement=placement
    )
    before = rows.none() if placement else rows.filter(due_on__lt=day)
    if rows.exclude(pk__in=before.values("pk")).exists():
        return None
    before.filter(state=PLANNED).update(state=FollowUp.State.DROPPED)
    made: FollowUp = FollowUp.objects.create(
        municipality=case.municipality, case=case, placement=placement, which=which, due_on=day
    )
    return made


def _planned(case: Case, moments: Sequence[FollowUp]) -> list[FollowUp]:
    """These moments, held, that are still to be asked about."""
    if not agreed(case.person, Consent.Purpose.ASK_LATER):
        raise NothingToAskError(f"no agreement to ask in {case.uid}")
    rows = FollowUp.objects.select_for_update(of=("self",)).filter(
        municipality=case.municipality,
        case=case,
        state=PLANNED,
        pk__in=[moment.pk for moment in moments],
    )
    found = list(rows.select_related("placement"))
    for moment in found:
        moment.case = case
    if not found:
        raise NothingToAskError(f"nothing planned in {case.uid}")
    return found


def _end(moment: FollowUp, state: FollowUp.State, by: User, now: dt.datetime) -> None:
    moment.state, moment.by, moment.done_at = state, by, now
    moment.save()
    record(f"followup.{state.value}", municipality=moment.case.municipality, on=moment, at=now)


def _best(still_going: Mapping[int, StillGoing]) -> StillGoing:
    """Of several activities the one that goes best: for months without an activity of their own."""
    order = [StillGoing.YES, StillGoing.LESS, StillGoing.NO]
    return min(still_going.values(), key=order.index, default=StillGoing.NO)


def _stopped(rows: Sequence[FollowUp], now: dt.datetime) -> None:
    """What does not go on any more has ended, and is not asked about again."""
    gone = [one.placement for one in rows if one.placement and one.still_going == StillGoing.NO]
    for placement in {one.pk: one for one in gone}.values():
        later = FollowUp.objects.filter(placement=placement, state=PLANNED)
        later.update(state=FollowUp.State.DROPPED, done_at=now)
        placement.case = rows[0].case
        if placement.stage == Stage.ARRIVED:
            become(placement, Stage.STOPPED, now=now)
