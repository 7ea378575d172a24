"""Services of HSDS read as offers of Nabij.

A service at several locations becomes as many offers, so that each is found where it is; they go out
again as services of their own, with `part_of` naming the first (docs/adr/0030-hsds-api.md).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from nabij.core import vocabulary as words
from nabij.exchange.hsds import fragments, hours, languages, offer_fields, phones, terms
from nabij.exchange.hsds.collect import Collection, Entity
from nabij.exchange.hsds.conform import Fields, Spot
from nabij.exchange.hsds.fragments import Reading
from nabij.exchange.hsds.organisations import program_record
from nabij.exchange.records import OfferRecord

#: Structure, or looked after one by one; all else that no fragment reads is kept as it is.
_HANDLED = offer_fields.KEYS | {
    "organization_id", "municipality", "source", "source_id", "phones", "schedules", "attributes",
    "service_at_locations", "program_id", "service_at_location",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A service at one of its locations, or (`visit` empty, `location` None) at none."""

    service: Entity
    visit: Fields  # the service_at_location
    location: Entity | None
    collection: Collection
    reading: Reading

    @property
    def building(self) -> Fields:
        """The location's record."""
        return self.location.record if self.location else {}


def read(service: Entity, collection: Collection, today: dt.date) -> Iterator[OfferRecord]:
    """The offers that a service is: one, or one for each of its locations."""
    reading = Reading(
        service.id, today, collection.findings, Spot(service.origin),
        lambda field: collection.told(service, field),
    )  # fmt: skip
    for number, (visit, location) in enumerate(_visits(service, collection)):
        offer = _read_part(Part(service, visit, location, collection, reading))
        yield offer if number == 0 else _further(offer, service, location)


def _further(offer: OfferRecord, service: Entity, location: Entity | None) -> OfferRecord:
    """The same service somewhere else: an offer with an id of its own."""
    there = location.source_id if location else ""
    kept = {**(offer.extra or {}).get("hsds", {}), "part_of": service.id}
    return replace(offer, source_id=f"{service.source_id}@{there}", extra={"hsds": kept})


def _visits(service: Entity, collection: Collection) -> list[tuple[Fields, Entity | None]]:
    """Each service_at_location with its location; locations that are not there are reported."""
    found: dict[str, tuple[Fields, Entity | None]] = {}
    for visit in service.record.get("service_at_locations", []):
        location_id = visit.get("location_id", "")
        location = collection.of("location").get(location_id)
        if location is None:
            collection.dangling(service.origin, "location_id", location_id)
        found.setdefault(location_id, (visit, location))
    known = [pair for pair in found.values() if pair[1] is not None]
    return known or list(found.values())[:1] or [({}, None)]


def _read_part(part: Part) -> OfferRecord:
    values, kept = fragments.read(offer_fields.FRAGMENTS, part.service.record, part.reading)
    values |= offer_fields.CHECKED.read(part.service.record, part.reading)
    kept |= _rest(part) | _kept_phones(part)
    rules, kept_hours = hours.read(part.service.record, part.visit, part.building, part.reading)
    visit = _kept_visit(part) | kept_hours.pop("service_at_location", {})
    kept |= kept_hours | ({"service_at_location": visit} if visit else {})
    return OfferRecord(
        part.service.origin,
        part.service.source_id,
        organisation=_organisation(part),
        place=part.location.source_id if part.location else None,
        **(values | _from_terms(part, values) | _from_location(part, values) | _phone(part)),
        schedules=rules if rules or part.reading.told("schedules") else None,
        extra={"hsds": kept} if kept else {},
    )


def _organisation(part: Part) -> str | None:
    """The service's own organisation, or the one that its location belongs to (as in Ohana)."""
    own_id = part.service.record.get("organization_id") or part.building.get("organization_id")
    known = part.collection.of("organization").get(own_id or "")
    return known.source_id if known else own_id


def _from_terms(part: Part, values: Fields) -> dict[str, Any]:
    """What attributes of our own taxonomies say, where the plain fields do not."""
    found = terms.read(part.service.record.get("attributes", []))
    return {field: value for field, value in found.items() if not values.get(field)}


def _from_location(part: Part, values: Fields) -> dict[str, Any]:
    """Languages that are spoken there; whether it is on line."""
    found: dict[str, Any] = {}
    if not values.get("languages") and "languages" in part.building:
        found["languages"] = languages.read(part.building["languages"])
    if part.building.get("location_type") == "virtual" and not values.get("reach"):
        found["reach"] = str(words.Reach.ONLINE)
    return found


def _phone(part: Part) -> dict[str, Any]:
    """The number to call: the service's own, of its contacts, of the visit, or of the building."""
    owners = (part.service.record, part.visit, part.building)
    number = phones.read(
        phone
        for owner in owners
        for phone in (*owner.get("phones", []), *phones.of_contacts(owner.get("contacts", [])))
    )
    return {"contact_phone": number} if number or part.reading.told("phones") else {}


def _kept_phones(part: Part) -> Fields:
    others = phones.foreign(part.service.record.get("phones", []), part.service.id)
    return {"phones": others} if others else {}


def _kept_visit(part: Part) -> Fields:
    """What is told of the service at this location besides which location it is."""
    visit = {
        key: value
        for key, value in part.visit.items()
        if key not in ("location_id", "service_id", "schedules")
    }
    if visit.keys() <= {"id"} and visit.get("id") == hours.own_visit_id(part.service.id):
        return {}
    return visit


def _rest(part: Part) -> Fields:
    """All that Nabij has no field for."""
    record = part.service.record
    rest = {key: value for key, value in record.items() if key not in _HANDLED}
    if foreign := terms.others(record.get("attributes", [])):
        rest["attributes"] = foreign
    program_id = record.get("program_id", "")
    program = part.collection.of("program").get(program_id)
    if program is not None:
        rest["program"] = program_record(program)
    elif program_id:
        rest["program_id"] = program_id
    return rest
