"""Removing what people told: from the record, from all that hangs on it, from mail and from links. The bare rows stay.

What stays is a row with its kind, state and dates, without a word about anybody, so that counting goes on.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F

from nabij.casework.actions.happening import happened
from nabij.casework.belongings import belongings, of_the_case, told_fields
from nabij.casework.models import Case, CaseEvent, Deletion, Ending, Person, State
from nabij.core.encryption.fields import encrypted_fields
from nabij.core.links.making import end_all_links
from nabij.core.models import Municipality
from nabij.core.personal_data.lines import Whom
from nabij.core.post.emptying import empty_mail_to


@transaction.atomic
def forget_case(*, case: Case, why: Deletion.Why, now: dt.datetime, today: dt.date) -> None:
    """Remove what a case is about, and its person where no other case needs them. Done already: nothing happens.

    A case that is open is closed: as too old where its time ran out.
    """
    rows = Case.objects.select_for_update(of=("self",)).filter(municipality=case.municipality)
    row: Case = rows.select_related("municipality", "person").get(pk=case.pk)
    if row.forgotten_on is not None:
        return
    _close(row, why, now)
    count: Counter[str] = Counter()
    _empty_all(of_the_case(row), count, now, today)
    happened(row, CaseEvent.What.FORGOTTEN, now=now)
    others = Case.objects.filter(municipality=row.municipality, person=row.person)
    if not others.filter(forgotten_on__isnull=True).exists():
        _forget_person(row.person, count, now, today)
    enter(row.municipality, why=why, count=count, today=today)


def enter(
    municipality: Municipality, *, why: Deletion.Why, count: Counter[str], today: dt.date
) -> None:
    """Add to the register of deletions: how many records of each kind, and nothing else."""
    for kind, number in sorted(count.items()):
        line, _new = Deletion.objects.get_or_create(
            municipality=municipality, day=today, why=why, kind=kind
        )
        Deletion.objects.filter(pk=line.pk).update(count=F("count") + number)


def empty_row(row: Any, whom: Iterable[Whom] = (Whom.RESIDENT, Whom.OTHER)) -> list[str]:
    """Take everything about these people out of one row, unsaved; names of the fields that held something."""
    model = type(row)
    names = {*told_fields(model, whom), *(field.name for field in encrypted_fields(model))}
    held = []
    for name in sorted(names):
        field: Any = model._meta.get_field(name)
        nothing = None if field.null else field.get_default()
        if getattr(row, field.attname) != nothing:
            setattr(row, field.attname, nothing)
            held.append(name)
    return held


def _close(row: Case, why: Deletion.Why, now: dt.datetime) -> None:
    if not row.is_open:
        return
    row.state, row.state_since, row.ended_at, row.due_at = State.CLOSED, now, now, None
    row.ending = Ending.TOO_OLD if why == Deletion.Why.RETENTION else Ending.NOT_WANTED
    row.save()
    happened(row, CaseEvent.What.MOVED, now=now, fields=["state"])


def _forget_person(person: Person, count: Counter[str], now: dt.datetime, today: dt.date) -> None:
    rows = [person]
    for belonging in belongings(Person):
        rows += belonging.rows(person)
    _empty_all(rows, count, now, today)


def _empty_all(
    rows: Iterable[models.Model], count: Counter[str], now: dt.datetime, today: dt.date
) -> None:
    """Empty these rows, with the mail to their addresses and the links about them."""
    for row in rows:
        told: Any = row
        for address, about in _addresses(told):
            count["core.outgoingmessage"] += empty_mail_to(
                told.municipality, address, now=now, about=about
            )
        if hasattr(told, "uid"):
            end_all_links(municipality=told.municipality, subject=told.uid, now=now)
        held = empty_row(told)
        marks = _mark(told, today)
        if held or marks:
            told.save()
        if held:
            count[told._meta.label_lower] += 1


def _addresses(row: Any) -> list[tuple[str, UUID | None]]:
    """E-mail addresses that stand in this row, each with the number of what is emptied there; none is everything.

    Who told about somebody is written to about others too: a doctor still hears of the next patient.
    """
    names = [field.name for field in encrypted_fields(type(row)) if field.name.endswith("email")]
    own = told_fields(type(row), [Whom.RESIDENT])
    return [
        (address, None if name in own else row.uid)
        for name in names
        if (address := getattr(row, name))
    ]


def _mark(row: Any, today: dt.date) -> bool:
    """Say on the row itself since when it is empty, where it has a place for that."""
    if not hasattr(row, "forgotten_on") or row.forgotten_on is not None:
        return False
    row.forgotten_on = today
    return True
