"""Where nothing fits: the smallest change of what somebody said that would give something.

Only what the person may choose anew is changed: how far, how, when, for how much, and what they would
rather not. Never who they are or what they need (age, gender, language, access), for nobody can choose
that, and never the truth about an offer (stopped, full, unchecked), for that is for others to mend.
See docs/adr/0041.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from nabij.methods.matching import times, travel
from nabij.methods.matching.limits import avoided_fields, fits, reasons, trip
from nabij.methods.matching.model import Language, Offer, Profile, Relaxation, Slot
from nabij.methods.matching.reasons_in_words import sentence
from nabij.methods.matching.words import avoided_word

LONGEST_TRIP = 90
"""Minutes; a longer way to something weekly is no help, so it is not suggested."""
CHOSEN = {
    "too_far": frozenset({"travel.minutes", "travel.means"}),
    "too_expensive": frozenset({"budget_per_month"}),
    "no_time_fits": frozenset({"free"}),
}
"""The fields that a person may change against each reason; those of `avoided` follow from the offer."""
AVOIDED = ("avoid.group_over", "avoid.mechanisms", "avoid.forms", "avoid.words")
LIMIT_OF = {field: reason for reason, fields in CHOSEN.items() for field in fields} | dict.fromkeys(
    AVOIDED, "avoided"
)
"""The reason that goes away with a change of each field."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field, its new value, the profile with it, and its size: a half more of what was said is 0.5."""

    field: str
    value: Any
    size: float
    profile: Profile


def relaxations(
    profile: Profile,
    offers: Iterable[Offer],
    rank: Callable[[Profile, Sequence[Offer]], Sequence[str]],
    language: Language,
) -> tuple[Relaxation, ...]:
    """The smallest change of each field that gives something; of two fields at once where one is not enough.

    The smallest first. rank: puts the offers that would then fit in order, the best first.
    """
    near = [near for offer in offers if (near := _nearly(profile, offer)) is not None]
    fields_near = sorted({field for one in near for way in one.ways for field in way})
    for together in (1, 2):
        found = [
            relaxation
            for fields in combinations(fields_near, together)
            if (relaxation := _smallest(profile, near, fields, rank, language))
        ]
        if found:
            return tuple(
                one for _, one in sorted(found, key=lambda pair: (pair[0], repr(pair[1].change)))
            )
    return ()


@dataclass(frozen=True, slots=True)
class Near:
    """An offer that only what a person may change excludes. ways: for each obstacle the fields that may lift it."""

    offer: Offer
    ways: tuple[frozenset[str], ...]

    def opened_by(self, fields: frozenset[str]) -> bool:
        """Whether changing these fields could be enough."""
        return not any(fields.isdisjoint(way) for way in self.ways)


def _nearly(profile: Profile, offer: Offer) -> Near | None:
    ways: list[frozenset[str]] = []
    for reason in reasons(profile, offer):
        if reason == "avoided":
            avoided = avoided_fields(profile, offer)
            ways.extend(frozenset({f"avoid.{field}"}) for field in avoided)
        elif reason in CHOSEN:
            ways.append(CHOSEN[reason])
        else:
            return None
    return Near(offer, tuple(ways))


def _smallest(
    profile: Profile,
    near: Sequence[Near],
    fields: tuple[str, ...],
    rank: Callable[[Profile, Sequence[Offer]], Sequence[str]],
    language: Language,
) -> tuple[float, Relaxation] | None:
    """The smallest change of exactly these fields that gives something, with everything that it gives."""
    chosen = frozenset(fields)
    open_now = [one.offer for one in near if one.opened_by(chosen)]
    found = ((_changes(profile, offer, fields), offer) for offer in open_now)
    ways = [(changes, offer) for changes, offer in found if changes]
    ways.sort(key=lambda way: (_size(way[0]), repr([change.value for change in way[0]])))
    best = next((changes for changes, offer in ways if fits(changes[-1].profile, offer)), None)
    if best is None:
        return None
    changed = best[-1].profile
    relaxation = Relaxation(
        limit=" + ".join(dict.fromkeys(LIMIT_OF[field] for field in fields)),
        change={one.field: one.value for one in best},
        text=" ".join(sentence(one.field, profile, changed, language) for one in best),
        offers=tuple(rank(changed, [offer for offer in open_now if fits(changed, offer)])),
    )
    return _size(best), relaxation


def _size(changes: Sequence[Change]) -> float:
    return math.fsum(change.size for change in changes)


def _changes(profile: Profile, offer: Offer, fields: tuple[str, ...]) -> list[Change]:
    """What to change of each field for this offer; [] where one of them cannot be changed to any use."""
    found: list[Change] = []
    for field in fields:
        change = WAYS[field](profile, offer)
        if change is None:
            return []
        profile = change.profile
        found.append(change)
    return found


def _minutes(profile: Profile, offer: Offer) -> Change | None:
    needed = math.ceil(trip(profile, offer) - 1e-9) if math.isfinite(trip(profile, offer)) else None
    if needed is None or not profile.minutes < needed <= LONGEST_TRIP:
        return None
    size = (needed - profile.minutes) / max(profile.minutes, 15)
    return Change("travel.minutes", needed, size, replace(profile, minutes=needed))


def _means(profile: Profile, offer: Offer) -> Change | None:
    """Somebody drives: a volunteer, a neighbour, the local ride service."""
    if "car" in profile.means or offer.point is None:
        return None
    means = (*(one for one in profile.means if one in travel.SPEEDS), "car")
    return Change("travel.means", list(means), 1.5, replace(profile, means=means))


def _budget(profile: Profile, offer: Offer) -> Change | None:
    cost = offer.monthly_cost
    if profile.budget is None or cost is None:
        return None
    needed = math.ceil(round(cost * 100, 6)) / 100
    size = (needed - profile.budget) / max(profile.budget, 10)
    return Change("budget_per_month", needed, size, replace(profile, budget=needed))


def _free(profile: Profile, offer: Offer) -> Change | None:
    """Free for all of the one time that asks least."""
    if profile.free is None or not offer.times:
        return None
    free = profile.free
    slot = min(offer.times, key=lambda one: (times.missing(free, [one], offer.form) or 0, str(one)))
    more = (*free, slot)
    missing = times.missing(free, [slot], offer.form) or 0
    value = [_as_written(one) for one in more]
    return Change("free", value, 0.4 + missing / 120, replace(profile, free=more))


def _as_written(slot: Slot) -> Mapping[str, str]:
    return {"day": slot.day, "from": times.clock(slot.start), "to": times.clock(slot.end)}


def _group_over(profile: Profile, offer: Offer) -> Change | None:
    over, size = profile.avoid.group_over, offer.group_size
    if over is None or size is None:
        return None
    avoid = replace(profile.avoid, group_over=size)
    return Change(
        "avoid.group_over", size, (size - over) / max(over, 4), replace(profile, avoid=avoid)
    )


def _mechanisms(profile: Profile, offer: Offer) -> Change | None:
    left = profile.avoid.mechanisms.difference(offer.mechanisms)
    avoid = replace(profile.avoid, mechanisms=left)
    return Change("avoid.mechanisms", sorted(left), 3.0, replace(profile, avoid=avoid))


def _forms(profile: Profile, offer: Offer) -> Change | None:
    left = profile.avoid.forms - {offer.form}
    avoid = replace(profile.avoid, forms=left)
    return Change("avoid.forms", sorted(left), 3.0, replace(profile, avoid=avoid))


def _words(profile: Profile, offer: Offer) -> Change | None:
    """Without each of the words that this offer is about; the last thing to ask somebody."""
    left = profile.avoid.words
    while (word := avoided_word(left, offer.wording)) is not None:
        left = tuple(one for one in left if one != word)
    avoid = replace(profile.avoid, words=left)
    return Change("avoid.words", list(left), 4.0, replace(profile, avoid=avoid))


WAYS: Mapping[str, Callable[[Profile, Offer], Change | None]] = {
    "travel.minutes": _minutes,
    "travel.means": _means,
    "budget_per_month": _budget,
    "free": _free,
    "avoid.group_over": _group_over,
    "avoid.mechanisms": _mechanisms,
    "avoid.forms": _forms,
    "avoid.words": _words,
}
