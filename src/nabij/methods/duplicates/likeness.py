"""How probable it is that two records are about the same thing, as a sum of reasons.

Each trait adds or takes away weight, like the log-odds of a naive classifier: the sum, through the logistic function, is
a number from 0 to 1 that orders pairs. It is probability-like and no probability: the weights were set by reasoning
about what people told us goes wrong in social maps, and checked on labelled pairs (docs/duplicates.md); the thresholds
ASK and MENTION were chosen on the tuning half of those.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from nabij.methods.duplicates.names import branches, contrasts, name_likeness, shortened
from nabij.methods.geo import distance

Kind = Literal["organisation", "place", "offer"]
Common = frozenset[str]

#: From here a pair is put before a person.
ASK = 0.4
#: From here it is pointed out to whoever is typing: a wrong hint costs a glance, a duplicate costs a merge.
MENTION = 0.25

_BASE = -4.0


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of one record. Texts may be empty; sets too: unknown weighs nothing.

    id: its own. postcode: `3131AB`; number: of the house. phones, sites: as `plain_phone` and `site_of` give them; mails
    in small letters. owner, owner_id: the organisation of an offer. place_id: where it is. moments: weekday and hour of
    the dates as `TU10`, or the day itself for single dates. origin: the source with the id there. text: what it says of
    itself.
    """

    id: str
    name: str
    street: str = ""
    number: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    owner: str = ""
    owner_id: str = ""
    place_id: str = ""
    moments: frozenset[str] = frozenset()
    origin: tuple[str, str] = ("", "")
    text: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One reason: its code and what it adds (or takes away) on the log-odds scale."""

    code: str
    value: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1 with its reasons, the weightiest first."""

    score: float
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, by their ids in order, with their likeness."""

    first: str
    second: str
    likeness: Likeness


def likeness(
    kind: Kind, left: Traits, right: Traits, common: frozenset[str] = frozenset()
) -> Likeness:
    """Weigh two records of one kind. Symmetric. common: words that say little here, as in `name_likeness`."""
    terms = [term for term in _TERMS[kind](left, right, common) if term.value]
    total = _BASE + math.fsum(term.value for term in terms)
    score = 1 / (1 + math.exp(-total))
    ordered = sorted(terms, key=lambda term: (-abs(term.value), term.code))
    return Likeness(round(score, 4), tuple(ordered))


def _organisations(left: Traits, right: Traits, common: Common) -> Iterator[Term]:
    alike = name_likeness(left.name, right.name, common)
    yield _name(left, right, alike, best=6.5, worst=-3.5)
    yield from _contrasting(left, right, each=-4.0)
    yield from _reach(left, right, phone=3.0, mail=3.0, site=1.6, differ=-0.6)
    where = list(_where(left, right, same=1.4, near=0.6, far=-1.6))
    yield from where
    if any(term.value < 0 for term in where) and branches(left.name, right.name):
        yield Term("branches", -3.5)


def _places(left: Traits, right: Traits, common: Common) -> Iterator[Term]:
    alike = name_likeness(left.name, right.name, common)
    yield _name(left, right, alike, best=4.5, worst=-7.0)
    yield from _contrasting(left, right, each=-2.0)
    address = _same_address(left, right)
    if address:
        yield Term("same_address", 4.2)
    elif address is False:
        yield Term("other_address", -2.2)
    metres = _metres(left, right)
    if metres is not None:
        yield _by_steps("distance", metres, ((30, 1.6), (120, 0.6), (300, -1.5), (math.inf, -4.5)))
    yield from _reach(left, right, phone=1.0, mail=1.0, site=0.6, differ=-0.2)


def _offers(left: Traits, right: Traits, common: Common) -> Iterator[Term]:
    alike = name_likeness(left.name, right.name, common)
    yield _name(left, right, alike, best=4.6, worst=-5.0)
    yield from _contrasting(left, right, each=-7.0)
    yield from _owners(left, right, common)
    yield from _moments(left, right)
    yield from _where(left, right, same=1.2, near=0.5, far=-2.2)
    yield from _reach(left, right, phone=0.7, mail=0.7, site=0.3, differ=-0.2)
    if left.text and right.text:
        shared = len(left.text & right.text) / len(left.text | right.text)
        if shared >= 0.35:
            yield Term("same_text", round(2.4 * shared, 3))


_TERMS: dict[Kind, Callable[[Traits, Traits, Common], Iterator[Term]]] = {
    "organisation": _organisations,
    "place": _places,
    "offer": _offers,
}


def _name(left: Traits, right: Traits, alike: float, *, best: float, worst: float) -> Term:
    """From `worst` for nothing alike, over 0 where half is, to `best` for the same name."""
    if alike < 0.85 and shortened(left.name, right.name):
        return Term("short_name", round(best * 0.6, 3))
    if alike >= 0.5:
        return Term("name", round(best * (alike - 0.5) / 0.5, 3))
    return Term("other_name", round(worst * (0.5 - alike) / 0.5, 3))


def _contrasting(left: Traits, right: Traits, *, each: float) -> Iterator[Term]:
    apart = contrasts(left.name, right.name)
    if apart:
        yield Term("two_of_a_kind", each * min(apart, 2))


def _reach(
    left: Traits, right: Traits, *, phone: float, mail: float, site: float, differ: float
) -> Iterator[Term]:
    for code, a, b, value in (
        ("phone", left.phones, right.phones, phone),
        ("mail", left.mails, right.mails, mail),
        ("site", left.sites, right.sites, site),
    ):
        if a and b:
            yield Term(f"same_{code}", value) if a & b else Term(f"other_{code}", differ)


def _where(left: Traits, right: Traits, *, same: float, near: float, far: float) -> Iterator[Term]:
    if (left.place_id and left.place_id == right.place_id) or _same_address(left, right):
        yield Term("same_address", same)
        return
    metres = _metres(left, right)
    if metres is not None:
        yield _by_steps("distance", metres, ((150, near), (600, 0.0), (math.inf, far)))
    elif left.postcode and right.postcode and left.postcode[:4] != right.postcode[:4]:
        yield Term("distance", far)


def _owners(left: Traits, right: Traits, common: Common) -> Iterator[Term]:
    if left.owner_id and left.owner_id == right.owner_id:
        yield Term("same_organisation", 1.8)
    elif left.owner and right.owner:
        alike = name_likeness(left.owner, right.owner, common)
        yield Term("same_organisation", 1.4) if alike >= 0.7 else Term("other_organisation", -1.4)


def _moments(left: Traits, right: Traits) -> Iterator[Term]:
    a, b = left.moments, right.moments
    if not a or not b:
        return
    if a == b:
        yield Term("same_times", 2.0)
    elif a & b:
        yield Term("same_times", 1.0)
    elif _days(a) & _days(b):
        yield Term("other_times", -1.6)
    else:
        yield Term("other_days", -7.5)


def _days(moments: frozenset[str]) -> set[str]:
    """The weekday of `TU10`, the day of `2026-12-01`."""
    return {moment[:2] if moment[:1].isalpha() else moment for moment in moments}


def _same_address(left: Traits, right: Traits) -> bool | None:
    """None where not enough is known to say."""
    if not (left.number and right.number):
        return None
    if left.postcode and right.postcode:
        return left.postcode == right.postcode and left.number == right.number
    if left.street and right.street:
        return name_likeness(left.street, right.street) > 0.85 and left.number == right.number
    return None


def _metres(left: Traits, right: Traits) -> float | None:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    return distance(left.lat, left.lon, right.lat, right.lon)


def _by_steps(code: str, amount: float, steps: tuple[tuple[float, float], ...]) -> Term:
    return next(Term(code, value) for most, value in steps if amount <= most)
