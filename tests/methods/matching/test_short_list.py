"""The list as a whole: varied, fair among equals, and the same whatever order things came in."""

import datetime as dt
import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabij.methods.matching import Offer, Profile, match, shortlist, weigh, why_not
from nabij.methods.matching.limits import fits, reasons
from tests.methods.matching.world import (
    ANNA,
    OFFERS,
    PROFILES,
    offer,
    person,
)

EXAMPLES = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_five_of_the_same_are_never_the_whole_list() -> None:
    same = [offer(f"same{n}", mechanisms=("meaningful_contact",)) for n in range(9)]
    odd = offer("odd", mechanisms=("activity",), form="course", metres=1500, capacity="ask")
    found = [proposal.offer for proposal in match(ANNA, [*same, odd]).proposals]
    assert len(found) == 5
    assert "odd" in found


def test_where_there_is_only_one_kind_it_is_still_proposed() -> None:
    same = [offer(f"same{n}") for n in range(9)]
    assert len(match(ANNA, same).proposals) == 5


def test_one_organisation_does_not_take_the_whole_list() -> None:
    big = [
        offer(f"big{n}", organisation="Groot", mechanisms=("meaningful_contact",)) for n in range(4)
    ]
    small = offer("small", organisation="Klein", mechanisms=("meaningful_contact",), metres=300)
    assert "small" in [proposal.offer for proposal in shortlist(ANNA, [*big, small], top=2)]


def test_what_resembles_an_earlier_proposal_says_so() -> None:
    twice = match(ANNA, [offer("a"), offer("b")]).proposals
    assert [term.code for term in twice[0].terms if term.code == "variety"] == []
    (term,) = [term for term in twice[1].terms if term.code == "variety"]
    assert term.value < 0
    assert (
        term.text == "Lijkt op wat al hoger staat: het helpt op dezelfde manier en dezelfde vorm."
    )


def test_equals_take_turns_by_person_and_by_day() -> None:
    equals = [offer(f"equal{n}") for n in range(4)]
    firsts = {
        match(person(on=ANNA.on + dt.timedelta(days=days), id=name), equals).proposals[0].offer
        for days in range(10)
        for name in ("anna", "bert")
    }
    assert firsts == {"equal0", "equal1", "equal2", "equal3"}


def test_the_same_person_gets_the_same_answer_all_day_and_its_seed_is_told() -> None:
    equals = [offer(f"equal{n}") for n in range(6)]
    assert match(ANNA, equals) == match(ANNA, equals)
    assert match(ANNA, equals).seed != match(person(id="bert"), equals).seed


def test_nothing_asked_is_nothing_proposed() -> None:
    answer = match(ANNA, [offer()], top=0)
    assert answer.proposals == ()
    assert answer.relaxations == ()


@given(PROFILES, OFFERS, st.randoms())
@EXAMPLES
def test_the_order_of_the_offers_makes_no_difference(
    someone: Profile, offers: list[Offer], rnd: random.Random
) -> None:
    shuffled = rnd.sample(offers, len(offers))
    assert match(someone, shuffled) == match(someone, offers)


@given(PROFILES, OFFERS)
@EXAMPLES
def test_every_offer_is_possible_or_has_its_reasons(someone: Profile, offers: list[Offer]) -> None:
    answer = match(someone, offers, top=len(offers))
    proposed = {proposal.offer for proposal in answer.proposals}
    excluded = {one.offer: one.reasons for one in answer.excluded}
    for one in offers:
        assert (one.id in proposed) != (one.id in excluded)
        assert fits(someone, one) == (one.id in proposed)
        assert excluded.get(one.id, ()) == reasons(someone, one)
        texts = [(block.reason, block.text) for block in why_not(someone, one)]
        assert tuple(reason for reason, _ in texts) == reasons(someone, one)
        assert all(text.endswith(".") and "{" not in text for _, text in texts)


@given(PROFILES, OFFERS)
@EXAMPLES
def test_the_terms_are_the_score_and_the_list_is_in_its_order(
    someone: Profile, offers: list[Offer]
) -> None:
    proposals = match(someone, offers, top=len(offers)).proposals
    scores = [proposal.score for proposal in proposals]
    assert scores == sorted(scores, reverse=True)
    for proposal in proposals:
        assert sum(term.value for term in proposal.terms) == proposal.score  # exactly
        assert 0 < proposal.score <= 100


@given(PROFILES, OFFERS, st.integers(0, 5))
@EXAMPLES
def test_a_shorter_list_is_the_beginning_of_a_longer_one(
    someone: Profile, offers: list[Offer], top: int
) -> None:
    whole = match(someone, offers, top=len(offers)).proposals
    assert match(someone, offers, top=top).proposals == whole[:top]
    assert tuple(shortlist(someone, offers, top=top)) == whole[:top]


@given(PROFILES, OFFERS)
@EXAMPLES
def test_what_is_excluded_changes_nothing_in_the_list(
    someone: Profile, offers: list[Offer]
) -> None:
    answer = match(someone, offers)
    possible = [one for one in offers if fits(someone, one)]
    assert match(someone, possible).proposals == answer.proposals


@given(PROFILES, OFFERS)
@EXAMPLES
def test_a_worse_offer_that_is_added_leaves_the_list_as_it_was(
    someone: Profile, offers: list[Offer]
) -> None:
    proposals = match(someone, offers, top=3).proposals
    worse = offer(
        "worse", form="loan", reach="phone", capacity="waiting_list", languages=someone.languages
    )
    points = sum(term.value for term in weigh(someone, worse))
    if len(proposals) == 3 and fits(someone, worse) and points < proposals[-1].score:
        assert match(someone, [*offers, worse], top=3).proposals == proposals


@given(PROFILES, OFFERS, st.integers(0, 30), st.integers(0, 20))
@EXAMPLES
def test_a_narrower_limit_never_adds_anything(
    someone: Profile, offers: list[Offer], minutes: int, euros: int
) -> None:
    narrower = replace(
        someone,
        minutes=min(someone.minutes, minutes),
        budget=float(euros) if someone.budget is None else min(someone.budget, euros),
        free=someone.free[:1] if someone.free is not None else (),
        needs=someone.needs | {"quiet"},
        avoid=replace(someone.avoid, forms=someone.avoid.forms | {"loan"}),
    )
    for one in offers:
        assert fits(someone, one) or not fits(narrower, one)
        assert set(reasons(someone, one)) <= set(reasons(narrower, one))
