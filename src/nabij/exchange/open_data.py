"""Writing open data (areas, postcodes, figures): compared by key, in parcels that undo can take back.

Open data has no municipality and comes in hundreds of thousands of rows, so a `Change` holds a parcel
of rows, and the report names what is wrong or worth knowing, not every row that was fine.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from nabij.core.models import Area, Postcode
from nabij.exchange import runs
from nabij.exchange.models import Change, ImportRun
from nabij.exchange.outcomes import CREATED, UNCHANGED, UPDATED, ApplyResult
from nabij.exchange.records import Problem
from nabij.monitoring.models import AreaFigure, Indicator

#: Rows that are looked up, written and kept for undo together.
PARCEL = 2000
SEPARATOR = "|"


@dataclass(frozen=True)
class OpenTable:
    """A table of open data: what a row is recognised by, and what an import may write of it."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    digested: tuple[str, ...] = ()  # big columns, of which undo compares the fingerprint

    def find(self, keys: Sequence[tuple[Any, ...]]) -> dict[tuple[Any, ...], Any]:
        """The rows that have these keys."""
        wanted = set(keys)
        rows = self.model._default_manager.all()
        for place, column in enumerate(self.key):
            rows = rows.filter(**{f"{column}__in": {key[place] for key in wanted}})
        found = {self.key_of(row): row for row in rows}
        return {key: row for key, row in found.items() if key in wanted}

    def key_of(self, row: Any) -> tuple[Any, ...]:
        """What the row is recognised by."""
        return tuple(getattr(row, column) for column in self.key)

    def key_from(self, text: str) -> tuple[Any, ...]:
        """The key that `SEPARATOR` joined."""
        fields = (self.model._meta.get_field(column) for column in self.key)
        return tuple(
            field.to_python(part)  # type: ignore[union-attr]
            for field, part in zip(fields, text.split(SEPARATOR), strict=True)
        )

    def after(self, row: Any) -> dict[str, Any]:
        """The row as undo expects to find it."""
        values = {column: getattr(row, column) for column in self.columns}
        return values | {column: digest(values[column]) for column in self.digested}


AREAS = OpenTable(
    "area", Area, ("code",),
    ("kind", "name", "slug", "parent_id", "boundary", "lat", "lon", "south", "west", "north",
     "east", "year", "source"),
    ("boundary",),
)  # fmt: skip
POSTCODES = OpenTable("postcode", Postcode, ("code",), ("lat", "lon", "area_id"))
INDICATORS = OpenTable(
    "indicator", Indicator, ("code",),
    ("name", "name_nl", "theme", "unit", "definition", "series", "public"),
)  # fmt: skip
FIGURES = OpenTable(
    "figure", AreaFigure, ("area_id", "indicator_id", "year", "kind"),
    ("value", "lower", "upper", "n", "source"),
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


def take_over(run: ImportRun, file: str, write: Callable[[OpenImport], None]) -> ApplyResult:
    """Run `write` in one transaction: all of it, or nothing when it reports something fatal."""
    result = ApplyResult(dry_run=False)
    work = OpenImport(run, result, file)
    runs.begin(run)
    with transaction.atomic():
        runs.wait_for_others(run.kind, None)
        write(work)
        if result.ok:
            runs.finish(run, result)
        else:
            transaction.set_rollback(True)
    if not result.ok:
        runs.finish(run, result)
    return result


def write_rows(work: OpenImport, table: OpenTable, rows: Iterable[dict[str, Any]]) -> list[Any]:
    """Make or change a parcel of rows (at most `PARCEL`); returns them as they are now.

    A row holds the key and the columns it tells. After something fatal nothing is written any more.
    """
    told = {tuple(row[column] for column in table.key): row for row in rows}
    there = table.find(list(told))
    new = [table.model(**values) for key, values in told.items() if key not in there]
    before: dict[tuple[Any, ...], dict[str, Any]] = {}
    for key, row in there.items():
        if changed := _set(table, row, told[key]):
            before[key] = changed
    work.result.count(table.name, CREATED, len(new))
    work.result.count(table.name, UPDATED, len(before))
    work.result.count(table.name, UNCHANGED, len(there) - len(before))
    if work.result.ok:
        _save(work, table, new, [there[key] for key in before], before)
    return [*there.values(), *new]


def _set(table: OpenTable, row: Any, told: dict[str, Any]) -> dict[str, Any]:
    """Give the row what is told; returns what the changed columns held before."""
    before = {}
    for column in table.columns:
        if column in told and getattr(row, column) != told[column]:
            before[column] = getattr(row, column)
            setattr(row, column, told[column])
    return before


def _save(
    work: OpenImport,
    table: OpenTable,
    new: list[Any],
    changed: list[Any],
    before: dict[tuple[Any, ...], dict[str, Any]],
) -> None:
    if not new and not changed:
        return
    rows = table.model._default_manager
    rows.bulk_create(new)
    columns = sorted({column for values in before.values() for column in values})
    if changed:
        names = [column.removesuffix("_id") for column in columns]
        rows.bulk_update(changed, names, batch_size=200)
    keys = [_text(table.key_of(row)) for row in (*new, *changed)]
    old = [None] * len(new) + [before[table.key_of(row)] for row in changed]  # type: ignore[list-item]
    Change.objects.create(
        run=work.run,
        model=table.name,
        key=f"{keys[0]} … {keys[-1]}"[:80],
        before=dict(zip(keys, old, strict=True)),
        after={_text(table.key_of(row)): table.after(row) for row in (*new, *changed)},
    )


def _text(key: tuple[Any, ...]) -> str:
    return SEPARATOR.join(str(part) for part in key)
