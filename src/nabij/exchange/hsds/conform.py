"""A record of any source made one of HSDS 3.0: nothing in it breaks the schema, nothing is lost.

What a field cannot hold stands in `FIELD_as_told` beside it and is reported; empty fields fall out.
Unknown fields stay as they are and are counted.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nabij.exchange.hsds import spec
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.hsds.ids import Ids, clean_id
from nabij.exchange.hsds.values import NotValidError, conforming, empty
from nabij.exchange.records import Origin
from nabij.exchange.values import clean, clean_text

AS_TOLD = "_as_told"
LARGE = 1e15
#: What is filled in where the specification wants a field that the source does not tell.
_DEFAULTS = {"address_type": "physical", "location_type": "physical", "status": "active"}

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: file and row, and the path to it inside the record of that row."""

    origin: Origin
    path: str = ""

    def inside(self, field: str, number: int | None = None) -> "Spot":
        """The spot of a nested record; `number` counts from 1."""
        step = field if number is None else f"{field}[{number}]"
        return Spot(self.origin, f"{self.path}{step}.")


def conform(table: str, raw: Fields, *, ids: Ids, findings: Findings, spot: Spot) -> Fields:
    """The record as HSDS 3.0 has it, with nested records done likewise, and UUIDs for all ids."""
    source_id = clean_id(raw.get("id"))
    kept: Fields = {}
    if source_id:
        kept["id"] = ids.of(table, source_id)
        if kept["id"] != source_id:
            kept["source_id"] = source_id
    # what an installation of Nabij calls the source of a record is not what this input calls it
    passed = ("id", "source_id") if table in ("organization", "service", "location") else ("id",)
    for field, value in raw.items():
        if field in passed or empty(value):
            continue
        kept |= _field(table, clean_text(field), value, ids=ids, findings=findings, spot=spot)
    # cleaning may leave nothing of a text that was only control characters
    return {field: value for field, value in kept.items() if not empty(value)}


def complete(table: str, record: Fields) -> Fields:
    """The record with what the specification requires of a nested one filled in."""
    missing = {
        field: _DEFAULTS.get(field, "")
        for field in spec.TABLES[table].required
        if field not in record
    }
    return {**record, **missing}


def _field(
    table: str, field: str, value: Any, *, ids: Ids, findings: Findings, spot: Spot
) -> Fields:
    known = spec.TABLES[table]
    if field in known.children:
        return _children(known.children[field], field, value, ids=ids, findings=findings, spot=spot)
    if field in known.parents:
        if not isinstance(value, dict):
            return _not_valid(field, value, findings, spot)
        inner = spot.inside(field)
        record = conform(known.parents[field], value, ids=ids, findings=findings, spot=inner)
        return {field: complete(known.parents[field], record)}
    if field in known.links or field in spec.REFERENCES:
        target = known.links.get(field) or spec.REFERENCES[field]
        return {field: ids.of(target or table, clean_id(value))}
    own = spec.OWN_KINDS.get(field) if field in spec.OWN_FIELDS.get(table, ()) else None
    if kind := known.fields.get(field, own):
        try:
            return {field: conforming(kind, value)}
        except NotValidError:
            return _not_valid(field, value, findings, spot)
    if not spec.is_known(table, field) and not field.endswith(AS_TOLD):
        findings.unknown[f"{table}.{field}"] += 1
    return {field: storable(value)}


def _children(
    table: str, field: str, value: Any, *, ids: Ids, findings: Findings, spot: Spot
) -> Fields:
    if not isinstance(value, list):
        return _not_valid(field, value, findings, spot)
    records = []
    for number, raw in enumerate(value, 1):
        inner = spot.inside(field, number)
        if isinstance(raw, dict):
            records.append(conform(table, raw, ids=ids, findings=findings, spot=inner))
        else:
            _not_valid(f"{field}[{number}]", raw, findings, spot)
    return {field: records} if records else {}


def _not_valid(field: str, value: Any, findings: Findings, spot: Spot) -> Fields:
    message = _("This is not what the field can hold: %(value)s") % {"value": str(value)[:80]}
    findings.report("not_valid", message, spot.origin, f"{spot.path}{field}")
    return {f"{field}{AS_TOLD}": storable(value)}


def storable(value: Any) -> Any:
    """The value with clean texts, as both databases give it back exactly.

    PostgreSQL gives a large float back as a whole number with all its digits, which is another number.
    """
    if isinstance(value, float) and abs(value) >= LARGE:
        return repr(value)
    if isinstance(value, dict):
        return {clean_text(str(key)): storable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    return clean(value)
