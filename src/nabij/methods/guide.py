"""At most three next steps from a few answers, each with its reason. Stands on `matching`.

What somebody said are aims: obstacles and wishes, each with what takes it up. Steps are chosen one by one:
what takes up something that no earlier step does goes first, then what matching values most. One step at
least is no meeting activity; where there is none, the place is left to a call. The weights are Nabij's
proposal; the way of thinking is that of *Valkuilen en risico's* (aanpakeenzaamheid.nl): take up the cause, and do not
answer everything with meeting people.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from nabij.methods.geo import Point
from nabij.methods.matching import causes
from nabij.methods.matching.limits import fits
from nabij.methods.matching.model import Offer, Profile, Slot
from nabij.methods.matching.scoring import terms
from nabij.methods.matching.travel import WITHOUT_TRIP

MOST = 3

#: Points, beside the 100 of matching: for how directly it takes something up, for being the first step that does, for
#: taking up more than one thing, and for resembling an earlier step.
DIRECT, NEW, MORE, ALIKE = 40.0, 30.0, 12.0, 12.0
#: What is made for few people, of an age or in a life that nobody was asked about, loses so much.
NARROW = 60.0
#: At home or by phone, for who likes that.
COMES = 6.0
#: An aim is taken up from this strength on; below it nobody would see the reason.
ENOUGH = 0.45

#: What a cause counts for that an offer names first, second, third; a mechanism that is not its main one.
PLACES, SIDE = (1.0, 0.75, 0.6, 0.5), 0.65


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take something up: everything that it names must hold, of each set one is enough.

    worth: 0 to 1, when it holds as well as can be. comes: it comes to the person, is on the phone or fetches them;
    free: it costs nothing; along: someone comes along the first time.
    """

    causes: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    comes: bool = False
    free: bool = False
    along: bool = False
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that somebody said, as the screen knows it, and the ways to take it up; cause: it stands for one."""

    code: str
    ways: tuple[Way, ...]
    causes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer as matching sees it. causes: the main one first; for_few: made for people of whom nothing was said."""

    offer: Offer
    causes: tuple[str, ...] = ()
    for_few: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that somebody said. days: MO..SU that suit, none: all. languages: spoken, none: not told.

    on_foot: getting somewhere is hard. together: would rather not go alone. at_home: at home or by phone is welcome.
    welcome: audiences to which this person belongs by what was said.
    """

    on: dt.date
    aims: tuple[Aim, ...] = ()
    point: Point | None = None
    days: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    on_foot: bool = False
    together: bool = False
    at_home: bool = False
    welcome: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One proposal. offer: its id, or empty for a call. aims: codes of what it takes up, the strongest first.

    reasons: what else speaks for it: along, comes, free, near. widened: what it does not keep: farther, other_day.
    """

    offer: str
    aims: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    widened: tuple[str, ...] = ()
    score: float = 0.0


CALL = Step("")


def is_meeting(offer: Offer) -> bool:
    """Whether an offer is a meeting activity: something for a group, or mainly meeting people."""
    return offer.form == "group" or offer.mechanisms[0] == "meeting"


def strength(aim: Aim, candidate: Candidate) -> float:
    """How directly an offer takes up what was said, 0 to 1."""
    return max((_strength(way, candidate) for way in aim.ways), default=0.0)


def _strength(way: Way, candidate: Candidate) -> float:
    offer = candidate.offer
    holds = (
        (not way.forms or offer.form in way.forms)
        and (not way.comes or offer.reach in WITHOUT_TRIP)
        and (not way.free or offer.monthly_cost == 0)
        and (not way.along or offer.walk_along)
    )
    return way.worth * _by_cause(way, candidate) * _by_mechanism(way, offer) if holds else 0.0


def _by_cause(way: Way, candidate: Candidate) -> float:
    """The place of the cause in the offer, and how directly its way of helping takes that cause up."""
    if not way.causes:
        return 1.0
    served = candidate.offer.causes
    places = [place for place, cause in enumerate(candidate.causes) if cause in way.causes]
    if not places:
        return 0.0
    shared = tuple(sorted(way.causes & served))
    direct = 0.6 + 0.4 * causes.fit(shared, candidate.offer.mechanisms, served)
    return PLACES[min(places[0], len(PLACES) - 1)] * direct


def _by_mechanism(way: Way, offer: Offer) -> float:
    if not way.mechanisms:
        return 1.0
    if offer.mechanisms[0] in way.mechanisms:
        return 1.0
    return 0.0 if way.mechanisms.isdisjoint(offer.mechanisms) else SIDE


def steps(asked: Asked, candidates: Collection[Candidate], most: int = MOST) -> tuple[Step, ...]:
    """The next steps, the best first; a call where nothing that is no meeting activity can be proposed.

    Never empty, whatever there is. The order of the candidates makes no difference.
    """
    found: list[_Weighed] = []
    for profile in _ladder(asked):
        possible = [one for one in candidates if fits(profile, one.offer)]
        weighed = [_weighed(asked, profile, one) for one in possible]
        found = _chosen(asked, weighed, most, before=found)
        if len(found) >= most:
            break
    made = [_step(asked, one) for one in found]
    if all(is_meeting(one.offer) for one in found):
        made = [*made[: most - 1], CALL]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An offer with what it is worth. aims: strength by code, for what it takes up."""

    offer: Offer
    points: float
    aims: dict[str, float]
    lot: str


def _ladder(asked: Asked) -> Iterable[Profile]:
    """The person as told, then with other days, then wherever it is."""
    told = Profile(
        id="guide",
        on=asked.on,
        age=None,
        languages=asked.languages,
        causes=tuple(sorted(set().union(*(aim.causes for aim in asked.aims)))),
        point=asked.point,
        means=("walk",) if asked.on_foot else ("bicycle", "bus"),
        minutes=25 if asked.on_foot else 40,
        free=tuple(Slot(day, 0, 24 * 60) for day in sorted(asked.days)) or None,
        walk_along=asked.together,
    )
    yield told
    if told.free:
        yield replace(told, free=None)
    if told.point:
        yield replace(told, free=None, minutes=math.inf)


def _weighed(asked: Asked, profile: Profile, candidate: Candidate) -> _Weighed:
    offer = candidate.offer
    worth = (
        term.value
        for term in terms(profile, offer, "nl")
        if term.code != "travel" or profile.point is not None
    )
    points = math.fsum(worth) - NARROW * (candidate.for_few or _for_an_age(offer))
    points += COMES * (asked.at_home and offer.reach in WITHOUT_TRIP)
    lot = hashlib.blake2b(f"{asked.on}|{offer.id}".encode(), digest_size=8).hexdigest()
    strengths = {aim.code: strength(aim, candidate) for aim in asked.aims}
    return _Weighed(offer, points, {c: s for c, s in strengths.items() if s >= ENOUGH}, lot)


def _for_an_age(offer: Offer) -> bool:
    """Whether most people are too old or too young for it; nobody was asked an age."""
    return (offer.age_max is not None and offer.age_max < 60) or (
        offer.age_min is not None and offer.age_min > 18
    )


def _chosen(
    asked: Asked, candidates: Sequence[_Weighed], most: int, before: Sequence[_Weighed]
) -> list[_Weighed]:
    """One by one beside those before, the last place kept for what is no meeting activity as long as there is none."""
    found = list(before)
    there = {one.offer.id for one in found}
    left = [one for one in candidates if one.offer.id not in there and (one.aims or not asked.aims)]
    while left and len(found) < most:
        last = len(found) == most - 1 and all(is_meeting(one.offer) for one in found)
        able = [one for one in left if not is_meeting(one.offer)] if last else left
        if not able:
            break
        best = max(able, key=lambda one: (_worth(one, found), one.lot))
        found.append(best)
        left.remove(best)
    return found


def _worth(one: _Weighed, found: Sequence[_Weighed]) -> float:
    """What it adds to what was chosen already."""
    taken = {code: max(other.aims.get(code, 0.0) for other in found) for code in one.aims if found}
    gains = sorted((s - taken.get(code, 0.0) for code, s in one.aims.items()), reverse=True)
    worth = one.points + DIRECT * max(one.aims.values(), default=0.0)
    worth += NEW * max([*gains[:1], 0.0]) + MORE * sum(gain for gain in gains[1:] if gain > 0)
    for other in found:
        worth -= ALIKE * (one.offer.mechanisms[0] == other.offer.mechanisms[0])
        worth -= ALIKE * (one.offer.form == other.offer.form)
    return worth


def _step(asked: Asked, one: _Weighed) -> Step:
    offer = one.offer
    strongest = sorted(one.aims, key=lambda code: -one.aims[code])
    comes = offer.reach in WITHOUT_TRIP
    told, wherever = next(iter(_ladder(asked))), replace(asked, days=frozenset())
    near = next(iter(_ladder(wherever)))
    said = (
        ("along", asked.together and offer.walk_along),
        ("comes", (asked.at_home or asked.on_foot) and comes),
        ("near", bool(asked.point) and not comes and fits(near, offer)),
        ("free", offer.monthly_cost == 0),
        ("along", offer.walk_along),
    )
    kept = fits(told, offer)
    widened = (
        ("farther", bool(asked.point) and not comes and not kept and not fits(near, offer)),
        ("other_day", bool(asked.days) and not kept and _other_day(asked, offer)),
    )
    return Step(
        offer.id,
        aims=tuple(strongest),
        reasons=tuple(dict.fromkeys(code for code, holds in said if holds)),
        widened=tuple(code for code, holds in widened if holds),
        score=one.points,
    )


def _other_day(asked: Asked, offer: Offer) -> bool:
    return bool(offer.times) and asked.days.isdisjoint(slot.day for slot in offer.times)
