"""The guide's steps: few, reasoned, never none, and never only meetings."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.geo import Point
from nabij.methods.guide import CALL, Aim, Asked, Candidate, Way, is_meeting, steps, strength
from nabij.methods.matching.model import Offer, Slot

TODAY = dt.date(2026, 3, 10)
HERE = Point(52.569, 5.162, "3131 AB")
TRANSPORT = Aim(
    "transport",
    (Way(causes=frozenset({"mobility"})), Way(comes=True, worth=0.55)),
    frozenset({"mobility"}),
)
LOSS = Aim("loss", (Way(causes=frozenset({"loss"})),), frozenset({"loss"}))
MEET = Aim("meet", (Way(mechanisms=frozenset({"meeting"}), worth=0.95),))
MONEY = Aim("money", (Way(free=True, worth=0.5),))


def candidate(
    name: str, *, few: bool = False, causes: tuple[str, ...] = (), **fields: Any
) -> Candidate:
    given: dict[str, Any] = {
        "mechanisms": ("meeting",),
        "form": "group",
        "reach": "on_site",
        "point": HERE,
        "capacity": "room",
        "verified_on": TODAY,
        **fields,
    }
    offer = Offer(id=name, name=name, description="", causes=frozenset(causes), **given)
    return Candidate(offer, causes, few)


COFFEE = candidate("coffee", causes=("small_network",))
LUNCH = candidate("lunch", causes=("small_network",))
CARDS = candidate("cards", causes=("small_network",), mechanisms=("meeting", "activity"))
RIDE = candidate(
    "ride",
    causes=("mobility",),
    mechanisms=("practical_support",),
    form="practical_help",
    reach="at_home",
    point=None,
)
CIRCLE = candidate("circle", causes=("loss",), mechanisms=("meaningful_contact",))
CALLER = candidate(
    "caller",
    causes=("small_network", "loss"),
    mechanisms=("meaningful_contact",),
    form="one_to_one",
    reach="phone",
    point=None,
)


def names(asked: Asked, *candidates: Candidate) -> list[str]:
    return [step.offer for step in steps(asked, candidates)]


def asked(*aims: Aim, **more: Any) -> Asked:
    return Asked(on=TODAY, aims=aims, **more)


def test_where_there_is_nothing_the_step_is_a_call() -> None:
    assert steps(asked(LOSS), []) == (CALL,)
    assert steps(asked(), []) == (CALL,)


def test_each_thing_that_was_said_has_its_step_with_it_as_the_reason() -> None:
    found = steps(asked(TRANSPORT, LOSS), [COFFEE, RIDE, CIRCLE])
    assert {step.offer: step.aims for step in found} == {
        "ride": ("transport",),
        "circle": ("loss",),
    }


def test_what_takes_it_up_directly_goes_before_what_goes_around_it() -> None:
    around = replace(CALLER, offer=replace(CALLER.offer, id="around"))
    assert names(asked(TRANSPORT), around, RIDE) == ["ride", "around"]


def test_what_takes_up_nothing_that_was_said_is_no_step() -> None:
    assert names(asked(LOSS), COFFEE, RIDE) == [""]


def test_among_meetings_the_last_place_is_for_something_else() -> None:
    both = asked(MEET, LOSS)
    assert len(names(both, COFFEE, LUNCH, CARDS, CALLER)) == 3
    assert "caller" in names(both, COFFEE, LUNCH, CARDS, CALLER)


def test_where_there_are_only_meetings_a_call_takes_the_last_place() -> None:
    found = names(asked(MEET), COFFEE, LUNCH, CARDS)
    assert len(found) == 3
    assert found[-1] == ""
    assert names(asked(MEET), COFFEE) == ["coffee", ""]


def test_who_said_nothing_gets_a_beginning_of_different_kinds() -> None:
    found = names(asked(), COFFEE, LUNCH, CALLER, RIDE)
    assert len(found) == 3
    assert {"caller", "ride"} <= set(found)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "paused"},
        {"capacity": "full"},
        {"verified_on": TODAY - dt.timedelta(days=400)},
        {"only_for": "women"},
        {"languages": frozenset({"pl"})},
    ],
    ids=["paused", "full", "long unchecked", "for women", "in Polish"],
)
def test_what_one_cannot_join_is_no_step(fields: dict[str, Any]) -> None:
    able = asked(LOSS, languages=frozenset({"nl"}))
    assert names(able, candidate("circle", causes=("loss",), **fields)) == [""]


def test_what_is_made_for_few_comes_after_what_is_for_anybody() -> None:
    young = candidate("young", causes=("loss",), age_max=27)
    parents = candidate("parents", causes=("loss",), few=True)
    for few in (young, parents):
        assert names(asked(LOSS), few, CIRCLE)[0] == "circle"


def test_too_far_on_foot_is_told_as_further_and_only_where_nothing_is_near() -> None:
    far = candidate("far", causes=("loss",), point=Point(52.7, 5.4, ""))
    near = asked(LOSS, point=HERE)
    found = {step.offer: step.widened for step in steps(near, [far])}
    assert found["far"] == ("farther",)
    near_too = [candidate(f"near {n}", causes=("loss",), form="course") for n in range(3)]
    assert "far" not in names(near, far, *near_too)


def test_another_day_is_told() -> None:
    tuesday = candidate("tuesday", causes=("loss",), times=(Slot("TU", 600, 720),))
    found = {
        step.offer: step.widened for step in steps(asked(LOSS, days=frozenset({"SU"})), [tuesday])
    }
    assert found["tuesday"] == ("other_day",)
    on_it = steps(asked(LOSS, days=frozenset({"TU"})), [tuesday])
    assert on_it[0].widened == ()


def test_a_way_holds_when_all_of_it_holds() -> None:
    way = Aim("x", (Way(causes=frozenset({"mobility"}), mechanisms=frozenset({"activity"})),))
    assert strength(way, RIDE) == 0
    moving = candidate("walk", causes=("mobility",), mechanisms=("activity",))
    assert strength(way, moving) > 0.4
    assert strength(MONEY, COFFEE) == 0
    assert strength(MONEY, candidate("free", cost_per_visit=0.0)) == 0.5


def test_the_first_cause_of_an_offer_counts_most() -> None:
    places = [
        strength(LOSS, candidate("x", causes=order))
        for order in (("loss", "poverty", "language"), ("poverty", "loss", "language"),
                      ("poverty", "language", "loss"))
    ]  # fmt: skip
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == 3


CODES = ("mobility", "loss", "small_network", "poverty")
MECHANISMS = ("meeting", "activity", "practical_support", "meaningful_contact", "social_skills")
some_candidates = st.lists(
    st.builds(
        lambda n, causes, mechanisms, form, reach, along, day, price: candidate(
            f"o{n}",
            causes=tuple(dict.fromkeys(causes)),
            mechanisms=tuple(dict.fromkeys(mechanisms)),
            form=form,
            reach=reach,
            point=HERE if reach == "on_site" else None,
            walk_along=along,
            times=(Slot(day, 600, 720),),
            cost_per_visit=price,
        ),
        st.integers(0, 10_000),
        st.lists(st.sampled_from(CODES), max_size=3),
        st.lists(st.sampled_from(MECHANISMS), min_size=1, max_size=3),
        st.sampled_from(["group", "course", "one_to_one", "practical_help"]),
        st.sampled_from(["on_site", "at_home", "phone"]),
        st.booleans(),
        st.sampled_from(["MO", "TU", "SU"]),
        st.sampled_from([None, 0.0, 5.0]),
    ),
    max_size=12,
    unique_by=lambda one: one.offer.id,
)
some_asked = st.builds(
    lambda aims, point, days, home: asked(*aims, point=point, days=frozenset(days), at_home=home),
    st.lists(st.sampled_from([TRANSPORT, LOSS, MEET, MONEY]), unique=True, max_size=4),
    st.sampled_from([None, HERE]),
    st.sets(st.sampled_from(["MO", "SU"])),
    st.booleans(),
)


@given(some_asked, some_candidates, st.randoms())
def test_always_one_to_three_steps_one_of_them_no_meeting_whatever_the_order(
    who: Asked, candidates: list[Candidate], random: Any
) -> None:
    found = steps(who, candidates)
    by_id = {one.offer.id: one.offer for one in candidates}
    assert 1 <= len(found) <= 3
    assert len({step.offer for step in found}) == len(found)
    assert any(not step.offer or not is_meeting(by_id[step.offer]) for step in found)
    assert all(step.aims for step in found if step.offer and who.aims)
    shuffled = random.sample(candidates, len(candidates))
    assert steps(who, shuffled) == found


@given(some_asked, some_candidates)
def test_another_thing_that_cannot_be_joined_changes_nothing(
    who: Asked, candidates: list[Candidate]
) -> None:
    closed = replace(COFFEE, offer=replace(COFFEE.offer, status="closed"))
    assert steps(who, [*candidates, closed]) == steps(who, candidates)
