"""Somebody with a case in conversation, and something that was proposed to them: builders for tests."""

import datetime as dt
from typing import Any

from nabij.casework.actions.cases import Told, move, open_case
from nabij.casework.actions.placing import agree, propose
from nabij.casework.models import Case, Consent, Origin, Person, Placement, State
from nabij.core.links.making import NewLink
from nabij.core.models import Municipality, User
from nabij.directory.models import Offer
from tests.casework.clock import NOW

TERMS = (("limits", 5.0), ("cause", 30.5), ("travel", 6.25))


def case_of(town: Municipality, by: User, *, now: dt.datetime = NOW, **told: Any) -> Case:
    """A case of this colleague, in conversation."""
    about = Told(**{"name": "Corrie van Dam", "phone": "0180 123 456", **told})
    case = open_case(municipality=town, told=about, origin=Origin.SELF, now=now, by=by)
    return move(case=case, to=State.IN_CONVERSATION, by=by, now=now)


def agrees(person: Person, *purposes: Consent.Purpose) -> None:
    """The person agrees to these."""
    for purpose in purposes:
        Consent.objects.create(
            municipality_id=person.municipality_id,
            person=person,
            purpose=purpose,
            given_on=NOW.date(),
        )


def proposed(case: Case, offer: Offer, by: User, *, now: dt.datetime = NOW) -> Placement:
    """The offer, chosen to look at together."""
    return propose(case=case, offer_uid=offer.uid, terms=TERMS, seed="corrie", by=by, now=now)


def wanted(case: Case, offer: Offer, by: User, *, now: dt.datetime = NOW) -> Placement:
    """The offer, which the person wants."""
    return agree(placement=proposed(case, offer, by, now=now), by=by, now=now)


class Sent:
    """Stands for the mail: remembers what would have gone out."""

    def __init__(self) -> None:
        self.mails: list[tuple[NewLink, str, bool]] = []

    def __call__(
        self, placement: Placement, offer: Offer, link: NewLink, address: str, reminder: bool
    ) -> None:
        self.mails.append((link, address, reminder))
