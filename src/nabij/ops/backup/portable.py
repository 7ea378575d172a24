"""Rows as both databases can read them: the tables, and each value as JSON and back."""

import base64
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection, models

from nabij.core.encryption.fields import BlindIndexField, Ciphertext, Digest, EncryptedTextField

#: Left out: who is signed in at the moment. Putting it back would open doors that were shut since.
LEFT_OUT = frozenset({"django_session"})
AT_ONCE = 500  # rows

_TEXT = (dt.datetime, dt.date, dt.time, Decimal, UUID)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a backup has it. last_id: the highest number that it ever gave out; 0 where it gives out none."""

    name: str
    columns: list[str]
    rows: int
    last_id: int

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def models_by_table(apps: Apps) -> dict[str, type[models.Model]]:
    """Every model that has a table, those between two others included, by the name of its table."""
    every = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: model
        for model in sorted(every, key=lambda model: model._meta.db_table)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    }


def table_of(model: type[models.Model]) -> Table:
    """The table as it is now. Ask in `everywhere`."""
    return Table(
        name=model._meta.db_table,
        columns=[str(field.column) for field in model._meta.local_concrete_fields],
        rows=model._base_manager.count(),
        last_id=last_id(model),
    )


def rows_of(model: type[models.Model]) -> Iterator[list[Any]]:
    """Every row in the order of its key, as JSON; a few at a time in memory. Ask in `everywhere`."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    return ([plain(value) for value in row] for row in rows.iterator(chunk_size=2000))


def plain(value: Any) -> Any:
    """A value as JSON. Raises TypeError for a kind that no column of Nabij has."""
    if isinstance(value, _TEXT):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if value is None or isinstance(value, bool | int | float | str | list | tuple | dict):
        return value
    raise TypeError(f"{type(value).__name__} cannot stand in a backup yet; say in portable.py how")


def insert(model: type[models.Model], columns: list[str], rows: Iterable[list[Any]]) -> None:
    """Put rows into the table as they are: no save, no wall, ciphertext stays ciphertext."""
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    chosen = [fields[column] for column in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [[_prepared(f, value) for f, value in zip(chosen, row, strict=True)] for row in rows],
        )


def _prepared(field: Any, value: Any) -> Any:
    """A value of a backup as this database takes it."""
    if isinstance(field, models.JSONField):
        if value is None and not field.null:
            return connection.ops.adapt_json_value(None, field.encoder)
    elif isinstance(field, EncryptedTextField):
        value = None if value is None else Ciphertext(value)
    elif isinstance(field, BlindIndexField):
        value = None if value is None else Digest(value)
    elif isinstance(field, models.BinaryField):
        value = None if value is None else base64.b64decode(value)
    else:
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)


# --- numbers that a table gives out -------------------------------------------------------------


def last_id(model: type[models.Model]) -> int:
    """The highest number that the table gave out, also to rows that are gone; 0 where it gives out none."""
    if not isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table]
            )
            found = cursor.fetchone()
            return int(found[0]) if found else 0
        sequence = _sequence(cursor, model)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - our own name
        value, called = cursor.fetchone()
        return int(value) if called else 0


def go_on_after(model: type[models.Model], number: int) -> None:
    """Let the table give out numbers above this one."""
    if not number:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence(name, seq) VALUES (%s, %s)", [table, number]
            )
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(cursor, model), number])


def _sequence(cursor: Any, model: type[models.Model]) -> str:
    table, column = model._meta.db_table, model._meta.pk.column
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
    return str(cursor.fetchone()[0])
