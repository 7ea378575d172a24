"""Whether somebody is free when something is on, in a week that comes round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from nabij.methods.matching.model import DAYS, Slot

DAY = 24 * 60
WEEK = 7 * DAY
ENOUGH = 60
"""Minutes of what is on that someone must be able to be there for; all of it where it is shorter."""

WHOLE = frozenset({"course", "therapy"})
"""Forms that one follows from beginning to end."""

Span = tuple[int, int]
"""Minutes since Monday midnight, end excluded."""


def missing(free: Sequence[Slot], times: Sequence[Slot], form: str) -> int | None:
    """Minutes that somebody is short for the time that suits best; 0 where one fits, None where no time is set."""
    if not times:
        return None
    mine = spans(tuple(free))
    return min(_short(mine, slot, form) for slot in times)


def fits(free: tuple[Slot, ...] | None, times: Sequence[Slot], form: str) -> bool:
    """Whether one of the times suits. free: None is any time; times: empty is by appointment, which always does."""
    return free is None or not times or missing(free, times, form) == 0


def _short(mine: Sequence[Span], slot: Slot, form: str) -> int:
    length = slot.end - slot.start
    wanted = length if form in WHOLE else min(ENOUGH, length)
    return max(0, wanted - max((_overlap(mine, span) for span in _placed(slot)), default=0))


def _overlap(mine: Sequence[Span], span: Span) -> int:
    """The longest stretch of `mine` inside the span."""
    return max((min(end, span[1]) - max(start, span[0]) for start, end in mine), default=0)


def _placed(slot: Slot) -> Iterable[Span]:
    """The slot, and for one that goes past Sunday midnight also as it stands in the week before."""
    start = DAYS.index(slot.day) * DAY
    yield start + slot.start, start + slot.end
    if start + slot.end > WEEK:
        yield start + slot.start - WEEK, start + slot.end - WEEK


@lru_cache(maxsize=1_024)
def spans(slots: tuple[Slot, ...]) -> tuple[Span, ...]:
    """Slots as stretches of the week, those that touch joined."""
    ordered = sorted(span for slot in slots for span in _placed(slot))
    joined: list[Span] = []
    for start, end in ordered:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def clock(minutes: int) -> str:
    """Minutes after midnight as the contract writes them: 810 → "13:30"; past midnight it begins anew."""
    return f"{minutes % DAY // 60:02d}:{minutes % 60:02d}" if minutes != DAY else "24:00"
