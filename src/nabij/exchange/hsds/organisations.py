"""Organisations of HSDS and of Nabij."""

import datetime as dt
from typing import Any

from nabij.directory.models import Organisation
from nabij.exchange.hsds import fragments, phones
from nabij.exchange.hsds.collect import Collection, Entity
from nabij.exchange.hsds.conform import Fields, Spot, complete
from nabij.exchange.hsds.fragments import Fragment, Reading
from nabij.exchange.records import OrganisationRecord


def _read_themes(told: Fields, reading: Reading) -> dict[str, Any]:
    if "themes" not in told:
        return {"themes": []} if reading.told("themes") else {}
    return {"themes": fragments.as_list(told["themes"])}


FRAGMENTS: tuple[Fragment, ...] = (
    fragments.text("name", "name", 200),
    fragments.rich_text("description", "description"),
    fragments.mail("email", "email"),
    fragments.web("website", "website"),
    fragments.number("year_incorporated", "founded", 1000, 2200),
    fragments.text("kind", "kind", 40),
    Fragment(
        ("themes",), ("themes",), _read_themes,
        lambda values, _owner: {"themes": values["themes"] or []},
    ),
    fragments.yes_or_no("active"),
    fragments.translations(),
)  # fmt: skip
_HANDLED = frozenset(key for fragment in FRAGMENTS for key in fragment.keys) | {"phones"}
_NOT_KEPT = frozenset({"municipality", "source", "source_id"})
FIELDS = tuple(dict.fromkeys(field for fragment in FRAGMENTS for field in fragment.fields))


def read(entity: Entity, collection: Collection, today: dt.date) -> OrganisationRecord:
    """The organisation of Nabij that an organisation of HSDS is."""
    record = entity.record
    reading = Reading(
        entity.id, today, collection.findings, Spot(entity.origin),
        lambda field: collection.told(entity, field),
    )  # fmt: skip
    values, kept = fragments.read(FRAGMENTS, record, reading)
    told = record.get("phones", [])
    values["phone"] = phones.read([*told, *phones.of_contacts(record.get("contacts", []))])
    if not values["phone"] and not reading.told("phones"):
        values["phone"] = None
    if others := phones.foreign(told, entity.id):
        kept["phones"] = others
    kept |= {
        key: value for key, value in record.items() if key not in _HANDLED and key not in _NOT_KEPT
    }
    if programs := collection.owned_by(entity.id, "program"):
        kept["programs"] = [program_record(program) for program in programs]
    home = collection.home_of(entity.id)
    return OrganisationRecord(
        entity.origin,
        entity.source_id,
        **values,
        place=home.source_id if home else None,
        extra={"hsds": kept} if kept else {},
    )


def program_record(program: Entity) -> Fields:
    """A programme as it stands nested in its organisation or in a service."""
    told = {key: value for key, value in program.record.items() if key != "organization_id"}
    return complete("program", {"id": program.id, **told})


def write(organisation: Organisation, today: dt.date) -> Fields:
    """The organisation with all that belongs to it, but for its locations and services."""
    owner = str(organisation.uid)
    kept: Fields = dict(organisation.extra.get("hsds", {}))
    values = {field: getattr(organisation, field) for field in FIELDS}
    record: Fields = {"id": owner}
    record |= fragments.write(FRAGMENTS, values, kept, owner, today)
    record.setdefault("description", "")
    if numbers := phones.given_back(kept.get("phones", []), organisation.phone, owner):
        record["phones"] = numbers
    rest = {key: value for key, value in kept.items() if key not in _HANDLED}
    return {**record, **rest, **record}
