"""A file or place that is not right: a clear word, and nothing changes."""

import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import Result
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from nabij.core.encryption.masters import master_keys
from nabij.core.models import Municipality, OutgoingMessage
from nabij.ops.backup import making, sealed
from nabij.ops.backup.lines import Contents, Writer
from nabij.ops.backup.locks import read_key_file
from nabij.ops.backup.portable import Table
from nabij.ops.backup.sealed import MAGIC, begin, open_sealed
from nabij.ops.exits import BadInputError
from tests.ops.backup.place import KILLED_HALFWAY, Place, all_rows, as_once, without_the_note

Run = Callable[..., Result]

# --- what is wrong with the file ----------------------------------------------------------------


def _flipped(raw: bytes) -> bytes:
    middle = len(raw) // 2
    return raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]


def _body_at(raw: bytes) -> int:
    return raw.index(b"\n", raw.index(b"\n", len(MAGIC)) + 1) + 1


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "one bit in the middle": _flipped,
    "one bit in the header": lambda raw: raw.replace(b'"uid": "', b'"uid": "x'),
    "half of it": lambda raw: raw[: len(raw) // 2],
    "without its last byte": lambda raw: raw[:-1],
    "only the header": lambda raw: raw[: _body_at(raw)],
    "half of the header": lambda raw: raw[:60],
    "nothing": lambda raw: b"",
    "something else": lambda raw: b"PK" + raw,
    "something behind it": lambda raw: raw + b"x",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_backup_is_refused_and_nothing_changes(
    run: Run, backup: Path, key: Path, here: Path, how: str
) -> None:
    broken = here / "broken.nabij"
    broken.write_bytes(BROKEN[how](backup.read_bytes()))
    rows = all_rows()
    for words in (("backup", "--check"), ("restore",)):
        told = run(*words, broken, "--key-file", key)
        assert told.exit_code == 65, told.output
        assert told.output.strip()
    assert all_rows() == rows


def test_chunks_cannot_be_cut_off_or_moved_unseen(
    key: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "CHUNK", 64)
    lock, path = read_key_file(key), here / "b"
    with path.open("wb") as file:
        writer = begin(file, lock, made_by="", made_at="", uid="")
        writer.write(bytes(range(200)))
        writer.finish()
    raw = path.read_bytes()
    head, body = raw[: _body_at(raw)], raw[_body_at(raw) :]
    chunks = [body[i : i + 80] for i in range(0, len(body), 80)]

    def opened(parts: list[bytes]) -> bytes:
        path.write_bytes(head + b"".join(parts))
        with path.open("rb") as file:
            return open_sealed(file, lock)[1].read()

    assert opened(chunks) == bytes(range(200))
    with pytest.raises(BadInputError, match=r"afgebroken|cut off"):
        opened(chunks[:2])
    with pytest.raises(BadInputError):
        opened([chunks[1], chunks[0], *chunks[2:]])
    with pytest.raises(BadInputError):
        opened([*chunks[:2], chunks[-1]])


def test_a_backup_of_a_newer_kind_says_that_it_is_newer(
    run: Run, town: Municipality, key: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "FORMAT", 2)
    run("backup", here / "b.nabij", "--key-file", key)
    monkeypatch.undo()
    told = run("backup", "--check", here / "b.nabij", "--key-file", key)
    assert told.exit_code == 65


def test_a_backup_of_a_newer_version_is_refused_and_nothing_changes(
    run: Run,
    town: Municipality,
    key: Path,
    here: Path,
    empty: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    applied = {*MigrationRecorder(connection).applied_migrations(), ("core", "9999_next_year")}
    monkeypatch.setattr(
        making, "MigrationRecorder", lambda connection: Mock(applied_migrations=lambda: applied)
    )
    run("backup", here / "b.nabij", "--key-file", key)
    told = empty.run("restore", here / "b.nabij", "--key-file", key)
    assert told.returncode == 65
    assert "newer version" in told.stderr
    assert empty.is_empty()


# --- what is wrong with the place ---------------------------------------------------------------


def test_a_place_that_is_not_empty_is_left_as_it_is(
    run: Run, backup: Path, key: Path, here: Path, empty: Place
) -> None:
    rows = all_rows()
    told = run("restore", backup, "--key-file", key)
    assert told.exit_code == 69, told.output
    assert all_rows() == rows
    (empty.folder / "media").mkdir()
    (empty.folder / "media" / "x").write_text("hello")
    assert empty.run("restore", backup, "--key-file", key).returncode == 69
    shutil.rmtree(empty.folder / "media")
    (empty.folder / "keys.json").write_text("other")
    assert empty.run("restore", backup, "--key-file", key).returncode == 69
    assert (empty.folder / "keys.json").read_text() == "other"


def test_a_restore_that_is_killed_half_way_left_nothing_and_can_be_done_again(
    backup: Path, key: Path, elsewhere: Place
) -> None:
    script = KILLED_HALFWAY.format(backup=str(backup), key=str(key))
    assert elsewhere.python(script) == -signal.SIGKILL
    told = elsewhere.run("restore", backup, "--key-file", key)
    assert told.returncode == 0, told.stderr
    after = without_the_note(elsewhere.tables(), "backup.restored")
    assert after["directory_offer"] == all_rows()["directory_offer"]
    assert (elsewhere.folder / "media" / "leeg.txt").exists()


def test_a_row_that_does_not_fit_undoes_all_of_it(key: Path, here: Path, elsewhere: Place) -> None:
    steps = as_once().graph.forwards_plan(("core", "0001_initial"))
    areas = Table("core_postcode", ["code", "lat", "lon", "area_id"], rows=1, last_id=0)
    with (here / "odd.nabij").open("wb") as file:
        writer = Writer(
            begin(file, read_key_file(key), made_by="0.1.0", made_at="2025-01-01", uid="1")
        )
        master_keys()
        keys = (here / "keys.json").read_text()
        writer.begin(Contents("0.1.0", steps, {"core_postcode": areas}, [], keys, 0))
        list(writer.table("core_postcode", [["3131AB", 52.0, 5.0, 12345]]))
        writer.end()
    told = elsewhere.run("restore", here / "odd.nabij", "--key-file", key)
    assert told.returncode == 65, told.stderr
    assert elsewhere.is_empty()


@pytest.mark.any_database
def test_mail_that_was_still_to_go_can_be_held(backup: Path, key: Path, empty: Place) -> None:
    state = [f.name for f in OutgoingMessage._meta.local_concrete_fields].index("state")
    waiting = [row for row in all_rows()["core_outgoingmessage"] if row[state] == "queued"]
    assert waiting
    told = empty.run("restore", backup, "--key-file", key, "--hold-mail")
    assert "kept in the outbox" in told.stdout
    assert {row[state] for row in empty.tables()["core_outgoingmessage"]} == {"kept"}
