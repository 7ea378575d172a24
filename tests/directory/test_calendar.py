"""The coming days of an offer as bits."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from nabij.directory.index.calendar import (
    BITS_A_DAY,
    bits_from,
    calendar_of,
    first_set,
    set_days,
    times_mask,
    trimmed,
    unpacked_bits,
    weekday,
    window,
)

MONDAY = dt.date(2026, 11, 23)
dates = st.sets(st.tuples(st.dates(MONDAY, MONDAY + dt.timedelta(weeks=13)), st.integers(0, 2)))
days_of_week = st.frozensets(st.integers(0, 6))
parts_of_day = st.frozensets(st.integers(0, 2))


def suits(date: dt.date, part: int, weekdays: frozenset[int], parts: frozenset[int]) -> bool:
    return (not weekdays or date.weekday() in weekdays) and (not parts or part in parts)


@given(
    on=dates,
    weekdays=days_of_week,
    parts=parts_of_day,
    later=st.integers(-10, 60),
    length=st.integers(0, 40),
)
def test_asking_the_bits_is_asking_the_dates(
    on: set[tuple[dt.date, int]],
    weekdays: frozenset[int],
    parts: frozenset[int],
    later: int,
    length: int,
) -> None:
    calendar = calendar_of(on)
    start = MONDAY + dt.timedelta(days=later)
    bits = bits_from(calendar.first_day, calendar.bits, start.toordinal())
    bits &= window(start.toordinal(), length, weekdays, parts)
    expected = sorted(
        {
            (date - start).days
            for date, part in on
            if 0 <= (date - start).days < length and suits(date, part, weekdays, parts)
        }
    )
    assert set_days(bits, 1000) == expected
    assert first_set(bits) == (expected[0] if expected else None)


@given(on=dates, weekdays=days_of_week, parts=parts_of_day)
def test_the_mask_of_the_week_says_whether_any_day_suits(
    on: set[tuple[dt.date, int]], weekdays: frozenset[int], parts: frozenset[int]
) -> None:
    found = bool(calendar_of(on).times & times_mask(weekdays, parts))
    assert found == any(suits(date, part, weekdays, parts) for date, part in on)


@given(on=dates, later=st.integers(0, 100))
def test_days_that_have_passed_fall_off(on: set[tuple[dt.date, int]], later: int) -> None:
    start = MONDAY + dt.timedelta(days=later)
    calendar = calendar_of(on)
    left = trimmed(calendar.first_day, calendar.packed(), start.toordinal())
    assert left == calendar_of((date, part) for date, part in on if date >= start)


@given(on=dates)
def test_what_is_kept_comes_back(on: set[tuple[dt.date, int]]) -> None:
    calendar = calendar_of(on)
    assert unpacked_bits(calendar.packed()) == calendar.bits


def test_every_week_takes_three_bytes_and_what_is_too_far_ahead_none() -> None:
    weekly = [(MONDAY + dt.timedelta(weeks=week), 1) for week in range(20)]
    assert len(calendar_of(weekly).packed()) == 3
    assert set_days(calendar_of(weekly).bits, 99)[-1] == 7 * 15


def test_no_dates_is_no_calendar() -> None:
    assert calendar_of([]).packed() == b""
    assert trimmed(0, b"", MONDAY.toordinal()) == calendar_of([])


def test_monday_is_the_first_day_of_the_week() -> None:
    assert [weekday(MONDAY.toordinal() + day) for day in range(7)] == list(range(7))
    assert BITS_A_DAY == 3
