"""When a round of mails ("is it still so?") goes out by itself: the rule, on dates alone."""

import datetime as dt

#: A round that came late (the server was down on its day) does not move the next one by more than this.
_SLACK = dt.timedelta(days=3)
_FRIDAY, _WEEK = 5, 7


def next_round(
    *, every_weeks: int, weekday: int, last: dt.date | None, today: dt.date
) -> dt.date | None:
    """The first day, from today, on which a round goes out by itself; None where it never does.

    every_weeks: weeks between two rounds, 0 for never; weekday: 1 Monday to 5 Friday; last: the day of the last one.
    A day that passed without its round is made up for on the next working day.
    """
    if not every_weeks:
        return None
    if last is None:
        return _on(weekday, today)
    planned = _on(weekday, last + dt.timedelta(weeks=every_weeks) - _SLACK)
    return planned if planned >= today else _working_day(today)


def _on(weekday: int, earliest: dt.date) -> dt.date:
    return earliest + dt.timedelta(days=(weekday - earliest.isoweekday()) % _WEEK)


def _working_day(day: dt.date) -> dt.date:
    return day if day.isoweekday() <= _FRIDAY else _on(1, day)
