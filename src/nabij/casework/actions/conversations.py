"""Writing down what was told in a conversation, so that nobody's words are lost."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db import transaction

from nabij.casework.actions.cases import ChangedSinceError, locked, move
from nabij.casework.actions.consents import give_consent
from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent, Consent, Conversation, State
from nabij.casework.models.conversations import FREE_PARTS, Gender, Means
from nabij.casework.models.ladder import BEFORE_CONTACT
from nabij.casework.queries.conversations import newest
from nabij.core.models import User
from nabij.core.vocabulary import LANGUAGE_NAMES, Access, Cause, Form, Mechanism, Need, Weekday

FREE_CODES = frozenset(f"{day}-{part}" for day in Weekday.values for part in FREE_PARTS)

#: Field → the codes that it takes.
CODES: dict[str, frozenset[str]] = {
    "causes": frozenset(Cause.values),
    "wishes": frozenset(Need.values),
    "avoid_mechanisms": frozenset(Mechanism.values),
    "avoid_forms": frozenset(Form.values),
    "languages": frozenset(LANGUAGE_NAMES),
    "free": FREE_CODES,
    "means": frozenset(Means.values),
    "needs": frozenset(Access.values),
    "how": frozenset(Conversation.How.values),
    "gender": frozenset(Gender.values),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was told; see `Conversation` for each. All but the day may be missing."""

    held_on: dt.date
    how: str = ""
    wants_support: bool | None = None
    causes: tuple[str, ...] = ()
    cause_words: str = ""
    wishes: tuple[str, ...] = ()
    wish_words: str = ""
    talents: str = ""
    avoid_mechanisms: tuple[str, ...] = ()
    avoid_forms: tuple[str, ...] = ()
    avoid_words: str = ""
    group_over: int | None = None
    languages: tuple[str, ...] = ()
    free: tuple[str, ...] | None = None
    means: tuple[str, ...] = ()
    minutes: int | None = None
    budget: int | None = None
    needs: tuple[str, ...] = ()
    walk_along: bool = False
    gender: str = ""
    agreed: str = ""


#: What a conversation says, by name.
SAID = tuple(each.name for each in fields(Said))
WORDS = ("cause_words", "wish_words", "talents", "avoid_words", "agreed")


def said_in(row: Conversation) -> Said:
    """What a conversation says, as it can be saved again."""
    values = {name: getattr(row, name) for name in SAID}
    plain = {name: value or "" for name, value in values.items() if name in WORDS}
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Said(**{**values, **plain, **lists})


@transaction.atomic
def record_conversation(
    *,
    case: Case,
    said: Said,
    expected: int,
    form_key: uuid.UUID,
    by: User,
    now: dt.datetime,
    change: bool = False,
    agrees_to: Iterable[Consent.Purpose] = (),
    how: Consent.How = Consent.How.SPOKEN,
) -> Conversation:
    """Keep what was told as a new conversation, or (change) as a correction of the newest one, with what was agreed to.

    expected: version of the newest conversation that the form began with, 0 where there was none. A form that comes
    in twice is kept once; where more stands in it than the first time (its answer never came, and somebody wrote on),
    it corrects that one. Before there was contact the case goes on to “in conversation”. Raises ChangedSinceError with
    the newest as it is now where somebody else was first, NotAllowedError, ValueError for an unknown code.
    """
    told = _keep(case, said, expected, form_key, by, now, change=change)
    for purpose in agrees_to:
        give_consent(case=case, purpose=purpose, by=by, now=now, how=how)
    return told


def _keep(
    case: Case,
    said: Said,
    expected: int,
    form_key: uuid.UUID,
    by: User,
    now: dt.datetime,
    *,
    change: bool,
) -> Conversation:
    _check_codes(said)
    row = locked(case, by=by, now=now)
    here = {"municipality": row.municipality, "case": row}
    twice: Conversation | None = Conversation.objects.filter(form_key=form_key, **here).first()
    if twice is not None:
        if said_in(twice) == said:
            return twice
        change, expected = True, twice.version
    before = newest(row)
    version = before.version if before is not None else 0
    if version != expected:
        raise ChangedSinceError(before)
    told = before if change and before is not None else Conversation(**here)
    changed = _put(told, said)
    told.version, told.form_key, told.at, told.by = version + 1, form_key, now, by
    told.save()
    row = _go_on(row, said.held_on, by=by, now=now)
    happened(row, CaseEvent.What.TALKED, now=now, by=by, fields=changed)
    return told


def _put(row: Conversation, said: Said) -> list[str]:
    """Put what was told in the row; the names of what changed. Words that were not given are none."""
    changed = []
    for name in SAID:
        value = getattr(said, name)
        if name in WORDS:
            value = value or None
        elif isinstance(value, tuple):
            value = list(value)
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed


def _go_on(row: Case, held_on: dt.date, *, by: User, now: dt.datetime) -> Case:
    """There was contact: the case says so, and its worker is who spoke where nobody was yet."""
    if row.state in BEFORE_CONTACT:
        row = move(case=row, to=State.IN_CONVERSATION, by=by, now=now)
    if row.last_contact_on is None or row.last_contact_on < held_on:
        row.last_contact_on, row.tries = held_on, 0
        row.save(update_fields=["last_contact_on", "tries"])
    return row


def _check_codes(said: Said) -> None:
    for name, known in CODES.items():
        value = getattr(said, name)
        given: Iterable[str] = (value,) if isinstance(value, str) and value else value or ()
        if unknown := set(given) - known:
            raise ValueError(f"{name} has no {', '.join(sorted(unknown))}")
