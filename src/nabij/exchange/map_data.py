"""Water, green, roads and railways to draw a municipality's map with, from GeoJSON; all of it replaced, or nothing.

A feature has a `kind` (water, green, road, rail), a `name` when it is known, and `main` when it is drawn on small maps
too. Positions are in WGS 84 degrees, or in RD, which is recognised.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from nabij.core.audit.recording import record
from nabij.core.models import Area, MapFeature, Municipality
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.records import Problem
from nabij.methods.geo import locate, rd_to_wgs84

MEGABYTES = 60
MOST = 20_000
#: Degrees that a line may be off (some four metres), and to which positions are rounded (a decimetre).
TOLERANCE, GRID = 0.00004, 1e-6
#: Degrees around the municipality within which features are kept.
AROUND = 0.02
KINDS = {
    "water": "water", "waterway": "water", "waterdeel": "water",
    "green": "green", "groen": "green", "park": "green", "wood": "green", "bos": "green",
    "road": "road", "weg": "road", "wegdeel": "road", "street": "road",
    "rail": "rail", "railway": "rail", "spoor": "rail", "spoorbaan": "rail",
}  # fmt: skip
GEOMETRIES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")
YES = ("true", "1", "yes", "ja")


@dataclass(slots=True)
class MapReport:
    """What was read: features by kind, how many lie elsewhere, and what is wrong with which feature."""

    counts: Counter[str] = field(default_factory=Counter)
    elsewhere: int = 0
    replaced: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the file was taken over."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "ok": self.ok,
            "counts": dict(self.counts),
            "elsewhere": self.elsewhere,
            "replaced": self.replaced,
            "problems": [
                {"code": row.code, "message": row.message, "row": row.row} for row in self.problems
            ],
        }


def import_map(path: Path, municipality: Municipality) -> MapReport:
    """Replace the map features of a municipality by those in a file.

    Raises BadInputError for a file that is no GeoJSON, or a municipality whose area is not known yet.
    """
    area = Area.objects.filter(code=municipality.code).first()
    if area is None:
        raise _refused(
            path, "no_area", _("The boundaries of this municipality come first: import areas.")
        )
    report = MapReport()
    rows = list(_rows(_features(path), area, path.name, report))
    if report.ok and not rows:
        message = _("Nothing in this file lies in this municipality.")
        report.problems.append(Problem("nothing_here", message, path.name))
    if report.ok:
        _replace(area, rows, municipality, report)
    return report


def _refused(path: Path, code: str, message: str, row: int | None = None) -> BadInputError:
    return BadInputError(Problem(code, message, path.name, row))


def _features(path: Path) -> list[Any]:
    try:
        size = path.stat().st_size
        if size > MEGABYTES * 1_000_000:
            message = _("This file is larger than {limit} MB. Keep the main roads and waters only.")
            raise _refused(path, "large_file", message.format(limit=MEGABYTES))
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise _refused(path, "no_file", problem.strerror or "") from None
    except UnicodeDecodeError:
        raise _refused(path, "encoding", _("JSON is always UTF-8; this file is not.")) from None
    except (json.JSONDecodeError, RecursionError):
        raise _refused(path, "json", _("This is no JSON.")) from None
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        message = _("This is no GeoJSON FeatureCollection: it has no list of features.")
        raise _refused(path, "geojson", message)
    if len(features) > MOST:
        message = _("There are more than {limit} features. Keep the main roads and waters only.")
        raise _refused(path, "too_many", message.format(limit=MOST))
    return features


def _rows(
    features: Iterable[Any], area: Area, file: str, report: MapReport
) -> Iterator[MapFeature]:
    frame = _frame(area)
    for number, item in enumerate(features, start=1):
        try:
            kind, drawn = _kind(item), _drawn(item)
        except BadInputError as error:
            wrong = error.problem
            report.problems.append(Problem(wrong.code, wrong.message, file, number))
            continue
        if frame is not None and not drawn.intersects(frame):
            report.elsewhere += 1
            continue
        report.counts[kind] += 1
        yield _row(area, kind, item["properties"], drawn)


def _frame(area: Area) -> BaseGeometry | None:
    if None in (area.west, area.south, area.east, area.north):
        return None
    box: BaseGeometry = shapely.box(area.west, area.south, area.east, area.north)
    return box.buffer(AROUND)


def _kind(item: Any) -> str:
    properties = item.get("properties") if isinstance(item, dict) else None
    told = str(properties.get("kind", "")) if isinstance(properties, dict) else ""
    kind = KINDS.get(told.strip().lower(), "")
    if not kind:
        message = _("A feature needs a kind: water, green, road or rail. This one says “{kind}”.")
        raise BadInputError(Problem("kind", message.format(kind=told[:40]), ""))
    return kind


def _drawn(item: dict[str, Any]) -> BaseGeometry:
    """The feature's shape in degrees, longitude first."""
    geometry = item.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRIES:
        message = _("A feature needs a line or a surface as its geometry.")
        raise BadInputError(Problem("geometry", message, ""))
    try:
        found = shapely.force_2d(shape(geometry))
    except (TypeError, ValueError, IndexError, KeyError, shapely.errors.ShapelyError):
        found = None
    if found is None or found.is_empty:
        message = _("The positions of this feature cannot be read.")
        raise BadInputError(Problem("geometry", message, ""))
    return _in_degrees(found)


def _in_degrees(found: BaseGeometry) -> BaseGeometry:
    x, y = (float(number) for number in shapely.get_coordinates(found)[0])
    where = locate(x, y)
    if where.point is None and where.trouble != "sea":
        message = _("This feature does not lie in the Netherlands.")
        raise BadInputError(Problem("outside", message, ""))
    if where.notation == "rd":
        return shapely.transform(found, _from_rd, interleaved=False)
    if where.notation == "degrees":  # latitude first, against the standard
        return shapely.transform(found, lambda xs, ys: (ys, xs), interleaved=False)
    return found


def _from_rd(xs: Any, ys: Any) -> tuple[Any, Any]:
    lats, lons = rd_to_wgs84(xs, ys)
    return lons, lats


def _row(area: Area, kind: str, properties: dict[str, Any], drawn: BaseGeometry) -> MapFeature:
    simple = drawn.simplify(TOLERANCE, preserve_topology=True)
    tidy = shapely.set_precision(drawn if simple.is_empty else simple, GRID)
    return MapFeature(
        area=area,
        kind=kind,
        name=str(properties.get("name") or properties.get("naam") or "").strip()[:100],
        main=str(properties.get("main", "")).strip().lower() in YES,
        geometry=json.loads(json.dumps(mapping(drawn if tidy.is_empty else tidy))),
    )


@transaction.atomic
def _replace(
    area: Area, rows: list[MapFeature], municipality: Municipality, report: MapReport
) -> None:
    report.replaced, _kinds = MapFeature.objects.filter(area=area).delete()
    MapFeature.objects.bulk_create(rows, batch_size=500)
    record("map.imported", municipality=municipality, on=area)
