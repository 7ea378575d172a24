"""`nabij import hsds` and `nabij export hsds`, as someone at a terminal meets them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from tests.tools.hsds import PACKAGES, needs_data

if TYPE_CHECKING:
    from nabij.core.models import Municipality

ORGANISATION = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Huis", "description": ""}


@pytest.fixture
def run(municipality: "Municipality", monkeypatch: pytest.MonkeyPatch) -> Any:
    from django.utils import translation

    from nabij.ops.commands import _import_hsds, export

    def start(*words: str) -> Result:
        command = _import_hsds.hsds if words[0] == "import" else export.command
        rest = list(words[1:]) if words[0] == "import" else ["hsds", *words[1:]]
        with translation.override("en"):
            return CliRunner().invoke(command, rest)

    return start


def test_importing_says_what_was_read_and_what_is_new(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "organizations.json"
    path.write_text(json.dumps({"contents": [{**ORGANISATION, "colour": "blue"}]}))
    first = run("import", str(path), "--municipality", "GM9998")
    assert first.exit_code == 0, first.output
    assert "organization 1" in first.output
    assert "organization.colour 1" in first.output
    assert "New: 1" in first.output
    second = run("import", str(path), "--municipality", "GM9998")
    assert second.exit_code == 0
    assert "nothing changes" in second.output


def test_a_preview_writes_nothing(run: Any, tmp_path: Path) -> None:
    from nabij.directory.models import Organisation

    path = tmp_path / "organizations.json"
    path.write_text(json.dumps([{**ORGANISATION, "website": "https://huis.example"}]))
    done = run("import", str(path), "--municipality", "GM9998", "--preview")
    assert (done.exit_code, "would be new: 1" in done.output) == (0, True), done.output
    assert not Organisation.objects.exists()


def test_the_report_as_json_has_counts_and_problems(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "organizations.json"
    path.write_text(json.dumps([{**ORGANISATION, "website": "https://huis.example", "email": "?"}]))
    done = run("import", str(path), "--municipality", "GM9998", "--source", "buren", "--json")
    told = json.loads(done.output)
    assert (told["ok"], told["source"], told["changed"]) == (True, "buren", 1)
    assert told["tables"] == {"organization": 1}
    assert [(each["code"], each["column"]) for each in told["problems"]] == [("not_valid", "email")]


def test_broken_input_ends_with_65_and_names_the_spot(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_text('{"contents": [}')
    done = run("import", str(path), "--municipality", "GM9998")
    assert done.exit_code == 65
    assert "services.json:1" in done.output
    assert (
        json.loads(run("import", str(path), "--municipality", "GM9998", "--json").output)["ok"]
        is False
    )


def test_a_loop_ends_with_65_and_changes_nothing(run: Any, tmp_path: Path) -> None:
    from nabij.directory.models import Organisation

    path = tmp_path / "organizations.csv"
    path.write_text("id,name,description,parent_organization_id\na,A,,b\nb,B,,a\n")
    done = run("import", str(path), "--municipality", "GM9998")
    assert done.exit_code == 65
    assert "organizations.csv:2 [parent_organization_id]" in done.output
    assert not Organisation.objects.exists()


def test_an_address_in_our_own_network_ends_with_69(run: Any) -> None:
    done = run("import", "http://127.0.0.1:1/hsds", "--municipality", "GM9998")
    assert done.exit_code == 69


def test_a_municipality_that_is_not_there_ends_with_1(run: Any, tmp_path: Path) -> None:
    done = run("import", str(tmp_path), "--municipality", "GM0001")
    assert done.exit_code == 1


@pytest.mark.parametrize("form", ["json", "csv"])
def test_exporting_says_how_many_of_everything(
    form: str, run: Any, tmp_path: Path, municipality: "Municipality"
) -> None:
    from tests.factories import OfferFactory

    OfferFactory(municipality=municipality)
    done = run(
        "export", "--out", str(tmp_path / "map.zip"), "--municipality", "GM9998", "--format", form
    )
    assert done.exit_code == 0, done.output
    assert "services 1" in done.output
    assert (tmp_path / "map.zip").exists()


def test_exporting_what_cannot_be_is_wrong_use(run: Any, tmp_path: Path) -> None:
    one_file = run("export", "--out", str(tmp_path / "map.json"), "--format", "csv")
    unknown = run("export", "--out", str(tmp_path / "map"), "--format", "xml")
    nowhere = run("export", "--out", "/proc/nowhere/map")
    assert {one_file.exit_code, unknown.exit_code, nowhere.exit_code} == {2}


@needs_data
def test_the_official_package_there_and_back(run: Any, tmp_path: Path) -> None:
    path = PACKAGES["1.1 data package"][0]
    assert run("import", str(path), "--municipality", "GM9998").exit_code == 0
    assert run("export", "--out", str(tmp_path / "map"), "--municipality", "GM9998").exit_code == 0
    again = run("import", str(tmp_path / "map"), "--municipality", "GM9998")
    assert "nothing changes" in again.output
