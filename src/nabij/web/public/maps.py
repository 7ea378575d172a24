"""A small map as SVG, drawn from our own boundaries: no tiles, no script, nothing asked of another host."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nabij.core.models import Area, MapFeature
from nabij.directory.models import Place

#: Width of the drawing in its own units; line widths and letters are set for it.
WIDTH = 1000.0
MARGIN = 18.0


@dataclass(frozen=True, slots=True)
class Shape:
    """Something to draw: the `d` of an SVG path."""

    path: str
    name: str = ""
    url: str = ""
    here: bool = False
    kind: str = ""
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready for its template."""

    width: int
    height: int
    parts: tuple[Shape, ...]
    features: tuple[Shape, ...] = field(default_factory=tuple)
    dots: tuple[Dot, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns degrees into the drawing's units: a plane that is true enough at the size of a municipality."""

    west: float
    north: float
    across: float
    scale: float

    @classmethod
    def around(cls, areas: Iterable[Area]) -> "Frame":
        """The frame that just holds these areas (all with a bounding box)."""
        boxes = [(area.west, area.south, area.east, area.north) for area in areas]
        west = min(box[0] or 0.0 for box in boxes)
        south = min(box[1] or 0.0 for box in boxes)
        east = max(box[2] or 0.0 for box in boxes)
        north = max(box[3] or 0.0 for box in boxes)
        across = math.cos(math.radians((south + north) / 2))
        return cls(west, north, across, (WIDTH - 2 * MARGIN) / max((east - west) * across, 1e-9))

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies in the drawing, as x and y."""
        x = (lon - self.west) * self.across * self.scale + MARGIN
        y = (self.north - lat) * self.scale + MARGIN
        return round(x, 1), round(y, 1)

    def path(self, geometry: dict[str, Any]) -> str:
        """A GeoJSON geometry of lines or planes as an SVG path."""
        return "".join(self._stroke(line, closed) for line, closed in _lines(geometry))

    def _stroke(self, line: list[list[float]], closed: bool) -> str:
        points = " ".join("{},{}".format(*self.point(lon, lat)) for lon, lat, *_ in line)
        return f"M{points}{'Z' if closed else ''}"


def _lines(geometry: dict[str, Any]) -> Iterable[tuple[list[list[float]], bool]]:
    """The lines of a geometry, and whether they close."""
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "Polygon":
            yield from ((ring, True) for ring in coordinates)
        case "MultiPolygon":
            yield from ((ring, True) for polygon in coordinates for ring in polygon)
        case "LineString":
            yield coordinates, False
        case "MultiLineString":
            yield from ((line, False) for line in coordinates)


def draw(
    areas: list[tuple[Area, str]],
    *,
    here: Area | None = None,
    features: Iterable[MapFeature] = (),
    places: Iterable[Place] = (),
) -> Drawing | None:
    """A map of areas (each with the address of its page) with places on it; None without boundaries."""
    known = [(area, url) for area, url in areas if area.boundary and area.west is not None]
    if not known:
        return None
    frame = Frame.around([here] if here and here.boundary else [area for area, _url in known])
    south = min((here or area).south or 0.0 for area, _url in known)
    parts = tuple(_part(frame, area, url, here) for area, url in known)
    return Drawing(
        width=int(WIDTH),
        height=int((frame.north - south) * frame.scale + 2 * MARGIN),
        parts=parts,
        features=tuple(
            Shape(frame.path(row.geometry), row.name, kind=_kind(row)) for row in features
        ),
        dots=tuple(
            Dot(*frame.point(place.lon, place.lat), place.text("name"))
            for place in places
            if place.lat is not None and place.lon is not None
        ),
    )


def _kind(feature: MapFeature) -> str:
    """Canals are lines of water: they are drawn, not filled."""
    line = "LineString" in feature.geometry["type"]
    return "canal" if line and feature.kind == MapFeature.Kind.WATER else str(feature.kind)


def _part(frame: Frame, area: Area, url: str, here: Area | None) -> Shape:
    x, y = frame.point(area.lon or 0.0, area.lat or 0.0)
    return Shape(
        frame.path(area.boundary),
        area.name,
        url,
        here=here is not None and area.pk == here.pk,
        x=x,
        y=y,
    )
