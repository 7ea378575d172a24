"""What a municipality's map is drawn with comes from a file: water, green, roads and railways."""

import json
from pathlib import Path
from typing import Any

import pytest

from nabij.core.models import MapFeature
from nabij.core.tenancy import within
from nabij.exchange.map_data import import_map
from nabij.exchange.reading.tables import BadInputError
from nabij.methods.geo import wgs84_to_rd
from tests.factories import AreaFactory, MunicipalityFactory

LINE = [[5.15, 52.56], [5.16, 52.57], [5.17, 52.575]]


def feature(kind: str, line: Any = LINE, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **properties},
        "geometry": {"type": "LineString", "coordinates": line},
    }


@pytest.fixture
def town(db: None) -> Any:
    municipality = MunicipalityFactory.create(code="GM9998", slug="testdam")
    AreaFactory.create(
        code="GM9998", kind="municipality", name="Testdam",
        west=5.10, south=52.53, east=5.20, north=52.60,
    )  # fmt: skip
    with within(municipality):
        yield municipality


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(*features: Any) -> Path:
        path = tmp_path / "kaart.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


def test_a_file_replaces_the_map_and_importing_it_again_changes_nothing(
    town: Any, file: Any
) -> None:
    path = file(
        feature("water", name="Ringvaart", main=True),
        feature("weg", naam="Dijkweg"),
        feature("rail"),
    )
    for _time in range(2):
        report = import_map(path, town)
        assert report.ok
        assert report.counts == {"water": 1, "road": 1, "rail": 1}
        rows = list(MapFeature.objects.order_by("pk").values_list("kind", "name", "main"))
        assert rows == [
            ("water", "Ringvaart", True),
            ("road", "Dijkweg", False),
            ("rail", "", False),
        ]


def test_rd_becomes_degrees(town: Any, file: Any) -> None:
    import_map(
        file(feature("road", [list(wgs84_to_rd(lat, lon)) for lon, lat in map(tuple, LINE)])), town
    )
    lon, lat = MapFeature.objects.get().geometry["coordinates"][0]
    assert (lon, lat) == pytest.approx((5.15, 52.56), abs=1e-5)


def test_what_lies_elsewhere_is_left_out_and_counted(town: Any, file: Any) -> None:
    report = import_map(file(feature("road"), feature("road", [[6.5, 53.2], [6.6, 53.2]])), town)
    assert (report.counts["road"], report.elsewhere) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (feature("kasteel"), "kind"),
        ({"type": "Feature", "properties": None, "geometry": None}, "kind"),
        ({**feature("water"), "geometry": {"type": "Point", "coordinates": [5.1, 52.5]}}, "geometry"),
        (feature("water", [["a", "b"], [1, 2]]), "geometry"),
        (feature("water", [[100.0, 10.0], [101.0, 11.0]]), "outside"),
        ("geen feature", "kind"),
    ],
)  # fmt: skip
def test_one_wrong_feature_keeps_the_whole_file_out(
    wrong: Any, code: str, town: Any, file: Any
) -> None:
    import_map(file(feature("green")), town)
    report = import_map(file(feature("road"), wrong), town)
    assert [(row.code, row.row) for row in report.problems] == [(code, 2)]
    assert [row.kind for row in MapFeature.objects.all()] == ["green"]


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"features": 3}', b"\xff\xfe\x00", b"[" * 100_000]
)
def test_what_is_no_geojson_is_refused_in_words(text: bytes, town: Any, tmp_path: Path) -> None:
    path = tmp_path / "kaart.geojson"
    path.write_bytes(text)
    with pytest.raises(BadInputError):
        import_map(path, town)


def test_boundaries_come_first(db: None, file: Any) -> None:
    elsewhere = MunicipalityFactory.create(code="GM9997", slug="elders")
    with within(elsewhere), pytest.raises(BadInputError, match="import areas"):
        import_map(file(feature("road")), elsewhere)
