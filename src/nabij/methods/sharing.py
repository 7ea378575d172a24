"""Places to visit over people who go: neighbourhood by neighbourhood, and a street stays with one person.

One pass over the places as one would walk them. Everybody gets a fair share: all that is to do, what they have already
along with it, over how many they are. A street goes to whoever has a part of it already; else whole to whose turn it is,
unless it is larger than a fair share: then it is cut, in the order of house numbers. The turn goes on when the next
street would take somebody further over their share than they are under it now; the share of who is left is worked out
again then. No chance and no clock: the same places and people give the same answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

_HOUSE = re.compile(r"^(?P<street>.*?\D)\s*(?P<number>\d+)\s*(?P<more>.*)$")


@dataclass(frozen=True, slots=True)
class Place:
    """One address. street empty: it stands by itself, such as somebody who is called."""

    key: str
    area: str = ""
    street: str = ""
    number: int = 0
    more: str = ""

    @property
    def walked(self) -> tuple[str, str, int, str, str]:
        """By what places follow each other on foot."""
        return (self.area, self.street, self.number, self.more, self.key)


def place(key: str, *, area: str, address: str) -> Place:
    """The place of an address as people write it: “Dorpsstraat 12a” is number 12 of the Dorpsstraat."""
    text = " ".join(address.casefold().split())
    found = _HOUSE.match(text)
    if found is None:
        return Place(key, area, text)
    return Place(
        key, area, found["street"].strip(" ,"), int(found["number"][:9]), found["more"].strip()
    )


def share_out(
    places: Iterable[Place],
    loads: Mapping[str, int],
    *,
    theirs: Mapping[tuple[str, str], str] | None = None,
) -> dict[str, str]:
    """Who goes where: key of a place → person. loads: person → what they have to do already, in the order of turns.

    theirs: (area, street) → who of these people has a part of it. Raises ValueError without people.
    """
    if not loads:
        raise ValueError("nobody to go")
    has = dict(loads)
    given: dict[str, str] = {}
    rest: list[tuple[Place, ...]] = []
    for street in _streets(places):
        whose = (
            (theirs or {}).get((street[0].area, street[0].street), "") if _is_one(street) else ""
        )
        if whose in has:
            given |= _to(whose, street, has)
        else:
            rest.append(street)
    turns = list(has)
    share = _share(turns, has, rest)
    pieces = [piece for street in rest for piece in _cut(street, share)]
    while pieces:
        piece = pieces[0]
        over, under = has[turns[0]] + len(piece) - share, share - has[turns[0]]
        if len(turns) > 1 and (under <= 0 or over > under):
            turns.pop(0)
            share = _share(turns, has, pieces)
            continue
        given |= _to(turns[0], pieces.pop(0), has)
    return given


def _streets(places: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    """Streets as one walks them; what has no street stands by itself."""
    for (_area, street), found in groupby(
        sorted(places, key=lambda each: each.walked), key=lambda each: (each.area, each.street)
    ):
        if street:
            yield tuple(found)
        else:
            yield from ((one,) for one in found)


def _is_one(street: Sequence[Place]) -> bool:
    return bool(street[0].street)


def _share(turns: Sequence[str], has: Mapping[str, int], rest: Iterable[Sequence[Place]]) -> int:
    """What each of these people has when all is fairly shared; one at least."""
    total = sum(map(len, rest)) + sum(has[one] for one in turns)
    return max(ceil(total / len(turns)), 1)


def _cut(street: tuple[Place, ...], most: int) -> Iterator[tuple[Place, ...]]:
    """The street whole, or in parts of about the same length where it is longer than a share."""
    parts = ceil(len(street) / most)
    length = ceil(len(street) / parts)
    return (street[start : start + length] for start in range(0, len(street), length))


def _to(who: str, street: Sequence[Place], has: dict[str, int]) -> dict[str, str]:
    has[who] += len(street)
    return {one.key: who for one in street}
