"""How long a trip takes by a person's own means, as the matching contract counts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from types import MappingProxyType

from nabij.methods.geo import DETOUR, Box, Point, box_around, distance

SPEEDS = MappingProxyType({"walk": 4.0, "bicycle": 12.0, "bus": 15.0, "car": 30.0})
"""Kilometres an hour over the way, which is the straight line times `geo.DETOUR`."""
WAITING = MappingProxyType({"bus": 8.0})
"""Minutes lost before leaving."""
WITHOUT_TRIP = frozenset({"at_home", "phone", "online", "fetched"})
"""Where an offer comes to the person, or fetches them."""


def minutes(metres: float, means: str) -> float:
    """Minutes of a one-way trip of so many metres in a straight line; infinite for "none"."""
    speed = SPEEDS.get(means)
    if speed is None:
        return math.inf
    return metres * DETOUR / (speed * 1000 / 60) + WAITING.get(means, 0.0)


def quickest(here: Point, there: Point, means: Iterable[str]) -> tuple[float, str]:
    """(minutes, means) of the quickest way; (infinite, "none") where no means goes anywhere."""
    metres = distance(here.lat, here.lon, there.lat, there.lon)
    ways = ((minutes(metres, one), one) for one in means)
    return min(ways, key=lambda way: way[0], default=(math.inf, "none"))


def reach_metres(means: Iterable[str], longest: float) -> float:
    """How far someone comes in a straight line within so many minutes, in metres; 0 for nowhere."""
    return max(
        (
            max(0.0, longest - WAITING.get(one, 0.0)) * SPEEDS[one] * 1000 / 60 / DETOUR
            for one in means
            if one in SPEEDS
        ),
        default=0.0,
    )


def reach_box(here: Point, means: Iterable[str], longest: float) -> Box:
    """A rectangle that holds every place within reach, for an indexed search before matching.

    What has a reach in `WITHOUT_TRIP` must be asked for besides, wherever it is.
    """
    return box_around(here.lat, here.lon, reach_metres(means, longest))
