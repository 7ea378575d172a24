"""A database that fits this version of Nabij: made when empty, brought up to date when behind."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from nabij.core.postgresql.checks import weaknesses
from nabij.core.postgresql.policies import lock
from nabij.ops.exits import UnavailableError


class State(Enum):
    """How a database stands to the migrations of this version."""

    READY = "ready"
    EMPTY = "empty"
    BEHIND = "behind"
    AHEAD = "ahead"


def ensure_database(say: Callable[[str], None] = lambda text: None) -> None:
    """Leave a database that fits, or raise UnavailableError with what to do.

    An empty database is made. One that is behind is brought up to date, but not a PostgreSQL of
    production: there a person chooses the moment. `say` gets a line where it takes a while.
    """
    state = reachable_state()
    if state is State.READY:
        return
    if state is State.AHEAD:
        raise UnavailableError(
            _("This database was made by a newer version of Nabij. Install that version.")
        )
    if state is State.BEHIND and settings.PRODUCTION and connection.vendor == "postgresql":
        raise UnavailableError(
            _(
                "The database is behind this version of Nabij. Make a backup, then run: nabij migrate"
            )
        )
    migrate(say)


def migrate(say: Callable[[str], None] = lambda text: None) -> None:
    """Bring the database up to date, whichever it is. Whoever comes second waits and finds it done."""
    with one_at_a_time():
        state = reachable_state()
        if state is State.READY:
            lock(connection)  # a lock may be newer than the last migration
            return
        say(
            _("Making the database …")
            if state is State.EMPTY
            else _("Bringing the database up to date …")
        )
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def say_what_is_weak(say: Callable[[str], None]) -> None:
    """A sentence for whatever makes PostgreSQL keep no second lock on what people told."""
    for sentence in weaknesses(connection).values():
        say(sentence)


def database_state() -> State:
    """Compare what was applied to this database with the migrations of this version."""
    executor = MigrationExecutor(connection)
    graph, applied = executor.loader.graph, executor.loader.applied_migrations
    if not applied:
        return State.EMPTY
    ours = {key for key in applied if key[0] in executor.loader.migrated_apps}
    if not ours <= executor.loader.disk_migrations.keys():
        return State.AHEAD
    return State.BEHIND if executor.migration_plan(graph.leaf_nodes()) else State.READY


def reachable_state() -> State:
    """How the database stands. Raises UnavailableError where it does not answer."""
    if connection.vendor == "sqlite":
        Path(str(connection.settings_dict["NAME"])).parent.mkdir(parents=True, exist_ok=True)
    try:
        return database_state()
    except DatabaseError as problem:
        raise UnavailableError(
            _("The database does not answer. Is DATABASE_URL right? It says: {problem}").format(
                problem=str(problem).strip()
            )
        ) from problem


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whoever makes or changes tables in this data directory has the turn; others wait."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
