"""Rows of CSV tables put inside the records that they belong to."""

import json

from django.utils.translation import gettext as _

from nabij.exchange.hsds import legacy, spec
from nabij.exchange.hsds.collect import Collection, LooseRow, drop_position
from nabij.exchange.hsds.conform import Fields, complete
from nabij.exchange.hsds.ids import clean_id

Parts = dict[tuple[str, str], Fields]

#: What stands inside something that stands inside something: the innermost first.
_DEPTH = dict.fromkeys(spec.TABLES, 2)
_DEPTH |= {"language": 0, "phone": 1, "attribute": 3, "metadata": 3}
#: Tables about the package, not about a record in it.
_OF_THE_PACKAGE = frozenset({"meta_table_description"})


def put_in_place(collection: Collection) -> None:
    """Put every loose row inside its owners, and finish the collection."""
    rows = _each_once(collection)
    parts = {(row.table, row.record["id"]): row.record for row in rows}
    for row in sorted(rows, key=lambda row: _DEPTH[row.table]):
        collection.count(row.table, row.record["id"])
        if row.table in _OF_THE_PACKAGE:
            continue
        if row.table in ("attribute", "metadata"):
            _place_about(row, parts, collection)
        else:
            _place(row, parts, collection)
    for number, row in enumerate(collection.loose):
        if row.table not in spec.TABLES:
            collection.count(row.table, str(row.record.get("id") or number))
            _place_old(row, collection)
    collection.loose.clear()
    collection.finish()


def _each_once(collection: Collection) -> list[LooseRow]:
    """The rows of 3.0's tables; those that tell the same of the same record are one, with all links."""
    rows: dict[str, LooseRow] = {}
    for row in collection.loose:
        if row.table not in spec.TABLES:
            continue
        links = spec.TABLES[row.table].links
        row.links = [(name, row.record.pop(name)) for name in links if name in row.record]
        text = json.dumps(
            [row.record, row.links if "id" not in row.record else None], sort_keys=True
        )
        own_id = row.record.setdefault("id", collection.ids.of(row.table, text))
        row.record = complete(row.table, collection.owned(row.table, own_id, row.record))
        same = rows.setdefault(f"{row.table} {json.dumps(row.record, sort_keys=True)}", row)
        if same is not row:
            same.links += [link for link in row.links if link not in same.links]
    return list(rows.values())


def _place(row: LooseRow, parts: Parts, collection: Collection) -> None:
    for column, owner_id in row.links:
        owner_table = spec.TABLES[row.table].links[column]
        owner = _record(owner_table, owner_id, parts, collection)
        if owner is None:
            collection.dangling(row.origin, column, owner_id)
        else:
            _nest(owner_table, owner, row.table, row.record)
    if not row.links:
        collection.findings.report("no_owner", _("This row belongs to nothing."), row.origin)


def _place_about(row: LooseRow, parts: Parts, collection: Collection) -> None:
    """A term that something has, or a change that was made to something: of any table."""
    column = "link_id" if row.table == "attribute" else "resource_id"
    about = str(row.record.get(column))
    if row.table == "attribute":
        _name_term(row.record, collection)
    for table in spec.TABLES:
        owner = _record(table, about, parts, collection)
        if owner is not None:
            row.record.pop(column)
            drop_position(row.table, row.record, table)
            _nest(table, owner, row.table, row.record)
            return
    collection.dangling(row.origin, column, about)


def _name_term(record: Fields, collection: Collection) -> None:
    """The term itself in place of its id, where the input has it."""
    term = collection.of("taxonomy_term").get(record.get("taxonomy_term_id", ""))
    if term is None or "taxonomy_term" in record:
        return
    told = {"id": term.id, **term.record}
    detail = collection.of("taxonomy").get(told.get("taxonomy_id", ""))
    if detail is not None:
        del told["taxonomy_id"]
        told["taxonomy_detail"] = complete("taxonomy", {"id": detail.id, **detail.record})
    record["taxonomy_term"] = complete("taxonomy_term", told)
    record.pop("taxonomy_term_id")


def _record(table: str, own_id: str, parts: Parts, collection: Collection) -> Fields | None:
    known = collection.entities.get(table, {}).get(own_id)
    return known.record if known is not None else parts.get((table, own_id))


def _nest(owner_table: str, owner: Fields, table: str, record: Fields) -> None:
    for name, child in spec.TABLES[owner_table].children.items():
        if child == table:
            known: list[Fields] = owner.setdefault(name, [])
            if not any(each.get("id") == record["id"] for each in known):
                known.append(record)


# --- tables that 3.0 no longer has --------------------------------------------------------------


def _place_old(row: LooseRow, collection: Collection) -> None:
    """Days on which it is closed; who a service is for; how one can pay."""
    if row.table == legacy.HOLIDAY:
        _place_holiday(row, collection)
        return
    merge = legacy.eligibility if row.table == legacy.ELIGIBILITY else legacy.payment
    service_id = collection.ids.of("service", clean_id(row.record.get("service_id")))
    service = collection.of("service").get(service_id)
    if service is None:
        collection.dangling(row.origin, "service_id", service_id)
    else:
        service.record |= merge(service.record, row.record)


def _place_holiday(row: LooseRow, collection: Collection) -> None:
    for table in ("service_at_location", "service", "location"):
        own_id = collection.ids.of(table, clean_id(row.record.get(f"{table}_id")))
        if (owner := collection.of(table).get(own_id)) is not None:
            owner.record.setdefault(legacy.HOLIDAY, []).append(row.record)
