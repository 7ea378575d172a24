"""Volunteers, and people who look for somebody: builders for tests."""

import datetime as dt
import uuid
from typing import Any

from nabij.casework.actions.buddies import Sought, ask, propose_pairs, seek
from nabij.casework.actions.volunteers import register
from nabij.casework.models import BuddyWish, Case, Consent, Conversation, Pair, Together, Volunteer
from nabij.core.links.making import NewLink
from nabij.core.models import Municipality, User
from tests.casework.clock import NOW
from tests.casework.placing import agrees, case_of

TODAY = NOW.date()


def volunteer(town: Municipality, by: User | None, **told: Any) -> Volunteer:
    """Somebody who helps, with a certificate, an address and time."""
    about: dict[str, Any] = {
        "name": "Bo Visser",
        "phone": "06 11 22 33 44",
        "email": "bo@dorp.example",
        "kinds": ["buddy"],
        "languages": ["nl"],
        "words": "fietsen, koken",
        "certificate_on": TODAY,
        **told,
    }
    return register(municipality=town, told=about, form_key=uuid.uuid4(), now=NOW, by=by)


def told(case: Case, **said: Any) -> Conversation:
    """A conversation of this case."""
    row: Conversation = Conversation.objects.create(
        municipality=case.municipality,
        case=case,
        held_on=TODAY,
        version=Conversation.objects.filter(case=case).count() + 1,
        form_key=uuid.uuid4(),
        at=NOW,
        **said,
    )
    return row


def looks(
    case: Case, by: User, *, kind: Together = Together.BUDDY, now: dt.datetime = NOW, **sought: Any
) -> BuddyWish:
    """The person agrees, and looks for somebody."""
    if not case.person.consents.filter(purpose="buddy", withdrawn_on__isnull=True).exists():
        agrees(case.person, Consent.Purpose.BUDDY)
    return seek(case=case, sought=Sought(kind, **sought), by=by, now=now)


def somebody_looks(town: Municipality, by: User, name: str = "Corrie", **sought: Any) -> BuddyWish:
    """A new case of somebody who looks for somebody."""
    return looks(case_of(town, by, name=name), by, **sought)


def proposed_pair(town: Municipality, by: User, *, now: dt.datetime = NOW) -> Pair:
    """The only pair that comes out."""
    propose_pairs(municipality=town, by=by, now=now)
    pair: Pair = Pair.objects.get(state=Pair.State.PROPOSED)
    return pair


def asked_pair(town: Municipality, by: User, sent: "Mailed | None" = None) -> Pair:
    """The only pair, of which both are asked."""
    return ask(pair=proposed_pair(town, by), by=by, now=NOW, send=sent or Mailed())


class Mailed:
    """Stands for the mail: remembers the links that would have gone out."""

    def __init__(self) -> None:
        self.links: list[NewLink] = []

    def __call__(self, pair: Pair, link: NewLink) -> None:
        self.links.append(link)
