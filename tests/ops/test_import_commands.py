"""`nabij import` as a person runs it: words, exit codes, and what stays when it goes wrong."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.utils import translation

from nabij.core.audit.verifying import verify
from nabij.core.models import Area, AuditEvent, Municipality, Postcode
from nabij.core.tenancy import within
from nabij.directory.models import Offer
from nabij.exchange.reading.tables import read_table
from nabij.ops.cli import nabij
from tests.exchange.files import csv_file
from tests.exchange.shared import shared

Run = Callable[..., Result]

TABLE = (
    "id;naam;organisatie;dagen;van;tot;kosten\n"
    "1;Koffieochtend;De Brug;di en do;10.00;12.00;gratis\n"
    "2;Wandelen;De Brug;wo;13.30;15.00;€ 2 per keer\n"
)


@pytest.fixture
def run(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(settings, "NABIJ_KEYS_FILE", tmp_path / "keys.json")
    runner = CliRunner()

    def go(*words: object, typed: str | None = None) -> Result:
        with translation.override("en"):
            return runner.invoke(nabij, ["import", *map(str, words)], input=typed)

    return go


@pytest.fixture
def testdam(db: None) -> Municipality:
    return Municipality.objects.create(code="GM9998", name="Testdam", slug="testdam")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return csv_file(tmp_path, TABLE)


def offers(municipality: Municipality) -> int:
    with within(municipality):
        return Offer.objects.count()


def test_offers_are_taken_over_and_a_second_time_nothing_changes(
    run: Run, testdam: Municipality, table: Path
) -> None:
    first = run("offers", table, "--municipality", "GM9998")
    assert (first.exit_code, offers(testdam)) == (0, 2)
    assert "nabij import undo" in first.output
    second = run("offers", table, "--municipality", "GM9998", "--yes")
    assert second.exit_code == 0
    assert "nothing changes" in second.output


def test_a_preview_shows_old_and_new_values_in_words(
    run: Run, testdam: Municipality, table: Path, tmp_path: Path
) -> None:
    run("offers", table, "--municipality", "GM9998")
    changed = csv_file(
        tmp_path, TABLE.replace("di en do", "vr").replace("€ 2", "€ 3"), name="b.csv"
    )
    shown = run("offers", changed, "--municipality", "GM9998", "--preview")
    assert shown.exit_code == 0
    assert "cost_per_visit: 2.00 → 3.00" in shown.output
    assert "every Tuesday and Thursday" in shown.output
    assert "Nothing was written" in shown.output
    with within(testdam):
        assert Offer.objects.get(source_id="2").cost_per_visit == 2


def test_wrong_cells_are_named_and_the_exit_code_says_so(
    run: Run, testdam: Municipality, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, TABLE.replace("di en do", "31-02-2026"))
    for words in ((), ("--preview",)):
        result = run("offers", path, "--municipality", "GM9998", *words)
        assert result.exit_code == 65
        assert "aanbod.csv:2 [dagen]" in result.output
        assert "Nothing was changed" in result.output
    assert offers(testdam) == 0


def test_other_programs_get_json(
    run: Run, testdam: Municipality, table: Path, tmp_path: Path
) -> None:
    told = json.loads(run("offers", table, "--municipality", "GM9998", "--json").output)
    assert (told["ok"], told["counts"]["offer"]) == (True, {"created": 2})
    bad = csv_file(tmp_path, TABLE.replace("gratis", "=1+1"), name="b.csv")
    result = run("offers", bad, "--municipality", "GM9998", "--json")
    assert result.exit_code == 65
    problem = json.loads(result.output)["problems"][0]
    assert (problem["code"], problem["row"], problem["column"]) == ("formula", 2, "kosten")


def test_a_file_that_is_no_table_ends_with_65_and_a_sentence(
    run: Run, testdam: Municipality, tmp_path: Path
) -> None:
    junk = tmp_path / "rommel.xlsx"
    junk.write_bytes(os.urandom(5000))
    for path in (junk, tmp_path, tmp_path / "weg.csv"):
        result = run("offers", path, "--municipality", "GM9998")
        assert result.exit_code == 65
        assert "Traceback" not in result.output
        assert result.output.count("\n") <= 3


def test_columns_are_pointed_out_on_the_command_line(
    run: Run, testdam: Municipality, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, "wat;wie;xyz\nKoffie;De Brug;gratis\n")
    words = ("--map", "wat=naam", "--map", "wie=organisatie", "--map", "xyz=kosten")
    assert run("offers", path, "--municipality", "GM9998", *words).exit_code == 0
    assert offers(testdam) == 1
    assert run("offers", path, "--municipality", "GM9998", "--map", "wat").exit_code == 2


def test_a_municipality_that_is_not_here_is_said(run: Run, table: Path) -> None:
    assert run("offers", table, "--municipality", "GM0001").exit_code == 1


def test_a_run_is_listed_reported_and_taken_back(
    run: Run, testdam: Municipality, table: Path, tmp_path: Path
) -> None:
    run("offers", table, "--municipality", "GM9998")
    listed = json.loads(run("runs", "--json").output)
    assert (listed[0]["kind"], listed[0]["state"], listed[0]["file"]) == (
        "offers",
        "done",
        "aanbod.csv",
    )
    number = listed[0]["run"]
    assert number in run("runs").output
    assert "aanbod.csv:2: New Koffieochtend" in run("report", number).output
    assert run("undo", number).exit_code == 0
    assert offers(testdam) == 0
    again = run("undo", number)
    assert again.exit_code == 1
    assert "already" in again.output
    assert run("undo", "11111111-1111-4111-8111-111111111111").exit_code == 1


def test_an_import_and_its_undo_stand_in_the_audit_trail(
    run: Run, testdam: Municipality, table: Path
) -> None:
    run("offers", table, "--municipality", "GM9998")
    run("undo", json.loads(run("runs", "--json").output)[0]["run"])
    events = AuditEvent.objects.filter(chain="GM9998").order_by("sequence")
    assert [each.verb for each in events] == ["import.done", "import.undone"]
    assert verify("GM9998").whole


def test_a_report_opens_in_a_spreadsheet_without_being_worked_out(
    run: Run, testdam: Municipality, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path, TABLE.replace("Koffieochtend", "-Koffie-").replace("2;W", "3;=cmd()W")
    )
    run("offers", path, "--municipality", "GM9998")
    number = json.loads(run("runs", "--json").output)[0]["run"]
    out = tmp_path / "verslag.csv"
    assert run("report", number, "--out", out).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_template_that_is_written_is_taken_over_as_it_is(
    run: Run, testdam: Municipality, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"sjabloon.{ending}"
    assert run("template", "--out", path).exit_code == 0
    result = run("offers", path, "--municipality", "GM9998")
    assert result.exit_code == 0, result.output
    assert offers(testdam) == 1
    with read_table(path) as cells:
        assert not cells.formulas


def test_a_template_of_another_kind_is_wrong_use(run: Run, tmp_path: Path) -> None:
    assert run("template", "--out", tmp_path / "a.docx").exit_code == 2
    assert run("template", "--out", tmp_path / "weg" / "a.csv").exit_code == 69


def test_open_data_is_taken_over_for_the_whole_installation(run: Run, tmp_path: Path) -> None:
    municipalities = shared("areas/gemeenten_2022.geojson")
    figures = shared("areas/kerncijfers_gemeenten_2022.json")
    assert run("areas", municipalities).exit_code == 0
    assert Area.objects.count() == 345
    assert "17.475.415" in run("figures", figures).output
    codes = csv_file(tmp_path, "postcode,lat,lon\n3131AB,51.912,4.342\n")
    assert run("postcodes", codes).exit_code == 0
    assert run("postcodes", "--areas").exit_code == 0
    assert Postcode.objects.get().area == Area.objects.get(code="GM0622")
    assert run("postcodes").exit_code == 2


@pytest.mark.parametrize("command", ["areas", "figures", "postcodes"])
def test_open_data_that_is_broken_ends_with_65(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "stuk"
    path.write_text("{oeps")
    assert run(command, path).exit_code == 65


# --- processes of their own --------------------------------------------------------------------


class Installation:
    """Nabij with a database of its own, started as processes."""

    def __init__(self, home: Path) -> None:
        kept = ("PATH", "HOME", "VIRTUAL_ENV", "LANG")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "NABIJ_MODE": "test", "NABIJ_DATA": str(home), "NABIJ_LANG": "en",
            "PYTHONPATH": str(settings.BASE_DIR / "src"),
        }  # fmt: skip

    def start(self, *words: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "nabij", *map(str, words)], env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: object) -> str:
        process = self.start(*words)
        output, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        return output

    def runs(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.run("import", "runs", "--json"))
        return found


@pytest.fixture
def installation(tmp_path: Path, migrated: Path) -> Installation:
    home = tmp_path / "nabij"
    home.mkdir()
    shutil.copy(migrated, home)
    installation = Installation(home)
    installation.run("municipality", "add", "GM9998", "Testdam")
    return installation


def long_table(folder: Path, rows: int) -> Path:
    lines = [f"{n};Koffie {n};De Brug;di;10.00;12.00;gratis\n" for n in range(rows)]
    return csv_file(folder, TABLE.splitlines()[0] + "\n" + "".join(lines))


@pytest.mark.slow
@pytest.mark.any_database
def test_an_import_that_is_killed_leaves_nothing_half_done_and_can_be_repeated(
    installation: Installation, tmp_path: Path
) -> None:
    path = long_table(tmp_path, 1500)
    process = installation.start("import", "offers", path, "--municipality", "GM9998")
    deadline = time.monotonic() + 120
    while not installation.runs() or installation.runs()[0]["state"] == "staging":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    output = installation.run("import", "offers", path, "--municipality", "GM9998", "--json")
    told = json.loads(output)
    assert told["ok"]
    assert len(installation.runs()) == 1
    again = installation.run("import", "offers", path, "--municipality", "GM9998", "--json")
    assert json.loads(again)["counts"]["offer"] == {"unchanged": 1500}


@pytest.mark.slow
@pytest.mark.any_database
def test_of_two_imports_at_once_the_second_waits_or_finds_it_done(
    installation: Installation, tmp_path: Path
) -> None:
    path = long_table(tmp_path, 300)
    both = [
        installation.start("import", "offers", path, "--municipality", "GM9998")
        for _number in range(2)
    ]
    ends = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], ends
    again = json.loads(
        installation.run("import", "offers", path, "--municipality", "GM9998", "--json")
    )
    assert again["counts"]["offer"] == {"unchanged": 300}
