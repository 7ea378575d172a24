"""Locations of HSDS and places of Nabij."""

import datetime as dt
import math
from typing import Any

from django.utils.translation import gettext as _

from nabij.core.vocabulary import Access
from nabij.directory.models import Place
from nabij.exchange.hsds import access, addresses, fragments
from nabij.exchange.hsds.addresses import Address
from nabij.exchange.hsds.collect import Collection, Entity
from nabij.exchange.hsds.conform import Fields, Spot
from nabij.exchange.hsds.fragments import Fragment, Reading
from nabij.exchange.records import PlaceRecord


def _read_position(told: Fields, reading: Reading) -> dict[str, Any]:
    lat, lon = told.get("latitude"), told.get("longitude")
    if lat is None and lon is None:
        return {}
    if not _within(lat, 90) or not _within(lon, 180):
        message = _("%(lat)s, %(lon)s is not a position in degrees; the place has no position.")
        reading.report("coordinate", message % {"lat": lat, "lon": lon}, "latitude")
        return {}
    return {"lat": float(lat or 0), "lon": float(lon or 0)}


def _within(degrees: Any, most: int) -> bool:
    return isinstance(degrees, int | float) and math.isfinite(degrees) and abs(degrees) <= most


def _write_position(values: dict[str, Any], _owner: str) -> Fields:
    if values["lat"] is None or values["lon"] is None:
        return {}
    return {"latitude": _plain(values["lat"]), "longitude": _plain(values["lon"])}


def _plain(degrees: float) -> int | float:
    return int(degrees) if degrees == int(degrees) else degrees


def _read_address(told: Fields, reading: Reading) -> dict[str, Any]:
    if "addresses" not in told and not reading.told("addresses"):
        return {}
    found = addresses.read(told.get("addresses", []))
    return {"street": found.street, "postcode": found.postcode, "town": found.town}


def _write_address(values: dict[str, Any], owner: str) -> Fields:
    address = Address(values["street"] or "", values["postcode"] or "", values["town"] or "")
    records = addresses.write(address, owner)
    return {"addresses": records} if records else {}


def _read_access(told: Fields, reading: Reading) -> dict[str, Any]:
    if "accessibility" not in told and not reading.told("accessibility"):
        return {}
    return {"accessible": access.read(told.get("accessibility", []))}


def _write_access(values: dict[str, Any], owner: str) -> Fields:
    records = access.write(values["accessible"] or [], owner)
    return {"accessibility": records} if records else {}


FRAGMENTS: tuple[Fragment, ...] = (
    fragments.text("name", "name", 200),
    fragments.text("transportation", "transport", 200),
    fragments.text("kind", "kind", 40),
    fragments.text("entrance", "entrance", 300),
    fragments.translations(),
    Fragment(("latitude", "longitude"), ("lat", "lon"), _read_position, _write_position),
    Fragment(("addresses",), ("street", "postcode", "town"), _read_address, _write_address),
    Fragment(("accessibility",), ("accessible",), _read_access, _write_access),
    # after the texts: the codes, where a source gives them, say it better
    fragments.codes("accessible", frozenset(Access.values)),
)
_HANDLED = frozenset(key for fragment in FRAGMENTS for key in fragment.keys)
#: Structure, or what is always written anew.
_NOT_KEPT = frozenset({"organization_id", "source", "source_id"})
FIELDS = tuple(dict.fromkeys(field for fragment in FRAGMENTS for field in fragment.fields))


def read(entity: Entity, collection: Collection, today: dt.date) -> PlaceRecord:
    """The place that a location is."""
    record = entity.record
    reading = Reading(
        entity.id, today, collection.findings, Spot(entity.origin),
        lambda field: collection.told(entity, field),
    )  # fmt: skip
    values, kept = fragments.read(FRAGMENTS, record, reading)
    kept |= {
        key: value
        for key, value in record.items()
        if key not in _HANDLED and key not in _NOT_KEPT and not _usual(key, value)
    }
    organization = record.get("organization_id")
    if organization and collection.home_of(organization) is not entity:
        kept["organization_id"] = organization
    return PlaceRecord(
        entity.origin, entity.source_id, **values, extra={"hsds": kept} if kept else {}
    )


def _usual(key: str, value: Any) -> bool:
    return key == "location_type" and value == "physical"


def write(place: Place, today: dt.date) -> Fields:
    """The location that a place is, with all that belongs to it."""
    owner = str(place.uid)
    kept: Fields = dict(place.extra.get("hsds", {}))
    values = {field: getattr(place, field) for field in FIELDS}
    record: Fields = {"id": owner, "location_type": kept.pop("location_type", "physical")}
    record |= fragments.write(FRAGMENTS, values, kept, owner, today)
    rest = {key: value for key, value in kept.items() if key not in _HANDLED}
    return {**record, **rest, **record}
