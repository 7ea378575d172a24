"""Boundaries from GeoJSON."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from nabij.core.models import Area
from nabij.exchange.area_index import AreaIndex
from nabij.exchange.geodata.areas import import_areas
from nabij.exchange.geodata.figures import import_figures
from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import CREATED, UNCHANGED, UPDATED, ApplyResult
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.undo import undo
from nabij.monitoring.queries import figures_for
from tests.exchange.shared import shared

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 2)
SQUARE = [[4.30, 51.90], [4.40, 51.90], [4.40, 51.95], [4.30, 51.95], [4.30, 51.90]]
#: The same square in RD metres, to the metre.
RD = [[80_175, 435_169], [87_057, 435_071], [87_133, 440_634], [80_258, 440_732], [80_175, 435_169]]


def feature(ring: Any = SQUARE, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties or {"statcode": "GM9998", "statnaam": "Testdam"},
        "geometry": {"type": kind, "coordinates": [ring]},
    }


def geojson(folder: Path, *features: Any, name: str = "gebieden.geojson", **more: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def result_of(path: Path, **options: Any) -> ApplyResult:
    return import_areas(path, **options)[1]


def refusal(path: Path) -> list[tuple[str, int | None, str | None]]:
    result = result_of(path)
    assert not result.ok
    assert not Area.objects.exists()
    return [(each.code, each.row, each.column) for each in result.problems if each.fatal]


def test_an_area_gets_its_kind_boundary_box_and_a_point_inside(tmp_path: Path) -> None:
    result_of(geojson(tmp_path, feature()), year=2026)
    area = Area.objects.get()
    assert (area.code, area.kind, area.name, area.year) == (
        "GM9998",
        "municipality",
        "Testdam",
        2026,
    )
    assert (area.west, area.south, area.east, area.north) == (4.3, 51.9, 4.4, 51.95)
    assert AreaIndex("GM9998").find(area.lat or 0, area.lon or 0) == area.pk


@pytest.mark.parametrize(
    ("properties", "code", "name"),
    [
        ({"statcode": "WK999801", "statnaam": "Oost"}, "WK999801", "Oost"),
        ({"gemeentecode": "9998", "gemeentenaam": "Testdam"}, "GM9998", "Testdam"),
        ({"gemeentecode": 9998, "naam": "Testdam"}, "GM9998", "Testdam"),
        ({"GM_CODE": "GM9998", "GM_NAAM": "Testdam", "H2O": "NEE"}, "GM9998", "Testdam"),
        (
            {"buurtcode": "BU99980101", "buurtnaam": "Markt", "wijkcode": "WK999801",
             "gemeentecode": "GM9998", "gemeentenaam": "Testdam"},
            "BU99980101", "Markt",
        ),
        ({"bu_code": "BU9998FA01", "bu_naam": "Veel buurten"}, "BU9998FA01", "Veel buurten"),
    ],
)  # fmt: skip
def test_codes_and_names_are_found_under_the_usual_properties(
    tmp_path: Path, properties: dict[str, Any], code: str, name: str
) -> None:
    assert result_of(geojson(tmp_path, feature(**properties))).ok
    assert (Area.objects.get().code, Area.objects.get().name) == (code, name)


def test_the_nearest_known_area_is_the_parent_whatever_comes_first(tmp_path: Path) -> None:
    neighbourhood = feature(statcode="BU99980101", statnaam="Markt")
    municipality, district = feature(), feature(statcode="WK999801", statnaam="Oost")
    result = result_of(geojson(tmp_path, neighbourhood))
    assert "no_parent" in [each.code for each in result.problems]
    result_of(geojson(tmp_path, municipality))
    assert Area.objects.get(code="BU99980101").parent == Area.objects.get(code="GM9998")
    result_of(geojson(tmp_path, district))
    assert Area.objects.get(code="BU99980101").parent == Area.objects.get(code="WK999801")
    assert Area.objects.get(code="WK999801").parent == Area.objects.get(code="GM9998")


def test_the_level_of_the_parent_can_be_chosen(tmp_path: Path) -> None:
    path = geojson(
        tmp_path, feature(), feature(statcode="WK999801", statnaam="Oost"),
        feature(statcode="BU99980101", statnaam="Markt"),
    )  # fmt: skip
    result_of(path, parent_level="municipality")
    assert Area.objects.get(code="BU99980101").parent == Area.objects.get(code="GM9998")


def test_rd_is_turned_into_degrees_whether_the_file_says_so_or_not(tmp_path: Path) -> None:
    crs: Any = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}}
    plain: Any = {}
    for more in (crs, plain):
        result = result_of(geojson(tmp_path, feature(RD), **more))
        assert [each.code for each in result.problems if each.code == "rd"]
        area = Area.objects.get()
        assert area.west == pytest.approx(4.30, abs=1e-4)
        assert area.north == pytest.approx(51.95, abs=1e-4)


def test_swapped_degrees_are_swapped_back_and_said(tmp_path: Path) -> None:
    result = result_of(geojson(tmp_path, feature([[lat, lon] for lon, lat in SQUARE])))
    assert "position_swapped" in [each.code for each in result.problems]
    assert Area.objects.get().west == 4.3


def test_a_boundary_that_crosses_itself_is_repaired_and_said(tmp_path: Path) -> None:
    bow = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    result = result_of(geojson(tmp_path, feature(bow)))
    assert result.ok
    assert "GM9998" in next(each.message for each in result.problems if each.code == "repaired")
    boundary = Area.objects.get().boundary
    assert boundary is not None
    assert boundary["type"] == "MultiPolygon"


def test_points_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    wavy = [[4.30 + n / 10_000, 51.90 + (n % 2) * 0.000001] for n in range(1000)]
    path = geojson(tmp_path, feature([*wavy, *SQUARE[1:]]))
    result_of(path)
    boundary = Area.objects.get().boundary
    assert boundary is not None
    assert len(boundary["coordinates"][0]) < 50
    assert result_of(path, simplify=0).total(UPDATED) == 1


def test_water_is_no_neighbourhood(tmp_path: Path) -> None:
    water = feature(buurtcode="BU99980199", buurtnaam="Haven", water="JA")
    result_of(geojson(tmp_path, feature(), water))
    assert Area.objects.count() == 1


def test_the_year_is_found_in_codes_or_name_or_asked_for(tmp_path: Path) -> None:
    result_of(geojson(tmp_path, feature(statcode="GM9998", jrstatcode="2024GM9998")))
    assert Area.objects.get().year == 2024
    result_of(geojson(tmp_path, feature(), name="gemeenten_2025.geojson"))
    assert Area.objects.get().year == 2025
    unknown = result_of(geojson(tmp_path, feature(), name="gemeenten.geojson"))
    assert "no_year" in [each.code for each in unknown.problems]


def test_a_second_import_changes_nothing_and_an_undo_takes_it_back(tmp_path: Path) -> None:
    path = geojson(tmp_path, feature(), feature(statcode="BU99980101", statnaam="Markt"))
    run, _result = import_areas(path)
    assert result_of(path).total(UNCHANGED) == 2
    assert undo(run, today=TODAY).ok
    assert not Area.objects.exists()


def test_an_undo_gives_old_boundaries_and_parents_back(tmp_path: Path) -> None:
    result_of(geojson(tmp_path, feature(), feature(statcode="BU99980101", statnaam="Markt")))
    before = list(Area.objects.values())
    smaller = [*SQUARE[:2], [4.40, 51.94], [4.30, 51.94], SQUARE[0]]
    path = geojson(
        tmp_path, feature(smaller, statcode="GM9998", statnaam="Nieuwdam"),
        feature(statcode="WK999801", statnaam="Oost"),
    )  # fmt: skip
    run, _result = import_areas(path, year=2027)
    assert list(Area.objects.values()) != before
    assert undo(run, today=TODAY).ok
    assert list(Area.objects.values()) == before


def test_areas_with_figures_or_parts_of_another_import_stay(tmp_path: Path) -> None:
    run, _result = import_areas(geojson(tmp_path, feature()))
    result_of(geojson(tmp_path, feature(statcode="BU99980101", statnaam="Markt")))
    result = undo(run, today=TODAY)
    assert not result.ok
    assert Area.objects.count() == 2


@pytest.mark.parametrize(
    ("features", "problem"),
    [
        ([], ("no_areas", None, None)),
        ([feature(naam="Nergens")], ("no_code", 1, None)),
        ([feature(), feature()], ("duplicate_code", 2, "code")),
        ([feature(kind="Point", statcode="GM9998")], ("no_boundary", 1, "geometry")),
        ([{"type": "Feature", "properties": {"statcode": "GM9998"}, "geometry": None}],
         ("no_boundary", 1, "geometry")),
        ([feature([[lon + 40, lat] for lon, lat in SQUARE])], ("outside", None, "geometry")),
        ([feature([[x * 1000, y] for x, y in RD], crs=1, statcode="GM9998")], ("outside", None, "geometry")),
        (["onzin"], ("no_code", 1, None)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_taken_over(
    tmp_path: Path, features: list[Any], problem: tuple[str, int | None, str | None]
) -> None:
    assert refusal(geojson(tmp_path, *features)) == [problem]


def test_another_projection_is_refused(tmp_path: Path) -> None:
    mercator = [[lon * 111_319, lat * 150_000] for lon, lat in SQUARE]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    assert refusal(geojson(tmp_path, feature(mercator), crs=crs)) == [("crs", None, "crs")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{oeps", "json"),
        (b"[1, 2]", "json"),
        (b'{"type": "Feature"}', "geojson"),
        (b"\xff\xfe\x00", "encoding"),
        (b"[" * 200_000, "json"),
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(content)
    assert refusal(path)[0][0] == code


def test_a_folder_an_empty_file_and_a_large_file_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.geojson"
    empty.touch()
    for path, code in ((tmp_path, "directory"), (empty, "empty"), (tmp_path / "weg", "no_file")):
        with pytest.raises(BadInputError) as caught:
            import_areas(path)
        assert caught.value.problem.code == code
    with pytest.raises(BadInputError):
        import_areas(geojson(tmp_path, feature()), megabytes=0)


# --- the real thing ----------------------------------------------------------------------------


def test_the_345_municipalities_of_2022_with_their_figures() -> None:
    run, result = import_areas(shared("areas/gemeenten_2022.geojson"))
    assert result.total(CREATED) == 345
    assert run.state == ImportRun.State.DONE
    figures = import_figures(shared("areas/kerncijfers_gemeenten_2022.json"))[1]
    assert figures.ok
    town = Area.objects.get(code="GM0622")
    assert (town.name, town.year) == ("Vlaardingen", 2022)
    residents = figures_for(town, public_only=True, language="nl")[0]
    # Table 85039NED is that of 2021, whatever the file is called: 17,475,415 residents in the country.
    assert (residents.value, residents.year, residents.source) == (73_924, 2021, "CBS 85039NED")
    assert AreaIndex().find(51.912, 4.342) == town.pk


@pytest.mark.slow
def test_the_13808_neighbourhoods_of_2020_each_hold_their_own_point() -> None:
    result = result_of(shared("areas/buurten_2020.geojson"))
    assert result.total(CREATED) == 13_808
    index = AreaIndex()
    rows = list(Area.objects.values_list("pk", "lat", "lon"))
    found = index.find_all(
        [lat or 0 for _pk, lat, _lon in rows], [lon or 0 for _pk, _lat, lon in rows]
    )
    assert [pk for pk, _lat, _lon in rows] == found.tolist()
