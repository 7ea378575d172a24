"""Postcodes from a table."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from nabij.core.models import Area, Postcode
from nabij.exchange.geodata.postcodes import import_postcodes, link_areas
from nabij.exchange.outcomes import CREATED, UNCHANGED, UPDATED, ApplyResult
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.undo import undo
from tests.exchange.files import csv_file

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 2)
DEGREES = "postcode;lat;lon\n3131AB;51.92;4.35\n3131 ac;51,921;4,351\n"


def result_of(path: Path, **options: Any) -> ApplyResult:
    return import_postcodes(path, **options)[1]


def where(code: str) -> tuple[float, float]:
    row = Postcode.objects.get(code=code)
    return round(row.lat, 3), round(row.lon, 3)


@pytest.mark.parametrize(
    "text",
    [
        DEGREES,
        "PC6,Latitude,Longitude\n3131AB,51.92,4.35\n3131AC,51.921,4.351\n",
        "lengtegraad\tbreedtegraad\tpostcode\n4.35\t51.92\t3131AB\n4.351\t51.921\t3131AC\n",
        "3131AB;51.92;4.35\n3131AC;51.921;4.351\n",
        "postcode;x;y\n3131AB;83648;437344\n3131AC;83718;437454\n",
        "postcode;lat;lon\n3131AB;4.35;51.92\n3131AC;4.351;51.921\n",
    ],
    ids=["degrees", "synonyms", "other order", "no names", "RD", "swapped"],
)
def test_a_table_may_be_written_in_many_ways(tmp_path: Path, text: str) -> None:
    result = result_of(csv_file(tmp_path, text))
    assert result.total(CREATED) == 2
    assert where("3131AB") == pytest.approx((51.92, 4.35), abs=0.001)
    assert where("3131AC") == pytest.approx((51.921, 4.351), abs=0.001)


def test_rd_and_swapped_columns_are_said(tmp_path: Path) -> None:
    rd = result_of(csv_file(tmp_path, "postcode;x;y\n3131AB;83648;437344\n"))
    swapped = result_of(csv_file(tmp_path, "postcode;lat;lon\n3131AB;4.35;51.92\n"))
    assert [each.code for each in (*rd.problems, *swapped.problems)] == ["rd", "position_swapped"]


def test_a_second_time_changes_nothing_and_others_stay(tmp_path: Path) -> None:
    Postcode.objects.create(code="9999ZZ", lat=53.0, lon=6.0)
    path = csv_file(tmp_path, DEGREES)
    result_of(path)
    assert result_of(path).total(UNCHANGED) == 2
    assert result_of(csv_file(tmp_path, DEGREES.replace("51.92;", "51.93;"))).total(UPDATED) == 1
    assert Postcode.objects.count() == 3


def test_a_postcode_with_several_positions_lies_in_the_middle(tmp_path: Path) -> None:
    text = "postcode;lat;lon\n3131AB;51.92;4.35\n3131AB;51.94;4.37\n"
    result = result_of(csv_file(tmp_path, text))
    assert where("3131AB") == (51.93, 4.36)
    assert [each.code for each in result.problems] == ["several"]


BAD = DEGREES + "31 AB;51.9;4.3\n3132AA;;4.3\n3132AB;48.85;2.35\n3132AC;52.5;3.5\n"


def test_wrong_rows_are_named_and_nothing_is_taken_over(tmp_path: Path) -> None:
    result = result_of(csv_file(tmp_path, BAD))
    told = sorted((each.row, each.code) for each in result.problems)
    assert told == [(4, "postcode"), (5, "position"), (6, "position"), (7, "position")]
    assert not Postcode.objects.exists()


def test_wrong_rows_may_be_left_out(tmp_path: Path) -> None:
    result = result_of(csv_file(tmp_path, BAD), skip_bad=True)
    assert result.ok
    assert Postcode.objects.count() == 2
    assert "4" in next(each.message for each in result.problems if each.code == "left_out")


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    result = result_of(csv_file(tmp_path, "straat;lat;lon\nMarkt;51.9;4.3\n"))
    assert [(each.code, each.row) for each in result.problems] == [("missing_column", 1)]
    assert "postcode" in result.problems[0].message


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, DEGREES)
    with pytest.raises(BadInputError):
        import_postcodes(path, limits=Limits(file=10))
    assert result_of(path, limits=Limits(rows=1)).problems[0].code == "too_many_rows"


def test_the_neighbourhood_is_found_at_once_or_later(tmp_path: Path, neighbourhood: Area) -> None:
    path = csv_file(tmp_path, DEGREES + "5000AA;51.5;5.0\n")
    result_of(path)
    assert Postcode.objects.exclude(area=None).count() == 0
    assert link_areas()[1].total(UPDATED) == 2
    assert link_areas()[1].total(UPDATED) == 0
    assert Postcode.objects.get(code="3131AB").area == neighbourhood
    Postcode.objects.all().delete()
    result_of(path, with_areas=True)
    assert Postcode.objects.filter(area=neighbourhood).count() == 2


def test_an_undo_takes_new_postcodes_away_and_moves_others_back(tmp_path: Path) -> None:
    Postcode.objects.create(code="3131AB", lat=51.0, lon=4.0)
    run, _result = import_postcodes(csv_file(tmp_path, DEGREES))
    assert undo(run, today=TODAY).ok
    assert list(Postcode.objects.values_list("code", "lat")) == [("3131AB", 51.0)]


def test_an_undo_does_not_overwrite_a_later_import(tmp_path: Path) -> None:
    run, _result = import_postcodes(csv_file(tmp_path, DEGREES))
    import_postcodes(csv_file(tmp_path, DEGREES.replace("51.92;", "51.93;")))
    result = undo(run, today=TODAY)
    assert not result.ok
    assert "3131AB" in result.conflicts[0]
    assert Postcode.objects.count() == 2
