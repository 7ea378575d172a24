"""The most that each offer can be worth, all at once: nearly what `methods.matching` gives it, and never less."""

from collections.abc import Mapping, Sequence

import numpy as np

from nabij.directory.index import facts
from nabij.directory.index.facts import Rows
from nabij.directory.queries.matching.columns import Mask, Numbers, monthly
from nabij.methods.matching import causes, scoring
from nabij.methods.matching.limits import STALE_AFTER
from nabij.methods.matching.model import Profile, Proposal
from nabij.methods.matching.travel import WITHOUT_TRIP
from nabij.methods.matching.variety import KEPT

_COMES = sorted(map(facts.REACHES.index, WITHOUT_TRIP))
_PRACTICAL = facts.MECHANISMS.index("practical_support")
_ROLE = 1 << facts.MECHANISMS.index("meaningful_role")
_ONE_TO_ONE = facts.FORMS.index("one_to_one")
_ROOM = np.array([scoring.ROOM_LEFT.get(one, scoring.ROOM_LEFT["ask"]) for one in facts.CAPACITIES])
_STRENGTHS = {
    cause: np.array([row.get(one, 0.0) for one in facts.MECHANISMS])
    for cause, row in causes.CAUSES.items()
}
MOST = 100.0


def most_points(
    profile: Profile, rows: Rows, took: Numbers, wish: Numbers, talent: Numbers
) -> Numbers:
    """Points for each offer before it is compared with others. wish, talent: the most that its words answer, 0 to 1."""
    comes = np.isin(rows["reach"], _COMES)
    role = (rows["mechanisms"] & _ROLE) > 0
    points = (
        scoring.LIMITS,
        scoring.CAUSE * cause_share(profile, rows),
        scoring.SERVED * _served(profile, rows),
        scoring.WISH * wish,
        scoring.TALENT * talent * np.where(role, 1.0, 0.4),
        scoring.TRAVEL * _travel(profile, comes, took),
        scoring.GROUP * _group(profile, rows),
        scoring.WALK_ALONG * _walk_along(profile, rows, comes),
        scoring.FRESH * _fresh(profile, rows),
        scoring.PRICE * _price(profile, rows),
        scoring.ROOM * _ROOM[rows["capacity"]],
    )
    found: Numbers = sum((_up(np.asarray(one)) for one in points), np.zeros(len(rows)))
    found[(rows["flags"] & facts.READ_IT) > 0] = MOST
    return found


def _up(points: Numbers) -> Numbers:
    """To eighths as `scoring.eighths`; what lies halfway goes up."""
    found: Numbers = np.floor(points * 8 + 0.5 + 1e-6) / 8
    return found


def cause_share(profile: Profile, rows: Rows) -> Numbers:
    """How directly each takes up what is behind it, as `causes.fit`."""
    each = [_takes_up(cause, rows) for cause in profile.causes]
    if not each:
        return np.zeros(len(rows))
    found: Numbers = causes.BEST * np.max(each, axis=0) + (1 - causes.BEST) * np.mean(each, axis=0)
    return found


def _takes_up(cause: str, rows: Rows) -> Numbers:
    named = (rows["causes"] & np.uint32(_bit(cause))) > 0
    elsewhere = (rows["causes"] > 0) & ~named
    best = np.zeros(len(rows))
    for place, strength in enumerate(_STRENGTHS.get(cause, ())):
        if strength:
            share = np.where(rows["main"] == place, strength, strength * causes.SIDE)
            if place == _PRACTICAL:
                share = np.where(elsewhere, share * causes.FOR_SOMETHING_ELSE, share)
            has = (rows["mechanisms"] >> place & 1) > 0
            best = np.maximum(best, np.where(has, share, 0.0))
    return best


def _bit(cause: str) -> int:
    return 1 << facts.CAUSES.index(cause) if cause in facts.CAUSES else 0


def _served(profile: Profile, rows: Rows) -> Numbers:
    shared = sum(
        ((rows["causes"] & np.uint32(_bit(cause))) > 0 for cause in profile.causes),
        np.zeros(len(rows)),
    )
    found: Numbers = np.where(shared > 0, 0.7 + 0.3 * shared / max(1, len(profile.causes)), 0.0)
    return found


def _travel(profile: Profile, comes: Mask, took: Numbers) -> Numbers:
    hard = not scoring.GOING_OUT_IS_HARD.isdisjoint(profile.causes)
    if profile.point is None:
        there = np.zeros(len(took))
    elif profile.minutes <= 0:
        there = np.ones(len(took))
    else:
        there = np.maximum(0.0, 1 - took / profile.minutes)
    found: Numbers = np.where(comes, 1.0 if hard else scoring.NO_TRIP, there)
    return found


def _group(profile: Profile, rows: Rows) -> Numbers:
    if scoring.SMALL_IS_BETTER.isdisjoint(profile.causes):
        return np.zeros(len(rows))
    size = np.where(rows["form"] == _ONE_TO_ONE, 2, rows["group"].astype(np.int64))
    share = (scoring.LARGE - np.maximum(scoring.SMALL, size)) / (scoring.LARGE - scoring.SMALL)
    found: Numbers = np.maximum(0.0, share)
    return found


def _walk_along(profile: Profile, rows: Rows, comes: Mask) -> Numbers:
    if not profile.walk_along:
        return np.zeros(len(rows))
    along = (rows["flags"] & facts.ALONG) > 0
    found: Numbers = np.where(along, 1.0, np.where(comes, 0.6, 0.0))
    return found


def _fresh(profile: Profile, rows: Rows) -> Numbers:
    days = np.maximum(0, profile.on.toordinal() - rows["checked"].astype(np.int64))
    found: Numbers = np.maximum(0.0, 1 - days / (STALE_AFTER.days + 1))
    return np.where(rows["checked"] > 0, found, 0.0)


def _price(profile: Profile, rows: Rows) -> Numbers:
    cost = monthly(rows)
    paid = 0.75 * (1 - cost / profile.budget) if profile.budget else np.zeros(len(rows))
    found: Numbers = np.nan_to_num(np.where(cost == 0, 1.0, paid))
    return np.where(np.isnan(cost), 0.0, found)


def may_enter(
    chosen: Sequence[Proposal], sides: Mapping[str, tuple[int, int]], rows: Rows, most: Numbers
) -> Mask:
    """Which offers could still take the place of one of those that were chosen, given what they resemble.

    chosen: the best first. sides: (main mechanism, form) of each. rows, most: of the others.
    """
    found = np.zeros(len(rows), np.bool_)
    main, form = np.zeros(len(facts.MECHANISMS), int), np.zeros(len(facts.FORMS), int)
    odd = (rows["flags"] & facts.READ_IT) > 0
    for proposal in chosen:
        kept = _kept("mechanism", main)[rows["main"]] * _kept("form", form)[rows["form"]]
        found |= np.where(odd, most, most * kept + 1 / 8) >= proposal.score
        mechanism, its_form = sides[proposal.offer]
        main[mechanism] += 1
        form[its_form] += 1
    return found


def _kept(side: str, seen: "np.typing.NDArray[np.int_]") -> Numbers:
    return np.array([KEPT[side][min(number, len(KEPT[side]) - 1)] for number in seen.tolist()])
