"""`nabij municipality`, `user`, `audit`, `keys`, `migrate` as a person runs them: words and exit codes."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connection

from nabij.core.audit import guards
from nabij.core.encryption.masters import make_keys_file
from nabij.core.models import AuditEvent, DataKey, Membership, Municipality, User
from nabij.core.roles import Role
from nabij.core.tenancy import everywhere, within
from nabij.directory.models import OrganisationContact
from nabij.ops import database
from nabij.ops.cli import nabij
from nabij.ops.database import State, database_state, ensure_database
from nabij.ops.exits import UnavailableError
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory, OrganisationFactory

Run = Callable[..., Result]


@pytest.fixture
def run(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("municipality", "list")`, with keys of its own."""
    monkeypatch.setattr(settings, "NABIJ_KEYS_FILE", tmp_path / "keys.json")
    runner = CliRunner()
    return lambda *words: runner.invoke(nabij, [str(word) for word in words])


@pytest.fixture
def testdam(run: Run) -> Municipality:
    run("municipality", "add", "GM9998", "Testdam")
    return Municipality.objects.get()


@pytest.fixture
def contact(testdam: Municipality) -> Any:
    with within(testdam):
        return OrganisationContact.objects.create(
            municipality=testdam,
            organisation=OrganisationFactory.create(municipality=testdam),
            name="Annelies",
        )


# --- municipality ------------------------------------------------------------------------------


def test_a_municipality_is_added_listed_and_added_again_without_harm(run: Run) -> None:
    assert run("municipality", "list").exit_code == 1
    for _ in range(2):
        assert run("municipality", "add", "GM9998", "Testdam").exit_code == 0
    assert "GM9998  /testdam/  Testdam" in run("municipality", "list").output
    assert Municipality.objects.count() == 1


def test_another_name_for_a_municipality_that_is_there_is_no(
    run: Run, testdam: Municipality
) -> None:
    told = run("municipality", "add", "GM9998", "Anders")
    assert told.exit_code == 1
    assert "Testdam" in told.output


@pytest.mark.parametrize("code", ["XX1", "gm12", "Testdam"])
def test_what_is_no_code_is_wrong_use_and_says_what_one_looks_like(run: Run, code: str) -> None:
    told = run("municipality", "add", code, "Testdam")
    assert told.exit_code == 2
    assert code in told.output
    assert "GM0622" in told.output


def test_an_address_of_ones_own_can_be_chosen(run: Run) -> None:
    run("municipality", "add", "GM9998", "Testdam", "--slug", "dichtbij")
    assert Municipality.objects.get().slug == "dichtbij"


def test_a_municipality_needs_a_name(run: Run) -> None:
    assert run("municipality", "add", "GM9998", " ").exit_code == 2
    assert not Municipality.objects.exists()


def test_what_residents_see_of_a_municipality_can_be_changed(
    run: Run, testdam: Municipality
) -> None:
    told = run(
        "municipality", "change", "GM9998", "--phone", "010 123 45 67", "--opening-hours", "Van 9 tot 5."
    )  # fmt: skip
    assert told.exit_code == 0
    testdam.refresh_from_db()
    assert (testdam.phone, testdam.opening_hours) == ("010 123 45 67", "Van 9 tot 5.")
    with within(testdam):
        event = AuditEvent.objects.get(verb="municipality.changed")
    assert sorted(event.fields) == ["opening_hours", "phone"]
    run("municipality", "change", "GM9998", "--phone", "010 123 45 67")
    with within(testdam):
        assert AuditEvent.objects.filter(verb="municipality.changed").count() == 1


@pytest.mark.parametrize("change", [("--email", "geen adres"), ("--name", ""), ()])
def test_what_a_municipality_cannot_have_is_refused(
    run: Run, testdam: Municipality, change: tuple[str, ...]
) -> None:
    assert run("municipality", "change", "GM9998", *change).exit_code == 2
    testdam.refresh_from_db()
    assert (testdam.name, testdam.email) == ("Testdam", "")


# --- user --------------------------------------------------------------------------------------


def test_a_user_is_added_with_a_link_that_works(
    run: Run, testdam: Municipality, client: Any
) -> None:
    told = run("user", "add", "jo@dorp.example", "--role", "analyst", "--municipality", "GM9998")
    assert told.exit_code == 0
    link = re.search(r"http://localhost:8000(/nl/account/password/reset/key/\S+/)", told.output)
    assert link
    assert client.get(link[1]).status_code == 302
    assert Membership.objects.get().role == Role.ANALYST


def test_a_user_who_has_a_password_gets_no_link_with_another_role(
    run: Run, testdam: Municipality
) -> None:
    User.objects.create_user("jo@dorp.example", "een lange zin")
    told = run("user", "add", "jo@dorp.example", "--role", "analyst", "--municipality", "GM9998")
    assert told.exit_code == 0
    assert "http" not in told.output


def test_an_editor_is_of_an_organisation(run: Run, testdam: Municipality) -> None:
    words = [
        "user",
        "add",
        "jo@dorp.example",
        "--role",
        "organisation_editor",
        "--municipality",
        "GM9998",
    ]
    assert run(*words).exit_code == 2
    assert not User.objects.exists()
    number = "00000000-0000-4000-8000-000000000001"
    assert run(*words, "--organisation", number).exit_code == 0
    assert str(Membership.objects.get().organisation_uid) == number


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["jo at dorp", "--role", "analyst", "--municipality", "GM9998"], 2),
        (["jo@dorp.example", "--role", "burgemeester", "--municipality", "GM9998"], 2),
        (["jo@dorp.example", "--role", "analyst", "--municipality", "GM0001"], 1),
        (["jo@dorp.example", "--role", "analyst", "--municipality", "Testdam"], 2),
    ],
)
def test_a_user_is_not_added_wrongly(
    run: Run, testdam: Municipality, words: list[str], code: int
) -> None:
    told = run("user", "add", *words)
    assert told.exit_code == code, told.output
    assert told.output.strip()
    assert not User.objects.exists()


def test_a_role_ends_and_who_asks_for_the_list_is_noted(run: Run, testdam: Municipality) -> None:
    run("user", "add", "jo@dorp.example", "--role", "ambassador", "--municipality", "GM9998")
    assert "jo@dorp.example" in run("user", "list", "--municipality", "GM9998").output
    ending = ["user", "end", "jo@dorp.example", "--role", "ambassador", "--municipality", "GM9998"]
    assert run(*ending).exit_code == 0
    assert run(*ending).exit_code == 1
    assert AuditEvent.objects.filter(verb="members.listed", actor_role="command line").exists()


def test_a_new_link_is_only_for_who_is_there(run: Run, testdam: Municipality) -> None:
    User.objects.create_user("jo@dorp.example")
    assert "http" in run("user", "link", "JO@dorp.example").output
    assert run("user", "link", "niemand@dorp.example").exit_code == 1


def test_who_lost_their_phone_sets_up_a_new_second_factor(run: Run, testdam: Municipality) -> None:
    worker = member(testdam, Role.LINK_WORKER)
    words = ["user", "remove-factors", worker.email, "--reason", "came to the counter"]
    assert run(*words).exit_code == 0
    assert not Authenticator.objects.exists()
    assert run(*words).exit_code == 1
    assert AuditEvent.objects.filter(reason="came to the counter").exists()
    assert browser(worker, second_factor=False).get("/nl/testdam/desk/").status_code == 302


def test_a_closed_account_is_out_at_once(run: Run, testdam: Municipality) -> None:
    analyst = member(testdam, Role.ANALYST)
    client = browser(analyst)
    assert client.get("/nl/testdam/desk/").status_code == 200
    assert run("user", "close", analyst.email).exit_code == 0
    assert client.get("/nl/testdam/desk/").status_code == 302


# --- audit -------------------------------------------------------------------------------------


def test_a_whole_trail_is_said_to_be_whole_with_an_anchor_that_holds(
    run: Run, testdam: Municipality
) -> None:
    told = run("audit", "verify")
    assert told.exit_code == 0, told.output
    anchors = re.findall(r"(\d+:[0-9a-f]{64})", told.output)
    assert len(anchors) == 2
    run("user", "list", "--municipality", "GM9998")
    checked = run("audit", "verify", "--municipality", "GM9998", "--anchor", anchors[1])
    assert checked.exit_code == 0, checked.output
    assert run("audit", "verify", "--municipality", "GM9998", "--anchor", anchors[0]).exit_code == 1


def test_a_changed_event_makes_the_check_say_no_and_where(run: Run, testdam: Municipality) -> None:
    run("user", "list", "--municipality", "GM9998")
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_auditevent SET verb = 'x.y' WHERE chain = 'GM9998' AND sequence = 2"
        )
    guards.install(connection)
    told = run("audit", "verify")
    assert told.exit_code == 1
    assert re.search(r"GM9998.*\n.*2", told.output)


def test_a_missing_guard_makes_the_check_say_no(run: Run, testdam: Municipality) -> None:
    guards.lift(connection)
    told = run("audit", "verify")
    guards.install(connection)
    assert told.exit_code == 1
    assert "audit_event_stays" in told.output


@pytest.mark.parametrize("words", [["--anchor", "6:x"], ["--anchor", "1:" + "0" * 64]])
def test_an_anchor_is_one_and_of_one_chain(
    run: Run, testdam: Municipality, words: list[str]
) -> None:
    assert run("audit", "verify", *words).exit_code == 2


def test_events_are_shown_and_that_one_looked_is_an_event(run: Run, testdam: Municipality) -> None:
    run("user", "add", "jo@dorp.example", "--role", "analyst", "--municipality", "GM9998")
    told = run("audit", "show", "--municipality", "GM9998")
    assert "role.given_analyst" in told.output
    assert "jo@dorp.example" not in told.output
    assert (
        "audit.read"
        in run("audit", "show", "--municipality", "GM9998", "--verb", "audit.read").output
    )
    assert (
        run("audit", "show", "--municipality", "GM9998", "--by", "jo@dorp.example").exit_code == 1
    )


# --- keys --------------------------------------------------------------------------------------


def test_keys_are_made_once_and_the_secret_is_not_printed(run: Run) -> None:
    first = run("keys", "make")
    assert first.exit_code == 0
    path = Path(settings.NABIJ_KEYS_FILE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_text()
    second = run("keys", "make")
    assert (second.exit_code, path.read_text()) == (0, before)
    listed = run("keys", "list")
    (key,) = json.loads(before)["keys"]
    assert key["id"] in listed.output
    assert key["secret"] not in first.output + second.output + listed.output


def test_keys_are_replaced_with_progress_and_a_count(run: Run, contact: Any) -> None:
    told = run("keys", "rotate")
    assert told.exit_code == 0
    assert "1/1" in told.stderr
    with everywhere("looking"):
        assert DataKey.objects.count() == 2
    assert run("keys", "rotate", "--municipality", "GM9998").exit_code == 0
    assert run("keys", "rotate", "--master").exit_code == 0
    listed = run("keys", "list").output
    assert listed.count("GM9998") == 3
    assert run("audit", "verify").exit_code == 0


def test_a_row_that_does_not_open_makes_the_answer_no_and_is_named(run: Run, contact: Any) -> None:
    with everywhere("a test spoils a row"), connection.cursor() as cursor:
        cursor.execute("UPDATE directory_organisationcontact SET name = 'Annelies'")
    told = run("keys", "rotate")
    assert told.exit_code == 1
    assert str(contact.uid) in told.output
    assert "Annelies" not in told.output


def test_the_master_key_is_of_everyone(run: Run, testdam: Municipality) -> None:
    assert run("keys", "rotate", "--master", "--municipality", "GM9998").exit_code == 2


def test_a_keys_file_that_is_gone_or_open_ends_in_a_sentence(run: Run, contact: Any) -> None:
    path = Path(settings.NABIJ_KEYS_FILE)
    path.chmod(0o644)
    told = run("keys", "list")
    assert told.exit_code == 69
    assert f"chmod 600 {path}" in told.output
    path.rename(path.with_suffix(".away"))
    told = run("audit", "verify")
    assert told.exit_code == 69
    assert str(path) in told.output
    assert run("keys", "make").exit_code == 69, "a new file would be of no use"
    make_keys_file(path)
    told = run("keys", "rotate")
    assert told.exit_code == 69


# --- the database ------------------------------------------------------------------------------


def test_a_database_that_fits_is_left_alone(run: Run) -> None:
    said: list[str] = []
    assert database_state() is State.READY
    ensure_database(said.append)
    assert said == []
    assert run("migrate").exit_code == 0


@pytest.mark.parametrize(
    ("state", "production", "vendor", "outcome"),
    [
        (State.EMPTY, True, "postgresql", "made"),
        (State.EMPTY, False, "sqlite", "made"),
        (State.BEHIND, False, "postgresql", "made"),
        (State.BEHIND, True, "sqlite", "made"),
        (State.BEHIND, True, "postgresql", "nabij migrate"),
        (State.AHEAD, False, "sqlite", "newer|nieuwere"),
    ],
)
def test_a_database_is_made_or_brought_up_to_date_where_no_person_must_choose_the_moment(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    state: State,
    production: bool,
    vendor: str,
    outcome: str,
) -> None:
    done: list[str] = []
    monkeypatch.setattr(database, "reachable_state", lambda: state)
    monkeypatch.setattr(database, "call_command", lambda *words, **more: done.append("made"))
    monkeypatch.setattr(settings, "PRODUCTION", production)
    monkeypatch.setattr(connection, "vendor", vendor)
    if outcome == "made":
        ensure_database()
        assert done == ["made"]
    else:
        with pytest.raises(UnavailableError, match=outcome):
            ensure_database()
        assert done == []


def test_a_database_of_a_newer_version_is_recognised(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999_later', '2030-01-01')"
        )
    assert database_state() is State.AHEAD


# --- from nothing, in a process of its own -----------------------------------------------------


def run_alone(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {
        **kept,
        "NABIJ_MODE": "demo",
        "NABIJ_DATA": str(data),
        "LANG": "nl_NL.UTF-8",
        **more,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        [sys.executable, "-m", "nabij", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_empty_data_directory_is_enough(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    told = run_alone(data, "municipality", "add", "GM9998", "Testdam")
    assert told.returncode == 0, told.stderr
    assert "Testdam" in told.stdout
    assert (data / "nabij.sqlite3").exists()
    assert stat.S_IMODE((data / "keys.json").stat().st_mode) == 0o600
    assert run_alone(data, "audit", "verify").returncode == 0


def test_a_database_that_does_not_answer_ends_in_a_sentence(tmp_path: Path) -> None:
    told = run_alone(
        tmp_path, "municipality", "list", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none"
    )
    assert told.returncode == 69
    assert "DATABASE_URL" in told.stderr
    assert "Traceback" not in told.stderr


def test_help_is_there_in_dutch_and_in_english(tmp_path: Path) -> None:
    dutch = run_alone(tmp_path, "municipality", "--help").stdout
    english = run_alone(tmp_path, "municipality", "--help", LANG="en_GB.UTF-8").stdout
    assert "The municipalities of this installation." in english
    assert dutch != english


def test_municipalities_made_by_factories_do_not_disturb_the_commands(run: Run) -> None:
    MunicipalityFactory.create()
    assert run("audit", "verify").exit_code == 0


def test_a_theme_that_is_not_there_is_refused_with_the_list(run: Run) -> None:
    run("municipality", "add", "GM9998", "Testdam")
    told = run("municipality", "change", "GM9998", "--theme", "paars")
    assert told.exit_code == 2
    assert "paars" in told.output
    assert "nabij" in told.output
    assert Municipality.objects.get(code="GM9998").theme == "nabij"
    assert run("municipality", "change", "GM9998", "--theme", "nabij").exit_code == 0
