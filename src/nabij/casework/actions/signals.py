"""What is done with a worry: the person is told, it turns out to be real, two become one, one becomes two.

Whatever is joined or split, what was told keeps the moment at which it was told, and nothing is kept longer for it.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import Told, locked, open_case
from nabij.casework.actions.happening import happened
from nabij.casework.actions.reporting import tell_by
from nabij.casework.belongings import known_as
from nabij.casework.keeping import split_keep_until
from nabij.casework.models import (
    Case,
    CaseEvent,
    Ending,
    Note,
    Origin,
    Person,
    Referral,
    Reporter,
    Signal,
    State,
)
from nabij.casework.models.ladder import BEFORE_CONTACT
from nabij.casework.queries.settings import case_settings
from nabij.casework.rules import check_helps
from nabij.core.audit.recording import record
from nabij.core.models import User

#: What of a person is filled in from another record of the same person, where it was empty.
_OF_PERSON = ("name", "phone", "email", "address", "postcode", "birth_year", "area")


class CannotJoinError(ValueError):
    """The two are one case already, ended, or with both somebody has spoken: then a person must choose."""


@transaction.atomic
def told_person(*, signal: Signal, by: User, now: dt.datetime) -> None:
    """The person knows now that others told about them. Raises NotAllowedError."""
    row = _held(signal, by, now)
    if row.told_person_by is None or row.told_person_on is not None:
        return
    row.told_person_on, row.not_told = timezone.localdate(now), ""
    row.save(update_fields=["told_person_on", "not_told"])
    record("signal.person_told", municipality=row.municipality, on=row, fields=["told_person_on"], at=now)  # fmt: skip


@transaction.atomic
def not_told_person(*, signal: Signal, why: Signal.NotTold, by: User, now: dt.datetime) -> None:
    """The person is not told, for a reason that we can account for. Raises NotAllowedError."""
    row = _held(signal, by, now)
    if row.told_person_by is None or row.told_person_on is not None or row.not_told == why:
        return
    row.not_told = why
    row.save(update_fields=["not_told"])
    record(
        "signal.person_not_told",
        municipality=row.municipality,
        on=row,
        fields=["not_told"],
        reason=why,
        at=now,
    )


@transaction.atomic
def trust(*, signal: Signal, by: User, now: dt.datetime) -> None:
    """It is a real worry after all: it waits with the others. Raises NotAllowedError."""
    row = _held(signal, by, now)
    if row.suspicious:
        row.suspicious = []
        row.save(update_fields=["suspicious"])
        record("signal.trusted", municipality=row.municipality, on=row, fields=["suspicious"], at=now)  # fmt: skip


@transaction.atomic
def join(*, case: Case, other: Case, by: User, now: dt.datetime) -> Case:
    """Both are about the same person: one case goes on with everything that was told, which is given back.

    The one that is further goes on, or else the one that came first. It takes over the earliest first word; while
    nobody has spoken with the person, the shorter of both retentions holds. The other one is closed as known already.
    Raises CannotJoinError, NotAllowedError.
    """
    rows = {row.pk: row for row in _both(case, other, by, now)}
    for row in rows.values():
        check_helps(by, row, now=now)
    if len(rows) != 2 or not all(row.is_open for row in rows.values()):
        raise CannotJoinError("two open cases are needed")
    stays, goes = sorted(rows.values(), key=_goes_on_first)
    if goes.state not in BEFORE_CONTACT:
        raise CannotJoinError("with both somebody has spoken")
    for model in (Signal, Note, Referral):
        model.objects.filter(municipality=stays.municipality, case=goes).update(case=stays)
    _fill_in(stays.person, goes.person)
    stays.received_at = min(stays.received_at, goes.received_at)
    if stays.state in BEFORE_CONTACT:
        stays.keep_until = min(stays.keep_until, goes.keep_until)
        dues = [row.due_at for row in (stays, goes) if row.due_at]
        stays.due_at = min(dues) if dues else None
    stays.worker = stays.worker or goes.worker
    stays.save()
    happened(stays, CaseEvent.What.JOINED, now=now, by=by, fields=["received_at", "keep_until"])
    _close_as_known(goes, by, now)
    return stays


@transaction.atomic
def split(
    *, signal: Signal, told: Told, seen: str, by: User, now: dt.datetime, key: uuid.UUID
) -> Case:
    """Part of it is about another person: they get a case of their own, which is given back.

    What is told keeps its first moment, and is kept no longer than the case that it came from; who told it comes
    along with the day on which they are forgotten, and hears nothing twice. key: of the form, sent twice it is one
    case. Raises NotAllowedError.
    """
    row = _held(signal, by, now)
    check_helps(by, row.case, now=now)
    there = Signal.objects.filter(municipality=row.municipality, form_key=key)
    if before := there.select_related("case__municipality", "case__person").first():
        known: Case = before.case
        return known
    case = open_case(
        municipality=row.municipality,
        told=told,
        origin=Origin.SIGNAL,
        now=now,
        received_at=row.case.received_at,
        by=by,
    )
    settings = case_settings(row.municipality)
    case.keep_until = split_keep_until(row.case, settings=settings, now=now)
    case.save(update_fields=["keep_until"])
    part = Signal.objects.create(
        municipality=row.municipality,
        case=case,
        form_key=key,
        seen=seen,
        knows=row.knows,
        may_name=row.may_name,
        came_in=row.came_in,
        language=row.language,
        reported_at=row.reported_at,
        split_from=row,
        source=row.source,
        point=row.point,
        entered_by=row.entered_by,
        told_person_by=tell_by(row.reported_at),
    )
    for reporter in row.reporters.filter(forgotten_on__isnull=True):
        _copy(reporter, part)
    happened(row.case, CaseEvent.What.SPLIT, now=now, by=by)
    record("signal.split", municipality=row.municipality, on=part, fields=["seen"], at=now)
    return case


def _held(signal: Signal, by: User, now: dt.datetime) -> Signal:
    """The row as it is now, until the transaction ends. Raises NotAllowedError outside the team of its case."""
    rows = Signal.objects.select_for_update(of=("self",)).filter(municipality=signal.municipality)
    row: Signal = rows.select_related("municipality", "case", "source", "point").get(pk=signal.pk)
    row.case = locked(row.case, by=by, now=now)
    return row


def _both(case: Case, other: Case, by: User, now: dt.datetime) -> list[Case]:
    """Both as they are now, held in an order that two who join at once share. Raises NotAllowedError."""
    return [locked(row, by=by, now=now) for row in sorted((case, other), key=lambda row: row.pk)]


def _goes_on_first(row: Case) -> tuple[bool, bool, dt.datetime, int]:
    return (row.state in BEFORE_CONTACT, row.worker_id is None, row.received_at, row.pk)


def _fill_in(person: Person, other: Person) -> None:
    """Both are of one person from now on; what was empty is filled in, and what differs stays where it was."""
    if person.pk == other.pk:
        return
    ours, theirs = known_as(person)[0], known_as(other)[0]
    if ours != theirs:
        theirs.joined_to = ours
        theirs.save(update_fields=["joined_to"])
    for name in _OF_PERSON:
        if not getattr(person, name) and getattr(other, name):
            setattr(person, name, getattr(other, name))
    person.version += 1
    person.save()


def _close_as_known(row: Case, by: User, now: dt.datetime) -> None:
    """Closed, and kept no longer than it was: closing must not prolong what moved on to another case."""
    kept = row.keep_until
    row.state, row.ending, row.state_since, row.ended_at = State.CLOSED, Ending.TWICE, now, now
    row.due_at, row.next_step, row.next_on = None, "", None
    row.worker = row.worker or by
    row.keep_until = kept
    row.save()
    happened(row, CaseEvent.What.JOINED, now=now, by=by, fields=["state"])


def _copy(reporter: Reporter, part: Signal) -> None:
    Reporter.objects.create(
        municipality=part.municipality,
        signal=part,
        name=reporter.name,
        phone=reporter.phone,
        email=reporter.email,
        relation=reporter.relation,
        reported_at=reporter.reported_at,
        keep_until=reporter.keep_until,
    )
