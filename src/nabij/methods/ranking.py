"""Which hits come first, why they are there, and how to look wider when there are none.

The score of a hit is the sum of its terms, so the explanation is the score itself. Own method; the
weights are a choice of Nabij, given as data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from nabij.methods.geo import Point
from nabij.methods.text import Query, TextMatch, parse_query

Part = Literal["morning", "afternoon", "evening"]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Criteria:
    """What somebody looks for; everything absent is unlimited.

    words: as typed. point: from where distances count. within_metres: the longest distance; None:
    the whole municipality.
    days: of MO..SU. part: of the day, by start time: morning before 12, afternoon before 18,
    evening after.
    free: only what costs nothing. languages: ISO 639-1, one of them is enough. needs: accessibility
    codes, all of them.
    age: in years. walk_along: only where someone can come along the first time. need: a wish, cause
    or mechanism of the vocabulary. from_date, to_date: of the next occurrence, both included.
    limit: how many hits at most. language: of the screen. any_word: one of the words is enough.
    """

    words: str = ""
    point: Point | None = None
    within_metres: float | None = None
    days: frozenset[str] = frozenset()
    part: Part | None = None
    free: bool = False
    languages: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    age: int | None = None
    walk_along: bool = False
    need: str | None = None
    from_date: dt.date | None = None
    to_date: dt.date | None = None
    limit: int = 20
    language: str = "nl"
    any_word: bool = False

    def query(self, vocabulary: Mapping[str, int] | None = None) -> Query:
        """The words, understood; see `text.parse_query`."""
        return parse_query(self.words, self.language, vocabulary=vocabulary)


def part_of_day(start: dt.time) -> Part:
    """The part of the day in which something starts: before 12, before 18, or later."""
    return "morning" if start.hour < 12 else "afternoon" if start.hour < 18 else "evening"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit is there, as a code with values that the screen puts in words.

    distance (metres, place), free, language (code), checked (days), walk_along, synonym (typed,
    found), spelling (typed, found), soon (days), room, need (code), accessible (code). values: in a
    fixed order, by name.
    """

    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __hash__(self) -> int:
        return hash((self.code, tuple(self.values.items())))


def reason(code: str, **values: str | float) -> Reason:
    """A reason with its values by name.

    Such as code "distance" with metres=820 and place="3131 AB".
    """
    return Reason(code, values)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit to be ranked.

    id: unique, decides ties. text: 0..1, how well the words match; None if no words were typed.

    metres: from the place asked; None if unknown or no place was asked. days_to_next: until the
    next occurrence, 0 is today; None if by appointment. days_since_check: since someone last
    confirmed it; None if never. room: "room", "ask", "waiting_list" or "full". reasons: kept with
    the hit.
    """

    id: str
    text: float | None = None
    metres: float | None = None
    days_to_next: int | None = None
    days_since_check: int | None = None
    room: str = "ask"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term can add; made to sum to 1 over the terms that are asked for.

    half_distance: metres at which the term of distance is halved. half_soon, half_fresh: the same
    in days.
    """

    text: float = 0.50
    distance: float = 0.22
    soon: float = 0.12
    fresh: float = 0.08
    room: float = 0.08
    half_distance: float = 1_500.0
    half_soon: float = 7.0
    half_fresh: float = 90.0


ROOM = MappingProxyType({"room": 1.0, "ask": 0.6, "waiting_list": 0.3, "full": 0.0})
"""What the room that is left counts for; an unknown code counts as "ask"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score. code: text, distance, soon, fresh or room; value: what it adds, 0..1."""

    code: str
    value: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit in its place. score: 0..1, the sum of the values of the terms, all of 6 decimals."""

    id: str
    score: float
    terms: tuple[Term, ...]
    reasons: tuple[Reason, ...] = ()


def rank(
    candidates: Iterable[Candidate], weights: Weights | None = None, limit: int | None = None
) -> list[Ranked]:
    """The hits from best to least; equal scores by id.

    limit: how many at most; None: all. Deterministic.

    A term that nobody asked for (no words, no place) is left out and its weight shared among the
    others, so scores stay between 0 and 1 and compare within one search only.
    """
    weights = weights or Weights()
    hits = list(candidates)
    shares = _shares(hits, weights)
    ranked = [_ranked(hit, shares, weights) for hit in hits]
    ranked.sort(key=lambda r: (-r.score, r.id))
    return ranked if limit is None else ranked[: max(0, limit)]


def _shares(hits: Sequence[Candidate], weights: Weights) -> dict[str, float]:
    shares = {"text": weights.text, "distance": weights.distance}
    if all(hit.text is None for hit in hits):
        del shares["text"]
    if all(hit.metres is None for hit in hits):
        del shares["distance"]
    shares |= {"soon": weights.soon, "fresh": weights.fresh, "room": weights.room}
    total = sum(shares.values()) or 1.0
    return {code: share / total for code, share in shares.items()}


def _ranked(hit: Candidate, shares: Mapping[str, float], weights: Weights) -> Ranked:
    values = {
        "text": min(1.0, max(0.0, hit.text or 0.0)),
        "distance": _halving(hit.metres, weights.half_distance),
        "soon": _halving(hit.days_to_next, weights.half_soon),
        "fresh": _halving(hit.days_since_check, weights.half_fresh),
        "room": ROOM.get(hit.room, ROOM["ask"]),
    }
    raw = {code: share * values[code] for code, share in shares.items()}
    score = round(sum(raw.values()), 6)
    terms = {code: round(value, 6) for code, value in raw.items()}
    largest = max(terms, key=terms.__getitem__)
    terms[largest] = round(terms[largest] + score - sum(terms.values()), 6)
    return Ranked(hit.id, score, tuple(Term(*term) for term in terms.items()), hit.reasons)


def _halving(amount: float | None, half: float) -> float:
    """1 at nothing, a half at `half`, towards 0 far away; 0 when unknown."""
    return 0.0 if amount is None else half / (half + max(0.0, amount))


def text_reasons(match: TextMatch) -> tuple[Reason, ...]:
    """What to say where other words than the typed ones were found.

    Reasons "synonym" and "spelling".
    """
    return tuple(
        reason(group.alternative.why, typed=group.typed, found=group.alternative.word)
        for group in match.groups
        if group.alternative.why in ("synonym", "spelling")
        and not group.alternative.word.startswith("@")
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step wider.

    code: what was let go; criteria: what to ask now; dropped: the values let go, for the screen.

    Codes: farther (metres), whole_municipality, other_part (part), other_day (days), other_dates,
    cost, language (languages), walk_along, need (need), any_word (words), no_words (words).
    """

    code: str
    criteria: Criteria
    dropped: Mapping[str, object] = field(default_factory=dict)


def widening_steps(criteria: Criteria) -> list[Step]:
    """How to look wider when nothing is found, in order.

    Each step keeps what the steps before it let go.

    Farther (twice, four times, the whole municipality), another part of the day, another day, other
    dates, then cost, language, company on the first visit and wish, one by one; then any of the
    words, at last without words. Accessibility
    and age are never let go: what one cannot enter is no answer. Spelling and synonyms are always
    on.
    """
    steps: list[Step] = []
    for code, changes in _changes(criteria):
        last = steps[-1].criteria if steps else criteria
        dropped = {name: getattr(criteria, name) for name in changes if name != "any_word"}
        if code == "farther":
            dropped = {"metres": changes["within_metres"]}
        steps.append(Step(code, replace(last, **changes), MappingProxyType(dropped)))
    return steps


def _changes(criteria: Criteria) -> Iterable[tuple[str, dict[str, Any]]]:
    if criteria.within_metres is not None and criteria.point is not None:
        yield "farther", {"within_metres": criteria.within_metres * 2}
        yield "farther", {"within_metres": criteria.within_metres * 4}
        yield "whole_municipality", {"within_metres": None}
    simple: tuple[tuple[str, bool, dict[str, Any]], ...] = (
        ("other_part", criteria.part is not None, {"part": None}),
        ("other_day", bool(criteria.days), {"days": frozenset()}),
        (
            "other_dates",
            criteria.from_date is not None or criteria.to_date is not None,
            {"to_date": None},
        ),
        ("cost", criteria.free, {"free": False}),
        ("language", bool(criteria.languages), {"languages": frozenset()}),
        ("walk_along", criteria.walk_along, {"walk_along": False}),
        ("need", criteria.need is not None, {"need": None}),
    )
    yield from ((code, changes) for code, holds, changes in simple if holds)
    groups = len(criteria.query().groups)
    if groups > 1 and not criteria.any_word:
        yield "any_word", {"any_word": True}
    if groups:
        yield "no_words", {"words": "", "any_word": False}
