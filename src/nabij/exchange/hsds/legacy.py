"""HSDS 1.x and 2.x, the United Kingdom's 1.0 and Ohana, told as HSDS 3.0: renamed tables and columns.

Sources: the 1.1 data package, the migration notes of HSDS 2 and 3, and Ohana's sample files.
Everything here works on a raw record before it is checked, and gives records of 3.0's tables.
"""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from nabij.exchange.hsds.spec import TABLES
from nabij.exchange.hsds.values import empty
from nabij.exchange.identity import NAMESPACE

Fields = dict[str, Any]
Told = tuple[str, Fields]

#: Days on which something is closed or different. Not a table of 3.0; becomes exceptions.
HOLIDAY = "holiday_schedule"
ELIGIBILITY = "eligibility"
PAYMENT = "payment_accepted"

#: Names under which tables occur: plural, singular, as a file, as a nested list.
_TABLE_NAMES = {
    "service_at_locations": "service_at_location",
    "services_at_location": "service_at_location",
    "physical_addresses": "physical_address",
    "postal_addresses": "postal_address",
    "mail_addresses": "postal_address",
    "mail_address": "postal_address",
    "regular_schedules": "regular_schedule",
    "holiday_schedules": HOLIDAY,
    "holiday_schedule": HOLIDAY,
    "accessibility_for_disabilities": "accessibility",
    "services_taxonomy": "attribute",
    "service_taxonomy": "attribute",
    "service_taxonomys": "attribute",
    "service_attributes": "attribute",
    "service_attribute": "attribute",
    "other_attributes": "attribute",
    "link_taxonomies": "attribute",
    "link_taxonomy": "attribute",
    "eligibility": ELIGIBILITY,
    "eligibilitys": ELIGIBILITY,
    "eligibilities": ELIGIBILITY,
    "payments_accepted": PAYMENT,
    "payment_accepted": PAYMENT,
    "taxonomy": "taxonomy",
    "programme": "program",
}
for _table in TABLES.values():
    _TABLE_NAMES.setdefault(_table.name, _table.name)
    _TABLE_NAMES.setdefault(_table.file.removesuffix(".csv"), _table.name)

#: Who manages a listing at the source is nobody else's business.
PRIVATE = frozenset({"admin_emails"})


def table_named(name: str) -> str | None:
    """The table that a file or list of this name holds: `services.csv`, `mail_addresses`; None: unknown."""
    stem = name.rpartition("/")[2].lower().removesuffix(".csv").removesuffix(".json")
    return _TABLE_NAMES.get(stem)


def modern(table: str, raw: Fields) -> Iterator[Told]:
    """The record as 3.0 tells it: mostly one, sometimes one with records that were columns before."""
    raw = {key: value for key, value in raw.items() if key not in PRIVATE}
    change = _CHANGES.get(table)
    if change is None:
        yield table, _with_modern_children(table, raw)
        return
    for name, record in change(raw):
        yield name, _with_modern_children(name, record)


def _with_modern_children(table: str, raw: Fields) -> Fields:
    """Nested lists under old names, moved to where 3.0 has them; for each of them likewise."""
    spec = TABLES.get(table)
    if spec is None:
        return raw
    fields_of = {child: field for field, child in spec.children.items()}
    told: Fields = {}
    for field, value in raw.items():
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            told[field] = value
            continue
        child = spec.children.get(field) or _TABLE_NAMES.get(field)
        if child is None:
            told[field] = value
            continue
        for record in value:
            for name, each in modern(child, record):
                target = fields_of.get(name) or {HOLIDAY: HOLIDAY}.get(name)
                if target:
                    told.setdefault(target, []).append(each)
                else:
                    _merge(told, name, each)
        if not value:
            told.setdefault(fields_of.get(child, field), [])
    return _modern_parents(spec.parents, told)


def _modern_parents(parents: dict[str, str], told: Fields) -> Fields:
    for field, table in parents.items():
        if isinstance(told.get(field), dict):
            told[field] = next(iter(modern(table, told[field])))[1]
    return told


def _merge(told: Fields, name: str, record: Fields) -> None:
    """Tables that became columns of the service: who it is for, how one can pay."""
    if name == ELIGIBILITY:
        told |= eligibility(told, record)
    elif name == PAYMENT:
        told |= payment(told, record)


def eligibility(service: Fields, record: Fields) -> Fields:
    """The columns of a service that an eligibility record of 1.x or 2.x fills."""
    told: Fields = {}
    text = record.get("eligibility") or record.get("description")
    if not empty(text):
        before = service.get("eligibility_description")
        told["eligibility_description"] = f"{before}; {text}" if not empty(before) else text
    for bound in ("minimum_age", "maximum_age"):
        if not empty(record.get(bound)) and empty(service.get(bound)):
            told[bound] = record[bound]
    return told


def payment(service: Fields, record: Fields) -> Fields:
    """Ways to pay were a table until 3.0; they stay as an extra field."""
    way = record.get("payment")
    return {} if empty(way) else {"payments_accepted": [*service.get("payments_accepted", []), way]}


def _renamed(raw: Fields, names: dict[str, str]) -> Fields:
    """Old column names made new; a new name that is there already wins."""
    told = {key: value for key, value in raw.items() if key not in names}
    for old, new in names.items():
        if not empty(raw.get(old)) and empty(told.get(new)):
            told[new] = raw[old]
    return told


def _listed(text: Any) -> list[str]:
    """The parts of "Spanish, Chinese (Mandarin)"."""
    if isinstance(text, list):
        return [str(part).strip() for part in text if not empty(part)]
    if empty(text):
        return []
    return [part.strip() for part in re.split(r",(?![^(]*\))|;", str(text)) if part.strip()]


def _children_from_text(raw: Fields, column: str, field: str, name: str) -> Fields:
    """A column that lists things, made a nested list of records with that one field."""
    if column not in raw or isinstance(raw[column], list):
        return raw
    told = {key: value for key, value in raw.items() if key != column}
    parts = [{name: part} for part in _listed(raw[column])]
    if parts:
        told[field] = [*told.get(field, []), *parts]
    return told


def _organization(raw: Fields) -> Iterator[Told]:
    told = _renamed(raw, {"url": "website", "date_incorporated": "year_incorporated"})
    year = re.search(r"\b(1[5-9]|20)\d\d\b", str(told.get("year_incorporated", "")))
    if year:
        told["year_incorporated"] = year.group()
    yield "organization", _children_from_text(told, "funding_sources", "funding", "source")


def _service(raw: Fields) -> Iterator[Told]:
    told = _renamed(raw, {"website": "url"})
    if isinstance(told.get("eligibility"), str):
        told = _renamed(told, {"eligibility": "eligibility_description"})
    for column, field, name in (
        ("languages", "languages", "name"),
        ("service_areas", "service_areas", "name"),
        ("required_documents", "required_documents", "document"),
        ("funding_sources", "funding", "source"),
    ):
        told = _children_from_text(told, column, field, name)
    if not empty(location := told.pop("location_id", None)):  # Ohana: a service has one location
        told["service_at_locations"] = [{"location_id": location}]
    terms = _listed(told.pop("taxonomy_ids", ""))
    if terms:
        links = [{"taxonomy_term_id": term, "link_entity": "service"} for term in terms]
        told["attributes"] = [*told.get("attributes", []), *links]
    yield "service", told


def _location(raw: Fields) -> Iterator[Told]:
    told = _renamed(raw, {"website": "url"})
    virtual = str(told.pop("virtual", "")).lower()
    if "location_type" not in told and virtual in ("true", "false"):
        told["location_type"] = "virtual" if virtual == "true" else "physical"
    told = _children_from_text(told, "languages", "languages", "name")
    yield "location", _children_from_text(told, "accessibility", "accessibility", "description")


def _phone(raw: Fields) -> Iterator[Told]:
    told = _renamed(raw, {"number_type": "type"})
    yield "phone", _children_from_text(told, "language", "languages", "code")


def _address_of(kind: str) -> Callable[[Fields], Iterator[Told]]:
    def change(raw: Fields) -> Iterator[Told]:
        more = [raw.get(f"address_{line}") for line in (2, 3, 4)]
        told = {key: value for key, value in raw.items() if key not in ("address_3", "address_4")}
        told["address_2"] = ", ".join(str(line) for line in more if not empty(line))
        told.setdefault("address_type", kind)
        yield "address", told

    return change


_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _regular_schedule(raw: Fields) -> Iterator[Told]:
    """A weekday with hours. 2.x already has `freq` and `byday`, beside or in place of `weekday`."""
    told = {key: value for key, value in raw.items() if key != "weekday"}
    if empty(told.get("byday")) and not empty(raw.get("weekday")):
        day = day_code(raw["weekday"])
        told |= {"byday": day} if day else {"weekday": raw["weekday"]}
    if empty(told.get("freq")) and not empty(told.get("byday")):
        told |= {"freq": "WEEKLY", "group": _group(told)}
    yield "schedule", told


def _group(schedule: Fields) -> str:
    """Rows that differ in their weekday only are one rule: "Monday to Friday, 9 to 5"."""
    same = [
        f"{key}={value}" for key, value in sorted(schedule.items()) if key not in ("id", "byday")
    ]
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(same)))


def day_code(value: Any) -> str | None:
    """MO..SU for Monday, maandag, Mon, 1 (Monday) to 7, or the code itself."""
    text = str(value).strip().lower()
    if text.isdigit():
        return _DAYS[(int(text) - 1) % 7] if int(text) <= 7 else None
    return next((code for start, code in _DAY_STARTS.items() if text.startswith(start)), None)


_DAY_STARTS = {
    "mo": "MO", "ma": "MO", "tu": "TU", "di": "TU", "we": "WE", "wo": "WE", "th": "TH",
    "do": "TH", "fr": "FR", "vr": "FR", "sa": "SA", "za": "SA", "su": "SU", "zo": "SU",
}  # fmt: skip


def _accessibility(raw: Fields) -> Iterator[Told]:
    yield "accessibility", _renamed(raw, {"accessibility": "description"})


def _language(raw: Fields) -> Iterator[Told]:
    yield "language", _renamed(raw, {"language": "name"})


def _service_area(raw: Fields) -> Iterator[Told]:
    yield "service_area", _renamed(raw, {"service_area": "name"})


def _attribute(raw: Fields) -> Iterator[Told]:
    """Which term a service has: `services_taxonomy` in 1.x, nested `taxonomy` in the UK's 1.0."""
    told = _renamed(raw, {"service_id": "link_id", "taxonomy_detail": "value"})
    if not empty(raw.get("service_id")):
        told.setdefault("link_entity", "service")
    if isinstance(told.get("taxonomy"), dict):
        told["taxonomy_term"] = _term_fields(told.pop("taxonomy"))
    elif "link_id" in told or "link_entity" in told:
        told = _renamed(told, {"taxonomy_id": "taxonomy_term_id"})
    yield "attribute", told


def _taxonomy(raw: Fields) -> Iterator[Told]:
    """Until 3.0 the table `taxonomy` held the terms; its vocabularies had no table."""
    if raw.keys() & {"parent_id", "parent_name", "vocabulary", "taxonomy_id"}:
        yield "taxonomy_term", _term_fields(raw)
    else:
        yield "taxonomy", raw


def _term_fields(raw: Fields) -> Fields:
    told = _renamed(raw, {"vocabulary": "taxonomy"})
    if "id" not in told and "taxonomy_id" in told:  # Ohana: the id of the term itself
        told["code"] = told["id"] = told.pop("taxonomy_id")
    return told


_CHANGES: dict[str, Callable[[Fields], Iterator[Told]]] = {
    "organization": _organization,
    "service": _service,
    "location": _location,
    "phone": _phone,
    "physical_address": _address_of("physical"),
    "postal_address": _address_of("postal"),
    "address": _address_of("physical"),
    "regular_schedule": _regular_schedule,
    "accessibility": _accessibility,
    "language": _language,
    "service_area": _service_area,
    "attribute": _attribute,
    "taxonomy": _taxonomy,
}


def cell(text: str) -> Any:
    """What a CSV cell holds: JSON where it looks like a list or record, else the text."""
    if text[:1] in "[{" and text[-1:] in "]}":
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text
