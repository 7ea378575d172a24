"""Taking back parcels of open data: areas, postcodes, indicators, figures."""

from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from nabij.exchange.models import Change
from nabij.exchange.open_data import OPEN_TABLES, OpenTable
from nabij.exchange.outcomes import REMOVED, UPDATED
from nabij.exchange.undoing import Undoing, changed_since


def take_back(work: Undoing, model: str, changes: list[Change]) -> None:
    """Rows of these parcels as they were before."""
    table = OPEN_TABLES[model]
    for change in changes:
        before: dict[str, Any] = change.before or {}
        after: dict[str, Any] = change.after or {}
        there = table.find([table.key_from(text) for text in after])
        rows = {text: there.get(table.key_from(text)) for text in after}
        for text, row in rows.items():
            if row is not None:
                _compare(work, table, text, row, after[text])
        if not work.stopped:
            _restore(work, table, {text: row for text, row in rows.items() if row}, before)


def _compare(work: Undoing, table: OpenTable, text: str, row: Any, after: dict[str, Any]) -> None:
    now = table.after(row)
    differing = [column for column in after if now[column] != after[column]]
    if differing:
        work.conflict(table.name, text, changed_since(differing))


def _restore(work: Undoing, table: OpenTable, rows: dict[str, Any], before: dict[str, Any]) -> None:
    """Rows that the import made go; of the others the old values come back."""
    changed = {text: row for text, row in rows.items() if before[text] is not None}
    columns = set()
    for text, row in changed.items():
        for column, value in before[text].items():
            setattr(row, column, value)
            columns.add(column)
    if columns:
        names = [column.removesuffix("_id") for column in sorted(columns)]
        table.model._default_manager.bulk_update(changed.values(), names, batch_size=200)
    work.result.count(table.name, UPDATED, len(changed))
    made = [row.pk for text, row in rows.items() if before[text] is None]
    if made:
        _remove(work, table, made)


def _remove(work: Undoing, table: OpenTable, keys: list[Any]) -> None:
    """Delete rows, unless something else stands on them."""
    try:
        table.model._default_manager.filter(pk__in=keys).delete()
    except ProtectedError:
        work.conflict(table.name, table.name, _("figures of another import stand on it"))
        return
    work.result.count(table.name, REMOVED, len(keys))
