"""Taking back parcels of open data: areas, postcodes, indicators, figures."""

from typing import Any

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from nabij.core.models import Area
from nabij.exchange.models import Change
from nabij.exchange.open_data import AREAS, OPEN_TABLES, OpenTable, Row, overwrite
from nabij.exchange.outcomes import REMOVED, UPDATED
from nabij.exchange.undoing import Undoing, changed_since
from nabij.monitoring.models import AreaFigure


def take_back(work: Undoing, model: str, changes: list[Change]) -> None:
    """Rows of these parcels as they were before."""
    table = OPEN_TABLES[model]
    for change in changes:
        before: dict[str, Any] = change.before or {}
        after: dict[str, Any] = change.after or {}
        there = table.find([table.key_from(text) for text in after])
        rows = {table.text_of(row): row for row in there.values()}
        for text, row in rows.items():
            _compare(work, table, text, row, after[text])
        if not work.stopped:
            _restore(work, table, rows, before)


def _compare(work: Undoing, table: OpenTable, text: str, row: Row, after: Row) -> None:
    now = table.after(row)
    differing = [column for column in after if now[column] != after[column]]
    if differing:
        work.conflict(table.name, text, changed_since(differing))


def _restore(work: Undoing, table: OpenTable, rows: dict[str, Row], before: dict[str, Any]) -> None:
    """Rows that the import made go; of the others the old values come back."""
    changed = [row | before[text] for text, row in rows.items() if before[text] is not None]
    columns = {column for old in before.values() for column in old or ()}
    overwrite(table, changed, columns)
    work.result.count(table.name, UPDATED, len(changed))
    made = [row["pk"] for text, row in rows.items() if before[text] is None]
    if made:
        _remove(work, table, made)


def _remove(work: Undoing, table: OpenTable, keys: list[Any]) -> None:
    """Delete rows, unless something else stands on them: then they stay, even when forced."""
    if table is AREAS and (kept := _stood_on(keys)):
        for code in kept.values():
            work.conflict(table.name, code, _("figures or areas of another import stand on it"))
        keys = [key for key in keys if key not in kept]
    try:
        table.model._default_manager.filter(pk__in=keys).delete()
    except ProtectedError:
        work.conflict(table.name, table.name, _("figures of another import stand on it"))
        return
    work.result.count(table.name, REMOVED, len(keys))


def _stood_on(keys: list[int]) -> dict[int, str]:
    """Areas with figures, or with areas in them that do not go too: deleting them would take those along."""
    areas = Area.objects.filter(pk__in=keys)
    figures = AreaFigure.objects.filter(area__in=keys).values("area")
    children = Area.objects.filter(parent__in=keys).exclude(pk__in=keys).values("parent")
    rows = areas.filter(Q(pk__in=figures) | Q(pk__in=children))
    return dict(rows.values_list("pk", "code"))
