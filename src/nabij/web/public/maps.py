"""A small map as SVG, drawn from our own boundaries: no tiles, no script, nothing asked of another host.

The ground (boundaries, water, green, roads) is drawn once in units of its own and kept; a page chooses which window of
it to show and puts its dots in it. Lines keep their width in any window (`vector-effect` in agenda.css).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shapely.geometry import mapping, shape

from nabij.core.models import Area, MapFeature
from nabij.methods.geo import Box

#: Width of the whole ground in its own units.
WIDTH = 1000.0
MARGIN = 18.0
#: A window is never taller than this times its width, nor flatter.
TALLEST, FLATTEST = 1.25, 0.6
#: Letters and dots as a part of the window's width, and how wide a letter is as a part of its height.
LETTER, DOT, LETTER_WIDTH = 0.042, 0.019, 0.56
#: Degrees that a boundary may be off: some eight metres, less than a line is wide.
TOLERANCE = 0.00008


@dataclass(frozen=True, slots=True)
class Shape:
    """Something to draw: the `d` of an SVG path, with its name and where that may stand."""

    path: str
    name: str = ""
    kind: str = ""
    here: bool = False
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; `mark` is what stands in it, such as its number in the list."""

    x: float
    y: float
    name: str
    mark: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map: its lines, each with the height at which it stands."""

    x: float
    lines: tuple[tuple[float, str], ...]
    size: float
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """What a page wants to see on the map: somewhere in degrees, and what is there."""

    lat: float
    lon: float
    name: str
    mark: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the ground is shown, in its units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """As SVG writes it, with points whatever the language."""
        return " ".join(f"{number:.1f}" for number in (self.x, self.y, self.width, self.height))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the window."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready for its template; `letter` and `dot` are sizes in its units."""

    window: Window
    parts: tuple[Shape, ...]
    features: tuple[Shape, ...]
    labels: tuple[Label, ...]
    dots: tuple[Dot, ...] = field(default_factory=tuple)
    start: Dot | None = None

    @property
    def letter(self) -> float:
        """Height of the letters."""
        return round(self.window.width * LETTER, 1)

    @property
    def dot(self) -> float:
        """Radius of a dot; a dot with a number in it is larger."""
        marked = any(dot.mark for dot in self.dots)
        return round(self.window.width * DOT * (1.5 if marked else 1), 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns degrees into the ground's units: a plane that is true enough at the size of a municipality."""

    west: float
    north: float
    across: float
    scale: float

    @classmethod
    def of(cls, box: Box) -> "Frame":
        """The frame in which the box just fits."""
        across = math.cos(math.radians((box.south + box.north) / 2))
        wide = max((box.east - box.west) * across, 1e-6)
        return cls(box.west, box.north, across, (WIDTH - 2 * MARGIN) / wide)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies, as x and y."""
        x = (lon - self.west) * self.across * self.scale + MARGIN
        y = (self.north - lat) * self.scale + MARGIN
        return round(x, 1), round(y, 1)

    def window(self, box: Box) -> Window:
        """The window around a box, of a shape that suits a page."""
        left, top = self.point(box.west, box.north)
        right, bottom = self.point(box.east, box.south)
        wide, high = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
        width, height = max(wide, high / TALLEST), max(high, wide * FLATTEST)
        middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
        return Window(middle_x - width / 2, middle_y - height / 2, width, height)

    def path(self, geometry: dict[str, Any]) -> str:
        """A GeoJSON geometry of lines or planes as an SVG path."""
        return "".join(self._stroke(line, closed) for line, closed in _lines(geometry))

    def _stroke(self, line: Sequence[Sequence[float]], closed: bool) -> str:
        points = " ".join("{},{}".format(*self.point(lon, lat)) for lon, lat, *_ in line)
        return f"M{points}{'Z' if closed else ''}"


def _lines(geometry: dict[str, Any]) -> Iterable[tuple[Sequence[Sequence[float]], bool]]:
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


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that lies still: drawn once, shown through many windows."""

    frame: Frame
    box: Box
    parts: tuple[Shape, ...]
    features: tuple[Shape, ...]

    def through(
        self, box: Box | None = None, spots: Iterable[Spot] = (), start: Spot | None = None
    ) -> Drawing:
        """The map that shows this box (all of it without one), with dots."""
        window = self.frame.window(box or self.box)
        dots = tuple(self._dot(spot) for spot in spots)
        return Drawing(
            window=window,
            parts=self.parts,
            features=self.features,
            labels=tuple(_labels(self.parts, self.features, window, close=box is not None)),
            dots=dots,
            start=self._dot(start) if start else None,
        )

    def _dot(self, spot: Spot) -> Dot:
        return Dot(*self.frame.point(spot.lon, spot.lat), spot.name, spot.mark, spot.url)


def ground(
    areas: Sequence[Area], features: Iterable[MapFeature] = (), here: Area | None = None
) -> Ground | None:
    """Draw areas and features; None where no area has a boundary. here: the one the page is about."""
    known = [area for area in areas if area.boundary and area.west is not None]
    if not known:
        return None
    box = bounds_of(known)
    frame = Frame.of(box)
    return Ground(
        frame,
        box,
        tuple(_part(frame, area, here) for area in known),
        tuple(_feature(frame, row) for row in features),
    )


def bounds_of(areas: Iterable[Area]) -> Box:
    """The box around areas that have one."""
    rows = [(area.south or 0, area.west or 0, area.north or 0, area.east or 0) for area in areas]
    south, west, north, east = zip(*rows, strict=True)
    return Box(min(south), min(west), max(north), max(east))


def _part(frame: Frame, area: Area, here: Area | None) -> Shape:
    x, y = frame.point(area.lon or 0.0, area.lat or 0.0)
    ours = here is not None and area.pk == here.pk
    return Shape(frame.path(_simpler(area.boundary or {})), area.name, here=ours, x=x, y=y)


def _feature(frame: Frame, row: MapFeature) -> Shape:
    """Canals are lines of water: they are drawn, not filled."""
    line = "LineString" in row.geometry["type"]
    kind = "canal" if line and row.kind == MapFeature.Kind.WATER else str(row.kind)
    drawn = Shape(frame.path(_simpler(row.geometry)), kind=kind)
    if line:
        return drawn
    middle = shape(row.geometry).representative_point()
    x, y = frame.point(middle.x, middle.y)
    return replace(drawn, name=row.name, x=x, y=y)


def _simpler(geometry: dict[str, Any]) -> dict[str, Any]:
    simple = shape(geometry).simplify(TOLERANCE, preserve_topology=True)
    return geometry if simple.is_empty else dict(mapping(simple))


# --- names: inside the window, and never over one another ----------------------------------------


def _labels(
    parts: Sequence[Shape], features: Sequence[Shape], window: Window, *, close: bool
) -> Iterable[Label]:
    """The names of areas; seen from close by those of water and green too. Who finds no room is left out."""
    taken: list[tuple[float, float, float, float]] = []
    wanted = [(part, False) for part in parts if part.name and not part.here]
    if close:
        wanted += [(feature, True) for feature in features if feature.name]
    for row, quiet in wanted:
        if not window.holds(row.x, row.y):
            continue
        label, box = _placed(row, window, taken, quiet)
        if label is not None:
            taken.append(box)
            yield label


def _placed(
    row: Shape, window: Window, taken: list[tuple[float, float, float, float]], quiet: bool
) -> tuple[Label | None, tuple[float, float, float, float]]:
    """The name where it should stand, or a little higher or lower where another stands already."""
    letter = window.width * LETTER * (0.8 if quiet else 1)
    lines = _broken(row.name)
    half = max(len(line) for line in lines) * letter * LETTER_WIDTH / 2
    high = len(lines) * letter * 1.05
    edge = letter * 0.4
    x = min(max(row.x, window.x + half + edge), window.x + window.width - half - edge)
    for step in (0, 1, -1, 2, -2):
        top = row.y - high / 2 + step * letter * 0.7
        top = min(max(top, window.y + edge), window.y + window.height - high - edge)
        box = (x - half, top, x + half, top + high)
        if not any(_overlap(box, other) for other in taken):
            heights = [
                round(top + letter * (0.85 + 1.05 * number), 1) for number in range(len(lines))
            ]
            return Label(
                round(x, 1), tuple(zip(heights, lines, strict=True)), round(letter, 1), quiet
            ), box
    return None, (0.0, 0.0, 0.0, 0.0)


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _broken(name: str) -> tuple[str, ...]:
    """A long name over two lines of about the same length."""
    spaces = [number for number, letter in enumerate(name) if letter in " -"]
    if len(name) <= 11 or not spaces:
        return (name,)
    cut = min(spaces, key=lambda number: abs(number - len(name) / 2))
    first = name[: cut + 1] if name[cut] == "-" else name[:cut]
    return first, name[cut + 1 :]
