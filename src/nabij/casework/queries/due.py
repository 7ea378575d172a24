"""What falls due in cases. Each subject that promises something to a day adds its source to `SOURCES`."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework.models import Case, NextStep, Signal, State
from nabij.casework.models.ladder import OPEN


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do in a case. what: in words, of the reader's language; on: the day; part: the id of its place on the case's page."""

    case_id: int
    what: str
    on: dt.date
    part: str = ""


#: cases: those to look in, open and closed; until: the last day that counts. One query.
Source = Callable[[QuerySet[Case], dt.date], Iterable[Due]]


def due_lines(cases: QuerySet[Case], *, until: dt.date) -> list[Due]:
    """Everything that falls due in these cases up to and including a day, the oldest first. One query a source."""
    lines = [line for source in SOURCES for line in source(cases, until)]
    return sorted(lines, key=lambda line: (line.on, line.case_id))


def next_steps(cases: QuerySet[Case], until: dt.date) -> Iterable[Due]:
    """The next step that was agreed."""
    rows = cases.filter(state__in=OPEN, next_on__lte=until)
    for case_id, step, on in rows.values_list("pk", "next_step", "next_on"):
        if on:
            yield Due(case_id, str(NextStep(step).label) if step else _("Go on"), on)


def time_limits(cases: QuerySet[Case], until: dt.date) -> Iterable[Due]:
    """Where nothing was agreed: the day on which the state lasts too long."""
    end = timezone.make_aware(dt.datetime.combine(until + dt.timedelta(days=1), dt.time()))
    rows = cases.filter(state__in=OPEN, next_on__isnull=True, due_at__lt=end)
    for case_id, state, due_at in rows.values_list("pk", "state", "due_at"):
        if due_at:
            yield Due(case_id, _to_do_in(State(state)), timezone.localdate(due_at))


def persons_to_tell(cases: QuerySet[Case], until: dt.date) -> Iterable[Due]:
    """Where others told about somebody: the day by which the person must know it."""
    rows = Signal.objects.filter(
        case__in=cases.filter(state__in=OPEN),
        told_person_by__lte=until,
        told_person_on__isnull=True,
        not_told="",
    )
    for case_id, on in rows.values_list("case_id", "told_person_by"):
        if on:
            yield Due(case_id, _("Tell the person that others told us about them"), on, "worries")


def _to_do_in(state: State) -> str:
    """What goes a case on out of this state."""
    if state in (State.RECEIVED, State.PICKED_UP, State.CONTACT_TRIED):
        return _("Make contact")
    if state == State.IN_CONVERSATION:
        return _("Make a plan, or agree on a next step")
    return _("Go on, or agree on a next step")


SOURCES: tuple[Source, ...] = (next_steps, time_limits, persons_to_tell)
