"""What was told in a conversation becomes what matching looks for, and what was not told limits nothing."""

import datetime as dt
import uuid
from typing import Any

import pytest

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.models import Case, Consent, Conversation, Origin
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.conversations import age_of, phrases, profile_of
from nabij.core.models import Municipality, Postcode, User
from nabij.core.vocabulary import Cause, Form, Need
from nabij.methods.matching import Offer, Slot, match, why_not
from tests.casework.clock import NOW

TODAY = NOW.date()


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    Postcode.objects.create(code="3131AB", lat=51.9, lon=4.34)
    told = Told(name="Corrie", birth_year="1944", postcode="3131 AB")
    return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=samira)


def tell(case: Case, version: int = 1, **told: Any) -> Conversation:
    row: Conversation = Conversation.objects.create(
        municipality=case.municipality,
        case=case,
        held_on=TODAY,
        version=version,
        form_key=uuid.uuid4(),
        at=NOW,
        **told,
    )
    return row


def offer(**more: Any) -> Offer:
    plain: dict[str, Any] = {
        "id": "o",
        "name": "Breien",
        "description": "Samen breien",
        "mechanisms": ("activity",),
        "form": "group",
        "reach": "at_home",
        "verified_on": TODAY,
    }
    return Offer(**{**plain, **more})


def test_without_a_conversation_only_age_and_place_are_known(case: Case) -> None:
    profile = profile_of(case, today=TODAY)
    assert profile.age == 82
    assert profile.point is not None
    assert profile.point.lat == pytest.approx(51.9)
    assert (profile.free, profile.budget, profile.languages) == (None, None, frozenset())
    costly = offer(
        cost_per_month=900.0,
        languages=frozenset({"pl"}),
        times=(Slot("SU", 60, 120),),
        group_size=90,
    )
    assert why_not(profile, costly) == ()


def test_what_was_told_is_what_is_looked_for(case: Case) -> None:
    tell(
        case,
        causes=[Cause.LOSS, Cause.MOBILITY],
        wishes=[Need.GRIEF],
        wish_words="weer eens breien, buiten zijn\nhandwerken",
        talents="taarten bakken",
        avoid_forms=[Form.THERAPY],
        avoid_words="bingo",
        group_over=8,
        languages=["nl", "tr"],
        free=["TU-morning", "FR-evening"],
        means=["walk", "bus"],
        minutes=20,
        budget=15,
        needs=["no_stairs"],
        walk_along=True,
        gender="woman",
    )
    profile = profile_of(case, today=TODAY)
    assert profile.causes == ("loss", "mobility")
    assert profile.wishes == ("weer eens breien", "buiten zijn", "handwerken", "rouw")
    assert profile.talents == ("taarten bakken",)
    assert profile.avoid.forms == {"therapy"}
    assert (profile.avoid.words, profile.avoid.group_over) == (("bingo",), 8)
    assert profile.languages == {"nl", "tr"}
    assert profile.free == (Slot("TU", 480, 720), Slot("FR", 1080, 1380))
    assert (profile.means, profile.minutes, profile.budget) == (("walk", "bus"), 20.0, 15.0)
    assert profile.needs == {"no_stairs"}
    assert profile.walk_along
    found = match(profile, [offer(causes=frozenset({"loss"}), form="one_to_one")])
    assert [one.offer for one in found.proposals] == ["o"]
    assert [one.reason for one in why_not(profile, offer(form="therapy"))] == ["avoided"]


def test_the_newest_conversation_holds(case: Case) -> None:
    tell(case, 1, causes=[Cause.LOSS])
    tell(case, 2, causes=[Cause.POVERTY])
    assert profile_of(case, today=TODAY).causes == ("poverty",)


def test_no_time_at_all_differs_from_any_time(case: Case) -> None:
    tell(case, free=[])
    assert profile_of(case, today=TODAY).free == ()


def test_every_ticked_wish_finds_words_that_offers_use() -> None:
    from nabij.casework.queries.conversations import WISH_WORDS

    assert set(WISH_WORDS) == set(Need)


@pytest.mark.parametrize("typed", ["", "44", "2031", "onbekend", "0999"])
def test_a_year_of_birth_that_cannot_be_limits_nothing(case: Case, typed: str) -> None:
    case.person.birth_year = typed
    assert age_of(case.person, today=TODAY) is None


def test_a_sentence_stays_whole() -> None:
    assert phrases(" een keer naar  zee \n\n bakken; breien,breien") == (
        "een keer naar zee",
        "bakken",
        "breien",
    )


def test_agreeing_is_to_one_thing_until_it_is_taken_back(case: Case) -> None:
    person, plan = case.person, Consent.Purpose.PLAN
    row = Consent.objects.create(
        municipality=case.municipality, person=person, purpose=plan, given_on=TODAY
    )
    assert agreed(person, plan)
    assert not agreed(person, Consent.Purpose.MEASURE)
    row.withdrawn_on = TODAY + dt.timedelta(days=1)
    row.save()
    assert not agreed(person, plan)


def test_who_asked_to_leave_things_as_they_are_agrees_to_nothing(case: Case) -> None:
    person, plan = case.person, Consent.Purpose.PLAN
    Consent.objects.create(
        municipality=case.municipality, person=person, purpose=plan, given_on=TODAY
    )
    person.restricted_on = TODAY
    assert not agreed(person, plan)
