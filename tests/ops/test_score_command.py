"""`nabij score`, as someone types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from nabij.ops.commands import score

LONG = ",".join(str(item) for item in range(1, 12))


def run(tmp_path: Path, text: str | bytes, *words: str, scale: str = "djg11") -> Result:
    file = tmp_path / "answers.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(score.command, [scale, str(file), *words])


def rows(tmp_path: Path, text: str | bytes, *words: str, scale: str = "djg11") -> Any:
    result = run(tmp_path, text, "--json", *words, scale=scale)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_row_is_a_person_and_an_empty_cell_is_not_answered(tmp_path: Path) -> None:
    table = f"{LONG}\n" + "\n".join(
        (
            "nee,ja,ja,nee,ja,ja,nee,nee,ja,ja,nee",
            "3,1,1,3,1,1,3,3,1,1,3",
            "Ja,Nee,Min of meer,ja,nee,nee,ja,ja,nee,nee,",
            ",,,,,,,,,,",
        )
    )
    found = rows(tmp_path, table)
    assert [row["total"] for row in found] == [11, 0, 1, None]
    assert [row["category"] for row in found] == ["very_strongly", "not", "not", None]
    assert [row["missing"] for row in found] == [0, 0, 1, 11]
    assert found[2] == {
        "row": 4, "scale": "djg11", "rule": "djg11/now", "total": 1, "emotional": 1, "social": None,
        "missing": 1, "category": "not", "emotional_category": "not", "social_category": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "answers", "emotional", "social"),
    [
        ("3,9,10,4,7,8", "ja,ja,ja,ja,ja,ja", 3, 0),
        ("item4;item7;item8;item3;item9;item10", "nee;nee;nee;nee;nee;nee", 0, 3),
        ("1\t2\t3\t4\t5\t6", "ja\tja\tja\tnee\tja\tnee", 1, 0),  # as printed: 3, 4, 7, 9, 8, 10
        ("a,b,c,d,e,f", "nee,ja,ja,ja,ja,nee", 1, 0),
        ("id,djg_3,djg_4,djg_7,djg_8,djg_9,djg_10,age", "p1,nee,nee,ja,ja,nee,nee,80", 0, 1),
    ],
)
def test_a_column_is_known_by_the_number_of_its_item(
    tmp_path: Path, headings: str, answers: str, emotional: int, social: int
) -> None:
    (row,) = rows(tmp_path, f"{headings}\n{answers}\n", scale="djg6")
    assert (row["emotional"], row["social"]) == (emotional, social)


def test_who_has_an_id_keeps_it(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f"id,{LONG}\np1{',2' * 11}")
    assert (row["id"], row["total"]) == ("p1", 11)


def test_the_direct_question_stands_apart(tmp_path: Path) -> None:
    table = "1,2,3,direct\nbijna nooit,soms,vaak,af en toe\n3,3,,\n"
    found = rows(tmp_path, table, scale="ucla3")
    assert [row["total"] for row in found] == [6, None]
    assert found[0]["direct"] == "occasionally"
    assert "direct" not in found[1]


def test_the_rule_of_the_cut_offs_can_be_chosen(tmp_path: Path) -> None:
    table = "3,4,7,8,9,10\nja,ja,ja,ja,ja,nee"
    (row,) = rows(tmp_path, table, "--rule", "djg6/cbs", scale="djg6")
    assert (row["rule"], row["emotional_category"]) == ("djg6/cbs", "sometimes")
    result = run(tmp_path, table, "--rule", "djg11/now", scale="djg6")
    assert result.exit_code == 2
    assert "djg6/vu" in result.stderr


def test_the_file_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    table = f"{LONG.replace(',', ';')}\r\n{';'.join(['min-of-meer'] * 11)}\r\n"
    assert rows(tmp_path, b"\xef\xbb\xbf" + table.encode())[0]["total"] == 11
    assert rows(
        tmp_path, f"é;{table.replace(chr(13) + chr(10), chr(10) + 'x;', 1)}".encode("cp1252")
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (f"{LONG}\n{'2,' * 10}2\nja,nee,misschien{',2' * 8}",
         "row 3, column “3”: “misschien” is no answer"),
        (f"{LONG}\n{'2,' * 10}4", "row 2, column “11”: “4” is no answer"),
        (f"{LONG}\n{'2,' * 10}0", "row 2, column “11”: “0” is no answer"),
        (f"{LONG}\n2,2", "row 2: 2 cells, but there are 11 headings"),
        ("1,2,3\n1,2,3", "row 1: no column for item 4, 5, 6, 7, 8, 9, 10, 11"),
        (f"{LONG},item 3\n{'2,' * 11}2", "row 1, column “item 3”: this item has a column already"),
        ("", "there is nothing in it"),
        ("1,2\0,3", "this is no CSV file"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_by_row_and_column(tmp_path: Path, table: str, said: str) -> None:
    with translation.override("en"):
        result = run(tmp_path, table, "--json")
    assert result.exit_code == 65
    assert said in result.stderr
    assert result.stdout == ""


def test_someone_can_read_it_too(tmp_path: Path) -> None:
    with translation.override("nl"):
        told = run(tmp_path, f"{LONG}\n{'2,' * 10}2\n{',' * 10}").stdout
    assert told.splitlines()[-1] == "2 personen; 1 zonder geldig totaal; regel djg11/now."


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(score.command, ["ucla3", str(tmp_path / "none.csv")])
    assert result.exit_code == 65
    assert "none.csv" in result.stderr
