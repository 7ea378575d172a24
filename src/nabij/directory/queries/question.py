"""A question as the index understands it: numbers, bits and a box, besides the words as they are read."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nabij.core.vocabulary import NEED_SERVED_BY, Cause, Form, Mechanism, Need
from nabij.directory.index.calendar import times_mask, window
from nabij.directory.index.numbers import PARTS, WEEKDAYS, number, property_number
from nabij.methods.ranking import Criteria
from nabij.methods.text import Query

#: Without a date in the question, days and parts of the day are looked for so far ahead: a monthly offer is in it.
AHEAD = dt.timedelta(weeks=5)
#: Dates are worked out this far (directory.occurrences); nothing is known beyond.
HORIZON = dt.timedelta(weeks=13)

Ways = tuple[tuple[int, ...], ...]
"""Ways to find one thing: any of them will do, all numbers of a way must be there."""


@dataclass(frozen=True)
class Question:
    """What is asked of one municipality's index on one day."""

    municipality_id: int
    criteria: Criteria
    query: Query
    today: dt.date
    also_hidden: bool = False

    @cached_property
    def words(self) -> tuple[Ways, ...]:
        """For each typed word or expression the ways to find it."""
        return tuple(
            tuple(tuple(map(number, way.tokens)) for way in group.alternatives)
            for group in self.query.groups
        )

    @cached_property
    def tokens(self) -> dict[int, str]:
        """The words that are looked for, by their numbers."""
        return {
            number(token): token
            for group in self.query.groups
            for way in group.alternatives
            for token in way.tokens
        }

    @cached_property
    def looked_for(self) -> frozenset[int]:
        """The numbers of those words."""
        return frozenset(self.tokens)

    @cached_property
    def needs(self) -> tuple[int, ...]:
        """What an offer must have for who asks to get in at all."""
        return tuple(property_number("need", need) for need in sorted(self.criteria.needs))

    @cached_property
    def languages(self) -> frozenset[int]:
        """One of these languages is enough."""
        return frozenset(property_number("language", code) for code in self.criteria.languages)

    @cached_property
    def wishes(self) -> frozenset[int]:
        """One of these causes, mechanisms or forms is enough."""
        return frozenset(_serving(self.criteria.need)) if self.criteria.need else frozenset()

    def properties(self) -> Iterator[Ways]:
        """Everything besides words, place, age and time that an offer must have."""
        for need in self.needs:
            yield ((need,),)
        if self.criteria.free:
            yield ((FREE,),)
        if self.criteria.walk_along:
            yield ((WALK_ALONG,),)
        for several in (self.languages, self.wishes):
            if several:
                yield tuple((one,) for one in sorted(several))

    @property
    def timed(self) -> bool:
        """Whether it matters when."""
        asked = self.criteria
        return bool(asked.days or asked.part or asked.from_date or asked.to_date)

    @property
    def times(self) -> int:
        """The weekday and part-of-day bits that suit."""
        return times_mask(_weekdays(self.criteria), _parts(self.criteria))

    @property
    def start(self) -> dt.date:
        """The first day that counts."""
        return max(self.today, self.criteria.from_date or self.today)

    @cached_property
    def suiting(self) -> int:
        """The bits of the days and parts that suit, with `start` as day 0."""
        days = (self._end - self.start).days + 1
        return window(self.start.toordinal(), days, _weekdays(self.criteria), _parts(self.criteria))

    @property
    def _end(self) -> dt.date:
        asked = self.criteria
        if asked.to_date:
            return min(asked.to_date, self.today + HORIZON)
        if asked.from_date or not (asked.days or asked.part):
            return self.today + HORIZON
        return self.start + AHEAD


FREE = property_number("cost", "free")
WALK_ALONG = property_number("walk_along")


def _weekdays(criteria: Criteria) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(day) for day in criteria.days)


def _parts(criteria: Criteria) -> frozenset[int]:
    return frozenset({PARTS.index(criteria.part)} if criteria.part else ())


def _serving(need: str) -> Iterator[int]:
    """The properties that serve a need, or the cause or mechanism itself."""
    for code in sorted(NEED_SERVED_BY.get(Need(need), ()) if need in Need else {need}):
        for kind, vocabulary in (("cause", Cause), ("mechanism", Mechanism), ("form", Form)):
            if code in vocabulary:
                yield property_number(kind, code)
