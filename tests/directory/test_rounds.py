"""On which day a round of mails goes out by itself."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.directory.rounds import next_round

TUESDAY = dt.date(2026, 11, 24)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2030, 1, 1))


def day(number: int) -> dt.date:
    return TUESDAY + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("weeks", "weekday", "last", "today", "expected"),
    [
        (1, 2, None, day(0), day(0)),  # the first time
        (1, 2, None, day(1), day(7)),
        (1, 2, day(0), day(0), day(7)),  # it was today
        (1, 2, day(-7), day(0), day(0)),
        (2, 2, day(-7), day(0), day(7)),
        (4, 2, day(-7), day(0), day(21)),
        (1, 2, day(-7), day(2), day(2)),  # the server was down on Tuesday
        (1, 2, day(-7), day(4), day(6)),  # until Saturday: Monday
        (1, 2, day(2), day(3), day(7)),  # a late one does not move the next
        (1, 4, day(0), day(0), day(9)),  # another day was chosen
        (0, 2, day(-7), day(0), None),
    ],
)
def test_the_next_round(
    weeks: int, weekday: int, last: dt.date | None, today: dt.date, expected: dt.date | None
) -> None:
    assert next_round(every_weeks=weeks, weekday=weekday, last=last, today=today) == expected


@given(
    weeks=st.sampled_from([1, 2, 4]),
    weekday=st.integers(1, 5),
    today=DAYS,
    ago=st.none() | st.integers(0, 400),
)
def test_it_is_always_a_working_day_to_come_and_never_twice_on_a_day(
    weeks: int, weekday: int, today: dt.date, ago: int | None
) -> None:
    last = None if ago is None else today - dt.timedelta(days=ago)
    found = next_round(every_weeks=weeks, weekday=weekday, last=last, today=today)
    assert found is not None
    assert found >= today
    assert found.isoweekday() <= 5
    assert found != last
