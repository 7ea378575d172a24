"""A table of offers, from file to social map."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.models import Municipality, Postcode
from nabij.directory.models import Offer, Organisation, Place
from nabij.exchange import runs
from nabij.exchange.apply import ApplyResult
from nabij.exchange.models import ImportRun, StagedRow
from nabij.exchange.offers.importing import Options, read, take_over, understand
from nabij.exchange.outcomes import CREATED, UNCHANGED, UPDATED
from nabij.exchange.reading.tables import BadInputError
from tests.exchange.builders import TODAY
from tests.exchange.files import csv_file, ods_file, xlsx_file

HEAD = "id;naam;organisatie;dagen;van;tot;kosten;taal;rolstoel;meelopen;locatie;adres;postcode;woonplaats;contact"
ROW = (
    "12;Koffieochtend;Stichting De Brug;di en do;10.00;12.00;€ 1,50 per keer;Nederlands, Arabisch;ja;ja;"
    "Buurthuis De Brug;Marktplein 1;3131 AB;Testdam;Fatima, 010 123 45 67"
)

Take = Callable[..., ApplyResult]


@pytest.fixture
def postcodes(db: None) -> None:
    Postcode.objects.create(code="3131AB", lat=51.92, lon=4.35)


@pytest.fixture
def take(municipality: Municipality, postcodes: None) -> Take:
    """Read and take over a file, as the command does; with a preview first when asked."""

    def go(path: Path, dry_run: bool = False, columns: Any = None, **options: Any) -> ApplyResult:
        run = read(path, municipality=municipality, options=Options(**options))
        understood = understand(run, today=TODAY, columns=columns)
        return take_over(run, understood, today=TODAY, dry_run=dry_run)

    return go


def table(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    return csv_file(tmp_path, "\n".join((head, *rows)) + "\n")


def codes(result: ApplyResult) -> list[tuple[str, int | None, str | None]]:
    return [(each.code, each.row, each.column) for each in result.problems if each.fatal]


def test_a_row_becomes_an_offer_with_its_organisation_and_place(take: Take, tmp_path: Path) -> None:
    result = take(table(tmp_path, ROW))
    assert result.ok
    offer = Offer.objects.select_related("organisation", "place").get()
    assert (offer.name, offer.organisation.name) == ("Koffieochtend", "Stichting De Brug")
    assert (offer.cost_per_visit, offer.languages) == (Decimal("1.50"), ["nl", "ar"])
    assert (offer.accessible, offer.walk_along) == (["wheelchair"], True)
    assert (offer.welcomed_by, offer.contact_phone) == ("Fatima", "010 123 45 67")
    assert offer.place is not None
    assert (offer.place.address, offer.place.lat) == ("Marktplein 1, 3131 AB Testdam", 51.92)
    schedule = offer.schedules.get()
    assert (schedule.weekdays, schedule.starts_at) == (["TU", "TH"], dt.time(10))


def test_a_second_import_changes_nothing(take: Take, tmp_path: Path) -> None:
    path = table(tmp_path, ROW, ROW.replace("12;Koffie", "13;Thee"))
    take(path)
    result = take(path)
    assert (result.changed, result.total(UNCHANGED)) == (0, 4)


def test_a_preview_says_what_would_change_and_changes_nothing(take: Take, tmp_path: Path) -> None:
    take(table(tmp_path, ROW))
    new = ROW.replace("€ 1,50 per keer", "gratis")
    result = take(table(tmp_path, new, ROW.replace("12;", "13;")), dry_run=True)
    assert (result.total(UPDATED), result.total(CREATED)) == (1, 1)
    change = next(each for each in result.outcomes if each.outcome == UPDATED)
    assert change.fields == {"cost_per_month": [None, "0.00"], "cost_per_visit": ["1.50", "0.00"]}
    assert Offer.objects.get().cost_per_visit == Decimal("1.50")
    assert ImportRun.objects.first().state == ImportRun.State.PREVIEWED  # type: ignore[union-attr]


def test_after_a_preview_the_same_file_is_not_read_again(
    take: Take, tmp_path: Path, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, ROW)
    take(path, dry_run=True)
    monkeypatch.setattr("nabij.exchange.offers.importing._stage", None)
    assert take(path).total(CREATED) == 3
    assert ImportRun.objects.count() == 1
    assert not StagedRow.objects.exists()


def test_a_run_that_was_killed_while_reading_goes_on_where_it_was(
    take: Take, tmp_path: Path, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, *(ROW.replace("12;Ko", f"{n};Ko") for n in range(50)))
    whole = runs.stage

    def die_half_way(run: ImportRun, lines: Any, progress: Any = None) -> int:
        whole(run, islice(lines, 20))
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "stage", die_half_way)
    with pytest.raises(KeyboardInterrupt):
        take(path)
    assert not Offer.objects.exists()
    assert StagedRow.objects.count() == 20
    monkeypatch.setattr(runs, "stage", whole)
    assert take(path).total(CREATED, "offer") == 50
    assert ImportRun.objects.count() == 1


def test_every_wrong_cell_is_named_and_nothing_is_taken_over(take: Take, tmp_path: Path) -> None:
    wrong = (
        "14;;Stichting De Brug;di;10.00;12.00;gratis;nl;ja;ja;Huis;;3131 AB;Testdam;",
        "15;Thee;Stichting De Brug;di en zo nu en dan;10.00;12.00;gratis;nl;ja;ja;Huis;;3131 AB;Testdam;",
        "16;Thee;Stichting De Brug;31-02-2026;25.00;12.00;gratis;nl;soms;ja;Huis;;31 AB;Testdam;",
    )
    result = take(table(tmp_path, ROW, *wrong))
    assert {each[1:] for each in codes(result)} == {
        (3, "naam"), (4, "dagen"), (5, "postcode"), (5, "dagen"), (5, "van"), (5, "rolstoel"),
    }  # fmt: skip
    assert not Offer.objects.exists()
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FAILED
    assert run.report.filter(outcome="rejected", row=5, column="rolstoel").exists()


def test_columns_are_recognised_by_synonyms_likeness_and_say_so(take: Take, tmp_path: Path) -> None:
    head = "Titel;Aanbieder;Wanneer;Begintijd;Prijs (in euro);Omschrijvng;Kleur van de deur"
    result = take(table(tmp_path, "Koffie;De Brug;di;10.00;2;Gezellig;blauw", head=head))
    assert result.ok
    notes = {each.code for each in result.problems}
    assert {"column_taken", "unknown_columns"} <= notes
    offer = Offer.objects.get()
    assert (offer.cost_per_visit, offer.description) == (2, "Gezellig")
    assert offer.extra == {"columns": {"Kleur van de deur": "blauw"}}


def test_a_column_can_be_pointed_out_or_left_out(take: Take, tmp_path: Path) -> None:
    head = "naam;organisatie;wat kost het nou;telefoon"
    path = table(tmp_path, "Koffie;De Brug;gratis;geen idee", head=head)
    result = take(path, columns={"Wat kost het nou": "kosten", "telefoon": ""})
    assert result.ok
    assert Offer.objects.get().free is True
    assert codes(take(path, columns={"bestaat niet": "kosten"}))[0][0] == "no_such_column"


def test_titles_above_the_names_of_the_columns_are_skipped(take: Take, tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"Aanbod gemeente Testdam;;;\nmaart 2026;;;\n{HEAD}\n{ROW}\n")
    assert take(path).total(CREATED, "offer") == 1


def test_a_missing_column_is_named_with_what_there_is(take: Take, tmp_path: Path) -> None:
    result = take(table(tmp_path, "Koffie;di", head="naam;dagen"))
    assert [each.code for each in result.problems if each.fatal] == ["missing_column"]
    assert "naam, dagen" in result.problems[-1].message


def test_a_wrong_delimiter_is_thought_of(take: Take, tmp_path: Path) -> None:
    path = table(tmp_path, "Koffie#De Brug", head="naam#organisatie")
    assert "--delimiter" in " ".join(each.message for each in take(path).problems)
    assert take(path, delimiter="#").ok


def test_an_id_that_occurs_twice_is_refused(take: Take, tmp_path: Path) -> None:
    result = take(table(tmp_path, ROW, ROW.replace("Koffie", "Thee")))
    assert codes(result) == [("duplicate_id", 3, "id")]


def test_rows_of_one_activity_without_id_are_put_together(take: Take, tmp_path: Path) -> None:
    head = "naam;organisatie;locatie;dagen;van;kosten"
    rows = ("Koffie;De Brug;Huis;di;10.00;gratis", "Koffie;De Brug;Huis;do;14.00;gratis")
    assert take(table(tmp_path, *rows, head=head)).ok
    assert Offer.objects.get().schedules.count() == 2
    other = take(table(tmp_path, rows[0], rows[1].replace("gratis", "2"), head=head))
    assert codes(other) == [("double_row", 3, "naam")]


def test_an_empty_cell_leaves_and_a_dash_empties(take: Take, tmp_path: Path) -> None:
    head = "id;naam;organisatie;in het kort;telefoon;dagen;van"
    take(table(tmp_path, "1;Koffie;De Brug;Gezellig;010 1234567;di;10.00", head=head))
    take(table(tmp_path, "1;Koffie;De Brug;;-;-;", head=head))
    offer = Offer.objects.get()
    assert (offer.summary, offer.contact_phone) == ("Gezellig", "")
    assert not offer.schedules.exists()


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        ("52,5", "3,5", "position_sea"),
        ("48.85", "2.35", "position_outside_netherlands"),
        ("900", "4.3", "position_unreadable"),
        ("51.92", "", "half_position"),
        ("boven", "4.3", "not_understood"),
    ],
)
def test_a_position_that_cannot_be_is_refused(
    take: Take, tmp_path: Path, lat: str, lon: str, code: str
) -> None:
    head = "naam;organisatie;locatie;breedtegraad;lengtegraad"
    result = take(table(tmp_path, f"Koffie;De Brug;Huis;{lat};{lon}", head=head))
    assert [each[0] for each in codes(result)] == [code]


@pytest.mark.parametrize(
    ("lat", "lon"), [("51.92", "4.35"), ("51,92", "4,35"), ("4.35", "51.92"), ("436905", "84070")]
)
def test_degrees_swapped_degrees_and_rd_are_the_same_place(
    take: Take, tmp_path: Path, lat: str, lon: str
) -> None:
    head = "naam;organisatie;locatie;breedtegraad;lengtegraad"
    assert take(table(tmp_path, f"Koffie;De Brug;Huis;{lat};{lon}", head=head)).ok
    place = Place.objects.get()
    assert place.lat == pytest.approx(51.92, abs=0.01)
    assert place.lon == pytest.approx(4.35, abs=0.01)


@pytest.mark.parametrize(("begins", "ends"), [("14.00", "12.00"), ("10.00", "10.00")])
def test_what_ends_before_it_begins_is_refused(
    take: Take, tmp_path: Path, begins: str, ends: str
) -> None:
    head = "naam;organisatie;dagen;van;tot"
    result = take(table(tmp_path, f"Koffie;De Brug;zo;{begins};{ends}", head=head))
    assert codes(result) == [("not_understood", 2, "dagen")]


def test_an_evening_may_end_in_the_night(take: Take, tmp_path: Path) -> None:
    head = "naam;organisatie;dagen;van;tot"
    assert take(table(tmp_path, "Dansen;De Brug;za;21.00;01.30", head=head)).ok


@pytest.mark.parametrize("date", ["1-1-9999", "0001-01-01", "12-3-1026"])
def test_a_year_that_cannot_be_right_is_refused(take: Take, tmp_path: Path, date: str) -> None:
    head = "naam;organisatie;dagen;van;vanaf"
    result = take(table(tmp_path, f"Koffie;De Brug;zo;10.00;{date}", head=head))
    assert codes(result) == [("not_understood", 2, "vanaf")]


def test_words_that_label_people_are_told_and_taken_over(take: Take, tmp_path: Path) -> None:
    head = "naam;organisatie;in het kort"
    rows = ("Samen tegen eenzaamheid;De Brug;Voor wie eenzaam is.", "Koffie;De Brug;Kom erbij.")
    result = take(table(tmp_path, *rows, head=head))
    assert result.ok
    told = [(each.code, each.row) for each in result.problems]
    assert told == [("label", 2), ("label", 2)]
    assert "eenzaamheid" in result.problems[0].message
    assert not take(table(tmp_path, *rows, head=head)).problems, "once said is enough"


def test_an_unknown_postcode_gives_no_position_and_says_so(take: Take, tmp_path: Path) -> None:
    result = take(table(tmp_path, ROW.replace("3131 AB", "9999 ZZ")))
    assert result.ok
    assert [(each.code, each.column) for each in result.problems] == [
        ("postcode_unknown", "postcode")
    ]


def test_a_position_that_was_set_by_hand_is_kept(take: Take, tmp_path: Path) -> None:
    take(table(tmp_path, ROW))
    Place.objects.update(lat=51.9211, lon=4.3512)
    assert take(table(tmp_path, ROW)).changed == 0
    assert Place.objects.get().lat == 51.9211


def test_an_organisation_and_a_place_that_are_known_are_used(
    take: Take, tmp_path: Path, municipality: Municipality
) -> None:
    Organisation.objects.create(
        municipality=municipality, name="STICHTING De Brug", source="regio", source_id="7"
    )
    Place.objects.create(municipality=municipality, name="buurthuis de brug", postcode="3131AB")
    assert take(table(tmp_path, ROW)).total(CREATED) == 1
    assert take(table(tmp_path, ROW)).total(UNCHANGED) == 1
    offer = Offer.objects.get()
    assert offer.organisation.source == "regio"
    assert offer.place == Place.objects.get()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('=HYPERLINK("http://kwaad.example","klik")', "formula"),
        ("=1+1", "formula"),
        ("@SUM(A1:A9)", "formula"),
        ("+cmd(1)", "formula"),
        ("Koffie\x00ochtend", "nul"),
        ("Caf\ufffd", "lost_letters"),
        ("CafÃ© De Brug", "mojibake"),
        ("Het isâ€™t", "mojibake"),
    ],
)
def test_what_is_no_text_is_refused(take: Take, tmp_path: Path, text: str, code: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    result = take(csv_file(tmp_path, f"naam,organisatie\n{quoted},De Brug\n"))
    assert codes(result) == [(code, 2, "naam")]


def test_plus_minus_and_at_signs_that_are_text_are_text(take: Take, tmp_path: Path) -> None:
    head = "naam;organisatie;telefoon;in het kort"
    row = '55+ @ De Brug;De Brug;+31 10 123 45 67;"=""- voor iedereen -"""'
    assert take(table(tmp_path, row, head=head)).ok
    assert Offer.objects.get().contact_phone == "+31 10 123 45 67"


def test_formulas_of_a_workbook_give_what_they_showed_or_are_refused(
    take: Take, tmp_path: Path
) -> None:
    path = xlsx_file(tmp_path, [["naam", "organisatie"], ["=A9&B9", "De Brug"]])
    result = take(path)
    assert [each.code for each in result.problems] == ["formula_shown"]
    path = xlsx_file(tmp_path, [["naam", "organisatie"], ['=HYPERLINK("x","y")', "De Brug"]])
    assert codes(take(path)) == [("formula", 2, "naam")]


def test_a_workbook_with_numbers_and_times_as_spreadsheets_keep_them(
    take: Take, tmp_path: Path
) -> None:
    path = xlsx_file(tmp_path, [
        ["id", "naam", "organisatie", "dagen", "van", "tot", "vanaf", "kosten", "telefoon", "data"],
        [7, "Koffie", "De Brug", "di", 0.4166666667, "12.00", 46359, 2.5, 612345678, ""],
        [8, "Feest", "De Brug", "", "14:00", "", "", 0, "", dt.date(2026, 12, 24)],
    ])  # fmt: skip
    assert take(path).ok
    coffee, party = Offer.objects.order_by("source_id")
    assert (coffee.source_id, coffee.contact_phone) == ("7", "0612345678")
    assert coffee.schedules.get().starts_at == dt.time(10)
    assert coffee.schedules.get().starts_on == dt.date(2026, 12, 3)
    assert party.schedules.get().dates == ["2026-12-24"]


def test_open_document_does_the_same(take: Take, tmp_path: Path) -> None:
    assert take(ods_file(tmp_path, [HEAD.split(";"), ROW.split(";")])).total(CREATED) == 3


def test_a_file_that_cannot_be_read_leaves_a_run_that_says_why(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "rommel.xlsx"
    path.write_bytes(b"PK\x03\x04 rommel")
    with pytest.raises(BadInputError):
        take(path)
    assert ImportRun.objects.get().report.get().code == "broken_workbook"


def test_rows_that_say_nothing_are_not_there(take: Take, tmp_path: Path) -> None:
    assert take(table(tmp_path, ROW, ";;;;;;;;;;;;;;", "")).total(CREATED, "offer") == 1
    assert [each[0] for each in codes(take(table(tmp_path)))] == ["no_rows"]


def test_250_offers_take_few_queries(take: Take, tmp_path: Path) -> None:
    rows = [ROW.replace("12;Koffie", f"{n};Koffie {n}") for n in range(250)]
    path = table(tmp_path, *rows)
    with CaptureQueriesContext(connection) as queries:
        assert take(path).total(CREATED, "offer") == 250
    assert len(queries) < 250
    with CaptureQueriesContext(connection) as queries:
        assert take(path).total(UNCHANGED, "offer") == 250
    assert len(queries) < 100
