"""Records that an import sends and that were merged away here: the kept record takes what is sent."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from nabij.directory.queries.duplicates import merged_into
from nabij.exchange.identity import as_uuid
from nabij.exchange.records import Record
from nabij.exchange.tables import Table

if TYPE_CHECKING:
    from nabij.exchange.upsert import Import


def merged_away(work: "Import", table: Table, source_ids: Iterable[str]) -> dict[str, Any]:
    """The kept records by the ids under which a source knows the ones that were merged into them.

    One query where nothing was merged, and one or two for each id that was.
    """
    ids = list(source_ids)
    if not ids:
        return {}
    rows = table.model.everything.filter(
        municipality=work.municipality, merged_into_uid__isnull=False
    )
    gone = {row.source_id: row for row in rows.filter(source=work.source, source_id__in=ids)}
    own = {uid: each for each in ids if each not in gone and (uid := as_uuid(each))}
    if own:
        made_here = rows.filter(uid__in=own, source="", source_id="")
        gone |= {own[row.uid]: row for row in made_here}
    found = {
        each: merged_into(table.model, work.municipality, row.uid) for each, row in gone.items()
    }
    return {each: row for each, row in found.items() if row is not None}


def second_of_one(work: "Import", record: Record, row: Any) -> bool:
    """Whether the source sends this record twice and one of the two was merged into the other: the other one counts."""
    return row.source == work.source and bool(row.source_id) and row.source_id != record.source_id
