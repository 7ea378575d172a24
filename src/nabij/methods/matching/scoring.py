"""How well an offer that keeps all limits fits one person: points, each with its sentence.

The greatest possible score is 100. Every value is a whole number of eighths of a point, which a computer
adds without rounding, so the terms add up to the score exactly and in any order; finer differences mean
nothing here and are left to the rotation of ties. The weights are Nabij's proposal.
"""

from __future__ import annotations

from collections.abc import Iterator

from nabij.methods.matching import causes
from nabij.methods.matching.limits import STALE_AFTER, trip
from nabij.methods.matching.model import Language, Offer, Profile, Term
from nabij.methods.matching.sentences import say
from nabij.methods.matching.travel import WITHOUT_TRIP
from nabij.methods.matching.words import best_fit

LIMITS, CAUSE, SERVED, WISH, TALENT = 5.0, 38.0, 10.0, 14.0, 5.0
TRAVEL, GROUP, WALK_ALONG, FRESH, PRICE, ROOM = 8.0, 6.0, 5.0, 4.0, 2.0, 3.0

SMALL_IS_BETTER = frozenset({"social_skills", "self_image", "negative_expectations"})
"""Causes for which a small group is the easier beginning."""
SMALL, LARGE = 6, 24
"""People: to `SMALL` a group is as good as can be, from `LARGE` on it adds nothing."""
GOING_OUT_IS_HARD = frozenset({"mobility", "health_senses"})
"""Causes for which no trip at all is worth as much as one next door."""
NO_TRIP = 0.5
"""For everyone else it is worth half of that: going out is part of what helps."""
ROOM_LEFT = {"room": 1.0, "ask": 0.625, "waiting_list": 0.125}
_STEP = 8


def eighths(points: float) -> float:
    """The nearest whole number of eighths of a point."""
    return round(points * _STEP) / _STEP


def terms(profile: Profile, offer: Offer, language: Language) -> Iterator[Term]:
    """What an offer that keeps every limit is worth to this person, part by part; parts of 0 are left out."""
    for code, (points, told) in (
        ("limits", (LIMITS, {})),
        ("cause", _cause(profile, offer)),
        ("served", _served(profile, offer)),
        ("wish", _wish(profile, offer)),
        ("talent", _talent(profile, offer)),
        ("travel", _travel(profile, offer)),
        ("group", _group(profile, offer)),
        ("walk_along", _walk_along(profile, offer)),
        ("fresh", _fresh(profile, offer)),
        ("price", _price(profile, offer)),
        ("room", _room(offer)),
    ):
        value = eighths(points)
        if value:
            yield Term(code, value, say(code, told, language))


Part = tuple[float, dict[str, object]]
"""Points, and what the sentence about them tells."""


def _cause(profile: Profile, offer: Offer) -> Part:
    share = causes.fit(profile.causes, offer.mechanisms, offer.causes)
    if not share:
        return 0.0, {}
    cause, mechanism = causes.best_pair(profile.causes, offer.mechanisms, offer.causes)
    return CAUSE * share, {"cause": cause, "mechanism": mechanism}


def _served(profile: Profile, offer: Offer) -> Part:
    shared = [cause for cause in profile.causes if cause in offer.causes]
    if not shared:
        return 0.0, {}
    share = 0.7 + 0.3 * len(shared) / len(profile.causes)
    return SERVED * share, {"causes": shared}


def _wish(profile: Profile, offer: Offer) -> Part:
    if not profile.wishes:
        return 0.0, {}
    share, wish = best_fit(profile.wishes, offer.wording)
    return WISH * share, {"wish": wish}


def _talent(profile: Profile, offer: Offer) -> Part:
    """A talent counts in full where it gives someone a role, and less where it is only the subject."""
    if not profile.talents:
        return 0.0, {}
    share, talent = best_fit(profile.talents, offer.wording)
    role = "meaningful_role" in offer.mechanisms
    return TALENT * share * (1.0 if role else 0.4), {"talent": talent, "role": role}


def _travel(profile: Profile, offer: Offer) -> Part:
    if offer.reach in WITHOUT_TRIP:
        needed = not GOING_OUT_IS_HARD.isdisjoint(profile.causes)
        return TRAVEL * (1.0 if needed else NO_TRIP), {"reach": offer.reach}
    if profile.point is None:
        return 0.0, {}
    minutes = trip(profile, offer)
    share = 1.0 if profile.minutes <= 0 else 1 - minutes / profile.minutes
    return TRAVEL * max(0.0, share), {"reach": offer.reach, "minutes": max(1, round(minutes))}


def _group(profile: Profile, offer: Offer) -> Part:
    """Only where a small group is the easier beginning; one to one is the smallest."""
    if SMALL_IS_BETTER.isdisjoint(profile.causes):
        return 0.0, {}
    size = 2 if offer.form == "one_to_one" else offer.group_size
    if size is None:
        return 0.0, {}
    share = (LARGE - max(SMALL, size)) / (LARGE - SMALL)
    return GROUP * max(0.0, share), {"size": size}


def _walk_along(profile: Profile, offer: Offer) -> Part:
    """Somebody comes along, or there is nowhere to go in alone."""
    if not profile.walk_along:
        return 0.0, {}
    if offer.walk_along:
        return WALK_ALONG, {"along": True}
    return (WALK_ALONG * 0.6, {"along": False}) if offer.reach in WITHOUT_TRIP else (0.0, {})


def _fresh(profile: Profile, offer: Offer) -> Part:
    if offer.verified_on is None:
        return 0.0, {}
    days = max(0, (profile.on - offer.verified_on).days)
    return FRESH * max(0.0, 1 - days / (STALE_AFTER.days + 1)), {"days": days}


def _price(profile: Profile, offer: Offer) -> Part:
    """Free is best; against a budget what is left of it counts; an unknown price adds nothing."""
    cost = offer.monthly_cost
    if cost is None:
        return 0.0, {}
    if not cost:
        return PRICE, {"cost": 0.0}
    if not profile.budget:
        return 0.0, {}
    return PRICE * 0.75 * (1 - cost / profile.budget), {"cost": cost}


def _room(offer: Offer) -> Part:
    share = ROOM_LEFT.get(offer.capacity, ROOM_LEFT["ask"])
    return ROOM * share, {"capacity": offer.capacity}
