"""How a contact went, in one tap. Each leaves its event, and moves the case on where that follows from it.

A tap can be taken back for a few minutes (`undoing`): the event keeps what the case's columns were.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import CannotFollowError, locked, set_terms
from nabij.casework.actions.handling import EndedError, InThePastError
from nabij.casework.actions.happening import happened
from nabij.casework.keeping import keep_until
from nabij.casework.models import Case, CaseEvent, Ending, NextStep, State
from nabij.casework.models.ladder import BEFORE_CONTACT, may_follow
from nabij.casework.promise import working_day
from nabij.casework.queries.settings import case_settings, intake_settings
from nabij.core.models import User

#: Columns that a tap may change, and that taking it back puts back.
COLUMNS = (
    "state", "ending", "state_since", "due_at", "ended_at", "worker_id", "handed_over_at",
    "last_contact_on", "tries", "next_step", "next_on", "keep_until",
)  # fmt: skip
#: The same tap by the same hand within this is a double click.
DOUBLE_CLICK = dt.timedelta(minutes=1)
#: Working days that a letter or a message gets before one calls.
AFTER_WRITING = 5
#: What a talk fulfils, on whatever day it was agreed.
_TALK = (NextStep.CALL, NextStep.VISIT, "")

What = CaseEvent.What


@dataclass(frozen=True, slots=True)
class Tap:
    """One outcome: what it is, and with it the step and the day that were agreed, or why the case ends."""

    what: CaseEvent.What
    step: str = ""
    until: dt.date | None = None
    ending: str = ""


@transaction.atomic
def spoken(*, case: Case, by: User, now: dt.datetime) -> CaseEvent:
    """We spoke, on the phone or in the street. Raises EndedError, NotAllowedError, as all of these do."""
    return _reached(case, Tap(What.SPOKEN), by, now)


@transaction.atomic
def visited(*, case: Case, by: User, now: dt.datetime) -> CaseEvent:
    """We were there, and spoke."""
    return _reached(case, Tap(What.VISITED), by, now)


@transaction.atomic
def not_reached(*, case: Case, by: User, now: dt.datetime) -> CaseEvent:
    """Nobody there: counted, and back on the next working day."""
    return _tried(case, Tap(What.NOT_REACHED), by, now, days=1)


@transaction.atomic
def wrote(*, case: Case, by: User, now: dt.datetime) -> CaseEvent:
    """A letter, a card or a message: back after some working days, to call."""
    return _tried(case, Tap(What.WROTE), by, now, days=AFTER_WRITING)


@transaction.atomic
def agree(*, case: Case, step: NextStep, day: dt.date, by: User, now: dt.datetime) -> CaseEvent:
    """What comes next, and on which day. Raises InThePastError too."""
    if day < timezone.localdate(now):
        raise InThePastError(f"{day} has passed")
    row, tap = locked(case, by=by, now=now), Tap(What.NEXT_STEP, step=step, until=day)
    if same := _double_click(row, tap, by, now):
        return same
    before = _open_as_it_was(row)
    row.next_step, row.next_on = step, day
    return _finish(row, tap, before, by=by, now=now)


@transaction.atomic
def close(*, case: Case, ending: Ending, by: User, now: dt.datetime) -> CaseEvent:
    """It ends here, for this reason. What the person said themselves is a contact too."""
    row, tap = locked(case, by=by, now=now), Tap(What.MOVED, ending=ending)
    if same := _double_click(row, tap, by, now):
        return same
    before = _open_as_it_was(row)
    if ending in (Ending.NOT_WANTED, Ending.NOTHING_NEEDED):
        row.last_contact_on = timezone.localdate(now)
    row.next_step, row.next_on = "", None
    row.ending, row.ended_at = ending, now
    return _finish(row, tap, before, by=by, now=now, to=State.CLOSED)


@transaction.atomic
def go_on(*, case: Case, to: State, by: User, now: dt.datetime) -> CaseEvent:
    """On along the ladder, by hand. Raises CannotFollowError too."""
    row, tap = locked(case, by=by, now=now), Tap(What.MOVED)
    before = _open_as_it_was(row)
    if to == State.CLOSED or not may_follow(row.state, to):
        raise CannotFollowError(f"from {row.state} to {to}")
    return _finish(row, tap, before, by=by, now=now, to=to)


def _reached(case: Case, tap: Tap, by: User, now: dt.datetime) -> CaseEvent:
    """Whoever was spoken with is in conversation; what was agreed for today, or was this talk, is done."""
    row, today = locked(case, by=by, now=now), timezone.localdate(now)
    if same := _double_click(row, tap, by, now):
        return same
    before = _open_as_it_was(row)
    row.last_contact_on, row.tries = today, 0
    if row.next_step in _TALK or (row.next_on and row.next_on <= today):
        row.next_step, row.next_on = "", None
    to = State.IN_CONVERSATION if row.state in BEFORE_CONTACT else State(row.state)
    return _finish(row, tap, before, by=by, now=now, to=to)


def _tried(case: Case, tap: Tap, by: User, now: dt.datetime, *, days: int) -> CaseEvent:
    """A try that reached nobody yet: call again after so many working days."""
    row = locked(case, by=by, now=now)
    if same := _double_click(row, tap, by, now):
        return same
    before = _open_as_it_was(row)
    row.tries += 1
    row.next_step = NextStep.CALL
    row.next_on = working_day(days, now=now, settings=intake_settings(row.municipality))
    to = State.CONTACT_TRIED if row.state in BEFORE_CONTACT else State(row.state)
    return _finish(row, tap, before, by=by, now=now, to=to)


def _open_as_it_was(row: Case) -> dict[str, Any]:
    """What the columns hold now. Raises EndedError for a case that was closed."""
    if not row.is_open:
        raise EndedError(f"case {row.uid} has ended")
    return {name: getattr(row, name) for name in COLUMNS}


def _finish(
    row: Case,
    tap: Tap,
    before: dict[str, Any],
    *,
    by: User,
    now: dt.datetime,
    to: State | None = None,
) -> CaseEvent:
    """Write the row, its move where it moved, and the tap's event, which can be taken back.

    A second try does not lengthen the time in which somebody must be reached. Until a first try the case is kept as
    it was: from the first word, or from being split off.
    """
    row.worker, row.handed_over_at = row.worker or by, None
    moves = to is not None and to != row.state
    if to is not None and moves:
        row.state, row.state_since = to, now
        set_terms(row, since=now, now=now)
    elif row.state not in (State.RECEIVED, State.PICKED_UP):
        row.keep_until = keep_until(row, settings=case_settings(row.municipality), now=now)
    row.save()
    changed = [name.removesuffix("_id") for name in COLUMNS if getattr(row, name) != before[name]]
    if moves and tap.what != What.MOVED:
        happened(row, What.MOVED, now=now, by=by, fields=["state"])
    return happened(
        row, tap.what, now=now, by=by, step=tap.step, until=tap.until, fields=changed, before=before
    )


def _double_click(row: Case, tap: Tap, by: User, now: dt.datetime) -> CaseEvent | None:
    """The last event, where it is this very tap, a moment ago."""
    events = CaseEvent.objects.filter(municipality=row.municipality, case=row)
    last: CaseEvent | None = events.order_by("-at", "-pk").first()
    if last is None or last.by_id != by.pk or now - last.at >= DOUBLE_CLICK:
        return None
    told = (last.what, last.step, last.until)
    same = told == (tap.what, tap.step, tap.until) and tap.ending == (
        last.ending if last.what == What.MOVED else ""
    )
    return last if same else None
