"""A week with much in it, cut into pages that one can scroll through on a phone: whole days, where a day fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from nabij.web.public.weeks import Line, ShownDay

#: Lines on a page at most: some ten screens of a phone. The week of one district fits, and is then what its sheet has.
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Jump:
    """A day of the week to go to: the name of its first part on which page."""

    day: ShownDay
    page: int


@dataclass(frozen=True, slots=True)
class DaysPage:
    """One page of the days of a week. number, of: from 1; before, after: the first day on those pages, or None."""

    days: tuple[ShownDay, ...]
    number: int
    of: int
    before: ShownDay | None
    after: ShownDay | None
    jumps: tuple[Jump, ...]


def days_page(days: Sequence[ShownDay], asked: str) -> DaysPage:
    """The page that an address asks for (`?page=2`); the first where it says nothing of use, the last beyond that."""
    pages = _packed(days)
    number = min(int(asked), len(pages)) if asked.isascii() and asked.isdecimal() else 1
    at = max(number, 1) - 1
    first: dict[object, Jump] = {}
    for count, page in enumerate(pages, start=1):
        for day in page:
            first.setdefault(day.date, Jump(day, count))
    return DaysPage(
        days=pages[at],
        number=at + 1,
        of=len(pages),
        before=pages[at - 1][0] if at else None,
        after=pages[at + 1][0] if at + 1 < len(pages) else None,
        jumps=tuple(first.values()),
    )


def _packed(days: Sequence[ShownDay]) -> list[tuple[ShownDay, ...]]:
    """Days in order, as many on a page as fit; a day that is too long for one goes on on the next."""
    pages: list[list[ShownDay]] = [[]]
    room = MOST_LINES
    for day in days:
        for part in _parts(day):
            if pages[-1] and len(part.lines) > room:
                pages.append([])
                room = MOST_LINES
            pages[-1].append(part)
            room -= len(part.lines)
    return [tuple(page) for page in pages]


def _parts(day: ShownDay) -> list[ShownDay]:
    cut: list[tuple[Line, ...]] = [
        day.lines[start : start + MOST_LINES] for start in range(0, len(day.lines), MOST_LINES)
    ]
    if len(cut) < 2:
        return [day]
    goes_on = _("%(day)s, going on") % {"day": day.name}
    return [
        replace(day, name=goes_on if number else day.name, lines=lines)
        for number, lines in enumerate(cut)
    ]
