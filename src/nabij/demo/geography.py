"""The example's map: municipality, districts and neighbourhoods with boundaries, and postcodes."""

from typing import Any

from django.utils.text import slugify
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping
from shapely.ops import unary_union

from nabij.core.models import Area, MapFeature, Postcode
from nabij.demo.world import Table, read

SOURCE = "Example, made up"
YEAR = 2026
#: Kinds of feature that are drawn on the map of the whole municipality too.
MAIN = frozenset({"lake", "harbour", "canal", "park", "nature", "ring_road", "railway"})


def fill_areas() -> None:
    """Both municipalities, the districts and the neighbourhoods."""
    points = read("areas.toml")["points"]
    districts = read("areas.toml")["district"]
    shapes = {row["code"]: _outline(row, points) for row in districts}
    home, neighbour = read("municipality.toml"), read("municipality.toml")["neighbour"]
    whole = _area(home["code"], home["name"], unary_union(list(shapes.values())))
    _area(neighbour["code"], neighbour["name"], Polygon(neighbour["outline"]))
    for row in districts:
        district = _area(row["code"], row["name"], shapes[row["code"]], whole, row)
        for part in row["neighbourhood"]:
            _area(part["code"], part["name"], _outline(part, points), district)
    _fill_features(whole)


def _fill_features(whole: Area) -> None:
    """Water, green and roads to draw the map with."""
    tables = read("areas.toml")
    rows = [
        MapFeature(
            area=whole,
            kind="rail" if row["kind"] == "railway" else kind,
            name=row["name"],
            main=row["kind"] in MAIN,
            geometry=mapping(
                Polygon(row["outline"]) if "outline" in row else LineString(row["line"])
            ),
        )
        for kind in ("water", "green", "road")
        for row in tables[kind]
        if row["kind"] != "bus_line"
    ]
    MapFeature.objects.bulk_create(rows)


def fill_postcodes() -> None:
    """Every street's postcode, in its neighbourhood."""
    areas = {area.code: area for area in Area.objects.filter(code__startswith="BU9999")}
    rows = [
        Postcode(
            code=street["postcode"].replace(" ", ""),
            lat=street["lat"],
            lon=street["lon"],
            area=areas[street["neighbourhood"]],
        )
        for street in read("streets.toml")["street"]
    ]
    Postcode.objects.bulk_create(rows, ignore_conflicts=True)


def _outline(row: Table, points: dict[str, list[float]]) -> Polygon:
    return Polygon([points[name] for name in row["outline"]])


def _area(
    code: str,
    name: str,
    shape: Polygon | MultiPolygon,
    parent: Area | None = None,
    texts: Table | None = None,
) -> Area:
    west, south, east, north = shape.bounds
    inside: Point = shape.representative_point()
    values: dict[str, Any] = {
        "name": name,
        "slug": slugify(name),
        "kind": {"GM": "municipality", "WK": "district", "BU": "neighbourhood"}[code[:2]],
        "parent": parent,
        "description": (texts or {}).get("character", ""),
        "description_en": (texts or {}).get("character_en", ""),
        "boundary": mapping(shape),
        "lat": inside.y,
        "lon": inside.x,
        "south": south,
        "west": west,
        "north": north,
        "east": east,
        "year": YEAR,
        "source": SOURCE,
    }
    return Area.objects.update_or_create(code=code, defaults=values)[0]
