"""All records of an input in one form: each thing once, with what belongs to it nested inside.

JSON nests an organisation in every service of it; CSV has one row for it. Both end here as one
`Entity`, to which services refer by id. Phones, schedules and such stand inside their owner.
"""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nabij.exchange.hsds import legacy, spec
from nabij.exchange.hsds.conform import Fields, Spot, complete, conform
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.hsds.ids import Ids, at_location, part_id
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
class LooseRow:
    """A row of a table whose records belong inside others, until all rows are read.

    `links`: column and id of the records that it belongs to.
    """

    table: str
    record: Fields
    origin: Origin
    links: list[tuple[str, str]] = field(default_factory=list)


#: Where an organisation's and a service's other entities stand; they are taken out and referred to.
_LISTED = {"services": "service", "locations": "location", "programs": "program"}


@dataclass
class Collection:
    """Everything that was read. `add` takes raw records; `loose.put_in_place` finishes it."""

    ids: Ids
    findings: Findings
    entities: dict[str, dict[str, Entity]] = field(default_factory=dict)
    tables_told: set[str] = field(default_factory=set)
    loose: list[LooseRow] = field(default_factory=list)
    taken: int = 0
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
        """Locations or programmes that name this organisation. Only when it is finished."""
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
                self.loose.append(LooseRow(name, record, origin))
                continue
            spot = Spot(origin)
            kept = conform(name, record, ids=self.ids, findings=self.findings, spot=spot)
            if name in spec.ENTITIES:
                self._keep(name, kept, told | set(record), origin)
            else:
                self.loose.append(LooseRow(name, kept, origin))

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
        record = self.owned(table, own_id, record)
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

    def owned(self, table: str, own_id: str, record: Fields) -> Fields:
        """The record with an id for everything nested in it, without the links that say where it is."""
        told: Fields = {}
        for name, value in record.items():
            child = spec.TABLES[table].children.get(name)
            told[name] = value if child is None else self._own_list(child, table, own_id, value)
        return told

    def _own_list(
        self, table: str, owner_table: str, owner: str, records: list[Fields]
    ) -> list[Fields]:
        links = spec.TABLES[table].links.keys() - {"location_id"}
        if table != "service_at_location":
            links |= {"location_id"}
        kept: list[Fields] = []
        for record in records:
            told = {name: value for name, value in record.items() if name not in links}
            drop_position(table, told, owner_table)
            if "id" not in told and table == "service_at_location" and not kept:
                told["id"] = str(at_location(uuid.UUID(owner)))
            told.setdefault("id", part_id(owner, table, json.dumps(told, sort_keys=True)))
            self.count(table, told["id"])
            kept.append(complete(table, self.owned(table, told["id"], told)))
        return kept

    def count(self, table: str, own_id: str) -> None:
        """A record with this id was seen."""
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

    def dangling(self, origin: Origin, column: str, own_id: str) -> None:
        """Report a reference to something that the input does not have."""
        message = _("%(column)s names %(id)s, which is not in this input.")
        self.findings.report("dangling", message % {"column": column, "id": own_id}, origin, column)

    def finish(self) -> None:
        """When every loose row has its place: services get their locations, and all is counted."""
        self._attach_visits()
        for table, known in self.entities.items():
            self._seen.setdefault(table, set()).update(known)
        counts = {table: len(ids) for table, ids in self._seen.items() if ids}
        self.findings.counts.update(counts)

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


def drop_position(table: str, record: Fields, owner_table: str) -> None:
    """Of an attribute or a change: the name of the table that it stands in, which says nothing new."""
    column = {"attribute": "link_entity", "metadata": "resource_type"}.get(table)
    if column and record.get(column) == owner_table:
        del record[column]


def _union(first: list[Any], second: list[Any]) -> list[Any]:
    """Both lists, records with the same id once."""
    merged: dict[str, Any] = {}
    for each in (*first, *second):
        key = each["id"] if isinstance(each, dict) and "id" in each else json.dumps(each)
        merged[key] = {**each, **merged[key]} if key in merged and isinstance(each, dict) else each
    return list(merged.values())
