"""All records of an input in one form: each thing once, with what belongs to it nested inside.

JSON nests an organisation in every service of it; CSV has one row for it. Both end here as one
`Entity`, to which services refer by id. Phones, schedules and such stand inside their owner.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nabij.exchange.hsds import legacy, spec
from nabij.exchange.hsds.conform import Fields, Spot, complete, conform
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.hsds.ids import Ids, at_location, clean_id, part_id
from nabij.exchange.records import Origin


@dataclass(slots=True)
class Entity:
    """An organisation, service, location, programme or term. `told`: the fields it had, empty ones too."""

    table: str
    id: str
    source_id: str
    record: Fields
    told: set[str]
    origin: Origin


@dataclass(slots=True)
class _Loose:
    """A row of a table whose records belong inside others, until all rows are read."""

    table: str
    record: Fields
    origin: Origin


#: Where an organisation's and a service's other entities stand; they are taken out and referred to.
_LISTED = {"services": "service", "locations": "location", "programs": "program"}


@dataclass
class Collection:
    """Everything that was read. `add` takes raw records; `finish` puts loose ones in their places."""

    ids: Ids
    findings: Findings
    entities: dict[str, dict[str, Entity]] = field(default_factory=dict)
    tables_told: set[str] = field(default_factory=set)
    _loose: list[_Loose] = field(default_factory=list)
    _seen: dict[str, set[str]] = field(default_factory=dict)
    _differing: set[tuple[str, str]] = field(default_factory=set)
    _homes: dict[str, str] = field(default_factory=dict)
    _owned_by: dict[str, dict[str, list[Entity]]] = field(default_factory=dict)

    def of(self, table: str) -> dict[str, Entity]:
        """Records of a table by id, in the order in which they were read."""
        return self.entities.setdefault(table, {})

    def told(self, entity: Entity, field_name: str) -> bool:
        """Whether the source said something of this field of it, even if only that it is empty."""
        child = spec.TABLES[entity.table].children.get(field_name, "")
        return field_name in entity.told or child in self.tables_told

    def owned_by(self, organization: str, table: str) -> list[Entity]:
        """Locations or programmes that name this organisation. Only after `finish`."""
        if table not in self._owned_by:
            owned = self._owned_by.setdefault(table, {})
            for entity in self.of(table).values():
                owned.setdefault(entity.record.get("organization_id", ""), []).append(entity)
        return self._owned_by[table].get(organization, [])

    def home_of(self, organization: str) -> Entity | None:
        """The location where an organisation is: the first that it lists, or that names it."""
        listed = self.of("location").get(self._homes.get(organization, ""))
        return listed or next(iter(self.owned_by(organization, "location")), None)

    def add(self, table: str, raw: Fields, origin: Origin) -> None:
        """Take one record as the source wrote it; `table` is a name of this or an older version."""
        told = set(raw)
        for name, record in legacy.modern(table, raw):
            if name not in spec.TABLES:
                self._loose.append(_Loose(name, record, origin))
                continue
            spot = Spot(origin)
            kept = conform(name, record, ids=self.ids, findings=self.findings, spot=spot)
            if name in spec.ENTITIES:
                self._keep(name, kept, told | set(record), origin)
            else:
                self._loose.append(_Loose(name, kept, origin))

    def _keep(self, table: str, record: Fields, told: set[str], origin: Origin) -> str | None:
        """Store a record that others refer to, taking out the ones nested in it. Gives its id."""
        own_id = record.pop("id", None)
        if own_id is None:
            message = _("This record has no id.")
            self.findings.report("no_id", message, origin, "id", fatal=True)
            return None
        source_id = record.pop("source_id", own_id)
        told = told | record.keys()
        self._take_out(table, own_id, record, origin)
        record = self._owned(table, own_id, record)
        known = self.of(table).get(own_id)
        if known is None:
            self.of(table)[own_id] = Entity(table, own_id, source_id, record, told, origin)
        else:
            self._merge(known, record, origin)
            known.told |= told
        return str(own_id)

    def _take_out(self, table: str, own_id: str, record: Fields, origin: Origin) -> None:
        """Move nested organisations, locations, services and programmes to their own tables."""
        for name, target in spec.TABLES[table].parents.items():
            if target in spec.ENTITIES and isinstance(record.get(name), dict):
                record[f"{target}_id"] = self._keep(target, record.pop(name), set(), origin)
        for visit in record.get("service_at_locations", []):
            self._take_out("service_at_location", visit.get("id", ""), visit, origin)
        for name, target in _LISTED.items():
            if table == "organization" and name in record:
                for each in record.pop(name):
                    each.setdefault("organization_id", own_id)
                    kept = self._keep(target, each, set(), origin)
                    if target == "location" and kept:
                        self._homes.setdefault(own_id, kept)

    def _owned(self, table: str, own_id: str, record: Fields) -> Fields:
        """The record with an id for everything nested in it, without the links that say where it is."""
        told: Fields = {}
        for name, value in record.items():
            child = spec.TABLES[table].children.get(name)
            told[name] = value if child is None else self._own_list(child, own_id, value)
        return told

    def _own_list(self, table: str, owner: str, records: list[Fields]) -> list[Fields]:
        links = spec.TABLES[table].links.keys() - {"location_id"}
        if table != "service_at_location":
            links |= {"location_id"}
        kept: list[Fields] = []
        for record in records:
            told = {name: value for name, value in record.items() if name not in links}
            if "id" not in told and table == "service_at_location" and not kept:
                told["id"] = str(at_location(uuid.UUID(owner)))
            told.setdefault("id", part_id(owner, table, json.dumps(told, sort_keys=True)))
            self._count(table, told["id"])
            kept.append(complete(table, self._owned(table, told["id"], told)))
        return kept

    def _count(self, table: str, own_id: str) -> None:
        self._seen.setdefault(table, set()).add(own_id)

    def _merge(self, known: Entity, record: Fields, origin: Origin) -> None:
        """A record that was read before: what it adds is taken, what differs is reported."""
        for name, value in record.items():
            before = known.record.get(name)
            if before is None or before == value:
                known.record[name] = value
            elif isinstance(before, list) and isinstance(value, list):
                known.record[name] = _union(before, value)
            elif not name.endswith("_id") and (known.id, name) not in self._differing:
                self._differing.add((known.id, name))
                message = _("%(table)s %(id)s was told differently before; the first is used.")
                words = {"table": known.table, "id": known.source_id}
                self.findings.report("two_versions", message % words, origin, name)

    # --- rows of CSV tables, put where they belong ---------------------------------------------

    def finish(self) -> None:
        """Put every loose row inside its owners, count, and look for references that lead nowhere."""
        parts = {(row.table, row.record["id"]): row.record for row in self._with_ids()}
        for row in sorted(self._loose, key=lambda row: _DEPTH.get(row.table, 1)):
            if row.table not in spec.TABLES:
                continue
            self._count(row.table, row.record["id"])
            if row.table != "meta_table_description":  # of the package, not of a record
                self._place(row, parts)
        self._place_old_tables()
        self._attach_visits()
        for table, known in self.entities.items():
            self._seen.setdefault(table, set()).update(known)
        counts = {table: len(ids) for table, ids in self._seen.items() if ids}
        self.findings.counts.update(counts)

    def _with_ids(self) -> Iterator[_Loose]:
        for row in self._loose:
            if row.table in spec.TABLES:
                text = json.dumps(row.record, sort_keys=True)
                own_id = row.record.setdefault("id", self.ids.of(row.table, text))
                links = {name: row.record[name] for name in spec.TABLES[row.table].links
                         if name in row.record}  # fmt: skip
                row.record = complete(row.table, self._owned(row.table, own_id, row.record)) | links
                yield row

    def _place(self, row: _Loose, parts: dict[tuple[str, str], Fields]) -> None:
        links = {
            name: row.record.pop(name)
            for name in spec.TABLES[row.table].links
            if name in row.record
        }
        if row.table in ("attribute", "metadata"):
            self._place_about(row, parts)
            return
        for name, owner_id in links.items():
            owner_table = spec.TABLES[row.table].links[name]
            owner = self._record(owner_table, owner_id, parts)
            if owner is None:
                self.dangling(row.origin, name, owner_id)
            else:
                _nest(owner_table, owner, row.table, row.record)
        if not links:
            self.findings.report("no_owner", _("This row belongs to nothing."), row.origin)

    def _place_about(self, row: _Loose, parts: dict[tuple[str, str], Fields]) -> None:
        """A term that something has, or a change that was made to something: of any table."""
        column = "link_id" if row.table == "attribute" else "resource_id"
        about = row.record.get(column)
        if row.table == "attribute":
            self._name_term(row.record)
        owners = [
            (table, owner)
            for table in spec.TABLES
            if (owner := self._record(table, str(about), parts)) is not None
        ]
        for table, owner in owners[:1]:
            row.record.pop(column)
            _nest(table, owner, row.table, row.record)
        if not owners:
            self.dangling(row.origin, column, str(about))

    def _name_term(self, record: Fields) -> None:
        term = self.of("taxonomy_term").get(record.get("taxonomy_term_id", ""))
        if term is None or "taxonomy_term" in record:
            return
        told = {"id": term.id, **term.record}
        detail = self.of("taxonomy").get(told.get("taxonomy_id", ""))
        if detail is not None:
            told["taxonomy_detail"] = complete("taxonomy", {"id": detail.id, **detail.record})
        record["taxonomy_term"] = complete("taxonomy_term", told)
        record.pop("taxonomy_term_id")

    def _record(
        self, table: str, own_id: str, parts: dict[tuple[str, str], Fields]
    ) -> Fields | None:
        known = self.entities.get(table, {}).get(own_id)
        return known.record if known is not None else parts.get((table, own_id))

    def dangling(self, origin: Origin, column: str, own_id: str) -> None:
        """Report a reference to something that the input does not have."""
        message = _("%(column)s names %(id)s, which is not in this input.")
        self.findings.report("dangling", message % {"column": column, "id": own_id}, origin, column)

    def _place_old_tables(self) -> None:
        """Who a service is for and how one can pay were tables until 3.0."""
        merges = {legacy.ELIGIBILITY: legacy.eligibility, legacy.PAYMENT: legacy.payment}
        for row in self._loose:
            if row.table in spec.TABLES:
                continue
            self._count(row.table, str(row.record.get("id") or len(self._seen)))
            if row.table == legacy.HOLIDAY:
                self._place_holiday(row)
                continue
            service_id = self.ids.of("service", clean_id(row.record.get("service_id")))
            service = self.of("service").get(service_id)
            if service is None:
                self.dangling(row.origin, "service_id", service_id)
            else:
                service.record |= merges[row.table](service.record, row.record)

    def _place_holiday(self, row: _Loose) -> None:
        for column, table in (
            ("service_at_location_id", "service_at_location"),
            ("service_id", "service"),
            ("location_id", "location"),
        ):
            own_id = self.ids.of(table, clean_id(row.record.get(column)))
            if (owner := self.of(table).get(own_id)) is not None:
                owner.record.setdefault(legacy.HOLIDAY, []).append(row.record)

    def _attach_visits(self) -> None:
        """Services at locations, from whatever side they were told, stand in their service."""
        for visit in self.of("service_at_location").values():
            service = self.of("service").get(visit.record.pop("service_id", ""))
            if service is None:
                self.findings.report(
                    "dangling", _("This service at a location names no known service."),
                    visit.origin, "service_id",
                )  # fmt: skip
                continue
            record: Fields = {"id": visit.id, **visit.record}
            if visit.source_id != visit.id:
                record["source_id"] = visit.source_id
            known = service.record.setdefault("service_at_locations", [])
            service.record["service_at_locations"] = _union(known, [record])
            service.told.add("service_at_locations")


#: What stands inside something that stands inside something: the innermost first.
_DEPTH = {"language": 0, "phone": 1, "contact": 2, "attribute": 3, "metadata": 3}
_DEPTH |= {table: 2 for table in spec.TABLES if table not in _DEPTH}


def _nest(owner_table: str, owner: Fields, table: str, record: Fields) -> None:
    for name, child in spec.TABLES[owner_table].children.items():
        if child == table:
            known: list[Any] = owner.setdefault(name, [])
            if not any(each.get("id") == record["id"] for each in known):
                known.append(record)


def _union(first: list[Any], second: list[Any]) -> list[Any]:
    """Both lists, records with the same id once."""
    merged: dict[str, Any] = {}
    for each in (*first, *second):
        key = each["id"] if isinstance(each, dict) and "id" in each else json.dumps(each)
        merged[key] = {**each, **merged[key]} if key in merged and isinstance(each, dict) else each
    return list(merged.values())
