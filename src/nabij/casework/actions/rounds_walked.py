"""How it went at one address, in one tap; and forgetting a round.

A tap can be taken back for a few minutes, but for two that do what they say at once: who would rather not is off the list,
and who would like a talk has a case.
"""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework.actions import contacts
from nabij.casework.actions.cases import Told, open_case
from nabij.casework.actions.forgetting import empty_row, enter
from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.happening import happened
from nabij.casework.actions.undoing import TooLateError
from nabij.casework.models import (
    Case,
    CaseEvent,
    Deletion,
    Note,
    Origin,
    RoundAddress,
    RoundTap,
    VisitRound,
)
from nabij.casework.queries.rounds import Given, last_tap, marks_of_refusal
from nabij.casework.rules import NotAllowedError, check_may_handle_rights, readable_addresses
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may

Outcome = RoundAddress.Outcome
#: Columns that a tap changes, and that taking it back puts back.
COLUMNS = ("outcome", "tries", "tried_on")
#: What one tap says; the other two are `rather_not` and `would_like_a_talk`.
TAPS = (Outcome.SPOKEN, Outcome.NOT_HOME, Outcome.WRONG)
#: The same tap by the same hand within this is a double click.
DOUBLE_CLICK = dt.timedelta(minutes=1)
#: Who is on a list, and by what they are found.
_WHO = ("name", "address", "postcode", "phone")


class NotAgreedToTalkError(ValueError):
    """Nobody gets a case because somebody rang at their door."""


@transaction.atomic
def tap(*, address: RoundAddress, outcome: str, by: User, now: dt.datetime) -> RoundAddress:
    """Spoken, not reached (counted), or moved. Raises EndedError, NotAllowedError, and ValueError for another outcome."""
    if outcome not in TAPS:
        raise ValueError(f"{outcome} is no tap")
    row = _open(address, by=by, now=now)
    if _double_click(row, outcome, by, now):
        return row
    before = {name: getattr(row, name) for name in COLUMNS}
    row.outcome = outcome
    if outcome == Outcome.NOT_HOME:
        row.tries += 1
        row.tried_on = timezone.localdate(now)
    row.save(update_fields=list(COLUMNS))
    _write(row, by, now, before=before)
    return row


@transaction.atomic
def rather_not(*, address: RoundAddress, by: User, now: dt.datetime) -> RoundAddress:
    """Off the list at once, for good: only that somebody would rather not stays. Raises EndedError, NotAllowedError."""
    row = _open(address, by=by, now=now)
    row.outcome = Outcome.RATHER_NOT
    _empty(row, timezone.localdate(now))
    _write(row, by, now)
    kind = Counter({RoundAddress._meta.label_lower: 1})
    enter(row.municipality, why=Deletion.Why.ERASURE, count=kind, today=timezone.localdate(now))
    return row


@transaction.atomic
def would_like_a_talk(
    *, address: RoundAddress, agreed: bool, by: User, now: dt.datetime, phone: str = ""
) -> Case:
    """Open a case: of whoever spoke with them, where they help people; else it waits for somebody.

    What we know moves to the case, and leaves the list. agreed: they said that we may write it down and get in touch.
    Raises NotAgreedToTalkError, EndedError, NotAllowedError.
    """
    if not agreed:
        raise NotAgreedToTalkError(str(address.uid))
    row = _open(address, by=by, now=now)
    here = row.municipality
    told = Told(
        name=row.name or "",
        phone=phone or row.phone or "",
        address=row.address or "",
        postcode=row.postcode or "",
        area=row.area,
    )
    worker = by if may(by, here, Permission.WORK_CASES) else None
    case = open_case(municipality=here, told=told, origin=Origin.ROUND, now=now, by=worker)
    text = _(
        "Round “%(name)s”: would like a talk. Agreed that we write this down and get in touch."
    )
    words = text % {"name": row.round.name}
    note = Note.objects.create(municipality=here, case=case, text=words, at=now, by=by)
    record("note.added", municipality=here, on=note, fields=["text"], at=now)
    happened(case, CaseEvent.What.AGREED, now=now, by=by)
    if worker is not None:
        visits = row.round.kind == VisitRound.Kind.VISIT
        (contacts.visited if visits else contacts.spoken)(case=case, by=worker, now=now)
    row.outcome, row.case = Outcome.TALK, case
    _empty(row, timezone.localdate(now))
    _write(row, by, now)
    return case


@transaction.atomic
def take_back(*, address: RoundAddress, by: User, now: dt.datetime) -> RoundAddress:
    """It was a mistake: the address is as it was. Raises TooLateError, EndedError, NotAllowedError."""
    row = _open(address, by=by, now=now)
    last = last_tap(row, by=by, now=now)
    if last is None or last.before is None:
        raise TooLateError(f"nothing to take back on {row.uid}")
    for name in COLUMNS:
        column: Any = row._meta.get_field(name)
        setattr(row, name, column.to_python(last.before[name]))
    row.save(update_fields=list(COLUMNS))
    last.taken_back_at = now
    last.save(update_fields=["taken_back_at"])
    record("round.taken_back", municipality=row.municipality, on=row, fields=["outcome"], at=now)
    return row


@transaction.atomic
def erase_address(*, address: RoundAddress, by: User, now: dt.datetime) -> None:
    """Take somebody off the list of a round because they ask us to, as if they had said so at the door.

    Done already: nothing happens. Raises NotAllowedError.
    """
    check_may_handle_rights(by, address.municipality)
    rows = RoundAddress.objects.select_for_update(of=("self",)).filter(
        municipality=address.municipality, forgotten_on__isnull=True
    )
    row = rows.select_related("municipality", "round").filter(pk=address.pk).first()
    if row is None:
        return
    today = timezone.localdate(now)
    row.outcome = Outcome.RATHER_NOT
    _empty(row, today)
    record("round.address_erased", municipality=row.municipality, on=row, at=now)
    kind = Counter({RoundAddress._meta.label_lower: 1})
    enter(row.municipality, why=Deletion.Why.ERASURE, count=kind, today=today)


def forget_due_rounds(*, municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    """Forget the lists of rounds that ended long enough ago; how many addresses held something.

    One round a transaction: a run that was stopped goes on where it was.
    """
    due = VisitRound.objects.filter(
        municipality=municipality, keep_until__lt=today, forgotten_on__isnull=True
    )
    rows = list(due.select_related("municipality").order_by("keep_until", "pk"))
    return sum(_forget(row, today, now) for row in rows)


@transaction.atomic
def _forget(round_: VisitRound, today: dt.date, now: dt.datetime) -> int:
    rows = RoundAddress.objects.select_for_update(of=("self",)).filter(
        municipality=round_.municipality, round=round_
    )
    held = 0
    for row in rows:
        held += bool(empty_row(row))
        row.forgotten_on = row.forgotten_on or today
        row.save()
    round_.secret, round_.forgotten_on = None, today
    round_.save(update_fields=["secret", "forgotten_on"])
    record("round.forgotten", municipality=round_.municipality, on=round_, at=now)
    count = Counter({RoundAddress._meta.label_lower: held})
    enter(round_.municipality, why=Deletion.Why.RETENTION, count=+count, today=today)
    return held


def _empty(row: RoundAddress, today: dt.date) -> None:
    """Take off the list who it is; the marks stay, so that they are not put on it again."""
    line = Given(**{name: getattr(row, name) or "" for name in _WHO})
    row.marks = marks_of_refusal(row.round, line)
    for name in _WHO:
        setattr(row, name, None)
    row.forgotten_on = today
    row.save()


def _open(address: RoundAddress, *, by: User, now: dt.datetime) -> RoundAddress:
    """The address as it is now, held. Raises NotAllowedError; EndedError after the round, or where nobody goes any more."""
    rows = RoundAddress.objects.select_for_update(of=("self",)).filter(
        municipality=address.municipality_id
    )
    row: RoundAddress = rows.select_related("municipality", "round", "area").get(pk=address.pk)
    today = timezone.localdate(now)
    if not readable_addresses(by, row.municipality, today=today).filter(pk=row.pk).exists():
        raise NotAllowedError(f"{by.pk} does not go to {row.uid}")
    if not row.round.is_open(today) or row.forgotten_on is not None:
        raise EndedError(f"nobody goes to {row.uid} now")
    return row


def _double_click(row: RoundAddress, outcome: str, by: User, now: dt.datetime) -> bool:
    last = last_tap(row, by=by, now=now)
    return last is not None and last.outcome == outcome and now - last.at < DOUBLE_CLICK


def _write(
    row: RoundAddress, by: User, now: dt.datetime, *, before: dict[str, Any] | None = None
) -> None:
    RoundTap.objects.create(
        municipality=row.municipality,
        line=row,
        outcome=row.outcome,
        at=now,
        by=by,
        before=before,
    )
    record(
        f"round.{row.outcome}", municipality=row.municipality, on=row, fields=["outcome"], at=now
    )
