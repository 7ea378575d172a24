"""Filling a database with the made-up region by its fastest way in, and indexing it; once, then reused."""

import datetime as dt
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click
import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Field

from benchmarks.indexing import ENTRY_COLUMNS, town_made
from benchmarks.region import TABLES, Row, Scale, Town, towns
from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere, within
from nabij.directory.index import spelling, terms
from nabij.directory.models import Occurrence, Offer, OfferEntry
from nabij.directory.models.search import packed


def filled(scale: Scale) -> bool:
    """Whether this database already holds the whole region, indexed."""
    if "directory_offerentry" not in connection.introspection.table_names():
        return False
    with everywhere("a benchmark counts what is there"):
        there = (Municipality.objects.count(), Offer.objects.count())
        return there == (scale.municipalities, scale.offers) and OfferEntry.objects.exists()


def fill(scale: Scale, today: dt.date, processes: int = 2) -> None:
    """Make the tables, the rows and the index, saying how far it is. Texts are read in several processes."""
    started = time.monotonic()
    call_command("migrate", verbosity=0, skip_checks=True)
    connection.close()
    with multiprocessing.get_context("spawn").Pool(processes, django.setup) as pool, loading():
        towns_made = pool.imap(town_made, jobs(scale, today))
        for number, (town, rows, entries, words) in enumerate(towns_made, start=1):
            add_town(town)
            for table, columns in TABLES.items():
                write(table, columns, rows[table])
            add_index(town, entries, words)
            if number % 10 == 0 or number == scale.municipalities:
                say(
                    started,
                    f"{number} of {scale.municipalities} municipalities written and indexed",
                )
    finish()
    say(started, "statistics made; ready")


def jobs(scale: Scale, today: dt.date) -> Iterator[tuple[Town, int, Scale, dt.date]]:
    """What each municipality needs to be made, on its own."""
    before = 0
    for town in towns(scale):
        yield town, before, scale, today
        before += town.offers


def add_index(town: Town, entries: Sequence[tuple[Any, ...]], words: Mapping[str, int]) -> None:
    """The index of a municipality, written as `nabij.directory.index` does, many rows at once."""
    numbers = ENTRY_COLUMNS.index("numbers")
    kept: Callable[[Any], Any] = packed if connection.vendor == "sqlite" else list
    rows = [(*row[:numbers], kept(row[numbers]), *row[numbers + 1 :]) for row in entries]
    write("directory_offerentry", ENTRY_COLUMNS, rows)
    offer = ENTRY_COLUMNS.index("offer_id")
    terms.add([(row[offer], town.number, row[numbers]) for row in entries])
    with within(Municipality(pk=town.number)):
        spelling.store(Municipality(pk=town.number), words)


def say(started: float, text: str) -> None:
    """One line of progress, with the time since the start."""
    click.echo(f"  {time.monotonic() - started:6.0f} s  {text}")


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
            terms.tidy()
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
