"""Writing open data (areas, postcodes, figures): compared by key, in parcels that undo can take back.

Open data has no municipality and comes in hundreds of thousands of rows, so a `Change` holds a parcel
of rows, and the report names what is wrong or worth knowing, not every row that was fine.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models, transaction

from nabij.core.models import Area, Postcode
from nabij.exchange import runs
from nabij.exchange.models import Change, ImportRun
from nabij.exchange.outcomes import CREATED, UNCHANGED, UPDATED, ApplyResult
from nabij.exchange.records import Problem
from nabij.monitoring.models import AreaFigure, Indicator

Material = TypeVar("Material")

#: Rows that are looked up, written and kept for undo together.
PARCEL = 2000
SEPARATOR = "|"


#: A row: the key and the columns by name; as it stands in the database also its `pk`.
Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class OpenTable:
    """A table of open data: what a row is recognised by, and what an import may write of it.

    `whole`: a new row needs nothing besides key and columns, so that it can be inserted as it is.
    `json`: columns that hold JSON; undo compares the fingerprint of what is in them.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    whole: bool = False
    json: tuple[str, ...] = ()

    def find(self, keys: Sequence[Key]) -> dict[Key, Row]:
        """The rows that have these keys."""
        wanted = set(keys)
        rows = self.model._default_manager.order_by()
        for place, column in enumerate(self.key):
            rows = rows.filter(**{f"{column}__in": {key[place] for key in wanted}})
        found = {self.key_of(row): row for row in rows.values("pk", *self.key, *self.columns)}
        return {key: row for key, row in found.items() if key in wanted}

    def key_of(self, row: Row) -> Key:
        """What the row is recognised by."""
        return tuple(row[column] for column in self.key)

    def text_of(self, row: Row) -> str:
        """The key as one text."""
        return SEPARATOR.join(str(row[column]) for column in self.key)

    def key_from(self, text: str) -> Key:
        """The key that a text stands for."""
        fields = (self.model._meta.get_field(column) for column in self.key)
        return tuple(
            field.to_python(part)  # type: ignore[union-attr]
            for field, part in zip(fields, text.split(SEPARATOR), strict=True)
        )

    def after(self, row: Row) -> Row:
        """The row as undo expects to find it."""
        values = {column: row.get(column) for column in self.columns}
        return values | {column: digest(values[column]) for column in self.json}


AREAS = OpenTable(
    "area", Area, ("code",),
    ("kind", "name", "slug", "parent_id", "boundary", "lat", "lon", "south", "west", "north",
     "east", "year", "source"),
    json=("boundary",),
)  # fmt: skip
POSTCODES = OpenTable("postcode", Postcode, ("code",), ("lat", "lon", "area_id"), whole=True)
INDICATORS = OpenTable(
    "indicator", Indicator, ("code",),
    ("name", "name_nl", "theme", "unit", "definition", "series", "public"),
)  # fmt: skip
FIGURES = OpenTable(
    "figure", AreaFigure, ("area_id", "indicator_id", "year", "kind"),
    ("value", "lower", "upper", "n", "source"),
    whole=True,
)  # fmt: skip
OPEN_TABLES = {table.name: table for table in (AREAS, POSTCODES, INDICATORS, FIGURES)}


def digest(value: Any) -> str:
    """A fingerprint of a JSON value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


class OpenImport:
    """What an import of open data knows while it runs."""

    def __init__(self, run: ImportRun, result: ApplyResult, file: str) -> None:
        self.run = run
        self.result = result
        self.file = file

    def problem(
        self, code: str, message: str, row: int | None = None, column: str | None = None
    ) -> None:
        """Report something that keeps the whole input out."""
        self.result.problem(Problem(code, message, self.file, row, column))

    def note(
        self, code: str, message: str, row: int | None = None, column: str | None = None
    ) -> None:
        """Report something worth knowing."""
        self.result.problem(Problem(code, message, self.file, row, column, fatal=False))


def take_over(
    run: ImportRun,
    file: str,
    read: Callable[[OpenImport], Material],
    write: Callable[[OpenImport, Material], None],
) -> ApplyResult:
    """`read` the input, then `write` what it gave in one transaction: all of it, or nothing.

    Nothing is written when either reports something fatal.
    """
    result = ApplyResult(dry_run=False)
    work = OpenImport(run, result, file)
    runs.begin(run)
    material = read(work)
    with transaction.atomic():
        if result.ok:
            runs.wait_for_others(run.kind, None)
            runs.still_mine(run)
            write(work, material)
        if result.ok:
            runs.finish(run, result)
        else:
            transaction.set_rollback(True)
    if not result.ok:
        runs.finish(run, result)
    return result


def write_rows(
    work: OpenImport, table: OpenTable, rows: Iterable[Row], *, counted: bool = True
) -> None:
    """Make or change a parcel of rows (at most `PARCEL`).

    A row holds the key and the columns it tells. After something fatal nothing is written any more.
    `counted` False: these rows were counted before in this run.
    """
    told = {table.key_of(row): row for row in rows}
    there = table.find(list(told))
    new = [row for key, row in told.items() if key not in there]
    before = {key: old for key, row in there.items() if (old := _differing(row, told[key]))}
    if counted:
        work.result.count(table.name, CREATED, len(new))
        work.result.count(table.name, UPDATED, len(before))
        work.result.count(table.name, UNCHANGED, len(there) - len(before))
    if work.result.ok and (new or before):
        changed = [there[key] | told[key] for key in before]
        insert(table, new)
        overwrite(table, changed, {column for old in before.values() for column in old})
        _keep(work, table, new, changed, before)


def _differing(row: Row, told: Row) -> Row:
    """What the columns hold now for which something else is told."""
    return {column: row[column] for column, value in told.items() if row[column] != value}


def _keep(
    work: OpenImport, table: OpenTable, new: list[Row], changed: list[Row], before: dict[Key, Row]
) -> None:
    """A parcel for undo: the rows before (null: not there) and after."""
    old: dict[str, Row | None] = {table.text_of(row): None for row in new}
    old |= {table.text_of(row): before[table.key_of(row)] for row in changed}
    texts = list(old)
    Change.objects.create(
        run=work.run,
        model=table.name,
        key=f"{texts[0]} … {texts[-1]}"[:80],
        before=old,
        after={table.text_of(row): table.after(row) for row in (*new, *changed)},
    )


def insert(table: OpenTable, rows: list[Row]) -> None:
    """New rows. Those that are whole go in as they are, without a model around each: there are many."""
    if rows and not table.whole:
        table.model._default_manager.bulk_create(table.model(**row) for row in rows)
    elif rows:
        columns = (*table.key, *table.columns)
        names = ", ".join(_column(table, column) for column in columns)
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {_quoted(table.model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
        with connection.cursor() as cursor:
            cursor.executemany(sql, [[row.get(column) for column in columns] for row in rows])


def overwrite(table: OpenTable, rows: list[Row], columns: Collection[str]) -> None:
    """Write these columns of rows that are there."""
    if not rows or not columns:
        return
    ordered = sorted(columns)
    sets = ", ".join(f"{_column(table, column)} = %s" for column in ordered)
    key = _column(table, table.model._meta.pk.name)
    sql = f"UPDATE {_quoted(table.model._meta.db_table)} SET {sets} WHERE {key} = %s"  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        values = [
            [*(_value(table, each, row[each]) for each in ordered), row["pk"]] for row in rows
        ]
        cursor.executemany(sql, values)


def _value(table: OpenTable, column: str, value: Any) -> Any:
    if column not in table.json:
        return value
    return table.model._meta.get_field(column).get_db_prep_save(value, connection)  # type: ignore[union-attr]


def _column(table: OpenTable, name: str) -> str:
    return _quoted(str(table.model._meta.get_field(name).column))  # type: ignore[union-attr]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
