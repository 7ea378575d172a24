"""What makes one possible offer better than another, and that the explanation is the score."""

import datetime as dt
from typing import Any

import pytest

from nabij.core.words import taboo_words
from nabij.methods.matching import CAUSES, Offer, Profile, match, shortlist, weigh
from nabij.methods.matching.contract import MECHANISM_CODES
from nabij.methods.matching.scoring import eighths
from tests.methods.matching.world import ANNA, COFFEE, TODAY, offer, person


def best(someone: Profile, *offers: Offer) -> str:
    return match(someone, offers).proposals[0].offer


def part(someone: Profile, one: Offer, code: str) -> float:
    return next((term.value for term in weigh(someone, one) if term.code == code), 0.0)


@pytest.mark.parametrize(
    ("cause", "mechanism"),
    [
        ("social_skills", "social_skills"), ("negative_expectations", "realistic_expectations"),
        ("self_image", "realistic_expectations"), ("mobility", "practical_support"),
        ("poverty", "practical_support"), ("digital_skills", "practical_support"),
        ("carer_overload", "practical_support"), ("language", "social_skills"),
        ("loss", "meaningful_contact"), ("meaning", "meaningful_role"),
        ("small_network", "meeting"),
    ],
)  # fmt: skip
def test_what_takes_up_the_cause_comes_before_a_nearer_cup_of_coffee(
    cause: str, mechanism: str
) -> None:
    helps = offer("helps", mechanisms=(mechanism,), metres=900, capacity="ask")
    others = [offer(one, mechanisms=(one,)) for one in MECHANISM_CODES if one != mechanism]
    assert best(person(causes=(cause,)), *others, helps) == "helps"


def test_every_cause_has_something_that_takes_it_up_and_meeting_rarely_does() -> None:
    for cause, row in CAUSES.items():
        assert max(row.values()) >= 0.8, cause
        assert row.keys() <= set(MECHANISM_CODES), cause
    assert [cause for cause, row in CAUSES.items() if row["meeting"] == max(row.values())] == [
        "small_network"
    ]


def test_the_main_mechanism_weighs_more_than_another() -> None:
    someone = person(causes=("meaning",))
    main = offer(mechanisms=("meaningful_role", "meeting"))
    side = offer(mechanisms=("meeting", "meaningful_role"))
    assert part(someone, main, "cause") > part(someone, side, "cause") > 0


def test_practical_help_for_something_else_helps_little() -> None:
    someone = person(causes=("poverty",))
    ride = offer(mechanisms=("practical_support",), causes=frozenset({"mobility"}))
    forms = offer(mechanisms=("practical_support",), causes=frozenset({"poverty"}))
    assert part(someone, ride, "cause") < part(someone, forms, "cause") / 2


@pytest.mark.parametrize(
    ("someone", "better", "worse"),
    [
        ({}, {"metres": 300}, {"metres": 900}),
        ({}, {"causes": frozenset({"loss"})}, {"causes": frozenset({"meaning"})}),
        ({"wishes": ("tuinieren",)}, {"name": "Moestuin"}, {"name": "Biljart"}),
        ({"wishes": ("zingen",)}, {"name": "Zangkoor"}, {"description": "Er is ook een koor."}),
        ({"talents": ("koken",)}, {"name": "Kookclub"}, {"name": "Leesclub"}),
        ({"causes": ("social_skills",)}, {"group_size": 6}, {"group_size": 20}),
        ({"causes": ("self_image",)}, {"group_size": 8}, {"group_size": 9}),
        ({"walk_along": True}, {"walk_along": True}, {"walk_along": False}),
        ({}, {}, {"verified_on": TODAY - dt.timedelta(days=200)}),
        ({}, {"cost_per_visit": 0.0}, {"cost_per_visit": 2.0}),
        ({"budget": 20.0}, {"cost_per_visit": 1.0}, {"cost_per_visit": 4.0}),
        ({}, {"capacity": "room"}, {"capacity": "ask"}),
        ({}, {"capacity": "ask"}, {"capacity": "waiting_list"}),
    ],
)
def test_of_two_that_are_alike_this_one_is_better(
    someone: dict[str, Any], better: dict[str, Any], worse: dict[str, Any]
) -> None:
    one, other = offer("a", **better), offer("b", **worse)
    assert best(person(**someone), one, other) == "a"
    assert best(person(**someone), offer("b", **better), offer("a", **worse)) == "b"


def test_the_size_of_a_group_matters_only_where_contact_is_hard() -> None:
    assert part(person(causes=("loss",)), offer(group_size=5), "group") == 0


def test_a_talent_counts_in_full_where_it_gives_a_role() -> None:
    someone = person(talents=("koken",))
    cook = offer(name="Kok gezocht: koken voor de buurt", mechanisms=("meaningful_role",))
    eat = offer(name="Samen koken", mechanisms=("meeting",))
    assert part(someone, cook, "talent") > part(someone, eat, "talent") > 0


def test_without_causes_wishes_and_distance_decide() -> None:
    someone = person(causes=(), wishes=("schaken",))
    assert best(someone, offer("chess", name="Schaakclub", metres=800), offer("coffee")) == "chess"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_part_says_in_plain_words_what_it_is(language: Any) -> None:
    someone = person(
        causes=tuple(CAUSES), wishes=("koffie",), talents=("praatje",), walk_along=True, budget=20.0
    )
    kinds = [
        offer(
            f"{reach}-{form}-{mechanism}", reach=reach, form=form, mechanisms=(mechanism,),
            causes=frozenset(CAUSES), group_size=size, cost_per_visit=cost, walk_along=along,
            capacity=capacity, organisation="Welzijn",
        )
        for reach, form, size, cost, along, capacity in (
            ("on_site", "group", 8, 0.0, True, "room"),
            ("phone", "one_to_one", None, 1.0, False, "ask"),
            ("fetched", "course", 12, None, False, "waiting_list"),
            ("at_home", "practical_help", None, 2.5, False, "room"),
            ("online", "loan", 2, None, True, "ask"),
        )
        for mechanism in MECHANISM_CODES
    ]  # fmt: skip
    terms = [
        term
        for proposal in match(someone, kinds, top=99, language=language).proposals
        for term in proposal.terms
    ]
    assert {term.code for term in terms} == {
        "limits", "cause", "served", "wish", "talent", "travel", "group", "walk_along", "fresh",
        "price", "room", "variety",
    }  # fmt: skip
    for term in terms:
        assert term.text[0].isupper() or term.text[0].isdigit(), term
        assert term.text.endswith("."), term
        assert "{" not in term.text, term
        assert not taboo_words(term.text, language), term


def test_the_best_that_can_be_is_a_hundred_points() -> None:
    someone = person(
        causes=("social_skills",), wishes=("zang",), talents=("zang",), walk_along=True
    )
    dream = offer(
        name="Zang", mechanisms=("social_skills", "meaningful_role"),
        causes=frozenset({"social_skills"}), group_size=5, walk_along=True, cost_per_visit=0.0,
    )  # fmt: skip
    (proposal,) = shortlist(someone, [dream])
    assert proposal.score == 100


def test_points_are_whole_eighths_so_that_they_add_up_exactly() -> None:
    assert eighths(0.3) == 0.25
    assert all(term.value * 8 == int(term.value * 8) for term in weigh(ANNA, COFFEE))
