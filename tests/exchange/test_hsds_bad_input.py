"""Input that is broken, or made to do harm, is refused with the spot and the reason; nothing changes."""

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from nabij.exchange.hsds.read import Reading, read_path
from nabij.exchange.reading.tables import BadInputError

if TYPE_CHECKING:
    from nabij.core.models import Municipality

TODAY = dt.date(2026, 3, 2)


def read(path: Path) -> Reading:
    return read_path(path, municipality="GM9998", source="bron", today=TODAY)


def refused(path: Path) -> tuple[str, str, int | None, str | None]:
    with pytest.raises(BadInputError) as caught:
        read(path)
    problem = caught.value.problem
    assert problem.message
    return problem.code, problem.file, problem.row, problem.column


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


# --- JSON ---------------------------------------------------------------------------------------


def test_broken_json_names_its_line_and_column(tmp_path: Path) -> None:
    path = written(tmp_path / "services.json", '{"contents": [\n  {"id": "1",}\n]}')
    code, file, row, column = refused(path)
    assert (code, file, row) == ("json", "services.json", 2)
    assert column in ("13", "14")  # Python versions point at the comma or behind it


@pytest.mark.parametrize(
    "text",
    [
        '{"id": NaN}',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + "}",
        '"koffie"',
        "42",
        "[1, 2]",
        '{"a": 1}',
    ],
)
def test_json_that_holds_no_records_is_refused(text: str, tmp_path: Path) -> None:
    code, file, _row, _column = refused(written(tmp_path / "services.json", text))
    assert code in ("json", "not_hsds")
    assert file == "services.json"


def test_a_table_that_is_none_of_hsds_is_refused_and_not_called_known(tmp_path: Path) -> None:
    path = written(tmp_path / "leden.csv", "naam;woonplaats\nA;B\n")
    assert refused(path)[0] == "not_hsds"


def test_json_that_is_not_utf_8_names_its_line(tmp_path: Path) -> None:
    path = written(tmp_path / "services.json", b'{"id": "1",\n"name": "Caf\xe9"}')
    assert refused(path) == ("encoding", "services.json", 2, None)


def test_the_description_of_an_api_is_no_data(tmp_path: Path) -> None:
    path = written(tmp_path / "base.json", '{"version": "3.0", "openapi_url": "https://x.nl"}')
    assert refused(path)[0] == "not_hsds"


@pytest.mark.parametrize(
    "field",
    ["phones", "schedules", "organization", "service_at_locations", "attributes", "languages"],
)
@pytest.mark.parametrize("value", ["text", 7, [1], ["text"], [[]], {"a": 1}, True, [None]])
def test_lists_and_records_of_the_wrong_kind_are_reported(
    field: str, value: Any, tmp_path: Path
) -> None:
    service = {"id": "1", "name": "Koffie", "status": "active", field: value}
    assert read(written(tmp_path / "services.json", json.dumps(service))).findings is not None


def test_a_record_without_an_id_stops_the_import(tmp_path: Path) -> None:
    page = {"contents": [{"id": "", "name": "Koffie", "status": "active"}]}
    findings = read(written(tmp_path / "services.json", json.dumps(page))).findings
    assert [(each.code, each.row, each.fatal) for each in findings.problems] == [("no_id", 1, True)]


# --- references ---------------------------------------------------------------------------------


def test_a_loop_of_organisations_stops_the_import_and_names_the_rows(tmp_path: Path) -> None:
    text = "id,name,description,parent_organization_id\na,A,,b\nb,B,,c\nc,C,,a\nd,D,,a\n"
    findings = read(written(tmp_path / "organizations.csv", text)).findings
    loops = [each for each in findings.problems if each.code == "loop"]
    assert [(each.row, each.column, each.fatal) for each in loops] == [
        (row, "parent_organization_id", True) for row in (2, 3, 4)
    ]


def test_a_service_of_an_organisation_that_is_not_there_stops_the_import(
    municipality: "Municipality", tmp_path: Path
) -> None:
    from nabij.directory.models import Offer
    from nabij.exchange.hsds.importing import import_hsds

    written(tmp_path / "services.csv", "id,organization_id,name,status\n1,9,Koffie,active\n")
    imported = import_hsds(
        str(tmp_path), municipality=municipality, source="bron", preview=False, today=TODAY
    )
    assert not imported.result.ok
    [problem] = [each for each in imported.result.problems if each.fatal]
    assert (problem.code, problem.file, problem.row) == ("unknown_reference", "services.csv", 2)
    assert not Offer.objects.exists()


def test_references_to_what_is_not_there_are_named(tmp_path: Path) -> None:
    written(tmp_path / "organizations.csv", "id,name,description\n1,Huis,\n")
    written(tmp_path / "phones.csv", "id,organization_id,service_id,number\n1,1,77,123\n")
    findings = read(tmp_path).findings
    assert [(each.code, each.file, each.row, each.column) for each in findings.problems] == [
        ("dangling", "phones.csv", 2, "service_id")
    ]


# --- CSV ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name,name\n1,A,B\n", ("double_column", 1, "name")),
        ("id,name\n1,A,B,C\n", ("too_many_cells", 2, None)),
        ('id,name\n1,"A\n2,B\n', ("quote", 2, None)),
        ("", ("empty", None, None)),
    ],
)
def test_a_table_that_is_no_table_names_the_row(
    text: str, expected: tuple[str, int | None, str | None], tmp_path: Path
) -> None:
    code, file, row, column = refused(written(tmp_path / "organizations.csv", text))
    assert file == "organizations.csv"
    assert (code, row, column) == expected


def test_a_date_that_does_not_exist_and_a_number_that_is_none_are_reported(tmp_path: Path) -> None:
    text = "id,name,description,year_incorporated\n1,Huis,,last year\n"
    findings = read(written(tmp_path / "organizations.csv", text)).findings
    assert [(each.code, each.row, each.column) for each in findings.problems] == [
        ("not_valid", 2, "year_incorporated")
    ]


def test_a_directory_without_files_says_so(tmp_path: Path) -> None:
    assert refused(tmp_path)[0] == "empty_directory"
    assert refused(tmp_path / "nowhere")[0] == "no_file"


# --- zip ----------------------------------------------------------------------------------------

ORGANISATIONS = "id,name,description\n1,Huis,\n"


def test_a_zip_with_the_package_in_a_folder_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "map.zip", map__organizations_dot_csv=ORGANISATIONS)
    assert len(read(path).records) == 1


def test_names_that_lead_out_of_a_zip_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "map.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("organizations.csv", ORGANISATIONS)
        for name in ("../services.csv", "/tmp/services.csv", "..\\services.csv", "C:/services.csv"):
            archive.writestr(name, "id,name,status\n1,Kwaad,active\n")
    reading = read(path)
    assert len(reading.records) == 1
    assert not (tmp_path.parent / "services.csv").exists()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "map.zip", organizations_dot_csv=b"0" * 60_000_000)
    assert path.stat().st_size < 100_000
    assert refused(path)[:2] == ("zip_bomb", "organizations.csv")


def test_a_zip_that_lies_about_the_size_of_its_files_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "map.zip", organizations_dot_csv=b"0" * 60_000_000)
    data = path.read_bytes().replace((60_000_000).to_bytes(4, "little"), (60).to_bytes(4, "little"))
    assert refused(written(path, data))[0] in ("zip_bomb", "broken_zip")


def test_a_zip_of_ten_thousand_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.json", "{}")
    assert refused(path)[0] == "zip_parts"


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("organizations.csv", ORGANISATIONS * 100)
    assert refused(written(tmp_path / "map.zip", whole.getvalue()[:200]))[0] == "broken_zip"
    broken = whole.getvalue().replace(b"Huis", b"Hius", 1)
    assert refused(written(tmp_path / "map.zip", broken))[0] == "broken_zip"


def test_a_zip_without_data_is_refused(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "map.zip", readme_dot_txt="hi"))[0] == "empty_zip"


def test_ten_million_rows_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nabij.exchange.hsds import documents
    from nabij.exchange.reading.limits import Limits

    monkeypatch.setattr(documents, "LIMITS", Limits(rows=1000))
    rows = "".join(f"{number},Huis,\n" for number in range(2000))
    path = written(tmp_path / "organizations.csv", "id,name,description\n" + rows)
    assert refused(path)[:3] == ("too_many_rows", "organizations.csv", 1002)
