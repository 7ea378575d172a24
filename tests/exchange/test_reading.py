"""Reading tables that strangers made."""

import datetime as dt
import itertools
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import BadInputError, column_name, read_table
from tests.exchange.files import csv_file, ods_file, xlsx_file, zip_bomb

ROWS = [["naam", "plaats"], ["Café De Brug", "Testdam"], ["Zoë’s theetuin", "Testdam"]]
TEXT = "\n".join(";".join(row) for row in ROWS) + "\n"


def cells(path: Path, **options: object) -> list[list[object]]:
    with read_table(path, **options) as table:  # type: ignore[arg-type]
        return [list(line.cells) for line in table]


def refusal(path: Path, **options: object) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        cells(path, **options)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    assert cells(csv_file(tmp_path, TEXT, encoding)) == ROWS


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_recognised(tmp_path: Path, sign: str) -> None:
    assert cells(csv_file(tmp_path, TEXT.replace(";", sign))) == ROWS


def test_a_guessed_encoding_is_said_with_words_to_check(tmp_path: Path) -> None:
    with read_table(csv_file(tmp_path, TEXT, "cp1252")) as table:
        assert [note.code for note in table.notes] == ["encoding_guessed"]
        assert "Café" in table.notes[0].message


def test_an_encoding_that_could_be_several_is_refused(tmp_path: Path) -> None:
    problem = refusal(csv_file(tmp_path, "naam;plaats\nCafé Zoë;Ommen\n", "cp850")).problem
    assert problem.code == "unclear_encoding"
    assert "cp850" in problem.message
    assert cells(csv_file(tmp_path, TEXT.replace("’", "'"), "cp850"), encoding="cp850")


def test_the_line_with_a_wrong_byte_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"naam;plaats\nDe Brug;Testdam\nCaf\xe9;Testdam\n")
    problem = refusal(path, encoding="utf-8").problem
    assert (problem.code, problem.row, problem.file) == ("encoding", 3, "a.csv")


def test_delimiters_that_fit_equally_are_said(tmp_path: Path) -> None:
    with read_table(csv_file(tmp_path, "naam;a,plaats\nx;y,z\n")) as table:
        assert [note.code for note in table.notes] == ["delimiter_guessed"]


def test_cells_may_hold_line_ends_and_rows_are_named_by_their_first_line(tmp_path: Path) -> None:
    path = csv_file(tmp_path, 'naam;plaats\n"De\nBrug";Testdam\nHuis;Testdam\n')
    with read_table(path) as table:
        assert [line.row for line in table] == [1, 2, 4]


def test_workbooks_give_numbers_and_dates_as_such(tmp_path: Path) -> None:
    day = dt.date(2026, 12, 3)
    path = xlsx_file(tmp_path, [["naam", "vanaf", "prijs"], ["De Brug", day, 3.5]])
    assert cells(path)[1] == ["De Brug", day, 3.5]


def test_open_document_is_read_too(tmp_path: Path) -> None:
    assert cells(ods_file(tmp_path, ROWS)) == ROWS


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, ROWS)
    assert refusal(path, sheet="Blad9").problem.code == "no_sheet"
    assert len(cells(path, sheet="Aanbod")) == 3


def test_formulas_are_pointed_out_and_those_that_reach_out_are_marked(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [["naam"], ["=A1&1"], ['=HYPERLINK("http://x.example","klik")']])
    with read_table(path) as table:
        found = [(each.row, each.column, each.reaching) for each in table.formulas]
    assert found == [(2, 1, False), (3, 1, True)]


@pytest.mark.parametrize("lying", [False, True])
def test_a_zip_bomb_is_not_opened(tmp_path: Path, lying: bool) -> None:
    assert refusal(zip_bomb(tmp_path, lying=lying)).problem.code in ("zip_bomb", "broken_workbook")


def test_a_table_without_end_stops_early(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    with path.open("w") as file:
        file.write("naam;plaats\n")
        file.writelines(itertools.repeat("De Brug;Testdam\n", 300_000))
    problem = refusal(path, limits=Limits(rows=1000)).problem
    assert problem.code == "too_many_rows"
    assert problem.row == 1002


def test_a_file_that_is_too_big_is_not_even_opened(tmp_path: Path) -> None:
    path = csv_file(tmp_path, TEXT)
    assert refusal(path, limits=Limits(file=10)).problem.code == "large_file"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    fifo = tmp_path / "nooit.csv"
    path = csv_file(tmp_path, TEXT)
    os.mkfifo(fifo)
    table = read_table(path, limits=Limits(seconds=1))
    table.check_outside()
    table.path = fifo  # never says anything
    table.check_outside = lambda: None  # type: ignore[method-assign]
    with pytest.raises(BadInputError) as caught, table:
        pass
    assert caught.value.problem.code == "too_slow"


def test_a_workbook_that_makes_the_reader_crash_ends_only_the_child(tmp_path: Path) -> None:
    """Two cells in the far corners: the reader asks for all the memory between them, and aborts."""
    path = tmp_path / "hoeken.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "naam")
    sheet.write(1_048_575, 16_383, "ver weg")
    book.close()
    assert refusal(path).problem.code in ("too_large", "crashed")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n;;\n", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"PK\x03\x04" + b"rommel" * 100, "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"rommel" * 200, "broken_workbook"),
        (b'naam;plaats\n"De Brug;Testdam\nHuis;Dorp\n', "quote"),
        (b'naam;plaats\n"' + b"x" * 200_000 + b'";y\n', "huge_cell"),
        (b"naam;plaats\n" + b"x" * 40_000 + b";y\n", "huge_cell"),
        (b"a;" * 500 + b"\n", "too_many_columns"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    problem = refusal(path).problem
    assert problem.code == code
    assert "%(" not in problem.message
    assert problem.file == "a.csv"


def test_a_folder_and_a_file_that_is_not_there_are_said(tmp_path: Path) -> None:
    assert refusal(tmp_path).problem.code == "directory"
    assert refusal(tmp_path / "weg.csv").problem.code == "no_file"


def test_a_zip_that_holds_something_else_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brief.txt", "hallo")
    assert refusal(path).problem.code == "zip_without_workbook"


def test_columns_are_called_as_spreadsheets_do() -> None:
    assert [column_name(each) for each in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
