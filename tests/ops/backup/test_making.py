"""A backup is of one moment, in one file, under one key."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from django.db import connections

from nabij.core.models import AuditEvent, Municipality, Region
from nabij.ops.backup import making
from nabij.ops.backup.lines import Writer, reader
from nabij.ops.backup.locks import read_key_file
from nabij.ops.backup.portable import rows_of
from tests.ops.backup.place import READ_A_NAME, Place

SENTENCE = "koffie om tien uur aan de lange tafel"
Run = Callable[..., Result]

# --- one moment, one file -----------------------------------------------------------------------


def test_a_backup_is_of_one_moment_while_others_write(
    run: Run, town: Municipality, key: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(range(100))

    def rows_of_while_somebody_writes(model: Any) -> Any:
        writer = threading.Thread(target=_make_region, args=(f"Later {next(names)}",))
        writer.start()
        writer.join()
        return rows_of(model)

    monkeypatch.setattr(making, "rows_of", rows_of_while_somebody_writes)
    before = Region.objects.count()
    told = run("backup", here / "b.nabij", "--key-file", key)
    assert told.exit_code == 0, told.output
    assert Region.objects.count() > before, "nobody waited for the backup"
    assert run("backup", here / "b.nabij", "--key-file", key, "--check").exit_code == 0
    with (here / "b.nabij").open("rb") as file:
        for _kind, name, rows in reader(file, read_key_file(key)).parts():
            found = list(rows)
            assert name != "core_region" or len(found) == before


def _make_region(name: str) -> None:
    try:
        Region.objects.create(name=name)
    finally:
        connections.close_all()


def test_a_backup_that_is_stopped_leaves_no_file(
    run: Run, town: Municipality, key: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(writer: Writer) -> None:
        assert not (here / "b.nabij").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "end", stop)
    assert run("backup", here / "b.nabij", "--key-file", key).exit_code != 0
    assert not [path for path in here.iterdir() if "b.nabij" in path.name]


@pytest.mark.any_database
def test_a_file_that_is_there_is_never_written_over(
    run: Run, town: Municipality, key: Path, here: Path
) -> None:
    (here / "b.nabij").write_text("yesterday's")
    assert run("backup", here / "b.nabij", "--key-file", key).exit_code == 69
    assert (here / "b.nabij").read_text() == "yesterday's"


@pytest.mark.any_database
def test_only_its_owner_can_read_it_and_nothing_of_it_is_in_the_clear(
    backup: Path, here: Path
) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    raw = backup.read_bytes()
    secrets = [key["secret"] for key in json.loads((here / "keys.json").read_text())["keys"]]
    for words in ("Testdam", "Schaken", "Annelies", "core_offer", *secrets):
        assert words.encode() not in raw


def test_who_made_a_backup_is_in_the_trail(backup: Path) -> None:
    event = AuditEvent.objects.get(verb="backup.made")
    assert event.actor_role == "command line"


# --- keys ---------------------------------------------------------------------------------------


@pytest.mark.any_database
def test_a_sentence_opens_what_it_locked(run: Run, town: Municipality, here: Path) -> None:
    assert run("backup", here / "b.nabij", sentence=SENTENCE).exit_code == 0
    assert run("backup", "--check", here / "b.nabij", sentence=SENTENCE).exit_code == 0
    told = run("backup", "--check", here / "b.nabij", sentence=SENTENCE + "!")
    assert told.exit_code == 65
    assert SENTENCE not in told.output


def test_a_short_sentence_is_refused(run: Run, town: Municipality, here: Path) -> None:
    assert run("backup", here / "b.nabij", sentence="kort").exit_code == 2
    assert not (here / "b.nabij").exists()


def test_a_key_file_that_others_can_read_is_refused(
    run: Run, town: Municipality, key: Path, here: Path
) -> None:
    key.chmod(0o644)
    assert run("backup", here / "b.nabij", "--key-file", key).exit_code == 69
    assert not (here / "b.nabij").exists()


@pytest.mark.parametrize("text", ["", "nabij-backup-key-1:AAAA", "ß", "nabij-backup-key-1:!!"])
def test_what_is_no_key_file_is_said_to_be_none(
    run: Run, backup: Path, here: Path, text: str
) -> None:
    other = here / "other.key"
    other.touch(mode=0o600)
    other.write_text(text)
    assert run("backup", "--check", backup, "--key-file", other).exit_code == 65


@pytest.mark.any_database
def test_another_key_does_not_open_it(run: Run, backup: Path, here: Path, empty: Place) -> None:
    other = here / "other.key"
    assert run("backup", "--make-key", other).exit_code == 0
    assert run("backup", "--check", backup, "--key-file", other).exit_code == 65
    assert empty.run("restore", backup, "--key-file", other).returncode == 65
    assert empty.is_empty()


@pytest.mark.any_database
def test_master_keys_can_be_kept_apart(
    run: Run, town: Municipality, key: Path, here: Path, empty: Place
) -> None:
    backup = here / "b.nabij"
    run("backup", backup, "--key-file", key, "--without-keys")
    told = empty.run("restore", backup, "--key-file", key)
    assert told.returncode == 69
    assert "kept apart" in told.stderr
    assert empty.is_empty()
    make_other = "import django; django.setup(); from nabij.core.encryption import masters; masters.make_keys_file(masters.Path(masters.settings.NABIJ_KEYS_FILE))"
    assert empty.python(make_other) == 0
    assert empty.run("restore", backup, "--key-file", key).returncode == 69
    shutil.copy(here / "keys.json", empty.folder / "keys.json")
    assert empty.run("restore", backup, "--key-file", key).returncode == 0
    assert empty.python(READ_A_NAME) == 0
