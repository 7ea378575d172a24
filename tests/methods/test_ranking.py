"""Which hits come first, why, and how the search becomes wider when nothing is found."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.geo import Point
from nabij.methods.ranking import (
    Candidate,
    Criteria,
    Weights,
    part_of_day,
    rank,
    reason,
    text_reasons,
    widening_steps,
)
from nabij.methods.text import analyse, match_text, parse_query

HOME = Point(51.9, 4.3, "3131 AB")
GOOD = Candidate("good", text=0.8, metres=500, days_to_next=1, days_since_check=6, room="room")

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.text(alphabet="abcdef", min_size=1, max_size=3),
        text=st.none() | st.floats(0, 1),
        metres=st.none() | st.floats(0, 1e6),
        days_to_next=st.none() | st.integers(0, 400),
        days_since_check=st.none() | st.integers(0, 4000),
        room=st.sampled_from(["room", "ask", "waiting_list", "full", "?"]),
    ),
    max_size=12,
    unique_by=lambda candidate: candidate.id,
)


def order(*candidates: Candidate) -> list[str]:
    return [hit.id for hit in rank(candidates)]


def changed(**values: object) -> Candidate:
    fields = {"text": 0.8, "metres": 500, "days_to_next": 1, "days_since_check": 6, "room": "room"}
    return Candidate("less", **{**fields, **values})  # type: ignore[arg-type]


def test_better_words_nearer_sooner_fresher_and_with_room_come_first() -> None:
    for worse in (
        changed(text=0.5), changed(metres=900), changed(metres=None), changed(days_to_next=20), changed(days_to_next=None),
        changed(days_since_check=200), changed(days_since_check=None), changed(room="waiting_list"), changed(room="full"),
    ):  # fmt: skip
        assert order(worse, GOOD) == ["good", "less"]


def test_the_right_thing_a_bit_further_comes_before_the_wrong_thing_next_door() -> None:
    near = Candidate("near", text=0.3, metres=100, days_to_next=1, days_since_check=6, room="room")
    far = Candidate("far", text=1.0, metres=2_500, days_to_next=4, days_since_check=60, room="ask")
    assert order(near, far) == ["far", "near"]


@given(CANDIDATES)
def test_the_terms_add_up_to_the_score(candidates: list[Candidate]) -> None:
    for hit in rank(candidates):
        assert abs(sum(term.value for term in hit.terms) - hit.score) < 1e-9
        assert 0 <= hit.score <= 1 + 1e-5


@given(CANDIDATES, st.randoms())
def test_the_order_does_not_depend_on_how_the_hits_came_in(
    candidates: list[Candidate], chance: object
) -> None:
    shuffled = list(candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(shuffled) == rank(candidates)


def test_equal_hits_are_ordered_by_id_and_cut_at_the_limit() -> None:
    equal = [Candidate(name, text=0.5) for name in "cab"]
    assert order(*equal) == ["a", "b", "c"]
    assert [hit.id for hit in rank(equal, limit=2)] == ["a", "b"]
    assert rank(equal, limit=0) == []


def test_what_nobody_asked_for_does_not_count() -> None:
    (hit,) = rank([Candidate("a", days_to_next=0, days_since_check=0, room="room")])
    assert hit.score == 1
    assert [term.code for term in hit.terms] == ["soon", "fresh", "room"]


def test_weights_are_a_choice() -> None:
    only_near = Weights(text=0, distance=1, soon=0, fresh=0, room=0)
    near, far = Candidate("near", text=0.1, metres=100), Candidate("far", text=1, metres=5_000)
    assert [hit.id for hit in rank([far, near], only_near)] == ["near", "far"]


def test_a_hit_keeps_its_reasons() -> None:
    why = reason("distance", metres=820, place="3131 AB")
    (hit,) = rank([Candidate("a", reasons=(why, reason("free")))])
    assert hit.reasons[0].values == {"metres": 820, "place": "3131 AB"}
    assert {why, reason("distance", metres=820, place="3131 AB")} == {why}


def test_a_found_synonym_and_a_correction_are_told() -> None:
    match = match_text(parse_query("lopen tuinieeren"), {"name": analyse("Wandelen en tuinieren")})
    assert text_reasons(match) == (
        reason("synonym", typed="lopen", found="wandelen"),
        reason("spelling", typed="tuinieeren", found="tuinieren"),
    )


def test_a_day_that_is_a_filter_is_not_told_as_a_synonym() -> None:
    assert text_reasons(match_text(parse_query("dinsdag"), {"filter": ["xdtu"]})) == ()


def test_parts_of_the_day() -> None:
    parts = [part_of_day(dt.time(hour)) for hour in (0, 11, 12, 17, 18, 23)]
    assert parts == ["morning", "morning", "afternoon", "afternoon", "evening", "evening"]


EVERYTHING = Criteria(
    words="wandelen koor",
    point=HOME,
    within_metres=1_000,
    days=frozenset({"TU"}),
    part="morning",
    free=True,
    languages=frozenset({"ar"}),
    needs=frozenset({"wheelchair"}),
    age=80,
    walk_along=True,
    need="meet",
    from_date=dt.date(2026, 1, 1),
    to_date=dt.date(2026, 1, 7),
)


def test_the_search_becomes_wider_step_by_step() -> None:
    assert [step.code for step in widening_steps(EVERYTHING)] == [
        "farther", "farther", "whole_municipality", "other_part", "other_day", "other_dates", "cost", "language",
        "walk_along", "need", "any_word", "no_words",
    ]  # fmt: skip


def test_each_step_keeps_what_was_let_go_before() -> None:
    steps = widening_steps(EVERYTHING)
    assert [step.criteria.within_metres for step in steps[:4]] == [2_000, 4_000, None, None]
    last = steps[-1].criteria
    assert (last.words, last.days, last.part, last.free, last.need) == (
        "",
        frozenset(),
        None,
        False,
        None,
    )


def test_what_one_needs_to_get_in_is_never_let_go() -> None:
    for step in widening_steps(EVERYTHING):
        assert (step.criteria.needs, step.criteria.age) == (EVERYTHING.needs, EVERYTHING.age)


def test_a_step_says_what_it_let_go() -> None:
    steps = {step.code: step.dropped for step in widening_steps(EVERYTHING)}
    assert steps["farther"] == {"metres": 4_000}
    assert steps["other_part"] == {"part": "morning"}
    assert steps["no_words"] == {"words": "wandelen koor"}


def test_only_what_was_asked_is_let_go() -> None:
    assert widening_steps(Criteria()) == []
    assert [s.code for s in widening_steps(Criteria(words="koor"))] == ["no_words"]
    assert [s.code for s in widening_steps(Criteria(free=True))] == ["cost"]
    assert widening_steps(Criteria(words="de het een")) == []


def test_a_distance_without_a_place_means_nothing() -> None:
    assert widening_steps(Criteria(within_metres=1_000)) == []
