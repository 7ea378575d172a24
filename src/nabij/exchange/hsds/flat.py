"""Nested records as rows of tables, for CSV."""

import json
from collections.abc import Iterator
from typing import Any

from nabij.exchange.hsds import spec
from nabij.exchange.hsds.conform import Fields

Row = tuple[str, Fields]
#: One column with whatever the table has no column for, as JSON.
OTHER_FIELDS = "other_fields"


def columns(table: str) -> list[str]:
    """The columns of a table: the specification's, Nabij's own, and one for all others."""
    known = spec.TABLES[table]
    own = sorted(spec.OWN_FIELDS.get(table, frozenset()) - {"source_id"})
    return ["id", *known.links, *known.fields, *own, "source_id", OTHER_FIELDS]


def rows_of(table: str, record: Fields) -> list[Row]:
    """The rows of a record and of all that is nested in it, each record once with all its links."""
    merged: dict[tuple[str, str], list[Fields]] = {}
    for name, row in _flatten(table, record, {}):
        same = merged.setdefault((name, str(row["id"])), [])
        if not any(_take_in(known, row, name) for known in same):
            same.append(row)
    return [(name, row) for (name, _own_id), rows in merged.items() for row in rows]


def _take_in(known: Fields, row: Fields, table: str) -> bool:
    """Add the links of a second row of the same record to the first; False where they contradict."""
    links = {*spec.TABLES[table].links, "link_id", "link_entity", "resource_id", "resource_type"}
    if any(known.get(name) != row.get(name) for name in (known.keys() | row.keys()) - links):
        return False
    if any(name in known and known[name] != row[name] for name in links & row.keys()):
        return False
    known.update(row)
    return True


def _flatten(table: str, record: Fields, links: Fields) -> Iterator[Row]:
    known = spec.TABLES[table]
    row: Fields = {**links}
    below: list[tuple[str, Fields, Fields]] = []
    for field, value in record.items():
        if field in known.parents:
            target = known.parents[field]
            row[_link_to(target, known)] = value["id"]
            below.append((target, value, {}))
        elif field in known.children and isinstance(value, list):
            child = known.children[field]
            below += [(child, each, _link_from(table, record["id"], child)) for each in value]
        else:
            row[field] = value
    yield table, row
    for child, each, its_links in below:
        if each.keys() != {"id"}:
            yield from _flatten(child, each, its_links)


def _link_to(target: str, known: spec.Table) -> str:
    return "taxonomy_id" if target == "taxonomy" else f"{target}_id"


def _link_from(owner: str, owner_id: str, child: str) -> Fields:
    if child == "attribute":
        return {"link_id": owner_id, "link_entity": owner}
    if child == "metadata":
        return {"resource_id": owner_id, "resource_type": owner}
    return {f"{owner}_id": owner_id}


def cells(table: str, row: Fields) -> dict[str, str]:
    """A row as CSV has it."""
    known = set(columns(table))
    others = {name: value for name, value in row.items() if name not in known}
    told = {name: _cell(value) for name, value in row.items() if name in known}
    return {**told, OTHER_FIELDS: json.dumps(others, ensure_ascii=False)} if others else told


def _cell(value: Any) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
