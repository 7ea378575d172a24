"""Filling a database with the made-up region by its fastest way in, and indexing it; once, then reused."""

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Field

from benchmarks.region import TABLES, Row, Scale, Town, made
from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere
from nabij.directory import index
from nabij.directory.models import Occurrence, Offer, OfferEntry


def filled(scale: Scale) -> bool:
    """Whether this database already holds the whole region, indexed."""
    if "directory_offerentry" not in connection.introspection.table_names():
        return False
    with everywhere("a benchmark counts what is there"):
        towns = Municipality.objects.count() == scale.municipalities
        offers = Offer.objects.count() == scale.offers
        return towns and offers and OfferEntry.objects.count() > scale.offers * 0.99


def fill(scale: Scale, today: dt.date) -> None:
    """Make the tables, the rows and the index, saying how far it is."""
    started = time.monotonic()
    call_command("migrate", verbosity=0, skip_checks=True)
    with loading():
        for number, (town, rows) in enumerate(made(scale, today), start=1):
            add_town(town)
            for table, columns in TABLES.items():
                write(table, columns, rows[table])
            if number % 20 == 0 or number == scale.municipalities:
                say(started, f"written: {number} of {scale.municipalities} municipalities")
    indexed = Progress(scale.municipalities, started)
    index.rebuild(list(Municipality.objects.order_by("pk")), indexed.step)
    finish()
    say(started, "ready")


class Progress:
    """Says every so many municipalities how far the index is."""

    def __init__(self, municipalities: int, started: float) -> None:
        self.left, self.total, self.started = municipalities, municipalities, started

    def step(self, municipality: Municipality, done: int, total: int) -> None:
        """After every batch of offers."""
        if done == total:
            self.left -= 1
            if self.left % 20 == 0:
                say(
                    self.started,
                    f"indexed: {self.total - self.left} of {self.total} municipalities",
                )


def say(started: float, text: str) -> None:
    """One line of progress, with the time since the start."""
    print(f"  {time.monotonic() - started:6.0f} s  {text}", flush=True)  # noqa: T201


def add_town(town: Town) -> None:
    """The municipality itself."""
    Municipality.objects.create(
        pk=town.number, code=town.code, name=town.name, slug=town.slug, lat=town.lat, lon=town.lon
    )


@contextmanager
def loading() -> Iterator[None]:
    """Without what guards a database against others and against power cuts: nobody else is here yet."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET TIME ZONE 'UTC'")
            cursor.execute("SET synchronous_commit = off")
    yield
    connection.close()


def write(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Many rows at once: COPY on PostgreSQL, prepared inserts in one transaction on SQLite."""
    more, values = missing(table, columns)
    names = [*columns, *more]
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*row, *values))
            return
        marks = ", ".join("?" * len(names))
        cursor.execute("BEGIN")
        cursor.cursor.connection.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({marks})",  # noqa: S608 names of our own tables
            ((*map(plain, row), *values) for row in rows),
        )
        cursor.execute("COMMIT")


def plain(value: object) -> object:
    """A value as SQLite keeps it."""
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, dt.date | dt.time) else value


def missing(table: str, columns: Sequence[str]) -> tuple[list[str], list[Any]]:
    """Columns that a row does not give, with the value that the model gives them."""
    label, name = table.split("_", 1)
    model = apps.get_model(label, name)
    fields: list[Field[Any, Any]] = [
        field for field in model._meta.concrete_fields if field.column not in columns
    ]
    values = [field.get_db_prep_save(field.get_default(), connection) for field in fields]
    return [str(field.column) for field in fields], values


def finish() -> None:
    """What a database does at night: statistics, and keys that go on where we stopped."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (Occurrence, Offer, Municipality):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
                )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
