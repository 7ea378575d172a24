"""Boundaries of municipalities, districts and neighbourhoods, from GeoJSON with CBS codes."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from nabij.core.models import Area
from nabij.exchange import runs
from nabij.exchange.geodata.coordinates import from_rd
from nabij.exchange.geodata.files import check_file, read_json
from nabij.exchange.models import ImportRun
from nabij.exchange.offers.phrases import plain
from nabij.exchange.open_data import AREAS, PARCEL, OpenImport, take_over, write_rows
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.runs import Progress
from nabij.exchange.spool import batches
from nabij.methods.geo import NETHERLANDS

SOURCE = "CBS / Kadaster"
MEGABYTES = 150
SIMPLIFY = 5.0  # metres: far less than a map or a postcode can show
METRES_A_DEGREE = 111_320.0
GRID = 1e-6  # degrees: about a decimetre
PARTS_TOLD = 50

#: Names of properties, the finest area first: a neighbourhood names its municipality too.
CODES = (
    ("BU", "buurtcode;bu code;buurt code"),
    ("WK", "wijkcode;wk code;wijk code"),
    ("GM", "gemeentecode;gm code;gemeente code"),
)
ANY_CODE = ("statcode", "code", "identificatie", "cbscode", "regiocode", "id")
NAMES = {
    "BU": ("buurtnaam", "bu naam"), "WK": ("wijknaam", "wk naam"), "GM": ("gemeentenaam", "gm naam"),
}  # fmt: skip
ANY_NAME = ("statnaam", "naam", "name", "label", "regionaam")
KINDS = {
    "GM": Area.Kind.MUNICIPALITY, "WK": Area.Kind.DISTRICT, "BU": Area.Kind.NEIGHBOURHOOD,
}  # fmt: skip
LENGTHS = {"GM": 4, "WK": 6, "BU": 8}
PATTERNS = {"GM": r"\d{4}", "WK": r"\d{4}[0-9A-Z]{2}", "BU": r"\d{4}[0-9A-Z]{4}"}


@dataclass
class Feature:
    """An area as the file has it; `number` counts from 1."""

    number: int
    code: str
    name: str
    shape: BaseGeometry


@dataclass
class Drawn:
    """What was read: features, and their boundaries ready to keep (WGS 84)."""

    features: list[Feature]
    boundaries: NDArray[Any]


def import_areas(
    path: Path,
    *,
    year: int | None = None,
    source: str = SOURCE,
    simplify: float = SIMPLIFY,
    parent_level: str = "",
    megabytes: int = MEGABYTES,
    by: uuid.UUID | None = None,
    progress: Progress | None = None,
) -> tuple[ImportRun, ApplyResult]:
    """Make and change areas as the file says. Others stay.

    `year`: the division of which year; found in the file where it says so. `simplify`: metres that a
    boundary may shift (0: keep every point). `parent_level`: municipality or district, where the parent
    must be of that kind; otherwise the nearest that is known. Raises BadInputError for what is no GeoJSON.
    """
    name = check_file(path, megabytes)
    run = runs.open_run(
        kind=ImportRun.Kind.AREAS, municipality=None, source=source[:80], file=name,
        sha256=runs.fingerprint(path),
        options={"year": year, "simplify": simplify, "parent_level": parent_level}, by=by,
    )  # fmt: skip

    def read(work: OpenImport) -> Drawn:
        return _read(work, path, simplify)

    def write(work: OpenImport, drawn: Drawn) -> None:
        _write(work, drawn, year or _year_of(path), parent_level, progress)
        set_parents(work, parent_level)

    return run, take_over(run, name, read, write)


# --- reading -----------------------------------------------------------------------------------


def _read(work: OpenImport, path: Path, simplify: float) -> Drawn:
    collection = _collection(work, path)
    features = list(_features(work, collection)) if work.result.ok else []
    if not features or not work.result.ok:
        if work.result.ok:
            work.problem("no_areas", _("There is no area with a CBS code in this file."))
        return Drawn([], np.array([]))
    turn = _turner(work, collection, features)
    if turn is None:
        return Drawn(features, np.array([]))
    shapes = turn(np.array([feature.shape for feature in features], dtype=object))
    outside = [
        feature.code
        for feature, area in zip(features, shapes, strict=True)
        if not _in_the_netherlands(area)
    ]
    if outside:
        message = _("These areas do not lie in the Netherlands: %(codes)s.")
        words = {"codes": ", ".join(outside[:PARTS_TOLD])}
        work.problem("outside", message % words, column="geometry")
        return Drawn(features, np.array([]))
    return Drawn(features, _tidy(work, features, shapes, simplify))


def _collection(work: OpenImport, path: Path) -> dict[str, Any]:
    found = read_json(work, path)
    if work.result.ok and not isinstance(found.get("features"), list):
        message = _("This is no GeoJSON FeatureCollection: it has no list of features.")
        work.problem("geojson", message)
    return found


def _features(work: OpenImport, collection: dict[str, Any]) -> Iterable[Feature]:
    """The areas with code, name and shape; water is left out, what is wrong is reported."""
    seen: dict[str, int] = {}
    water = 0
    for number, item in enumerate(collection["features"], start=1):
        properties = _properties(item)
        if str(properties.get("water") or properties.get("h2o") or "").upper() in ("JA", "B"):
            water += 1
            continue
        code, name = _code_and_name(properties)
        if not code:
            there = ", ".join(list(properties)[:20])
            message = _("Feature %(number)d has no CBS code. It has: %(there)s.")
            work.problem("no_code", message % {"number": number, "there": there}, number)
        elif code in seen:
            message = _("The code %(code)s is at feature %(first)d too.")
            work.problem(
                "duplicate_code", message % {"code": code, "first": seen[code]}, number, "code"
            )
        elif (area := _shape(work, item, number, code)) is not None:
            seen[code] = number
            yield Feature(number, code, name or code, area)
    if water:
        work.note("water", _("%(count)d areas of water were left out.") % {"count": water})


def _properties(item: Any) -> dict[str, Any]:
    properties = item.get("properties") if isinstance(item, dict) else None
    return (
        {plain(name): value for name, value in properties.items()}
        if isinstance(properties, dict)
        else {}
    )


def _code_and_name(properties: dict[str, Any]) -> tuple[str, str]:
    """The finest code that the properties have, with the name that belongs to it."""
    for prefix, names in CODES:
        for title in names.split(";"):
            code = _code(properties.get(title), prefix)
            if code:
                return code, _name(properties, prefix)
    for title in ANY_CODE:
        for prefix in KINDS:
            if str(properties.get(title) or "").upper().startswith(prefix):
                code = _code(properties[title], prefix)
                if code:
                    return code, _name(properties, prefix)
    return "", ""


def _code(value: Any, prefix: str) -> str:
    """`GM0622`, also where the file has 0622 or 622 in a column that says that it is a municipality.

    Districts and neighbourhoods may have letters after the digits of their municipality, where there are
    a hundred of them or more.
    """
    if value is None or isinstance(value, bool):
        return ""
    text = str(value).strip().upper().removesuffix(".0").removeprefix(prefix)
    if re.fullmatch(r"\d{1,8}", text):
        text = text.zfill(LENGTHS[prefix])
    return f"{prefix}{text}" if re.fullmatch(PATTERNS[prefix], text) else ""


def _name(properties: dict[str, Any], prefix: str) -> str:
    for title in (*NAMES[prefix], *ANY_NAME):
        if properties.get(title):
            return str(properties[title]).strip()[:100]
    return ""


def _shape(work: OpenImport, item: dict[str, Any], number: int, code: str) -> BaseGeometry | None:
    try:
        found = shape(item["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        found = None
    if found is None or found.is_empty or found.geom_type not in ("Polygon", "MultiPolygon"):
        message = _("%(code)s has no boundary: a Polygon or MultiPolygon is needed.")
        work.problem("no_boundary", message % {"code": code}, number, "geometry")
        return None
    return found


# --- where it lies -----------------------------------------------------------------------------


def _turner(work: OpenImport, collection: dict[str, Any], features: list[Feature]) -> Any:
    """A function that turns shapes into WGS 84 degrees with longitude first; None where that is not known."""
    west, south, east, north = shapely.total_bounds([feature.shape for feature in features])
    told = json.dumps(collection.get("crs") or "")
    if re.search(r"28992|7415", told) or (not told.strip('"') and max(abs(east), abs(north)) > 180):
        work.note("rd", _("The boundaries are in RD; they were turned into degrees."))
        return _from_rd
    if max(abs(west), abs(east), abs(south), abs(north)) > 180:
        message = _(
            "The boundaries are neither in degrees nor in RD (%(crs)s). Convert them to WGS 84."
        )
        work.problem("crs", message % {"crs": told[:100]}, column="crs")
        return None
    if NETHERLANDS.contains(west, south) or NETHERLANDS.contains(east, north):
        work.note(
            "position_swapped",
            _("Latitude and longitude are the wrong way round; they were swapped."),
        )
        return _swapped
    return lambda shapes: shapely.force_2d(shapes)


def _from_rd(shapes: NDArray[Any]) -> NDArray[Any]:
    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        lons, lats = from_rd().transform(points[:, 0], points[:, 1])
        return np.column_stack([lons, lats])

    turned: NDArray[Any] = shapely.transform(shapely.force_2d(shapes), turn)
    return turned


def _swapped(shapes: NDArray[Any]) -> NDArray[Any]:
    swapped: NDArray[Any] = shapely.transform(
        shapely.force_2d(shapes), lambda points: points[:, ::-1]
    )
    return swapped


def _in_the_netherlands(area: BaseGeometry) -> bool:
    point = area.centroid
    return NETHERLANDS.contains(point.y, point.x)


# --- tidying -----------------------------------------------------------------------------------


def _tidy(
    work: OpenImport, features: list[Feature], shapes: NDArray[Any], simplify: float
) -> NDArray[Any]:
    """Valid polygons, with no more points than a map needs, on a grid of about a decimetre."""
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    if broken.size:
        shapes[broken] = [_polygons(each) for each in shapely.make_valid(shapes[broken])]
        names = ", ".join(features[place].code for place in broken[:PARTS_TOLD])
        told = ngettext(
            "%(count)d boundary crossed itself and was repaired: %(codes)s.",
            "%(count)d boundaries crossed themselves and were repaired: %(codes)s.",
            broken.size,
        )
        work.note("repaired", told % {"count": broken.size, "codes": names}, column="geometry")
    if simplify > 0:
        shapes = _simplified(shapes, simplify / METRES_A_DEGREE)
    gridded = shapely.set_precision(shapes, GRID)
    lost = shapely.is_empty(gridded)
    return np.where(lost, shapes, gridded)


def _polygons(repaired: BaseGeometry) -> BaseGeometry:
    """Only what has a surface: repairing may leave lines and points behind."""
    parts = [
        each
        for each in shapely.get_parts(repaired)
        if each.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(parts)


def _simplified(shapes: NDArray[Any], tolerance: float) -> NDArray[Any]:
    """Neighbours keep the border that they share; what would break is left as it was."""
    simple = shapely.coverage_simplify(shapes, tolerance)
    wrong = ~shapely.is_valid(simple) | shapely.is_empty(simple)
    return np.where(wrong, shapes, simple)


# --- writing -----------------------------------------------------------------------------------


def _year_of(path: Path) -> int | None:
    """The year that the file's codes (`2022GM0014`) or its name say."""
    with path.open(encoding="utf-8", errors="replace") as file:
        head = file.read(20_000)
    found = re.search(r"\b(20\d\d)(?:GM|WK|BU)\d{4}", head) or re.search(
        r"(?<!\d)(20\d\d)(?!\d)", path.stem
    )
    return int(found[1]) if found else None


def _write(
    work: OpenImport,
    drawn: Drawn,
    year: int | None,
    parent_level: str,
    progress: Progress | None,
) -> None:
    inside = shapely.point_on_surface(drawn.boundaries)
    bounds = shapely.bounds(drawn.boundaries)
    geojson = shapely.to_geojson(drawn.boundaries)
    rows = [
        _row(feature, geojson[place], bounds[place], inside[place])
        | {"year": year, "source": work.run.source}
        for place, feature in enumerate(drawn.features)
    ]
    if year is None:
        work.note(
            "no_year",
            _("The file does not say of which year this division is. Say it with --year."),
        )
    done = 0
    for prefix in KINDS:  # who holds others goes first
        keys = dict(Area.objects.values_list("code", "pk"))
        parcel = [row for row in rows if row["code"].startswith(prefix)]
        for batch in batches(parcel, PARCEL):
            for row in batch:
                row["parent_id"] = _parent(row["code"], keys, parent_level)
            write_rows(work, AREAS, batch)
            done += len(batch)
            if progress:
                progress(done, len(rows))


def _row(feature: Feature, geojson: str, bounds: Any, inside: Any) -> dict[str, Any]:
    west, south, east, north = (round(float(each), 6) for each in bounds)
    return {
        "code": feature.code,
        "kind": KINDS[feature.code[:2]].value,
        "name": feature.name,
        "slug": slugify(feature.name)[:110] or feature.code.lower(),
        "boundary": json.loads(geojson),
        "lat": round(inside.y, 6),
        "lon": round(inside.x, 6),
        "south": south,
        "west": west,
        "north": north,
        "east": east,
    }


def set_parents(work: OpenImport, parent_level: str = "") -> None:
    """Give areas that were there before the nearest that holds them now; name what has none."""
    keys = dict(Area.objects.values_list("code", "pk"))
    told, orphans = [], Counter[str]()
    for code, kind, parent_id in Area.objects.values_list("code", "kind", "parent_id"):
        if kind == Area.Kind.MUNICIPALITY:
            continue
        parent = _parent(code, keys, parent_level)
        if parent is None:
            orphans[f"GM{code[2:6]}"] += 1
        elif parent != parent_id:
            told.append({"code": code, "parent_id": parent})
    for batch in batches(told, PARCEL):
        write_rows(work, AREAS, batch, counted=False)
    if orphans:
        message = _("%(count)d areas lie in municipalities that are not known here: %(codes)s.")
        words = {"count": orphans.total(), "codes": ", ".join(sorted(orphans)[:PARTS_TOLD])}
        work.note("no_parent", message % words)


def _parent(code: str, keys: dict[str, int], level: str) -> int | None:
    if code.startswith("GM"):
        return None
    candidates = [f"GM{code[2:6]}"]
    if code.startswith("BU") and level != Area.Kind.MUNICIPALITY:
        candidates.insert(0, f"WK{code[2:8]}")
    if level == Area.Kind.DISTRICT and code.startswith("BU"):
        candidates = candidates[:1]
    return next((keys[each] for each in candidates if each in keys), None)
