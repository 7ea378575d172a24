"""The door for volunteers: by a link, to read what they are asked and to say yes or no. No name before both said yes.

Nothing else of a case can be reached from here. Pages behind one-time links come here and nowhere else in this slice.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from nabij.casework.actions import buddies as pairs
from nabij.casework.actions.buddies import PURPOSE, PairMovedError, Send
from nabij.casework.models import Because, Consent, Pair, Together
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.conversations import newest
from nabij.casework.queries.who_fits import free_of
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, OneTimeLink

__all__ = [
    "PURPOSE",
    "Because",
    "Pair",
    "PairMovedError",
    "Question",
    "Send",
    "Together",
    "no",
    "question_of",
    "yes",
]


@dataclass(frozen=True, slots=True)
class Question:
    """What a volunteer is asked. words, place: only where the person agreed that they read it.

    free: parts of the week. on, at: of what is for once. known: both said yes; then name and phone as agreed.
    """

    kind: str
    neighbourhood: str
    languages: tuple[str, ...]
    free: frozenset[str] | None
    words: str
    place: str
    on: dt.date | None
    at: dt.time | None
    known: bool
    name: str
    phone: str
    _pair: Pair


def question_of(municipality: Municipality, uid: UUID, *, now: dt.datetime) -> Question | None:
    """What stands behind a link; None where it is over, or may not be told any more. Reading a name is written down."""
    rows = Pair.objects.filter(
        municipality=municipality, uid=uid, state__in=[Pair.State.ASKED, Pair.State.RUNNING]
    )
    row: Pair | None = rows.select_related("wish__case__person__area", "volunteer").first()
    if row is None or row.wish.case.forgotten_on is not None:
        return None
    if not agreed(row.wish.case.person, Consent.Purpose.BUDDY):
        return None
    wish, person = row.wish, row.wish.case.person
    said = newest(wish.case)
    known = row.state == Pair.State.RUNNING
    if known and row.told:
        record("pair.read_by_link", municipality=municipality, on=row, fields=row.told, at=now)
    return Question(
        kind=wish.kind,
        neighbourhood=person.area.name if person.area else "",
        languages=tuple(said.languages) if said and said.languages else (person.language,),
        free=free_of(wish, said) if wish.on is None else None,
        words=(wish.words or "") if wish.may_share else "",
        place=(wish.place or "") if wish.may_share else "",
        on=wish.on,
        at=wish.at,
        known=known,
        name=(person.name or "") if known and "name" in row.told else "",
        phone=(person.phone or "") if known and "phone" in row.told else "",
        _pair=row,
    )


def yes(question: Question, *, link: OneTimeLink, now: dt.datetime, send: Send | None) -> None:
    """They would like to. Raises PairMovedError, LinkUsedError."""
    pairs.volunteer_said(pair=question._pair, yes=True, now=now, link=link, send=send)


def no(question: Question, *, link: OneTimeLink, now: dt.datetime, because: Because) -> None:
    """Rather not, and why. Raises PairMovedError, LinkUsedError."""
    pairs.volunteer_said(pair=question._pair, yes=False, because=because, now=now, link=link)
