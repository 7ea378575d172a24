"""Counting in days on which somebody works: for what is promised within so many of them."""

import datetime as dt
from collections.abc import Callable

#: A year and a bit. Where no day to work on is left in so many, the settings are wrong.
MOST_DAYS = 400


class NoWorkingDayError(ValueError):
    """Too few working days in more than a year to come."""


def working_day_after(day: dt.date, number: int, works: Callable[[dt.date], bool]) -> dt.date:
    """The working day that comes so many after this one (1: the next). works: whether somebody works on a day.

    0 is this day itself where somebody works, or else the next. Raises NoWorkingDayError.
    """
    if number == 0 and works(day):
        return day
    left = max(1, number)
    for ahead in range(1, MOST_DAYS):
        candidate = day + dt.timedelta(days=ahead)
        left -= works(candidate)
        if not left:
            return candidate
    raise NoWorkingDayError(f"fewer than {number} working days in the {MOST_DAYS} after {day}")
