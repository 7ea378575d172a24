"""Records as JSON and back: how they wait in `StagedRow` between being read and being taken over."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    Origin,
    PlaceRecord,
    Record,
    ScheduleRecord,
)

_TYPES: dict[str, type[Any]] = {
    "place": PlaceRecord,
    "organisation": OrganisationRecord,
    "offer": OfferRecord,
}
_DATES = ("verified_on", "starts_on", "ends_on")
_TIMES = ("starts_at", "ends_at")
_MONEY = ("cost_per_visit", "cost_per_month")


def dump(record: Record) -> dict[str, Any]:
    """A record as JSON holds it, without what it does not tell."""
    kind = next(name for name, each in _TYPES.items() if isinstance(record, each))
    told = {name: value for name, value in dataclasses.asdict(record).items() if value is not None}
    plain: dict[str, Any] = _plain({"record": kind, **told})
    return plain


def load(data: dict[str, Any]) -> Record:
    """The record that was dumped."""
    values = {name: _value(name, value) for name, value in data.items() if name != "record"}
    values["origin"] = Origin(**data["origin"])
    if "schedules" in values:
        values["schedules"] = [_schedule(each) for each in data["schedules"]]
    record: Record = _TYPES[data["record"]](**values)
    return record


def _schedule(data: dict[str, Any]) -> ScheduleRecord:
    values = {name: _value(name, value) for name, value in data.items()}
    for name in ("dates", "exceptions"):
        values[name] = [dt.date.fromisoformat(each) for each in data.get(name, [])]
    return ScheduleRecord(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in _DATES:
        return dt.date.fromisoformat(value)
    if name in _TIMES:
        return dt.time.fromisoformat(value)
    return Decimal(value) if name in _MONEY else value
