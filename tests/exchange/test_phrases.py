"""Money, ages, languages, yes and no, and contacts, as people write them in a table."""

from decimal import Decimal

import pytest

from nabij.core.vocabulary import Access, Mechanism
from nabij.exchange.offers.moments import NotUnderstoodError
from nabij.exchange.offers.phrases import (
    Contact,
    Cost,
    parse_ages,
    parse_codes,
    parse_contact,
    parse_cost,
    parse_email,
    parse_languages,
    parse_phone,
    parse_website,
    parse_yes_no,
)

FREE = Cost(Decimal(0), Decimal(0))


def visit(euros: str, note: str = "") -> Cost:
    return Cost(visit=Decimal(euros), note=note)


@pytest.mark.parametrize(
    ("cell", "cost"),
    [
        ("gratis", FREE),
        ("Gratis!", FREE),
        ("geen", FREE),
        ("€ 0,-", visit("0")),
        ("€ 3,50 per keer", visit("3.5")),
        ("3,50", visit("3.5")),
        (3.5, visit("3.5")),
        ("€ 2,- p.p.", visit("2")),
        ("12,50 per maand", Cost(month=Decimal("12.5"))),
        ("€5 per keer of € 15 per maand", Cost(Decimal(5), Decimal(15))),
        ("3,50 incl. koffie", visit("3.5", "3,50 incl. koffie")),
        ("gratis met Stadspas", Cost(Decimal(0), Decimal(0), "gratis met Stadspas")),
        ("€ 1.250 per jaar", Cost(note="€ 1.250 per jaar")),
        ("25 euro per jaar", Cost(note="25 euro per jaar")),
        ("vrijwillige bijdrage", Cost(note="vrijwillige bijdrage")),
    ],
)
def test_costs(cell: str, cost: Cost) -> None:
    assert parse_cost(cell) == cost


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("55+", (55, None)),
        ("vanaf 18 jaar", (18, None)),
        ("65 plus", (65, None)),
        ("18 jaar en ouder", (18, None)),
        ("18-65", (18, 65)),
        ("12 t/m 18 jaar", (12, 18)),
        ("van 18 tot 30", (18, 30)),
        ("tot 27", (None, 27)),
        ("onder 18", (None, 17)),
        ("alle leeftijden", (None, None)),
    ],
)
def test_ages(text: str, ages: tuple[int | None, int | None]) -> None:
    assert parse_ages(text) == ages


@pytest.mark.parametrize("text", ["ouderen", "65-18", "2000"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        parse_ages(text)


def test_languages_by_name_or_code() -> None:
    assert parse_languages("Nederlands, Arabisch en Oekraïens") == ["nl", "ar", "uk"]
    assert parse_languages("nl; Türkçe / English") == ["nl", "tr", "en"]
    with pytest.raises(NotUnderstoodError, match="Klingon"):
        parse_languages("nl, Klingon")


@pytest.mark.parametrize("cell", ["ja", "J", "x", "1", 1, 1.0, True, "yes"])
def test_yes(cell: str) -> None:
    assert parse_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["nee", "N", 0, False, "geen"])
def test_no(cell: str) -> None:
    assert parse_yes_no(cell) is False


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(NotUnderstoodError, match="soms"):
        parse_yes_no("soms")


def test_codes_by_code_or_by_name_in_either_language() -> None:
    assert parse_codes("meeting, Doing things", Mechanism) == ["meeting", "activity"]
    assert parse_codes("Wheelchair accessible", Access) == ["wheelchair"]
    with pytest.raises(NotUnderstoodError, match="sauna"):
        parse_codes("sauna", Access)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Fatima, 010 - 123 45 67, fatima@voorbeeld.nl",
         Contact("Fatima", "010 - 123 45 67", "fatima@voorbeeld.nl")),
        ("010-1234567", Contact(phone="010-1234567")),
        ("info@voorbeeld.nl", Contact(email="info@voorbeeld.nl")),
        ("Bel Jan (0612345678)", Contact("Jan", "0612345678")),
        ("Mevrouw De Wit", Contact("Mevrouw De Wit")),
    ],
)  # fmt: skip
def test_a_contact_in_one_cell_comes_apart(text: str, contact: Contact) -> None:
    assert parse_contact(text) == contact


def test_a_spreadsheet_that_dropped_a_nought_gets_it_back() -> None:
    assert parse_phone(612345678.0) == "0612345678"
    assert parse_phone("06 - 12 34 56 78") == "06 - 12 34 56 78"


def test_addresses_on_the_web() -> None:
    assert parse_website("www.voorbeeld.nl") == "https://www.voorbeeld.nl"
    assert parse_website("http://voorbeeld.nl/a?b#c") == "http://voorbeeld.nl/a?b#c"
    assert parse_email("mailto:info@voorbeeld.nl") == "info@voorbeeld.nl"
    for wrong in ("javascript:alert(1)", "zie folder", "https://"):
        with pytest.raises(NotUnderstoodError):
            parse_website(wrong)
    with pytest.raises(NotUnderstoodError):
        parse_email("info at voorbeeld")
