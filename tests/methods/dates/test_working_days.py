"""Counting in days on which somebody works."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.dates.working_days import NoWorkingDayError, working_day_after

FRIDAY = dt.date(2026, 11, 27)


def on_weekdays(day: dt.date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("number", "day"), [(0, "2026-11-27"), (1, "2026-11-30"), (2, "2026-12-01"), (5, "2026-12-04")]
)
def test_weekends_do_not_count(number, day):
    assert working_day_after(FRIDAY, number, on_weekdays) == dt.date.fromisoformat(day)


def test_none_is_today_where_somebody_works_and_else_the_next():
    assert working_day_after(dt.date(2026, 11, 28), 0, on_weekdays) == dt.date(2026, 11, 30)


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)),
    st.integers(1, 30),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_between_lie_exactly_so_many_working_days(start, number, weekdays):
    def works(day: dt.date) -> bool:
        return day.weekday() in weekdays

    end = working_day_after(start, number, works)
    between = [start + dt.timedelta(days=ahead) for ahead in range(1, (end - start).days + 1)]
    assert sum(map(works, between)) == number
    assert works(end)


def test_it_says_so_where_nobody_ever_works():
    with pytest.raises(NoWorkingDayError):
        working_day_after(FRIDAY, 1, lambda day: False)
