"""The door for organisations that were asked about one person: by a link, to read what was agreed and to answer once.

Nothing else of a case can be reached from here. Pages behind one-time links come here and nowhere else in this slice.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from nabij.casework.actions import provider_answers
from nabij.casework.actions.asking_providers import PURPOSE
from nabij.casework.actions.placing import CannotBecomeError
from nabij.casework.actions.provider_answers import Answered
from nabij.casework.models import Consent, Decline, Placement, Shared, Stage
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.placements import placement_named, shared_lines
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, OneTimeLink
from nabij.core.vocabulary import Capacity
from nabij.directory.models import Offer
from nabij.directory.queries.reaching import offer_named

__all__ = [
    "PURPOSE",
    "CannotBecomeError",
    "Decline",
    "Question",
    "Shared",
    "accept",
    "ask_back",
    "decline",
    "question_of",
]


@dataclass(frozen=True, slots=True)
class Question:
    """What an organisation is asked. person: what was agreed that it may read, empty where it is told by phone.

    open: it is to be answered. asked_back, answer: what it asked before, and what we said to that.
    """

    reference: str
    offer: Offer
    person: tuple[tuple[Shared, str], ...]
    open: bool
    asked_back: str
    answer: str
    _placement: Placement


def question_of(
    municipality: Municipality, uid: UUID, *, aloud: bool, now: dt.datetime
) -> Question | None:
    """The question behind a link; None where it, its offer or its person is gone, or may not be told any more.

    aloud: it was opened by a code on the phone, so nothing about the person is shown. Reading is written down.
    """
    row = placement_named(municipality, uid)
    offer = offer_named(municipality, row.offer_uid) if row else None
    if row is None or offer is None or not row.case.is_open or row.case.forgotten_on is not None:
        return None
    if not agreed(row.case.person, Consent.Purpose.SHARE_WITH_PROVIDER):
        return None
    waits = row.stage == Stage.ASKED
    person = () if aloud or not waits else tuple(shared_lines(row))
    if person:
        fields = [one.value for one, _text in person]
        record("placement.read_by_link", municipality=municipality, on=row, fields=fields, at=now)
    return Question(
        reference=row.case.reference,
        offer=offer,
        person=person,
        open=waits,
        asked_back=(row.question or "") if waits and not aloud else "",
        answer=(row.answer or "") if waits and not aloud else "",
        _placement=row,
    )


def accept(
    question: Question,
    *,
    link: OneTimeLink,
    now: dt.datetime,
    welcomed_by: str,
    first_on: dt.date | None,
    first_at: dt.time | None,
    room: Capacity | None = None,
) -> None:
    """Somebody is welcome. Raises CannotBecomeError, LinkUsedError."""
    provider_answers.accept(
        placement=question._placement,
        answered=Answered(link=link, room=room),
        now=now,
        welcomed_by=welcomed_by,
        first_on=first_on,
        first_at=first_at,
    )


def ask_back(
    question: Question,
    *,
    link: OneTimeLink,
    now: dt.datetime,
    words: str,
    room: Capacity | None = None,
) -> None:
    """They want to know something first. Raises CannotBecomeError, LinkUsedError."""
    provider_answers.ask_back(
        placement=question._placement,
        answered=Answered(link=link, room=room),
        question=words,
        now=now,
    )


def decline(
    question: Question,
    *,
    link: OneTimeLink,
    now: dt.datetime,
    because: Decline,
    words: str = "",
    room: Capacity | None = None,
) -> None:
    """It cannot be there, and why. Raises CannotBecomeError, LinkUsedError."""
    provider_answers.decline(
        placement=question._placement,
        answered=Answered(link=link, room=room),
        because=because,
        words=words,
        now=now,
    )
