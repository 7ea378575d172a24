"""What goes into matching and what comes out, as the matching contract (version 1) names it.

Codes are those of the contract: they are kept as plain text here, so that a caller can hand over what
its vocabulary holds. Times are local, money is euro, distances are metres.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from nabij.methods.geo import Point
from nabij.methods.matching.words import Wording

Language = Literal["nl", "en"]
"""Of the sentences in an answer."""

REASONS = (
    "too_far", "wrong_age", "not_for_this_person", "wrong_language", "too_expensive",
    "not_accessible", "not_open", "full", "no_time_fits", "avoided", "not_verified",
)  # fmt: skip
"""Why an offer cannot be proposed, in the order in which they are always told."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS_PER_MONTH = 52 / 12
"""Visits in a month for who comes every week, as the contract counts."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly stretch of time. day: MO..SU; start, end: minutes after midnight of that day.

    end: more than 1440 where it goes on past midnight.
    """

    day: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Avoid:
    """What a person does not want. group_over: groups of more people than this."""

    mechanisms: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    group_over: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """For whom something is sought, and on which day.

    What was not told limits nothing: age None, languages empty, point None, free None (any time; an
    empty one is never), budget None. Gender is the exception: offers for one group only are left out
    unless it is known. gender: "woman", "man", "other" or None. budget: euros a month at weekly
    attendance. minutes: the longest one-way trip. means: of `travel.SPEEDS`, or "none".
    """

    id: str
    on: dt.date
    age: int | None
    languages: frozenset[str]
    causes: tuple[str, ...]
    point: Point | None
    means: tuple[str, ...]
    minutes: float
    gender: str | None = None
    wishes: tuple[str, ...] = ()
    talents: tuple[str, ...] = ()
    avoid: Avoid = Avoid()
    free: tuple[Slot, ...] | None = None
    budget: float | None = None
    needs: frozenset[str] = frozenset()
    walk_along: bool = False


@dataclass(frozen=True)
class Offer:
    """Something that could be proposed. Absent is unknown; `limits` says what unknown means for each.

    mechanisms: the main one first, at least one. languages: empty is Dutch. times: empty is by
    appointment. stale: what the caller's own rules say, too long ago since anybody looked; None: `limits.STALE_AFTER`.
    wording: the words of name, description and organisation, analysed when first needed.
    """

    id: str
    name: str
    description: str
    mechanisms: tuple[str, ...]
    form: str
    reach: str
    status: str = "open"
    organisation: str = ""
    causes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    age_min: int | None = None
    age_max: int | None = None
    only_for: str | None = None
    point: Point | None = None
    cost_per_visit: float | None = None
    cost_per_month: float | None = None
    times: tuple[Slot, ...] = ()
    group_size: int | None = None
    capacity: str = "ask"
    accessible: frozenset[str] = frozenset()
    walk_along: bool = False
    verified_on: dt.date | None = None
    stale: bool | None = None

    @cached_property
    def wording(self) -> Wording:
        """The words of this offer as they are compared with wishes and with what is avoided."""
        return Wording.of(self.name, self.description, self.organisation)

    @property
    def monthly_cost(self) -> float | None:
        """Euros a month at weekly attendance; None where no price is known at all."""
        if self.cost_per_visit is None and self.cost_per_month is None:
            return None
        return (self.cost_per_visit or 0.0) * WEEKS_PER_MONTH + (self.cost_per_month or 0.0)


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score. value: points, a whole number of eighths; text: a plain sentence."""

    code: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer that fits all limits. terms: add up to the score exactly, which is the explanation."""

    offer: str
    terms: tuple[Term, ...]

    @property
    def score(self) -> float:
        """Points from 0 to 100; only compares within one profile."""
        return math.fsum(term.value for term in self.terms)


@dataclass(frozen=True, slots=True)
class Block:
    """One limit that an offer does not keep. reason: of `REASONS`; text: why, in a plain sentence."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """An offer that cannot be proposed, with every reason that applies, in the order of `REASONS`."""

    offer: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A change of what the person said that would give something.

    limit: the reason (of `REASONS`) that goes away, two with " + "; change: field of the profile → its
    new value; text: the change as a sentence; offers: what would then fit, the best first.
    """

    limit: str
    change: Mapping[str, object]
    text: str
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What matching says of one profile. seed: what equal scores were rotated by, to be logged."""

    profile: str
    seed: str
    proposals: tuple[Proposal, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    relaxations: tuple[Relaxation, ...] = field(default=())
