"""The limits that an offer must keep before it is weighed at all.

What an offer does not tell: its price or the size of its group can be asked beforehand and excludes
nothing; its place, its access and when it was last checked cannot be guessed, so without them it is
left out; without languages it is in Dutch, as almost all are.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from nabij.methods.matching import times
from nabij.methods.matching.model import Offer, Profile
from nabij.methods.matching.travel import WITHOUT_TRIP, quickest
from nabij.methods.matching.words import avoided_word

STALE_AFTER = dt.timedelta(days=365)
"""An offer that nobody confirmed for longer is not proposed: seasons pass in a year, and rooms, days and
welcomers change with them. Proposal; before that an offer sinks step by step (the term "fresh")."""

ONLY_FOR = {"women": "woman", "men": "man"}
AT_A_PLACE = frozenset({"on_site", "fetched"})
_EPSILON = 1e-9


def trip(profile: Profile, offer: Offer) -> float:
    """Minutes to get there by the quickest of the person's means; 0 where no trip is needed.

    Infinite where none of the means goes there, or the offer has a place and does not tell it.
    """
    if offer.reach in WITHOUT_TRIP or profile.point is None:
        return 0.0
    if offer.point is None:
        return math.inf
    return quickest(profile.point, offer.point, profile.means)[0]


def _too_far(profile: Profile, offer: Offer) -> bool:
    return trip(profile, offer) > profile.minutes + _EPSILON


def _wrong_age(profile: Profile, offer: Offer) -> bool:
    if profile.age is None:
        return False
    return not (
        (offer.age_min is None or profile.age >= offer.age_min)
        and (offer.age_max is None or profile.age <= offer.age_max)
    )


def _not_for_this_person(profile: Profile, offer: Offer) -> bool:
    return offer.only_for is not None and ONLY_FOR.get(offer.only_for) != profile.gender


def _wrong_language(profile: Profile, offer: Offer) -> bool:
    spoken = offer.languages or {"nl"}
    return bool(profile.languages) and profile.languages.isdisjoint(spoken)


def _too_expensive(profile: Profile, offer: Offer) -> bool:
    cost = offer.monthly_cost
    return profile.budget is not None and cost is not None and cost > profile.budget + _EPSILON


def needed(profile: Profile, offer: Offer) -> frozenset[str]:
    """What the person needs of this offer: all of it at a place, only to hear well on the phone, nothing at home."""
    if offer.reach in AT_A_PLACE:
        return profile.needs
    return profile.needs & {"hearing_loop"} if offer.reach == "phone" else frozenset()


def _not_accessible(profile: Profile, offer: Offer) -> bool:
    return bool(profile.needs) and not needed(profile, offer) <= offer.accessible


def _not_open(_profile: Profile, offer: Offer) -> bool:
    return offer.status != "open"


def _full(_profile: Profile, offer: Offer) -> bool:
    return offer.capacity == "full"


def _no_time_fits(profile: Profile, offer: Offer) -> bool:
    return not times.fits(profile.free, offer.times, offer.form)


def _avoided(profile: Profile, offer: Offer) -> bool:
    return bool(avoided_fields(profile, offer, first=True))


def _not_verified(profile: Profile, offer: Offer) -> bool:
    if offer.stale is not None:
        return offer.stale
    return offer.verified_on is None or profile.on - offer.verified_on > STALE_AFTER


def avoided_fields(profile: Profile, offer: Offer, *, first: bool = False) -> tuple[str, ...]:
    """Which fields of `avoid` this offer runs into; only the first of them where that is enough."""
    avoid = profile.avoid
    found: list[str] = []
    if not avoid.mechanisms.isdisjoint(offer.mechanisms):
        found.append("mechanisms")
    if offer.form in avoid.forms:
        found.append("forms")
    if (
        avoid.group_over is not None
        and offer.group_size is not None
        and offer.group_size > avoid.group_over
    ):
        found.append("group_over")
    if not (first and found) and avoid.words and avoided_word(avoid.words, offer.wording):
        found.append("words")
    return tuple(found)


LIMITS: tuple[tuple[str, Callable[[Profile, Offer], bool]], ...] = (
    ("too_far", _too_far),
    ("wrong_age", _wrong_age),
    ("not_for_this_person", _not_for_this_person),
    ("wrong_language", _wrong_language),
    ("too_expensive", _too_expensive),
    ("not_accessible", _not_accessible),
    ("not_open", _not_open),
    ("full", _full),
    ("no_time_fits", _no_time_fits),
    ("avoided", _avoided),
    ("not_verified", _not_verified),
)
"""Each reason with the question whether it applies, in the order of `model.REASONS`."""

_CHEAPEST_FIRST = tuple(
    sorted(
        (broken for _, broken in LIMITS),
        key=lambda broken: (broken is _avoided, broken is _too_far, broken is _no_time_fits),
    )
)


def reasons(profile: Profile, offer: Offer) -> tuple[str, ...]:
    """Every reason why this offer cannot be proposed, in the order of `REASONS`; () where it can."""
    return tuple(reason for reason, broken in LIMITS if broken(profile, offer))


def fits(profile: Profile, offer: Offer) -> bool:
    """Whether an offer keeps every limit: the same as no `reasons`, but quicker with a no."""
    return not any(broken(profile, offer) for broken in _CHEAPEST_FIRST)
