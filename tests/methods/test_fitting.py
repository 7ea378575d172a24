"""How well a volunteer and a wish fit: what stands between them, and what the weight is made of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.geo import Point
from nabij.methods.pairing.fitting import (
    MOST_EDGES,
    Helper,
    Limit,
    Term,
    Wanted,
    fit,
    fits,
    limit_between,
    things,
)

HERE, NEAR, FAR = Point(52.56, 5.15), Point(52.565, 5.15), Point(52.70, 5.15)

BO = Helper(
    id="bo",
    kinds=frozenset({"buddy", "phone"}),
    languages=frozenset({"nl", "tr"}),
    free=frozenset({"TU-morning", "WE-morning"}),
    likes=frozenset({"move"}),
    liked=things(["fietsen", "tuinieren"]),
    area="BU1",
    point=HERE,
    certified=True,
)
CEES = Wanted(
    id="cees",
    kind="buddy",
    languages=frozenset({"tr"}),
    free=frozenset({"TU-morning"}),
    likes=frozenset({"talk"}),
    liked=things(["samen in de tuin", "schaken"]),
    area="BU2",
    point=NEAR,
    asks_certificate=True,
)


def test_two_people_who_fit_are_told_why_and_the_reasons_are_the_weight() -> None:
    found = fit(BO, CEES)
    assert found is not None
    assert {said.term for said in found.terms} == set(Term)
    told = {said.term: said for said in found.terms}
    assert (told[Term.LANGUAGE].word, told[Term.TIMES].amount) == ("tr", 1)
    assert told[Term.SHARED].amount == 1
    assert 500 < told[Term.NEAR].amount < 600
    assert found.weight == pytest.approx(20 + 15 + 20 + told[Term.NEAR].points)
    assert found.edge().weight == found.weight


@pytest.mark.parametrize(
    ("helper", "wanted", "limit"),
    [
        ({"kinds": frozenset({"ride"})}, {}, Limit.KIND),
        ({"room": 0}, {}, Limit.ROOM),
        ({"certified": False}, {}, Limit.CERTIFICATE),
        ({}, {"before": frozenset({"bo"})}, Limit.BEFORE),
        ({"languages": frozenset({"nl"})}, {}, Limit.LANGUAGE),
        ({"free": frozenset({"SU-evening"})}, {}, Limit.TIMES),
        ({}, {"point": FAR}, Limit.FAR),
        ({"avoid": frozenset({"talk"})}, {}, Limit.VOLUNTEER_AVOIDS),
        ({"avoided": things(["schaak"])}, {"liked": things(["schaken", "schaak"])}, Limit.VOLUNTEER_AVOIDS),
        ({}, {"avoided": things(["fiets"])}, Limit.PERSON_AVOIDS),
        ({}, {"refuses": True}, Limit.PERSON_AVOIDS),
    ],
)  # fmt: skip
def test_each_limit_stands_between_them_with_its_reason(helper, wanted, limit) -> None:
    assert limit_between(replace(BO, **helper), replace(CEES, **wanted)) is limit
    assert fit(replace(BO, **helper), replace(CEES, **wanted)) is None


@pytest.mark.parametrize(
    ("helper", "wanted"),
    [
        ({"certified": False}, {"asks_certificate": False}),
        ({"languages": frozenset()}, {}),
        ({"free": None}, {}),
        ({"point": None}, {"point": FAR}),
        ({"area": "BU2"}, {"point": FAR}),
        ({}, {"point": FAR, "kind": "phone", "at_a_distance": True}),
    ],
)
def test_what_was_not_told_or_does_not_matter_limits_nothing(helper, wanted) -> None:
    assert limit_between(replace(BO, **helper), replace(CEES, **wanted)) is None


def test_every_time_that_is_asked_counts_for_more_than_one_of_many() -> None:
    one_of_many = replace(CEES, free=frozenset({"TU-morning", "TH-evening", "SU-evening"}))
    points = [
        {said.term: said.points for said in found.terms}[Term.TIMES]
        for found in (fit(BO, CEES), fit(BO, one_of_many))
        if found is not None
    ]
    assert points == [20, 5]


def test_only_the_best_edges_of_a_wish_are_kept_in_an_order_that_never_changes() -> None:
    many = [replace(BO, id=f"v{at:03}", point=None) for at in range(2 * MOST_EDGES)]
    many[-1] = replace(many[-1], area=CEES.area)
    found = list(fits(many, [CEES]))
    assert len(found) == MOST_EDGES
    assert found[0].helper == many[-1].id
    assert found == list(fits(list(reversed(many)), [CEES]))


codes = st.frozensets(st.sampled_from(["buddy", "phone", "ride"]), min_size=1)
parts = st.none() | st.frozensets(st.sampled_from(["MO-morning", "TU-evening", "SU-morning"]))
tongues = st.frozensets(st.sampled_from(["nl", "tr", "ar"]))
needs = st.frozensets(st.sampled_from(["move", "talk", "grief"]))
words = st.lists(st.sampled_from(["fietsen", "schaken", "de hond", "samen zingen"])).map(things)
places = st.none() | st.builds(Point, st.floats(52.4, 52.7), st.floats(5.0, 5.3))
helpers = st.builds(
    Helper, id=st.just("v"), kinds=codes, languages=tongues, free=parts, likes=needs, liked=words,
    avoid=needs, avoided=words, area=st.sampled_from(["", "BU1", "BU2"]), point=places,
    metres=st.floats(0, 20_000), certified=st.booleans(), room=st.integers(0, 3),
)  # fmt: skip
wishes = st.builds(
    Wanted, id=st.just("r"), kind=st.sampled_from(["buddy", "phone", "ride"]), languages=tongues,
    free=parts, likes=needs, liked=words, avoided=words, refuses=st.booleans(),
    area=st.sampled_from(["", "BU1", "BU2"]), point=places, asks_certificate=st.booleans(),
    at_a_distance=st.booleans(), before=st.frozensets(st.sampled_from(["v", "w"])),
)  # fmt: skip


@given(helpers, wishes)
def test_the_weight_lies_between_0_and_100_and_a_limit_leaves_none(helper, wanted) -> None:
    found = fit(helper, wanted)
    assert (found is None) == (limit_between(helper, wanted) is not None)
    if found is not None:
        assert 0 <= found.weight <= 100
        assert all(said.points > 0 for said in found.terms)


@given(helpers, wishes, needs)
def test_more_in_common_never_makes_a_pair_fit_less(helper, wanted, more) -> None:
    before = fit(helper, wanted)
    after = fit(
        replace(helper, likes=helper.likes | more), replace(wanted, likes=wanted.likes | more)
    )
    if before is not None and after is not None:
        assert after.weight >= before.weight
