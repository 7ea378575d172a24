"""An empty place to restore into, and scripts that run there."""

import base64
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from nabij.core.tenancy import everywhere
from nabij.ops.backup.portable import models_by_table

ROOT = Path(__file__).resolve().parents[3]


TELL_ALL_ROWS = """
import base64, pickle, django
django.setup()
from tests.ops.backup.place import all_rows
print(base64.b64encode(pickle.dumps(all_rows())).decode())
"""

TELL_THE_SCHEMA = """
import base64, pickle, django
django.setup()
from tests.ops.backup.place import schema
print(base64.b64encode(pickle.dumps(schema())).decode())
"""

TELL_WHETHER_EMPTY = """
import django
django.setup()
from django.db import connection
print(not connection.introspection.table_names())
"""
KILLED_HALFWAY = """
import os, signal, sys
from nabij.ops import cli
cli.set_up()
from nabij.ops.backup import restoring
restoring._bring_up_to_date = lambda: os.kill(os.getpid(), signal.SIGKILL)
sys.argv = ["nabij", "restore", {backup!r}, "--key-file", {key!r}]
cli.nabij()
"""

READ_A_NAME = """
import django
django.setup()
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.models import OrganisationContact
with within(Municipality.objects.get(slug="testdam")):
    assert OrganisationContact.objects.order_by("pk").last().name == "Annelies Çelik"
"""
MAKE_AN_OFFER = """
import django
django.setup()
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.models import Offer, Organisation
with within(Municipality.objects.get(slug="testdam")):
    old = Offer.objects.order_by("pk").last()
    new = Offer.objects.create(municipality=old.municipality, organisation=old.organisation, name="x")
    assert new.pk == {last} + 1, new.pk
"""

LOOK_FOR_THE_SECOND_LOCK = """
import django
django.setup()
from django.db import connection
from nabij.core.postgresql.policies import unlocked
assert connection.vendor == "sqlite" or not unlocked(connection)
"""


class Place:
    """An empty place: a data directory and a database of its own, used in processes of their own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """`nabij` as a person runs it there."""
        return self._python("-m", "nabij", *map(str, words))

    def tables(self) -> dict[str, list[Any]]:
        """Every row of every table there."""
        found: dict[str, list[Any]] = self._told(TELL_ALL_ROWS)
        return found

    def schema(self) -> dict[str, Any]:
        """Every table as `schema` has it."""
        found: dict[str, Any] = self._told(TELL_THE_SCHEMA)
        return found

    def _told(self, script: str) -> Any:
        told = self._python("-c", script)
        assert told.returncode == 0, told.stderr
        return pickle.loads(base64.b64decode(told.stdout))

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        env = {
            **os.environ,
            "NABIJ_MODE": "demo",
            "NABIJ_DATA": str(self.folder),
            "DATABASE_URL": self.url,
            "NABIJ_LANG": "en",
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [sys.executable, *words]
        return subprocess.run(
            command, env=env, cwd=ROOT, capture_output=True, text=True, check=False
        )

    def python(self, script: str) -> int:
        """Run a script there; how it ended."""
        return self._python("-c", script).returncode

    def is_empty(self) -> bool:
        """Whether there are no tables, keys or files."""
        told = self._python("-c", TELL_WHETHER_EMPTY)
        kept = {"keys.json", "media", "restore-unfinished"}
        return told.stdout.strip() == "True" and not any(
            path.name in kept for path in self.folder.iterdir()
        )


def all_rows() -> dict[str, list[Any]]:
    """Every table with every row as Python sees it, ciphertext as it stands."""
    found = {}
    with everywhere("a test compares everything"):
        for name, model in models_by_table(apps).items():
            rows = model._base_manager.order_by("pk").values_list()
            found[name] = [
                tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows
            ]
    return found


def schema() -> dict[str, Any]:
    """Every table with its columns, indexes and constraints; names that Django makes up are left out."""
    found = {}
    with connection.cursor() as cursor:
        look = connection.introspection
        for table in look.table_names(cursor):
            columns = [
                (one.name, str(one.type_code), one.null_ok, one.display_size)
                for one in look.get_table_description(cursor, table)
            ]
            rules = [
                (
                    tuple(sorted(rule["columns"] or ())) if rule["check"] else tuple(rule["columns"] or ()),
                    rule["primary_key"], rule["unique"], rule["index"], rule["foreign_key"], rule["check"],
                )
                for rule in look.get_constraints(cursor, table).values()
            ]  # fmt: skip
            found[table] = (sorted(columns), sorted(map(repr, rules)))
    return found


def as_once() -> MigrationLoader:
    """The migrations one by one, also those that one replaces now."""
    return MigrationLoader(connection, replace_migrations=False)


def without_the_note(rows: dict[str, list[Any]], verb: str) -> dict[str, list[Any]]:
    """The same without the last event, which tells of the backup or the restore itself, and the head it moved."""
    events = [row for row in rows["core_auditevent"] if verb not in row]
    assert len(events) == len(rows["core_auditevent"]) - 1
    heads = [row for row in rows["core_auditchain"] if row[0] != "installation"]
    return {**rows, "core_auditevent": events, "core_auditchain": heads}
