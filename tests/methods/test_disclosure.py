"""What may be told of counts of people: never few, never exactly, and never what the rest gives away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.disclosure import LEAST, STEP, told, told_parts

COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, None),
        (1, None),
        (9, None),
        (10, 10),
        (12, 10),
        (13, 15),
        (17, 15),
        (18, 20),
        (1001, 1000),
    ],
)
def test_few_are_withheld_and_more_are_told_roughly(count: int, shown: int | None) -> None:
    assert told(count) == shown


def test_there_are_no_fewer_than_no_people() -> None:
    with pytest.raises(ValueError, match="-1"):
        told(-1)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([30, 20, 15], (30, 20, 15)),  # nothing to hide
        ([30, 20, 3], (30, None, None)),  # 3 alone would follow from the total
        ([30, 20, 4, 4], (30, None, None, None)),  # and so would eight together
        ([30, 20, 6, 5], (30, 20, None, None)),  # eleven together, of two parts: nobody knows which
        ([30, 6, 0, 0], (None, None, None, None)),  # nought hides nothing
        ([4, 3], (None, None)),
        ([10], (10,)),
        ([], ()),
    ],
)
def test_a_part_that_follows_from_the_rest_is_withheld_too(
    parts: list[int], shown: tuple[int | None, ...]
) -> None:
    assert told_parts(parts) == shown


@given(COUNTS)
def test_who_takes_what_is_told_from_the_total_never_finds_few_people(parts: list[int]) -> None:
    """Even somebody who knew the exact total and the exact parts that are told."""
    shown = told_parts(parts)
    hidden = [part for part, one in zip(parts, shown, strict=True) if one is None and part]
    if hidden and any(shown):
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST
    assert all(one is None or (one >= LEAST and one % STEP == 0) for one in shown)


@given(COUNTS)
def test_the_order_of_the_parts_tells_nothing_more(parts: list[int]) -> None:
    shown = sorted((one is None, one or 0) for one in told_parts(parts))
    assert sorted((one is None, one or 0) for one in told_parts(parts[::-1])) == shown


@given(COUNTS)
def test_nothing_is_withheld_where_all_are_many(parts: list[int]) -> None:
    many = [part + LEAST for part in parts]
    assert None not in told_parts(many)
