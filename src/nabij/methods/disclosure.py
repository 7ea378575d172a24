"""Which counts of people may be told outside the desk, and how roughly.

Source: the proposal in DOMAIN section 1 (CBS and GGD withhold and round; their exact rules are not public): counts under ten are
withheld, others rounded to five, and what could be worked out from the rest is withheld too.
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 10
"""Smaller counts are withheld, nought included: that nobody did is also something about people."""
STEP = 5
"""Counts are rounded to a multiple of this."""


def told(count: int) -> int | None:
    """The count as it may be told: to the nearest five, or None where it is withheld. ValueError below nought."""
    if count < 0:
        raise ValueError(f"a count of people is never {count}")
    return None if count < LEAST else (count + STEP // 2) // STEP * STEP


def told_parts(parts: Sequence[int]) -> tuple[int | None, ...]:
    """The parts of a total that stands beside them, in their order; each as `told`, or None.

    Where something is withheld, it is never one part alone, and together never fewer than ten people: or else whoever takes the
    others from the total still knows. The smallest that would have been told goes with it then. A total that is withheld
    withholds all its parts.
    """
    if told(sum(parts)) is None:
        return (None,) * len(parts)
    withheld = {at for at, part in enumerate(parts) if part < LEAST}
    smallest_first = iter(sorted(set(range(len(parts))) - withheld, key=lambda at: (parts[at], at)))
    while withheld and _known_from_the_rest(parts, withheld):
        one_more = next(smallest_first, None)
        if one_more is None:
            break
        withheld.add(one_more)
    return tuple(None if at in withheld else told(part) for at, part in enumerate(parts))


def _known_from_the_rest(parts: Sequence[int], withheld: set[int]) -> bool:
    """Whether what is withheld can be worked out, or nearly: one part alone, or a few people together.

    Parts of nought hide nothing: they count for nobody.
    """
    hiding = [parts[at] for at in withheld if parts[at]]
    return len(hiding) < 2 or sum(hiding) < LEAST
