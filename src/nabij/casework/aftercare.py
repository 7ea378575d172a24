"""When somebody is asked how it is, and which moments are one talk. Plain days; nothing here reads or writes.

Source: warm arrival asks after 4 and 12 weeks, lasting contact after 3 and 12 months (DOMAIN section 5).
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from nabij.casework.models import Case, Ending, FollowUp, State

Which = FollowUp.Which

#: Two moments that fall within so many days of the first are one talk: nobody is asked the same twice in two weeks.
ONE_TALK = dt.timedelta(days=14)

#: Nobody was reached so often: then it ends, and the next moment is tried anew.
MOST_TRIES = 3
#: Days until the next try.
TRY_AGAIN = dt.timedelta(days=3)

#: Closed so, somebody is still asked how it is; closed otherwise (moved, died, did not want it), nobody asks.
STILL_ASKED = (Ending.LASTING, Ending.HELPED)

_WEEKS = {Which.W4: 4, Which.W12: 12}
_MONTHS = {Which.M3: 3, Which.M12: 12}


@dataclass(frozen=True, slots=True)
class Talk:
    """Moments of one case that are asked about in one go, the first of them first."""

    moments: tuple[FollowUp, ...]

    @property
    def due_on(self) -> dt.date:
        """When somebody asks."""
        return self.moments[0].due_on


def guidance_ended(case: Case) -> bool:
    """Whether they go on by themselves, and are still asked how it is."""
    closed_well = case.state == State.CLOSED and case.ending in STILL_ASKED
    return case.state == State.FOLLOW_UP or closed_well


def after_arrival(arrived_on: dt.date) -> dict[Which, dt.date]:
    """The moments that count from arriving somewhere."""
    return {which: arrived_on + dt.timedelta(weeks=weeks) for which, weeks in _WEEKS.items()}


def after_guidance(ended_on: dt.date) -> dict[Which, dt.date]:
    """The moments that count from the end of guidance; a month ends where it has no such day."""
    return {which: _months_later(ended_on, months) for which, months in _MONTHS.items()}


def talks(moments: Iterable[FollowUp]) -> list[Talk]:
    """Planned moments of one case as talks, in the order of their days."""
    found: list[list[FollowUp]] = []
    for moment in sorted(moments, key=lambda one: (one.due_on, one.pk or 0)):
        if found and moment.due_on - found[-1][0].due_on <= ONE_TALK:
            found[-1].append(moment)
        else:
            found.append([moment])
    return [Talk(tuple(one)) for one in found]


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
