"""Lists for a round: four things are read, whatever their order; what is wrong is told per row and nothing else is taken."""

from pathlib import Path

import pytest
from django.utils import translation

from nabij.exchange.address_lists import (
    NEEDS_ADDRESS,
    NEEDS_PHONE,
    AddressList,
    from_file,
    from_text,
)
from nabij.exchange.reading.tables import BadInputError


def read(path: Path, needs: str = NEEDS_ADDRESS) -> AddressList:
    return from_file(path, name=path.name, needs=needs)


def told(found: AddressList) -> list[tuple[str, str, str, str]]:
    return [(one.name, one.address, one.postcode, one.phone) for one in found.entries]


@pytest.mark.parametrize(
    "line",
    [
        "Mw. Jansen; Dorpsstraat 12a; 3131 AB; 0180 123 456",
        "0180 123 456\tDorpsstraat 12a\t3131ab Testdam\tMw. Jansen",
        "Mw. Jansen, Dorpsstraat 12a, 3131 ab, 0180 123 456",
    ],
)
def test_typed_lines_may_have_their_parts_in_any_order(line: str) -> None:
    found = from_text(f"\n{line}\n\n", needs=NEEDS_ADDRESS)
    assert told(found) == [("Mw. Jansen", "Dorpsstraat 12a", "3131 AB", "0180 123 456")]
    assert found.wrong == []
    assert found.entries[0].row == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Mw. Jansen", "house number are missing"),
        ("Dorpsstraat 12; 12-03-1941", "date of birth"),
        ("Dorpsstraat 12; 123456782", "citizen service number"),
        ("Dorpsstraat 12; Kerkpad 3", "We do not know what"),
        ("Hr. Kok; Kerkpad; 3131 AB", "The house number is missing"),
        (f"Dorpsstraat 12; {'a' * 201}", "too long"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_of_the_line_is_lost(
    line: str, said: str
) -> None:
    with translation.override("en"):
        found = from_text(line, needs=NEEDS_ADDRESS)
    assert said in found.wrong[0].wrong
    assert found.text == line


def test_for_calls_a_number_is_needed_and_an_address_is_not() -> None:
    found = from_text("Mw. Jansen; 0180 123 456\nDorpsstraat 12", needs=NEEDS_PHONE)
    assert [bool(entry.wrong) for entry in found.entries] == [False, True]


def test_of_a_file_only_four_things_are_read_and_the_rest_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Wijkteam Noord 2026;;;;;;;;\n"
        "BSN;Voorletters;Tussenvoegsel;Achternaam;Straat;Huisnummer;Toevoeging;Postcode;Geboortedatum;Telefoon\n"
        "123456782;B.;van;Dam;Dorpsstraat;12;a;3131ab;1-2-1941;180123456\n"
        ";;;Kok;Kerkpad;;;3131 AC;;\n",
        encoding="utf-8",
    )
    found = read(path)
    assert found.left_out == ("BSN", "Geboortedatum")
    [good] = found.good
    assert good.line == "B. van Dam; Dorpsstraat 12a; 3131 AB; 0180123456"
    [wrong] = found.wrong
    assert (wrong.row, wrong.line) == (4, "Kok; Kerkpad; 3131 AC")
    assert "1941" not in found.text
    assert "123456782" not in found.text


def test_a_file_without_titles_is_read_as_typed_lines(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Dorpsstraat 12;3131 AB\nDorpsstraat 14;3131 AB\n", encoding="utf-8")
    assert [one.address for one in read(path).good] == ["Dorpsstraat 12", "Dorpsstraat 14"]


def test_a_workbook_is_read_and_numbers_are_as_people_write_them(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "lijst.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Adres", "Huisnummer", "Postcode", "Telefoon"])
        sheet.write_row(1, 0, ["Dorpsstraat", 12, "3131 AB", 180123456])
    assert told(read(path)) == [("", "Dorpsstraat 12", "3131 AB", "0180123456")]


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadInputError):
        read(path)


def test_a_line_that_was_mended_reads_as_it_was_written() -> None:
    found = from_text("Mw. Jansen; Dorpsstraat 12a; 3131 AB; 0180 123 456", needs=NEEDS_ADDRESS)
    assert told(from_text(found.text, needs=NEEDS_ADDRESS)) == told(found)
