"""The scales against what their authors and users published."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.scales import DJG6, DJG11, SCALES, UCLA3, score
from nabij.methods.scales.gierveld import EMOTIONAL, MORE_OR_LESS, NO, SHORT, YES

ANSWER = st.sampled_from((NO, MORE_OR_LESS, YES))
OPEN = st.none() | ANSWER


def all_the_same(answer: int | None, items: object = range(1, 12)) -> dict[int, int | None]:
    return dict.fromkeys(items, answer)  # type: ignore[call-overload]


def with_total(total: int, scale: str) -> dict[int, int | None]:
    """Answers that count so many: the best answer everywhere but for the first so many items."""
    items = SCALES[scale].items
    best = {item: NO if item in EMOTIONAL else YES for item in items}
    return {item: MORE_OR_LESS if at < total else best[item] for at, item in enumerate(items)}


def test_ja_counts_for_the_emotional_items_and_nee_for_the_social_ones() -> None:
    yes, no = score(DJG11, all_the_same(YES)), score(DJG11, all_the_same(NO))
    assert (yes.total, yes.emotional, yes.social) == (6, 6, 0)
    assert (no.total, no.emotional, no.social) == (5, 0, 5)


def test_min_of_meer_always_counts() -> None:
    found = score(DJG11, all_the_same(MORE_OR_LESS))
    assert (found.total, found.emotional, found.social) == (11, 6, 5)
    assert found.band == "very_strongly"


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "not"), (2, "not"), (3, "moderately"), (8, "moderately"), (9, "strongly"),
        (10, "strongly"), (11, "very_strongly"),
    ],
)  # fmt: skip
def test_the_cut_offs_of_eleven_items_are_those_of_vzinfo(total: int, band: str) -> None:
    found = score(DJG11, with_total(total, "djg11"))
    assert (found.total, found.band) == (total, band)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "not"),
        (1, "not"),
        (2, "moderately"),
        (4, "moderately"),
        (5, "strongly"),
        (6, "strongly"),
    ],
)
def test_the_cut_offs_of_six_items_are_those_of_the_manual(total: int, band: str) -> None:
    found = score(DJG6, with_total(total, "djg6"))
    assert (found.total, found.band) == (total, band)


def test_the_short_form_has_three_items_of_each_kind() -> None:
    assert DJG6.emotional == {3, 9, 10}
    assert DJG6.social == {4, 7, 8}
    assert set(SHORT) == set(DJG6.items)
    assert DJG11.emotional | DJG11.social == set(DJG11.items)


@given(st.fixed_dictionaries(dict.fromkeys(sorted(SHORT), OPEN)))
def test_the_short_form_is_scored_as_the_syntax_of_the_manual_does(
    answers: dict[int, int | None],
) -> None:
    """count lones = lone3 lone9 lone10 (2,3) lone4 lone7 lone8 (1,2); not valid with over 1 missing."""
    counted = sum(answers[item] in (2, 3) for item in (3, 9, 10)) + sum(
        answers[item] in (1, 2) for item in (4, 7, 8)
    )
    missing = sum(answer is None for answer in answers.values())
    found = score(DJG6, answers)
    assert found.total == (None if missing > 1 else counted)
    assert found.missing == missing
    for value, items in ((found.emotional, (3, 9, 10)), (found.social, (4, 7, 8))):
        assert (value is None) == any(answers[item] is None for item in items)


@given(st.fixed_dictionaries(dict.fromkeys(range(1, 12), ANSWER)))
def test_the_total_is_its_two_parts_together(answers: dict[int, int]) -> None:
    found = score(DJG11, answers)
    assert found.total == (found.emotional or 0) + (found.social or 0)


def test_one_open_item_adds_nothing_and_two_are_too_many() -> None:
    one = all_the_same(MORE_OR_LESS) | {3: None}
    found = score(DJG11, one)
    assert (found.total, found.emotional, found.social, found.missing) == (10, None, 5, 1)
    two = score(DJG11, one | {4: None})
    assert (two.total, two.emotional, two.social, two.missing) == (None, None, None, 2)
    assert (two.band, two.emotional_band, two.social_band) == (None, None, None)
    assert score(DJG11, {}).missing == 11


@pytest.mark.parametrize(
    ("scale", "rule", "bands"),
    [
        ("djg11", "djg11/2016", ["not", "not", "present", "present"]),
        ("djg11", "djg11/now", ["not", "not", "not", "present"]),
        ("djg6", "djg6/vu", ["not", "present", "present", "present"]),
        ("djg6", "djg6/cbs", ["not", "sometimes", "sometimes", "often"]),
    ],
)
def test_the_cut_offs_of_a_part_differ_by_source_and_the_score_says_whose(
    scale: str, rule: str, bands: list[str]
) -> None:
    chosen = SCALES[scale]
    social = sorted(chosen.social)
    for points, band in enumerate(bands):
        answers = dict.fromkeys(chosen.items, YES) | dict.fromkeys(social[:points], NO)
        found = score(chosen, answers, rule)
        assert (found.social, found.social_band, found.rule) == (points, band, rule)


def test_the_three_items_of_ucla_are_added_up() -> None:
    for given_answers in itertools.product((1, 2, 3), repeat=3):
        found = score(UCLA3, dict(enumerate(given_answers, start=1)))
        assert found.total == sum(given_answers)
        assert found.band == ("6_or_more" if sum(given_answers) >= 6 else "under_6")
        assert (found.emotional, found.social) == (None, None)
    assert score(UCLA3, {1: 3, 2: 3, 3: None}).total is None


def test_what_a_scale_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no item 12"):
        score(DJG11, {12: 1})
    with pytest.raises(ValueError, match="no answer"):
        score(DJG11, {1: 4})
    with pytest.raises(KeyError):
        score(DJG11, {}, "djg6/vu")
