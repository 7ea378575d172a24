"""The link worker's day: what to do now, who asked, who waits for anybody at all, what comes this week."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from nabij.casework.models import Case, Request
from nabij.casework.models.ladder import OPEN
from nabij.casework.queries.due import Due, due_lines
from nabij.casework.queries.signals import may_be_no_question
from nabij.casework.rules import check_may_work, mine
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User

#: So many are shown of each part; the caseload has them all.
SHOWN = 50
SHOWN_OTHERS = 20
#: What a list shows of a person.
NAMES = ("name", "phone")


@dataclass(frozen=True, slots=True)
class ToDo:
    """A case with what falls due in it, the oldest first."""

    case: Case
    lines: tuple[Due, ...]

    @property
    def on(self) -> dt.date:
        """The first day on which something falls due."""
        return self.lines[0].on


@dataclass(frozen=True, slots=True)
class Today:
    """What one worker has to do. *_count: of how many the list shows the first.

    now: due today or before, in their own cases and those for which they stand in; later: in the days after, until
    Sunday; handed: came from a colleague and nothing was done since; requests: asked and picked up by them or nobody;
    waiting: cases that nobody took up, the longest first.
    """

    now: list[ToDo]
    now_count: int
    later: list[ToDo]
    later_count: int
    handed: list[Case]
    requests: list[Request]
    requests_count: int
    waiting: list[Case]
    waiting_count: int


def today(viewer: User, municipality: Municipality, *, now: dt.datetime) -> Today:
    """The viewer's day, with names of what is shown only. Constant queries and its events. Raises NotAllowedError."""
    check_may_work(viewer, municipality)
    day = timezone.localdate(now)
    here = Case.objects.filter(municipality=municipality)
    own = here.filter(mine(viewer, now=now))
    due, later = _due(own, day, until=_sunday(day))
    handed = own.filter(handed_over_at__isnull=False, state__in=OPEN, worker=viewer)
    waiting = here.filter(~may_be_no_question(), worker__isnull=True, state__in=OPEN)
    asked = _requests(viewer, municipality)
    shown = _with_people(here, [*due[:SHOWN], *later[:SHOWN_OTHERS]])
    found = Today(
        now=_to_do(due[:SHOWN], shown),
        now_count=len(due),
        later=_to_do(later[:SHOWN_OTHERS], shown),
        later_count=len(later),
        handed=list(_people(handed).order_by("-handed_over_at", "pk")[:SHOWN_OTHERS]),
        requests=list(asked.order_by("due_at", "received_at", "pk")[:SHOWN_OTHERS]),
        requests_count=asked.count(),
        waiting=list(_people(waiting).order_by("received_at", "pk")[:SHOWN_OTHERS]),
        waiting_count=waiting.count(),
    )
    _write_down(municipality, found, now)
    return found


def count_today(viewer: User, municipality: Municipality, *, now: dt.datetime) -> tuple[int, int]:
    """In how many of the viewer's cases something is due today, and how many are late. Names nobody."""
    own = Case.objects.filter(mine(viewer, now=now), municipality=municipality)
    lines = due_lines(own, until=timezone.localdate(now))
    late = own.filter(state__in=OPEN, due_at__lt=now)
    return len({line.case_id for line in lines}), late.count()


def _due(
    own: QuerySet[Case], day: dt.date, *, until: dt.date
) -> tuple[list[tuple[Due, ...]], list[tuple[Due, ...]]]:
    """The lines by case: those of which one is due by this day, and the others until the last one."""
    by_case = groupby(
        sorted(due_lines(own, until=until), key=lambda line: (line.case_id, line.on)),
        key=lambda line: line.case_id,
    )
    groups = sorted((tuple(lines) for _case, lines in by_case), key=lambda lines: lines[0].on)
    return (
        [lines for lines in groups if lines[0].on <= day],
        [lines for lines in groups if lines[0].on > day],
    )


def _with_people(here: QuerySet[Case], groups: Iterable[Sequence[Due]]) -> dict[int, Case]:
    wanted = [lines[0].case_id for lines in groups]
    return {case.pk: case for case in _people(here.filter(pk__in=wanted))}


def _to_do(groups: Iterable[tuple[Due, ...]], cases: dict[int, Case]) -> list[ToDo]:
    return [ToDo(cases[lines[0].case_id], lines) for lines in groups]


def _people(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("person", "person__area", "worker", "stand_in")


def _requests(viewer: User, municipality: Municipality) -> QuerySet[Request]:
    """Open requests that the viewer picked up, or that nobody did yet."""
    rows: QuerySet[Request] = Request.objects.filter(
        Q(handler=viewer) | Q(handler__isnull=True),
        municipality=municipality,
        state__in=Request.OPEN_STATES,
        suspicious=[],
    )
    return rows.select_related("area", "handler")


def _sunday(day: dt.date) -> dt.date:
    """The end of this week; on Saturday and Sunday that of the next one."""
    ahead = 6 - day.weekday()
    return day + dt.timedelta(days=ahead if ahead > 1 else ahead + 7)


def _write_down(municipality: Municipality, found: Today, now: dt.datetime) -> None:
    shown = {each.case.pk for each in (*found.now, *found.later)}
    shown |= {case.pk for case in (*found.handed, *found.waiting)}
    lists: list[tuple[str, type[Model], int]] = [("case.list_read", Case, len(shown))]
    if found.requests:
        lists.append(("request.list_read", Request, len(found.requests)))
    for verb, model, number in lists:
        record(
            verb,
            municipality=municipality,
            object_type=model._meta.label_lower,
            object_id="list",
            fields=NAMES,
            reason=f"today: {number}",
            at=now,
        )
