"""Figures per area, from the key figures and from tables."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from nabij.core.models import Area
from nabij.exchange.geodata.figures import import_figures
from nabij.exchange.outcomes import CREATED, UNCHANGED, ApplyResult
from nabij.exchange.undo import undo
from nabij.monitoring.indicators import catalogue
from nabij.monitoring.models import AreaFigure, Indicator
from tests.exchange.files import csv_file
from tests.exchange.shared import shared

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 2)
HEAD = "area;indicator;year;value;lower;upper;n;kind;source\n"
GOOD = "GM9998;residents;2025;45150;;;;registered;CBS\nGM9998;loneliness_djg11;2022;46,2;43;49,4;900;measured;GGD\n"


@pytest.fixture(autouse=True)
def home() -> Area:
    return Area.objects.create(code="GM9998", kind="municipality", name="Testdam", slug="testdam")


def result_of(path: Path, **options: Any) -> ApplyResult:
    return import_figures(path, **options)[1]


def key_figures(folder: Path, residents: int, **row: Any) -> Path:
    path = folder / "kerncijfers.json"
    rows = {"GM9998": {"Naam": "Testdam", "Population": 45150, **row}}
    path.write_text(json.dumps({"Gemeente": rows, "Netherlands Total": {"Population": residents}}))
    return path


def test_a_table_of_figures_with_their_intervals(tmp_path: Path) -> None:
    assert result_of(csv_file(tmp_path, HEAD + GOOD)).total(CREATED, "figure") == 2
    row = AreaFigure.objects.get(indicator__code="loneliness_djg11")
    assert (row.value, row.lower, row.upper, row.n) == (46.2, 43.0, 49.4, 900)
    assert row.indicator.public is False


def test_a_second_time_changes_nothing_and_an_undo_takes_it_back(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEAD + GOOD)
    run, _result = import_figures(path)
    assert result_of(path).total(UNCHANGED, "figure") == 2
    assert undo(run, today=TODAY).ok
    assert not AreaFigure.objects.exists()
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("GM0000;residents;2025;1;;;;;CBS", "area"),
        ("GM9998;geluk;2025;1;;;;;CBS", "indicator"),
        ("GM9998;residents;vorig jaar;1;;;;;CBS", "year"),
        ("GM9998;residents;2025;veel;;;;;CBS", "value"),
        ("GM9998;aged_65_plus_pct;2025;120;;;;;CBS", "value"),
        ("GM9998;residents;2025;10;20;30;;;CBS", "lower"),
        ("GM9998;residents;2025;10;;;;geschat;CBS", "kind"),
        ("GM9998;residents;2025;10;;;;;", "source"),
        ("GM9998;residents;2025;nan;;;;;CBS", "value"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_taken_over(
    tmp_path: Path, row: str, column: str
) -> None:
    result = result_of(csv_file(tmp_path, HEAD + GOOD + row + "\n"))
    assert [(each.row, each.column) for each in result.problems if each.fatal] == [(4, column)]
    assert not AreaFigure.objects.exists()


def test_a_figure_stands_in_a_file_once(tmp_path: Path) -> None:
    result = result_of(csv_file(tmp_path, HEAD + GOOD + GOOD))
    assert [each.code for each in result.problems] == ["figure_area", "figure_area"]


def test_year_and_source_may_be_told_for_the_whole_file(tmp_path: Path) -> None:
    text = "gebied;indicator;waarde\nGM9998;residents;45150\n"
    assert not result_of(csv_file(tmp_path, text)).ok
    assert result_of(csv_file(tmp_path, text), year=2025, source="CBS").ok
    row = AreaFigure.objects.get()
    assert (row.year, row.source, row.kind) == (2025, "CBS", "registered")


def test_the_year_of_key_figures_is_that_in_which_the_country_had_so_many_residents(
    tmp_path: Path,
) -> None:
    result = result_of(key_figures(tmp_path, 17_475_415))
    assert result.ok
    row = AreaFigure.objects.get()
    assert (row.year, row.source) == (2021, "CBS 85039NED")


def test_key_figures_of_no_known_year_need_one(tmp_path: Path) -> None:
    path = key_figures(tmp_path, 12_345)
    assert [each.code for each in result_of(path).problems if each.fatal] == ["no_year"]
    assert result_of(path, year=2021).ok


def test_what_is_not_known_is_left_out_and_said(tmp_path: Path) -> None:
    path = key_figures(
        tmp_path, 17_475_415, Demographics={"65+ years (%)": None}, Kleur={"Rood (%)": 3}
    )
    result = result_of(path)
    assert "Rood (%)" in next(each.message for each in result.problems if each.code == "unused")
    assert AreaFigure.objects.count() == 1


def test_figures_without_areas_say_what_to_do_first(tmp_path: Path) -> None:
    Area.objects.all().delete()
    result = result_of(key_figures(tmp_path, 17_475_415))
    assert "nabij import areas" in result.problems[-1].message


@pytest.mark.parametrize("content", ["{}", "{oeps", '{"Gemeente": []}'])
def test_what_is_no_key_figures_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    assert not result_of(path).ok


def test_every_indicator_of_the_catalogue_is_in_the_real_key_figures() -> None:
    rows = json.loads(shared("areas/kerncijfers_gemeenten_2022.json").read_text())["Gemeente"]
    town = rows["GM0622"]
    for definition in catalogue().values():
        if definition.cbs:
            *section, name = (
                definition.cbs.split("/", 1) if "/" in definition.cbs else ("", definition.cbs)
            )
            assert name in (town[section[0]] if section[0] else town), definition.code
