"""Where nothing fits: what is the least that someone could change, and what would it give?"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from nabij.methods.matching import REASONS, Avoid, Offer, Profile, Relaxation, Slot, match
from nabij.methods.matching.limits import fits
from tests.methods.matching.world import ANNA, OFFERS, PROFILES, offer, person, slot

TUESDAY = slot("TU", "10:00", "12:00")


def changed(someone: Profile, relaxation: Relaxation) -> Profile:
    """The person after the change, read from what the answer says and not from how it was found."""
    for path, value in relaxation.change.items():
        someone = _set(someone, path, value)
    return someone


def _set(someone: Profile, path: str, value: Any) -> Profile:
    if path == "travel.minutes":
        return replace(someone, minutes=value)
    if path == "travel.means":
        return replace(someone, means=tuple(value))
    if path == "budget_per_month":
        return replace(someone, budget=value)
    if path == "free":
        return replace(someone, free=tuple(_slot(one) for one in value))
    field = path.removeprefix("avoid.")
    kinds: dict[str, Any] = {"words": tuple, "mechanisms": frozenset, "forms": frozenset}
    new: dict[str, Any] = {field: kinds.get(field, int)(value)}
    return replace(someone, avoid=replace(someone.avoid, **new))


def _slot(written: dict[str, str]) -> Slot:
    return slot(written["day"], written["from"], written["to"])


def fields(someone: Profile, *offers: Offer) -> list[str]:
    return [" + ".join(relaxation.change) for relaxation in match(someone, offers).relaxations]


def only(someone: Profile, *offers: Offer) -> Relaxation:
    return match(someone, offers).relaxations[0]


@pytest.mark.parametrize(
    ("someone", "one", "change", "text"),
    [
        ({"minutes": 15}, {"metres": 1000}, {"travel.minutes": 20},
         "Als 20 minuten reizen ook goed is."),
        ({"means": ("none",)}, {"metres": 1000}, {"travel.means": ["car"]},
         "Als iemand u met de auto brengt."),
        ({"budget": 5.0}, {"cost_per_visit": 2.5}, {"budget_per_month": 10.84},
         "Als het € 10,84 per maand mag kosten."),
        ({"free": ()}, {"times": (TUESDAY,)},
         {"free": [{"day": "TU", "from": "10:00", "to": "12:00"}]},
         "Als u ook op dinsdag 10:00–12:00 kunt."),
        ({"avoid": Avoid(group_over=8)}, {"group_size": 10}, {"avoid.group_over": 10},
         "Als een groep van 10 mensen ook goed is."),
        ({"avoid": Avoid(forms=frozenset({"group", "loan"}))}, {}, {"avoid.forms": ["loan"]},
         "Als dit toch mag: een groep."),
        ({"avoid": Avoid(mechanisms=frozenset({"meeting"}))}, {}, {"avoid.mechanisms": []},
         "Als dit toch mag: mensen ontmoeten."),
        ({"avoid": Avoid(words=("kerk", "koffie"))}, {}, {"avoid.words": ["kerk"]},
         "Als dit toch mag: koffie."),
    ],
)  # fmt: skip
def test_the_change_is_said_in_figures_and_in_words(
    someone: dict[str, Any], one: dict[str, Any], change: dict[str, Any], text: str
) -> None:
    relaxation = only(person(**someone), offer(**one))
    assert relaxation.change == change
    assert relaxation.text == text
    assert relaxation.offers == ("coffee",)


def test_where_something_fits_nothing_is_suggested() -> None:
    assert match(person(minutes=5), [offer("far", metres=900), offer("near")]).relaxations == ()


def test_the_smallest_change_is_enough_and_gives_all_that_it_gives() -> None:
    someone = person(minutes=10)
    relaxation = only(someone, *(offer(f"o{m}", metres=m) for m in (900, 700, 702, 1500)))
    assert relaxation.change == {"travel.minutes": 14}
    assert set(relaxation.offers) == {"o700", "o702"}


def test_the_smallest_change_comes_first() -> None:
    someone = person(minutes=20, budget=10.0)
    a_little_further = offer("further", metres=1100)
    much_dearer = offer("dearer", cost_per_visit=10)
    assert fields(someone, a_little_further, much_dearer)[0] == "travel.minutes"
    much_further, a_little_dearer = offer("a", metres=3000), offer("b", cost_per_visit=2.5)
    assert fields(someone, much_further, a_little_dearer)[0] == "budget_per_month"


def test_of_the_times_the_one_that_asks_least_is_suggested() -> None:
    someone = person(free=(slot("TU", "11:30", "13:00"),))
    relaxation = only(someone, offer(times=(slot("FR", "10:00", "12:00"), TUESDAY)))
    assert relaxation.change["free"] == [
        {"day": "TU", "from": "11:30", "to": "13:00"},
        {"day": "TU", "from": "10:00", "to": "12:00"},
    ]


def test_two_changes_at_once_only_where_one_is_not_enough() -> None:
    someone = person(minutes=10, budget=1.0)
    both = offer("both", metres=1000, cost_per_visit=1)
    relaxation = only(someone, both)
    assert relaxation.limit == "too_expensive + too_far"
    assert relaxation.change == {"budget_per_month": 4.34, "travel.minutes": 20}
    assert fields(someone, both, offer("one", metres=1400)) == ["travel.minutes", "travel.means"]


@pytest.mark.parametrize(
    ("someone", "one"),
    [
        ({}, {"status": "closed"}), ({}, {"capacity": "full"}), ({}, {"verified_on": None}),
        ({}, {"only_for": "men"}), ({}, {"age_max": 60}), ({}, {"languages": frozenset({"tr"})}),
        ({"needs": frozenset({"wheelchair"})}, {}),
    ],
)  # fmt: skip
def test_who_someone_is_and_what_is_true_is_never_a_thing_to_change(
    someone: dict[str, Any], one: dict[str, Any]
) -> None:
    answer = match(person(**someone), [offer(**one)])
    assert answer.proposals == ()
    assert answer.relaxations == ()


def test_a_trip_of_more_than_an_hour_and_a_half_is_no_suggestion() -> None:
    assert fields(person(means=("walk",)), offer(metres=5000)) == ["travel.means"]
    assert fields(person(means=("car",)), offer(metres=60_000)) == []


def test_no_offers_no_suggestions() -> None:
    assert match(ANNA, []).relaxations == ()


@given(PROFILES, OFFERS)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_change_really_gives_what_it_says(someone: Profile, offers: list[Offer]) -> None:
    answer = match(someone, offers)
    known = {one.id: one for one in offers}
    for relaxation in answer.relaxations:
        after = changed(someone, relaxation)
        assert relaxation.offers
        assert set(relaxation.limit.split(" + ")) <= set(REASONS)
        assert set(relaxation.offers) == {name for name, one in known.items() if fits(after, one)}
        assert set(relaxation.offers) >= {p.offer for p in match(after, offers).proposals}
    assert not (answer.relaxations and answer.proposals)
