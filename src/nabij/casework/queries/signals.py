"""Reads of worries: what came in, what a case was told, and what is still owed. Reading is written down."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from nabij.casework.models import Case, CaseEvent, Person, Reporter, Signal, State
from nabij.casework.models.ladder import BEFORE_CONTACT
from nabij.casework.rules import check_may_work, readable_cases
from nabij.core.audit.recording import record
from nabij.core.encryption.fields import same_as
from nabij.core.models import Municipality, User

#: What reading the worries of a case shows of people.
READ = ("seen", "reporter.name", "reporter.phone", "reporter.email", "reporter.relation")
#: Events by which one knows that somebody spoke with the person.
_SPOKE = (CaseEvent.What.SPOKEN, CaseEvent.What.VISITED)
_AFTER_CONTACT = tuple(state for state in State if state not in (*BEFORE_CONTACT, State.CLOSED))


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits. waiting: nobody spoke with the person yet, late ones first; doubtful: it may be no real worry.

    to_tell: persons who must still hear that others told; owed: who still hears something from us.
    """

    waiting: list[Signal]
    doubtful: list[Signal]
    to_tell: list[Signal]
    owed: list[Reporter]


def to_do(viewer: User, municipality: Municipality, *, now: dt.datetime) -> ToDo:
    """All that the viewer may read and somebody must still do. Six queries and its event. Raises NotAllowedError."""
    check_may_work(viewer, municipality)
    readable = readable_cases(viewer, municipality, now=now)
    rows = Signal.objects.filter(municipality=municipality, case__in=readable).select_related(
        "case__person__area", "case__worker", "source", "point"
    )
    came_in = list(
        rows.filter(case__state__in=(State.RECEIVED, State.PICKED_UP)).order_by(
            "case__due_at", "reported_at", "pk"
        )
    )
    told = rows.filter(told_person_on__isnull=True, not_told="", told_person_by__isnull=False)
    to_tell = told.exclude(case__state=State.CLOSED).exclude(case__state__in=BEFORE_CONTACT[:2])
    owed = Reporter.objects.filter(
        municipality=municipality,
        signal__case__in=readable,
        told_on__isnull=True,
        forgotten_on__isnull=True,
    )
    owed = owed.exclude(owed=Reporter.Owed.NOTHING).exclude(signal__case__state=State.RECEIVED)
    found = ToDo(
        waiting=[row for row in came_in if not row.suspicious],
        doubtful=[row for row in came_in if row.suspicious],
        to_tell=list(to_tell.order_by("told_person_by", "pk")),
        owed=list(owed.select_related("signal__case__person").order_by("reported_at", "pk")),
    )
    record(
        "signal.list_read",
        municipality=municipality,
        object_type=Signal._meta.label_lower,
        object_id="list",
        fields=["person.name"],
        reason=f"waiting: {len(came_in)}",
        at=now,
    )
    return found


def waiting_worries(municipality: Municipality, *, now: dt.datetime) -> tuple[int, int]:
    """How many worries nobody took up yet, and how many of them longer than was promised. Names nobody. Two queries."""
    waiting = Case.objects.filter(worry_is_real(), municipality=municipality, state=State.RECEIVED)
    return waiting.count(), waiting.filter(due_at__lt=now).count()


def worry_is_real() -> Q:
    """Of cases: they began with a worry, and none that looks as if no person sent it."""
    theirs = Signal.objects.filter(case=OuterRef("pk"), municipality=OuterRef("municipality"))
    return Q(Exists(theirs)) & ~Q(Exists(theirs.exclude(suspicious=[])))


def may_be_no_question() -> Q:
    """Of cases: what came in looks as if no person sent it. Lists of who waits keep these apart."""
    theirs = Signal.objects.filter(case=OuterRef("pk"), municipality=OuterRef("municipality"))
    return Q(Exists(theirs.exclude(suspicious=[])))


def signals_of(case: Case, *, now: dt.datetime) -> list[Signal]:
    """What was told about this person, with who told it. Two queries, and its event. The caller read the case."""
    rows = Signal.objects.filter(municipality=case.municipality, case=case)
    found = list(
        rows.select_related("source", "point", "municipality", "split_from__case").prefetch_related(
            "reporters__told_by"
        )
    )
    for signal in found:
        signal.case = case
    if found:
        record("signal.read", municipality=case.municipality, on=case, fields=READ, at=now)
    return found


def signal_in(case: Case, uid: UUID) -> Signal | None:
    """One worry of this case; None where there is none."""
    rows = Signal.objects.filter(municipality=case.municipality, case=case, uid=uid)
    return rows.select_related("municipality", "case__municipality", "case__person").first()


def reporter_in(case: Case, uid: UUID) -> Reporter | None:
    """One of those who told something in this case; None where there is none."""
    rows = Reporter.objects.filter(municipality=case.municipality, signal__case=case, uid=uid)
    return rows.select_related("municipality", "signal__case").first()


def spoke_with_person(case: Case) -> bool:
    """Whether somebody has spoken with the person, by the state or by the history. One query at most."""
    if case.state in _AFTER_CONTACT:
        return True
    events = CaseEvent.objects.filter(municipality_id=case.municipality_id, case=case)
    return events.filter(Q(what__in=_SPOKE) | Q(state__in=_AFTER_CONTACT)).exists()


def what_to_say(reporter: Reporter, *, spoke: bool | None = None) -> str:
    """The very sentence that was agreed; empty while it is not so yet. Says nothing of how it went.

    A case that ended without a talk gives less than was agreed, never more. spoke: where the caller knows it.
    """
    case: Case = reporter.signal.case
    if reporter.owed == Reporter.Owed.NOTHING or case.state == State.RECEIVED:
        return ""
    picked_up = _("We picked up what you told us. Thank you. More than this we may not tell you.")
    if reporter.owed == Reporter.Owed.PICKED_UP:
        return picked_up
    if spoke_with_person(case) if spoke is None else spoke:
        return _(
            "We have spoken with the person whom you told us about. Thank you. More than this we may not tell you."
        )
    return "" if case.is_open else picked_up


@dataclass(frozen=True, slots=True)
class Alike:
    """Another open case that may be about the same person. readable: the viewer is in its team."""

    case: Case
    readable: bool
    by_phone: bool


def alike(viewer: User, case: Case, *, now: dt.datetime, most: int = 5) -> list[Alike]:
    """Open cases of persons with the same phone number or name, found by their blind indexes. Two queries at most."""
    same = _same_person(case.person)
    if same is None:
        return []
    rows = Case.objects.filter(municipality=case.municipality, forgotten_on__isnull=True)
    rows = rows.filter(person__in=Person.objects.filter(same, municipality=case.municipality))
    rows = rows.exclude(pk=case.pk).exclude(state=State.CLOSED)
    found = list(rows.select_related("person", "worker").order_by("received_at", "pk")[:most])
    if not found:
        return []
    readable = set(
        readable_cases(viewer, case.municipality, now=now)
        .filter(pk__in=[row.pk for row in found])
        .values_list("pk", flat=True)
    )
    number = case.person.phone_index
    return [
        Alike(row, row.pk in readable, bool(number) and row.person.phone_index == number)
        for row in found
    ]


def _same_person(person: Person) -> Q | None:
    same = Q()
    if person.phone:
        same |= same_as(Person, "phone_index", person.phone)
    if person.name and len(person.name.split()) > 1:  # a first name alone says little
        same |= same_as(Person, "name_index", person.name)
    return same or None
