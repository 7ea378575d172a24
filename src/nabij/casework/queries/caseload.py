"""All cases of a worker, page by page, narrowed and sorted. Names are opened of the page that is shown only."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, OrderBy, Q, QuerySet

from nabij.casework.models import Case
from nabij.casework.models.ladder import OPEN
from nabij.casework.queries.signals import may_be_no_question
from nabij.casework.rules import check_may_work, mine, readable_cases
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User

PAGE = 50


class Whose(StrEnum):
    """Which cases: my own and where I stand in, those of my teams too, or what nobody took up."""

    MINE = "mine"
    TEAM = "team"
    WAITING = "waiting"
    HANDED = "handed"


class Sort(StrEnum):
    """What comes first: what must go on first, who asked longest ago, whom we have not spoken longest, the next step."""

    DUE = "due"
    WAITING = "waiting"
    CONTACT = "contact"
    NEXT = "next"


ORDERS: dict[Sort, OrderBy] = {
    Sort.DUE: F("due_at").asc(nulls_last=True),
    Sort.WAITING: F("received_at").asc(),
    Sort.CONTACT: F("last_contact_on").asc(nulls_first=True),
    Sort.NEXT: F("next_on").asc(nulls_last=True),
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What to show. state: one of the ladder, or all open ones; area: the code of a neighbourhood or district."""

    whose: Whose = Whose.MINE
    state: str = ""
    late: bool = False
    area: str = ""
    sort: Sort = Sort.DUE
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """Cases of one page, with the number of all that fit."""

    cases: list[Case]
    total: int
    number: int

    @property
    def has_next(self) -> bool:
        """Whether another page follows."""
        return self.number * PAGE < self.total


def caseload(
    viewer: User, municipality: Municipality, asked: Narrowed, *, now: dt.datetime
) -> Page:
    """One page of cases, each with its person. Constant queries and its event. Raises NotAllowedError."""
    check_may_work(viewer, municipality)
    rows = _narrowed(viewer, municipality, asked, now)
    total = rows.count()
    number = max(1, min(asked.page, -(-total // PAGE)))
    keys = rows.order_by(ORDERS[asked.sort], "pk").values_list("pk", flat=True)
    wanted = list(keys[(number - 1) * PAGE : number * PAGE])
    here = Case.objects.filter(municipality=municipality)
    people = here.select_related("person", "person__area", "worker", "stand_in").in_bulk(wanted)
    record(
        "case.list_read",
        municipality=municipality,
        object_type=Case._meta.label_lower,
        object_id="list",
        fields=["name", "phone"],
        reason=f"{asked.whose}: {len(wanted)} of {total}",
        at=now,
    )
    return Page([people[key] for key in wanted], total, number)


def _narrowed(
    viewer: User, municipality: Municipality, asked: Narrowed, now: dt.datetime
) -> QuerySet[Case]:
    """The cases that fit; never one that the viewer may not read."""
    here = Case.objects.filter(municipality=municipality)
    rows: QuerySet[Case] = {
        Whose.MINE: here.filter(mine(viewer, now=now)),
        Whose.TEAM: readable_cases(viewer, municipality, now=now).filter(worker__isnull=False),
        Whose.WAITING: here.filter(~may_be_no_question(), worker__isnull=True),
        Whose.HANDED: here.filter(worker=viewer, handed_over_at__isnull=False),
    }[asked.whose]
    rows = rows.filter(state=asked.state) if asked.state else rows.filter(state__in=OPEN)
    if asked.late:
        rows = rows.filter(state__in=OPEN, due_at__lt=now)
    if asked.area:
        area = Q(person__area__code=asked.area) | Q(person__area__parent__code=asked.area)
        rows = rows.filter(area)
    return rows
