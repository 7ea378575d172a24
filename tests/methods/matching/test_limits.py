"""Each limit by itself: what keeps an offer from being proposed, and what does not."""

import datetime as dt
from typing import Any

import pytest

from nabij.methods.geo import Point
from nabij.methods.matching import REASONS, Avoid, match, why_not
from nabij.methods.matching.limits import LIMITS, fits, reasons
from tests.methods.matching.world import ANNA, COFFEE, TODAY, offer, person, slot

TUESDAY = slot("TU", "10:00", "12:00")


def test_anna_can_go_to_coffee() -> None:
    assert reasons(ANNA, COFFEE) == ()
    assert fits(ANNA, COFFEE)


def test_the_limits_stand_in_the_order_of_the_contract() -> None:
    assert tuple(reason for reason, _ in LIMITS) == REASONS


# 30 minutes, straight line × 1.3: on foot 1538 m, by bicycle 4615 m, by bus (22 minutes) 4231 m, by
# car 11,538 m.
@pytest.mark.parametrize(
    ("means", "metres"), [("walk", 1538), ("bicycle", 4615), ("bus", 4230), ("car", 11_538)]
)
def test_a_trip_takes_as_long_as_the_contract_says(means: str, metres: int) -> None:
    someone = person(means=(means,), minutes=30)
    assert reasons(someone, offer(metres=metres - 3)) == ()
    assert reasons(someone, offer(metres=metres + 3)) == ("too_far",)


def test_the_quickest_of_the_means_counts() -> None:
    assert reasons(person(means=("walk", "bicycle"), minutes=15), offer(metres=2000)) == ()


def test_the_bus_keeps_one_waiting_before_it_moves() -> None:
    assert reasons(person(means=("bus",), minutes=7), offer(metres=10)) == ("too_far",)


@pytest.mark.parametrize("reach", ["at_home", "phone", "online", "fetched"])
def test_who_cannot_travel_gets_what_comes_to_them_or_fetches_them(reach: str) -> None:
    assert reasons(person(means=("none",)), offer(reach=reach, point=Point(53, 6))) == ()
    assert reasons(person(means=("none",)), offer(reach=reach, point=None)) == ()


def test_who_cannot_travel_is_not_sent_next_door() -> None:
    assert reasons(person(means=("none",)), offer(metres=0)) == ("too_far",)


def test_a_place_that_is_not_known_cannot_be_called_near() -> None:
    assert reasons(ANNA, offer(point=None)) == ("too_far",)


@pytest.mark.parametrize(("age", "welcome"), [(54, False), (55, True), (80, True), (81, False)])
def test_both_ends_of_an_age_limit_belong_to_it(age: int, welcome: bool) -> None:
    assert fits(person(age=age), offer(age_min=55, age_max=80)) == welcome


@pytest.mark.parametrize(
    ("only_for", "gender", "welcome"),
    [
        ("women", "woman", True), ("women", "man", False), ("women", "other", False),
        ("women", None, False), ("men", "man", True), ("men", "woman", False), (None, None, True),
    ],
)  # fmt: skip
def test_what_is_for_one_group_only_is_kept_for_it(
    only_for: str | None, gender: str | None, welcome: bool
) -> None:
    found = reasons(person(gender=gender), offer(only_for=only_for))
    assert found == (() if welcome else ("not_for_this_person",))


def test_one_shared_language_is_enough() -> None:
    both = offer(languages=frozenset({"nl", "ar"}))
    assert reasons(person(languages=frozenset({"ar", "fr"})), both) == ()
    assert reasons(person(languages=frozenset({"tr"})), both) == ("wrong_language",)


def test_an_offer_that_names_no_language_is_in_dutch() -> None:
    assert reasons(person(languages=frozenset({"ar"})), COFFEE) == ("wrong_language",)


@pytest.mark.parametrize(
    ("cost", "budget", "affordable"),
    [
        ({"cost_per_visit": 3.0}, 13.0, True),  # 3 × 52 / 12 = 13
        ({"cost_per_visit": 3.0}, 12.99, False),
        ({"cost_per_month": 12.5}, 12.5, True),
        ({"cost_per_month": 10.0, "cost_per_visit": 3.0}, 22.0, False),
        ({"cost_per_month": 10.0, "cost_per_visit": 3.0}, 23.0, True),
        ({"cost_per_visit": 0.01}, 0.0, False),
        ({}, 0.0, True),  # no price known: to be asked beforehand
        ({"cost_per_visit": 99.0}, None, True),
    ],
)
def test_a_budget_counts_a_visit_every_week_and_a_monthly_price_once(
    cost: dict[str, float], budget: float | None, affordable: bool
) -> None:
    found = reasons(person(budget=budget), offer(**cost))
    assert found == (() if affordable else ("too_expensive",))


def test_all_that_a_person_needs_must_be_there() -> None:
    someone = person(needs=frozenset({"wheelchair", "toilet"}))
    assert reasons(someone, offer(accessible=frozenset({"wheelchair", "toilet", "quiet"}))) == ()
    assert reasons(someone, offer(accessible=frozenset({"wheelchair"}))) == ("not_accessible",)
    assert reasons(someone, COFFEE) == ("not_accessible",)


def test_a_call_or_a_visit_at_home_has_no_stairs_but_a_call_must_be_heard() -> None:
    wheels, hearing = frozenset({"wheelchair"}), frozenset({"hearing_loop"})
    for reach in ("phone", "online", "at_home"):
        assert reasons(person(needs=wheels), offer(reach=reach)) == ()
    assert reasons(person(needs=wheels), offer(reach="fetched")) == ("not_accessible",)
    assert reasons(person(needs=hearing), offer(reach="phone")) == ("not_accessible",)


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_what_has_stopped_is_not_proposed(status: str) -> None:
    assert reasons(ANNA, offer(status=status)) == ("not_open",)


@pytest.mark.parametrize("capacity", ["room", "waiting_list", "ask"])
def test_only_what_is_full_is_full(capacity: str) -> None:
    assert reasons(ANNA, offer(capacity=capacity)) == ()
    assert reasons(ANNA, offer(capacity="full")) == ("full",)


@pytest.mark.parametrize(
    ("free", "suits"),
    [
        (slot("TU", "09:00", "13:00"), True),
        (slot("TU", "11:00", "13:00"), True),  # an hour of it
        (slot("TU", "11:01", "13:00"), False),
        (slot("TU", "12:00", "17:00"), False),  # begins as it ends
        (slot("WE", "10:00", "12:00"), False),
    ],
)
def test_one_must_be_free_for_an_hour_of_it(free: Any, suits: bool) -> None:
    found = reasons(person(free=(free,)), offer(times=(TUESDAY,)))
    assert found == (() if suits else ("no_time_fits",))


def test_of_something_short_one_must_be_free_for_all() -> None:
    short = offer(times=(slot("TU", "10:00", "10:30"),))
    assert fits(person(free=(slot("TU", "10:00", "10:30"),)), short)
    assert not fits(person(free=(slot("TU", "10:00", "10:29"),)), short)


@pytest.mark.parametrize("form", ["course", "therapy"])
def test_a_course_is_followed_from_beginning_to_end(form: str) -> None:
    course = offer(form=form, times=(TUESDAY,))
    assert not fits(person(free=(slot("TU", "09:00", "11:30"),)), course)
    joined = (slot("TU", "09:00", "11:00"), slot("TU", "11:00", "12:00"))
    assert fits(person(free=joined), course)


def test_one_time_that_suits_is_enough() -> None:
    twice = offer(times=(slot("MO", "10:00", "12:00"), TUESDAY))
    assert fits(person(free=(slot("TU", "10:00", "12:00"),)), twice)


def test_past_midnight_goes_on_the_next_day() -> None:
    late = offer(times=(slot("SU", "23:00", "01:00"),))
    assert fits(person(free=(slot("MO", "00:00", "02:00"),)), late)


def test_by_appointment_always_suits_and_who_is_never_free_gets_only_that() -> None:
    assert reasons(person(free=()), COFFEE) == ()
    assert reasons(person(free=()), offer(times=(TUESDAY,))) == ("no_time_fits",)
    assert reasons(person(free=None), offer(times=(TUESDAY,))) == ()


@pytest.mark.parametrize(
    "avoid",
    [
        Avoid(mechanisms=frozenset({"meeting"})),
        Avoid(forms=frozenset({"group"})),
        Avoid(group_over=9),
        Avoid(words=("koffie",)),
    ],
)
def test_what_a_person_does_not_want_is_not_proposed(avoid: Avoid) -> None:
    assert reasons(person(avoid=avoid), offer(group_size=10)) == ("avoided",)


def test_a_side_mechanism_is_avoided_too() -> None:
    both = offer(mechanisms=("activity", "meeting"))
    assert reasons(person(avoid=Avoid(mechanisms=frozenset({"meeting"}))), both) == ("avoided",)


def test_a_group_of_just_that_size_or_of_unknown_size_may_be() -> None:
    someone = person(avoid=Avoid(group_over=10))
    assert fits(someone, offer(group_size=10))
    assert fits(someone, offer(group_size=None))


@pytest.mark.parametrize(
    ("word", "name", "description", "hit"),
    [
        ("zingen", "Zangkoor De Merel", "", True),
        ("zingen", "Muziekmiddag", "Wij zingen liedjes van vroeger.", True),
        ("zingen", "Muziekmiddag", "Ons zangkoor oefent hier.", True),
        ("zingen", "Breiclub", "Met wol en naalden.", False),
        ("kerk", "Koffie", "In de kerkzaal.", True),
        ("kerken", "Open Kerk", "", True),
        ("wandelen", "Wandelclub", "", True),
        ("wandelen", "Koffie", "Loop gerust binnen.", False),  # not a walk
        ("honden", "De hond uit", "", True),
        ("bingo", "Bingo!", "", True),
        ("grote groepen", "Grote groep", "", True),
        ("grote groepen", "Grote tafel", "", False),
    ],
)
def test_an_avoided_word_is_known_in_its_other_forms(
    word: str, name: str, description: str, hit: bool
) -> None:
    someone = person(avoid=Avoid(words=(word,)))
    found = reasons(someone, offer(name=name, description=description))
    assert found == (("avoided",) if hit else ())


@pytest.mark.parametrize(
    ("checked", "true"),
    [
        (TODAY, True),
        (TODAY + dt.timedelta(days=1), True),
        (TODAY - dt.timedelta(days=365), True),
        (TODAY - dt.timedelta(days=366), False),
        (None, False),
    ],
)
def test_what_nobody_checked_for_a_year_is_not_proposed(checked: dt.date, true: bool) -> None:
    assert reasons(ANNA, offer(verified_on=checked)) == (() if true else ("not_verified",))


def test_every_reason_that_applies_is_told_in_a_fixed_order() -> None:
    someone = person(
        gender=None, languages=frozenset({"tr"}), needs=frozenset({"quiet"}), budget=1.0,
        free=(), avoid=Avoid(forms=frozenset({"group"})),
    )  # fmt: skip
    impossible = offer(
        metres=9000, age_max=60, only_for="men", cost_per_visit=5, status="closed",
        capacity="full", times=(TUESDAY,), verified_on=None,
    )  # fmt: skip
    assert reasons(someone, impossible) == REASONS
    (excluded,) = match(someone, [impossible]).excluded
    assert excluded.reasons == REASONS


def test_what_was_not_told_limits_nothing() -> None:
    someone = person(age=None, point=None, languages=frozenset())
    assert reasons(someone, offer(metres=90_000, age_min=90, languages=frozenset({"ti"}))) == ()


def test_why_not_says_it_with_the_figures() -> None:
    someone = person(budget=5.0, minutes=20)
    dear = offer(metres=2000, cost_per_visit=3)
    assert [block.text for block in why_not(someone, dear)] == [
        "De reis duurt ongeveer 40 minuten; het mag 20 zijn.",
        "Het kost ongeveer € 13 per maand; het mag € 5 zijn.",
    ]
    (block, _) = why_not(someone, dear, language="en")
    assert block.text == "The trip takes about 40 minutes; it may be 20."
    assert why_not(ANNA, COFFEE) == ()
