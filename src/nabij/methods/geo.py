"""Places and distances in the Netherlands.

Sources: haversine with the mean earth radius of the IUGG (6,371,008.8 m); RD New (EPSG:28992) to
and from WGS 84 by PROJ through pyproj, checked against the Kadaster's reference point
Onze-Lieve-Vrouwetoren, Amersfoort.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pyproj import Transformer

EARTH_RADIUS = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""

WALKING_SPEED = 4_000 / 60
"""Metres per minute: 4 km/h, as the matching contract says."""
DETOUR = 1.3
"""How much longer a way is than the straight line, as the matching contract says."""

_METRES_PER_DEGREE = math.pi * EARTH_RADIUS / 180


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS 84. lat, lon: degrees; label: how people call it, such as a postcode."""

    lat: float
    lon: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees, borders included; for an indexed search before the exact distance."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the box."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


# European Netherlands with a margin of about two kilometres; Bonaire, Sint Eustatius and Saba
# apart.
NETHERLANDS = Box(south=50.73, west=3.33, north=53.58, east=7.26)
_CARIBBEAN = (Box(11.95, -68.50, 12.40, -68.10), Box(17.40, -63.35, 17.70, -62.90))
_RD = Box(south=300_000, west=-7_000, north=629_000, east=300_000)
"""The bounds of RD New in metres, as EPSG gives them.

South and north are y, west and east are x.
"""


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Metres in a straight line between two points in degrees (haversine).

    Within 0.6 % of the ellipsoid.
    """
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord)))


def box_around(lat: float, lon: float, metres: float) -> Box:
    """The smallest box in degrees that holds every point within `metres` of a place.

    Never smaller than the circle.

    metres: 0 or more. Source for the width: J. P. Matuschek, "Finding Points Within a Distance of a
    Latitude/Longitude".
    """
    margin = metres * (1 + 1e-9) + 0.001
    d_lat = margin / _METRES_PER_DEGREE
    south, north = lat - d_lat, lat + d_lat
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    ratio = math.sin(margin / EARTH_RADIUS) / math.cos(math.radians(lat))
    d_lon = math.degrees(math.asin(ratio)) if ratio < 1 else 180.0
    return Box(south, lon - d_lon, north, lon + d_lon)


@lru_cache(maxsize=2)
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def rd_to_wgs84(x: float, y: float) -> tuple[float, float]:
    """(lat, lon) in degrees of a point in RD New metres.

    Within half a metre (no RDNAPTRANS grid is used).
    """
    lon, lat = _transformer("EPSG:28992", "EPSG:4326").transform(x, y)
    return lat, lon


def wgs84_to_rd(lat: float, lon: float) -> tuple[float, float]:
    """(x, y) in RD New metres of a point in degrees. See `rd_to_wgs84`."""
    x, y = _transformer("EPSG:4326", "EPSG:28992").transform(lon, lat)
    return x, y


Notation = Literal["degrees", "degrees_swapped", "rd", "rd_swapped"]
Trouble = Literal[
    "not_a_number", "zero", "out_of_range", "outside_netherlands", "sea", "unreadable"
]


@dataclass(frozen=True, slots=True)
class Located:
    """What two numbers meant as a place.

    notation: how they were written; None with `trouble` if they mean no place here.

    trouble: not_a_number, zero (0, 0: a missing value), out_of_range (no such degrees),
    outside_netherlands (degrees elsewhere on earth), sea (in the box of the Netherlands but in the
    North Sea), unreadable (neither degrees nor RD).
    """

    point: Point | None
    notation: Notation | None
    trouble: Trouble | None


def locate(first: float, second: float, label: str = "") -> Located:
    """Understand two numbers as a place in the Netherlands, whichever way they were written.

    first, second: latitude and longitude, or RD x and y; both may be swapped, which is recognised
    because the ranges do not overlap. Never raises.
    """
    if not (math.isfinite(first) and math.isfinite(second)):
        return Located(None, None, "not_a_number")
    if first == 0 and second == 0:
        return Located(None, None, "zero")
    for a, b, swapped in ((first, second, False), (second, first, True)):
        if _inside(a, b):
            notation: Notation = "degrees_swapped" if swapped else "degrees"
            return _on_land(Point(a, b, label), notation)
        if _RD.contains(b, a) and abs(a) + abs(b) > 1_000:
            lat, lon = rd_to_wgs84(a, b)
            if _inside(lat, lon):
                return _on_land(Point(lat, lon, label), "rd_swapped" if swapped else "rd")
    if abs(first) <= 180 and abs(second) <= 180:
        lat_like = min(abs(first), abs(second)) <= 90
        return Located(None, None, "outside_netherlands" if lat_like else "out_of_range")
    return Located(None, None, "unreadable")


def _inside(lat: float, lon: float) -> bool:
    return NETHERLANDS.contains(lat, lon) or any(box.contains(lat, lon) for box in _CARIBBEAN)


def _on_land(point: Point, notation: Notation) -> Located:
    if NETHERLANDS.contains(point.lat, point.lon) and _at_sea(point.lat, point.lon):
        return Located(None, notation, "sea")
    return Located(point, notation, None)


# The coast from Cadzand to Rottum, about two kilometres out at sea: (lat, the westernmost lon of
# land).
_COAST = (
    (50.73, 3.33), (51.36, 3.33), (51.45, 3.38), (51.60, 3.42), (51.75, 3.62), (51.85, 3.78),
    (52.00, 3.95), (52.10, 4.18),
    (52.30, 4.38), (52.60, 4.54), (52.95, 4.64), (53.05, 4.63), (53.15, 4.74), (53.25, 4.78),
    (53.38, 5.05), (53.47, 5.40),
    (53.50, 5.75), (53.53, 6.30), (53.58, 6.50),
)  # fmt: skip


def _at_sea(lat: float, lon: float) -> bool:
    """Whether a point lies west of the coast line; inland waters count as land."""
    for (lat1, lon1), (lat2, lon2) in pairwise(_COAST):
        if lat1 <= lat <= lat2:
            return lon < lon1 + (lon2 - lon1) * (lat - lat1) / (lat2 - lat1)
    return lat > _COAST[-1][0]


def distance_in_words(metres: float, language: str = "nl") -> str:
    """A distance as people say it: "820 m", "1,2 km", "12 km"; with a point in English.

    Rounded to ten metres under a kilometre (at least 10 m), to 100 metres under ten kilometres,
    then to kilometres.
    """
    rounded = max(10, round(metres / 10) * 10)
    if rounded < 1_000:
        return f"{rounded} m"
    kilometres = f"{metres / 1_000:.1f}" if metres < 9_950 else f"{metres / 1_000:.0f}"
    kilometres = kilometres.removesuffix(".0")
    return f"{kilometres if language.lower().startswith('en') else kilometres.replace('.', ',')} km"


def walking_minutes(metres: float) -> int:
    """Minutes on foot for a straight-line distance in metres.

    4 km/h and a detour of 1.3; at least 1, rounded up.
    """
    return max(1, math.ceil(metres * DETOUR / WALKING_SPEED))
