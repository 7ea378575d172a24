"""Everything comes back, from either database into either."""

import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from nabij.core.encryption.masters import master_keys
from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.directory.models import OfferEntry
from nabij.ops.backup.lines import Contents, Writer
from nabij.ops.backup.locks import read_key_file
from nabij.ops.backup.portable import LEFT_OUT, Table, last_id, models_by_table
from nabij.ops.backup.sealed import begin
from tests.core.people import browser, member
from tests.core.rows import walled_models
from tests.ops.backup.place import (
    LOOK_FOR_THE_SECOND_LOCK,
    MAKE_AN_OFFER,
    READ_A_NAME,
    Place,
    all_rows,
    as_once,
    schema,
    without_the_note,
)


def test_everything_comes_back_and_works_there(
    run: Any, town: Municipality, key: Path, here: Path, either: Place
) -> None:
    browser(member(town, Role.ANALYST))
    made = run("backup", here / "b.nabij", "--key-file", key)
    assert made.exit_code == 0, made.output
    told = either.run("restore", here / "b.nabij", "--key-file", key)
    assert told.returncode == 0, told.stderr
    rows = either.tables()
    every_row_is_there(without_the_note(rows, "backup.restored"))
    who_was_signed_in_is_not(rows)
    every_file_is_there(here, either)
    it_works_there(either, town)
    numbers_go_on_where_they_were(either)


def every_row_is_there(after: dict[str, list[Any]]) -> None:
    before = without_the_note(all_rows(), "backup.made")
    for name in before.keys() - LEFT_OUT:
        assert after[name] == before[name], name


def who_was_signed_in_is_not(rows: dict[str, list[Any]]) -> None:
    assert all_rows()["django_session"]
    assert not rows["django_session"]


def every_file_is_there(here: Path, there: Place) -> None:
    for path in ("pictures/a.jpg", "leeg.txt"):
        file = there.folder / "media" / path
        assert file.read_bytes() == (here / "media" / path).read_bytes()
    keys = there.folder / "keys.json"
    assert keys.read_text() == (here / "keys.json").read_text()
    assert keys.stat().st_mode & 0o777 == 0o600


def it_works_there(there: Place, town: Municipality) -> None:
    """The trail is whole, the index finds, names can be read, and the second lock is on."""
    assert there.run("audit", "verify").returncode == 0
    assert there.run("index", "check").returncode == 0
    found = there.run("find", "schaken", "--municipality", town.code)
    assert "Schaken in de bibliotheek" in found.stdout, found.stderr
    assert there.python(READ_A_NAME) == 0
    assert there.python(LOOK_FOR_THE_SECOND_LOCK) == 0


def numbers_go_on_where_they_were(there: Place) -> None:
    with connection.cursor() as cursor:
        last = last_id(OfferEntry._meta.get_field("offer").related_model)
        cursor.execute("SELECT max(id) FROM directory_offer")
        assert cursor.fetchone()[0] < last, "the last offer was deleted"
    assert there.python(MAKE_AN_OFFER.format(last=last)) == 0


def test_the_world_that_is_compared_has_a_row_in_every_table_of_a_municipality(
    backup: Path,
) -> None:
    rows = all_rows()
    assert not [model._meta.label for model in walled_models() if not rows[model._meta.db_table]]


def test_no_table_is_forgotten(transactional_db: None) -> None:
    """A table that no model has must be made anew by the restore: say so here, and in `restoring`."""
    known = set(models_by_table(apps)) | {"django_migrations", "nabij_cache"}
    there = set(connection.introspection.table_names())
    assert {name for name in there - known if not name.startswith("directory_offerterms")} == set()


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    key: Path, here: Path, elsewhere: Place
) -> None:
    steps = as_once().graph.forwards_plan(("core", "0001_initial"))
    regions = Table("core_region", ["id", "name"], rows=1, last_id=7)
    contents = Contents("0.0.9", steps, {"core_region": regions}, [], "", 0)
    (here / "keys.json").unlink(missing_ok=True)
    master_keys()
    shutil.copy(here / "keys.json", elsewhere.folder / "keys.json")
    with (here / "old.nabij").open("wb") as file:
        lock = read_key_file(key)
        writer = Writer(begin(file, lock, made_by="0.0.9", made_at="2025-01-01", uid="1"))
        writer.begin(contents)
        list(writer.table("core_region", [[3, "Rijnmond"]]))
        writer.end()
    told = elsewhere.run("restore", here / "old.nabij", "--key-file", key)
    assert told.returncode == 0, told.stderr
    assert elsewhere.tables()["core_region"] == [(3, "Rijnmond")]
    assert elsewhere.run("migrate").returncode == 0
    assert elsewhere.schema() == schema(), "the old steps and the one that replaces them"
