"""How well somebody who gives time and somebody who looks for that fit: limits first, then a weight in plain terms.

What nobody told limits nothing. A pair that breaks a limit is no edge at all, with the reason; of the rest the weight
is the sum of its terms, 0 to 100, and the terms are the whole explanation. The numbers are a proposal (ADR 0088).
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nabij.methods.geo import Point, distance
from nabij.methods.pairing.model import Edge
from nabij.methods.text import analyse

SHARED_EACH, SHARED_MOST = 20.0, 40.0
"""Points for each thing that both like or ask, and for all of them."""
TIMES_EACH, TIMES_MOST = 5.0, 20.0
"""Points for each part of the week in which both are free; the most where each part that is asked suits."""
LANGUAGE_DUTCH, LANGUAGE_OWN = 10.0, 15.0
"""Points for a shared language: Dutch (or not told), or another one, in which fewer people can be found."""
NEAR_MOST = 25.0
"""Points for who live in the same neighbourhood; less with the distance, 0 at the furthest the volunteer goes."""
MOST_EDGES = 30
"""Of one wish: only the best so many go into the pairing."""

Thing = frozenset[str]
"""The index tokens of one thing that somebody wrote."""


class Limit(StrEnum):
    """Why two people cannot be paired."""

    KIND = "kind"
    ROOM = "room"
    CERTIFICATE = "certificate"
    BEFORE = "before"
    LANGUAGE = "language"
    TIMES = "times"
    FAR = "far"
    VOLUNTEER_AVOIDS = "volunteer_avoids"
    PERSON_AVOIDS = "person_avoids"


class Term(StrEnum):
    """What adds to the weight."""

    SHARED = "shared"
    LANGUAGE = "language"
    TIMES = "times"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who gives time. kinds: what they do. free: codes such as "TU-morning"; None: any time.

    likes, avoid: codes of things; liked, avoided: the same in words (`things`). certified: a valid certificate of
    conduct. metres: how far they go. room: to how many more people.
    """

    id: str
    kinds: frozenset[str]
    languages: frozenset[str] = frozenset()
    free: frozenset[str] | None = None
    likes: frozenset[str] = frozenset()
    liked: tuple[Thing, ...] = ()
    avoid: frozenset[str] = frozenset()
    avoided: tuple[Thing, ...] = ()
    area: str = ""
    point: Point | None = None
    metres: float = 3_000.0
    certified: bool = False
    room: int = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. kind: one; asks_certificate: only of who has one; at_a_distance: by phone.

    before: ids of those who were proposed before and will not be again. refuses: "rather nobody one to one".
    """

    id: str
    kind: str
    languages: frozenset[str] = frozenset()
    free: frozenset[str] | None = None
    likes: frozenset[str] = frozenset()
    liked: tuple[Thing, ...] = ()
    avoided: tuple[Thing, ...] = ()
    refuses: bool = False
    area: str = ""
    point: Point | None = None
    asks_certificate: bool = False
    at_a_distance: bool = False
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """One term of the weight. amount: what it was counted from (things, parts of the week, metres); word: a code."""

    term: Term
    points: float
    amount: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """An edge with its explanation."""

    helper: str
    wanted: str
    terms: tuple[Said, ...]

    @property
    def weight(self) -> float:
        """The sum of the terms, 0 to 100."""
        return sum(said.points for said in self.terms)

    def edge(self) -> Edge:
        """As `pair` takes it."""
        return Edge(self.helper, self.wanted, self.weight)


def things(phrases: Iterable[str]) -> tuple[Thing, ...]:
    """Each thing that somebody wrote, by its stems; a phrase that says nothing is left out."""
    return tuple(thing for thing in (frozenset(analyse(one)) for one in phrases) if thing)


def limit_between(helper: Helper, wanted: Wanted) -> Limit | None:
    """The first limit that stands between them, those that are quick to look at first; None where they could meet."""
    if wanted.kind not in helper.kinds:
        return Limit.KIND
    if helper.room < 1:
        return Limit.ROOM
    if wanted.asks_certificate and not helper.certified:
        return Limit.CERTIFICATE
    if helper.id in wanted.before:
        return Limit.BEFORE
    if helper.languages and wanted.languages and helper.languages.isdisjoint(wanted.languages):
        return Limit.LANGUAGE
    return _limit_of_what_they_told(helper, wanted)


def fit(helper: Helper, wanted: Wanted) -> Fit | None:
    """How well they fit, with the terms that add something; None where a limit stands between them."""
    if limit_between(helper, wanted) is not None:
        return None
    every = (
        _shared(helper, wanted),
        _language(helper, wanted),
        _times(helper, wanted),
        _near(helper, wanted),
    )
    return Fit(helper.id, wanted.id, tuple(said for said in every if said.points > 0))


def fits(helpers: Collection[Helper], wanted: Iterable[Wanted]) -> Iterator[Fit]:
    """The edges of each wish, the best `MOST_EDGES` of them; equals by the id of the volunteer, always the same."""
    of_kind: dict[str, list[Helper]] = {}
    for helper in sorted(helpers, key=lambda one: one.id):
        for kind in helper.kinds if helper.room > 0 else ():
            of_kind.setdefault(kind, []).append(helper)
    for one in wanted:
        found = (fit(helper, one) for helper in of_kind.get(one.kind, ()))
        possible = [each for each in found if each is not None]
        yield from heapq.nsmallest(MOST_EDGES, possible, key=lambda fit: (-fit.weight, fit.helper))


def _limit_of_what_they_told(helper: Helper, wanted: Wanted) -> Limit | None:
    if _parts(helper, wanted) == 0:
        return Limit.TIMES
    if _too_far(helper, wanted):
        return Limit.FAR
    if helper.avoid & wanted.likes or _common(helper.avoided, wanted.liked):
        return Limit.VOLUNTEER_AVOIDS
    if wanted.refuses or _common(wanted.avoided, helper.liked):
        return Limit.PERSON_AVOIDS
    return None


def _shared(helper: Helper, wanted: Wanted) -> Said:
    count = len(helper.likes & wanted.likes) + _common(wanted.liked, helper.liked)
    return Said(Term.SHARED, min(SHARED_MOST, SHARED_EACH * count), count)


def _language(helper: Helper, wanted: Wanted) -> Said:
    other = sorted((helper.languages & wanted.languages) - {"nl"})
    if other:
        return Said(Term.LANGUAGE, LANGUAGE_OWN, word=other[0])
    return Said(Term.LANGUAGE, LANGUAGE_DUTCH, word="nl")


def _times(helper: Helper, wanted: Wanted) -> Said:
    parts = _parts(helper, wanted)
    if parts is None or helper.free is None:
        return Said(Term.TIMES, TIMES_MOST, parts or 0)
    if wanted.free is not None and wanted.free <= helper.free:
        return Said(Term.TIMES, TIMES_MOST, parts)
    return Said(Term.TIMES, min(TIMES_MOST, TIMES_EACH * parts), parts)


def _near(helper: Helper, wanted: Wanted) -> Said:
    if wanted.at_a_distance:
        return Said(Term.NEAR, 0.0)
    if helper.area and helper.area == wanted.area:
        return Said(Term.NEAR, NEAR_MOST, word="same")
    metres = _metres(helper, wanted)
    if metres is None or helper.metres <= 0:
        return Said(Term.NEAR, 0.0)
    return Said(Term.NEAR, NEAR_MOST * max(0.0, 1 - metres / helper.metres), round(metres))


def _parts(helper: Helper, wanted: Wanted) -> int | None:
    """Parts of the week in which both are free; None where neither told when."""
    if helper.free is None and wanted.free is None:
        return None
    if helper.free is None or wanted.free is None:
        return len(helper.free if wanted.free is None else wanted.free)  # type: ignore[arg-type]
    return len(helper.free & wanted.free)


def _too_far(helper: Helper, wanted: Wanted) -> bool:
    if wanted.at_a_distance or (helper.area and helper.area == wanted.area):
        return False
    metres = _metres(helper, wanted)
    return metres is not None and metres > helper.metres


def _metres(helper: Helper, wanted: Wanted) -> float | None:
    here, there = helper.point, wanted.point
    if here is None or there is None:
        return None
    return distance(here.lat, here.lon, there.lat, there.lon)


def _common(these: Iterable[Thing], those: Collection[Thing]) -> int:
    """How many of these things share a word with one of those."""
    return sum(any(not one.isdisjoint(other) for other in those) for one in these)
