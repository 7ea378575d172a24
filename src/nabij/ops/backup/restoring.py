"""Restoring a backup: all of it or nothing, into an empty place, on either database.

The tables are made, filled and brought up to date in one transaction, so a restore that is stopped or killed
leaves an empty database. The backup is read twice: once to know that it is whole, once to put it here.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from nabij.core.audit.recording import record
from nabij.core.tenancy import everywhere
from nabij.directory.index import remake_terms
from nabij.ops.backup import place
from nabij.ops.backup.lines import Contents, reader
from nabij.ops.backup.locks import Lock
from nabij.ops.backup.portable import AT_ONCE, go_on_after, insert, models_by_table
from nabij.ops.backup.sealed import Header
from nabij.ops.database import State, one_at_a_time, reachable_state
from nabij.ops.exits import BadInputError, UnavailableError

#: Called with rows done and rows in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that is whole."""

    header: Header
    contents: Contents
    files: int


def check_backup(path: Path, *, lock: Lock, progress: Progress) -> Found:
    """Read a backup from its first to its last byte. Raises BadInputError where it is not as it was made."""
    with path.open("rb") as file:
        reading = reader(file, lock)
        contents, done, files = reading.contents, 0, 0
        for kind, _name, body in reading.parts():
            files += kind == "file"
            for _one in body:
                done += kind == "table"
                progress(done, contents.rows)
    return Found(reading.header, contents, files)


def restore_backup(path: Path, *, lock: Lock, progress: Progress) -> Found:
    """Put everything of a backup into this place, which must be empty.

    Raises BadInputError for a backup that is damaged, has another key or is of a newer version, and
    UnavailableError for a place that is not empty or has no keys for it. Then nothing was changed.
    """
    found = check_backup(path, lock=lock, progress=lambda done, total: None)
    with one_at_a_time():
        _check_empty()
        then = _as_then(found.contents)
        place.check_place(found.contents)
        with place.filling(), _all_or_nothing(), everywhere("a backup holds everything"):
            place.put_keys(found.contents.keys)
            tables = _made_as_then(then)
            with path.open("rb") as file:
                _fill(reader(file, lock).parts(), found, tables, progress)
            _bring_up_to_date()
    record("backup.restored", municipality=None, object_type="backup", object_id=found.header.uid)
    return found


def _check_empty() -> None:
    if reachable_state() is not State.EMPTY:
        raise UnavailableError(
            _(
                "There is a database here already. Restore into an empty place: another data "
                "directory (NABIJ_DATA) or an empty database (DATABASE_URL)."
            )
        )


@dataclass(frozen=True, slots=True)
class _Then:
    """The migrations that make the tables as a backup's version had them: only the last of each line."""

    executor: MigrationExecutor
    steps: list[tuple[str, str]]


def _as_then(contents: Contents) -> _Then:
    """The way to the tables as they were. Raises BadInputError where this version does not know a step of it.

    A place that was made by steps which one step replaces now has those, and goes the same way here.
    """
    executor, applied = MigrationExecutor(connection), set(contents.migrations)
    if not applied <= executor.loader.disk_migrations.keys():
        raise BadInputError(
            _("This backup was made by a newer version of Nabij ({version}). Use that one.").format(
                version=contents.version
            )
        )
    in_one = executor.loader.replacements
    if not in_one.keys() <= applied:
        executor.loader = MigrationLoader(connection, replace_migrations=False)
        applied -= in_one.keys()
    graph = executor.loader.graph
    applied &= graph.nodes.keys()
    return _Then(
        executor, sorted(key for key in applied if not _ancestor_of_another(graph, key, applied))
    )


def _ancestor_of_another(graph: Any, key: tuple[str, str], applied: set[tuple[str, str]]) -> bool:
    return any(child.key in applied for child in graph.node_map[key].children)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """One transaction for tables and rows; foreign keys are looked at when all rows are there."""
    connection.disable_constraint_checking()  # SQLite only listens outside of a transaction
    try:
        with transaction.atomic():
            yield
    finally:
        connection.enable_constraint_checking()


def _made_as_then(then: _Then) -> dict[str, type[models.Model]]:
    """Make the tables as the backup's version had them, without a row; the models of that time by table."""
    then.executor.migrate(then.steps)
    found = models_by_table(then.executor.loader.project_state(then.steps).apps)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # some migrations have them looked at at once
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in found:  # what migrations put in of their own accord is in the backup too
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 - ours
    return found


def _fill(
    parts: Iterable[tuple[str, str, Iterator[Any]]],
    found: Found,
    tables: dict[str, type[models.Model]],
    progress: Progress,
) -> None:
    done = 0
    for kind, name, body in parts:
        if kind == "file":
            place.put_file(name, body)
            continue
        while rows := list(islice(body, AT_ONCE)):
            with _named(name):
                insert(tables[name], found.contents.tables[name].columns, rows)
            done += len(rows)
            progress(done, found.contents.rows)
    for name, table in found.contents.tables.items():
        go_on_after(tables[name], table.last_id)
    with _named(_("(one that points at another)")):
        connection.check_constraints()


@contextmanager
def _named(table: str) -> Iterator[None]:
    """A row that this database does not take: say of which table, never what it says."""
    try:
        yield
    except (DatabaseError, ValueError, TypeError) as problem:
        raise BadInputError(
            _(
                "A row of table {table} does not fit into this database. Nothing was restored."
            ).format(table=table)
        ) from problem


def _bring_up_to_date() -> None:
    """From the backup's version to this one, and what SQLite keeps beside the rows."""
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    remake_terms()
