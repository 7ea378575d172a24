"""A case begins, goes on along the ladder, gets a note, and ends."""

import datetime as dt
from dataclasses import dataclass, fields

from django.db import transaction

from nabij.casework.actions.happening import happened
from nabij.casework.keeping import keep_until
from nabij.casework.models import Case, CaseEvent, Ending, Note, Origin, Person, State
from nabij.casework.models.ladder import OPEN, may_follow
from nabij.casework.promise import due_after
from nabij.casework.queries.settings import case_settings, intake_settings
from nabij.casework.rules import NotAllowedError, readable_cases
from nabij.core.audit.recording import record
from nabij.core.models import Area, Municipality, User


class CannotFollowError(ValueError):
    """The case cannot go to this state from where it is: somebody else may have moved it."""


class ChangedSinceError(Exception):
    """Somebody else saved this while you were typing. `theirs`: the row as it is now; nothing was overwritten."""

    def __init__(self, theirs: object) -> None:
        super().__init__("changed by somebody else in the meantime")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a person when their case begins; all of it may be missing."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    birth_year: str = ""
    language: str = "nl"
    area: Area | None = None


@transaction.atomic
def open_case(
    *,
    municipality: Municipality,
    told: Told | Person,
    origin: Origin,
    now: dt.datetime,
    received_at: dt.datetime | None = None,
    by: User | None = None,
) -> Case:
    """A new case, of a new person or of one who came before. received_at: of the first word, where it was earlier.

    by: the member who opened it, whose case it then is where they work on cases; None: it waits for somebody.
    """
    person = told if isinstance(told, Person) else _person(municipality, told)
    case = Case(
        municipality=municipality,
        person=person,
        origin=origin,
        received_at=received_at or now,
        worker=by,
        state=State.PICKED_UP if by else State.RECEIVED,
        state_since=now,
    )
    set_terms(case, since=received_at or now, now=now)
    case.save()
    known = [each.name for each in fields(Told) if getattr(person, each.name)]
    happened(case, CaseEvent.What.OPENED, now=now, by=by, fields=known)
    return case


@transaction.atomic
def move(
    *, case: Case, to: State, by: User | None, now: dt.datetime, ending: Ending | None = None
) -> Case:
    """Go on to another state; closing needs its reason. by None: a program, such as the nightly one.

    The first who does something is its worker. Raises NotAllowedError, CannotFollowError, and ValueError where an
    ending is missing or too many.
    """
    if (to == State.CLOSED) != (ending is not None):
        raise ValueError("a reason goes with closing, and with nothing else")
    row = locked(case, by=by, now=now)
    if not may_follow(row.state, to):
        raise CannotFollowError(f"from {row.state} to {to}")
    row.state, row.ending, row.state_since = to, ending or "", now
    row.ended_at = now if to == State.CLOSED else None
    row.worker = row.worker or by
    row.handed_over_at = row.handed_over_at if by is None else None
    set_terms(row, since=now, now=now)
    row.save()
    happened(row, CaseEvent.What.MOVED, now=now, by=by, fields=["state"])
    return row


@transaction.atomic
def add_note(*, case: Case, text: str, by: User, now: dt.datetime, is_view: bool = False) -> Note:
    """Keep a few words with the case; the same words twice in a row by the same hand are one note. Raises NotAllowedError."""
    row = locked(case, by=by, now=now)
    last: Note | None = Note.objects.filter(municipality=row.municipality, case=row, by=by).first()
    if last is not None and last.text == text and last.is_view == is_view:
        return last
    note: Note = Note.objects.create(
        municipality=row.municipality, case=row, text=text, is_view=is_view, at=now, by=by
    )
    record("note.added", municipality=row.municipality, on=note, fields=["text"], at=now)
    return note


def locked(case: Case, *, by: User | None, now: dt.datetime) -> Case:
    """The case as it is now, held until the transaction ends. Raises NotAllowedError for who may not read it."""
    rows = Case.objects.select_for_update(of=("self",)).filter(municipality=case.municipality)
    row: Case = rows.select_related("municipality", "person").get(pk=case.pk)
    if by is not None and not readable_cases(by, case.municipality, now=now).filter(pk=row.pk):
        raise NotAllowedError(f"{by.pk} is not in the team of case {row.uid}")
    if row.forgotten_on is not None:
        raise NotAllowedError(f"case {row.uid} was forgotten: nothing is added to it")
    if row.person.restricted_on is not None:
        raise NotAllowedError(f"the person of case {row.uid} asked to leave it as it is")
    return row


def _person(municipality: Municipality, told: Told) -> Person:
    values = {each.name: getattr(told, each.name) or None for each in fields(Told)}
    values["language"] = told.language
    person: Person = Person.objects.create(municipality=municipality, **values)
    return person


def set_terms(case: Case, *, since: dt.datetime, now: dt.datetime) -> None:
    """By when the case must go on, counted from when it came into its state, and until when it is kept."""
    settings = case_settings(case.municipality)
    days = settings.limit(case.state)
    intake = intake_settings(case.municipality)
    limited = case.state in OPEN and days > 0
    case.due_at = due_after(days, now=since, settings=intake) if limited else None
    case.keep_until = keep_until(case, settings=settings, now=now)
