"""Records that went out of this municipality and come back: recognised by the id that Nabij gave them.

An export names records by their public id. Where they once came from a source with ids of its own, an
import from that same source must know them by those. Records of another source are left alone: a
source speaks for what it sent, not for what others sent.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from nabij.core.models import Municipality
from nabij.directory.models import Deviation, Offer, Organisation, Place, Schedule
from nabij.exchange.hsds import hours
from nabij.exchange.identity import as_uuid
from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    PlaceRecord,
    Record,
    ScheduleRecord,
)
from nabij.exchange.schedules import column_values

_MODELS: tuple[tuple[type, Any], ...] = (
    (PlaceRecord, Place),
    (OrganisationRecord, Organisation),
    (OfferRecord, Offer),
)
BATCH = 500


class Known:
    """Public ids of this municipality that a list of records uses: to whom they belong, and as what."""

    def __init__(self, municipality: Municipality, source: str, records: Iterable[Record]) -> None:
        self.municipality = municipality
        self.source = source
        self.rows: dict[Any, dict[str, tuple[str, str]]] = {}
        wanted: dict[Any, set[str]] = {model: set() for _kind, model in _MODELS}
        for record in records:
            for model, source_id in _ids(record):
                if as_uuid(source_id):
                    wanted[model].add(source_id)
        for model, ids in wanted.items():
            self.rows[model] = self._look_up(model, sorted(ids))

    def _look_up(self, model: Any, ids: list[str]) -> dict[str, tuple[str, str]]:
        """Public id → source and id there, for rows that have another id there."""
        found: dict[str, tuple[str, str]] = {}
        rows = model.objects.filter(municipality=self.municipality).exclude(source_id="")
        for first in range(0, len(ids), BATCH):
            batch = ids[first : first + BATCH]
            for uid, source, source_id in rows.filter(uid__in=batch).values_list(
                "uid", "source", "source_id"
            ):
                if (source, source_id) != (self.source, str(uid)):
                    found[str(uid)] = (source, source_id)
        return found

    def of_others(self, record: Record) -> bool:
        """Whether the record came from another source, which alone speaks for it."""
        row = self.rows[_model(record)].get(record.source_id)
        return row is not None and row[0] != self.source

    def source_id(self, model: Any, source_id: str) -> str:
        """The id by which this source knows the row with this public id."""
        source, own_id = self.rows[model].get(source_id, ("", ""))
        return own_id if own_id and source == self.source else source_id


def _model(record: Record) -> Any:
    return next(model for kind, model in _MODELS if isinstance(record, kind))


def _ids(record: Record) -> Iterator[tuple[Any, str]]:
    yield _model(record), record.source_id
    if isinstance(record, OfferRecord) and record.organisation:
        yield Organisation, record.organisation
    if isinstance(record, OfferRecord | OrganisationRecord) and record.place:
        yield Place, record.place


def recognised(
    records: list[Record], municipality: Municipality, source: str
) -> tuple[list[Record], int]:
    """The records under the ids that their rows have here, and how many belong to other sources."""
    known = Known(municipality, source, records)
    mine = [_renamed(record, known) for record in records if not known.of_others(record)]
    _take_back_deviations([each for each in mine if isinstance(each, OfferRecord)], known)
    return mine, len(records) - len(mine)


def _renamed(record: Record, known: Known) -> Record:
    told: dict[str, Any] = {"source_id": known.source_id(_model(record), record.source_id)}
    if isinstance(record, OfferRecord) and record.organisation:
        told["organisation"] = known.source_id(Organisation, record.organisation)
    if isinstance(record, OfferRecord | OrganisationRecord) and record.place:
        told["place"] = known.source_id(Place, record.place)
    if all(getattr(record, name) == value for name, value in told.items()):
        return record
    return replace(record, **told)


# --- cancelled and moved dates -----------------------------------------------------------------


def _take_back_deviations(offers: list[OfferRecord], known: Known) -> None:
    """Dates that were cancelled here came back as exceptions of the rule: here they are no such thing."""
    timed = {offer.source_id: offer for offer in offers if offer.schedules}
    for schedule, source_id in _deviating(known, set(timed)):
        offer = timed[source_id]
        assert offer.schedules is not None
        offer.schedules = [_as_it_is_here(rule, schedule) for rule in offer.schedules]


def _deviating(known: Known, source_ids: set[str]) -> Iterator[tuple[Schedule, str]]:
    """Schedules with a deviation, of these offers."""
    with_deviation = Deviation.objects.filter(municipality=known.municipality)
    rows = Schedule.objects.filter(
        municipality=known.municipality, pk__in=with_deviation.values("schedule")
    )
    for schedule in rows.select_related("offer").prefetch_related("deviations"):
        offer = schedule.offer
        source_id = offer.source_id if offer.source == known.source else ""
        for own_id in (source_id, str(offer.uid)):
            if own_id in source_ids:
                yield schedule, own_id
                break


def _as_it_is_here(rule: ScheduleRecord, schedule: Schedule) -> ScheduleRecord:
    """The rule as the schedule has it, where only its deviations make the difference."""
    here = hours.record_of(schedule)
    deviations = list(schedule.deviations.all())
    gone: set[dt.date] = {each.date for each in deviations}
    new = {each.new_date for each in deviations if each.new_date}
    candidate = replace(
        rule,
        exceptions=sorted((set(rule.exceptions) - gone) | (set(here.exceptions) & gone)),
        dates=sorted((set(rule.dates) - new) | (set(here.dates) & (new | gone))),
    )
    same = column_values(replace(candidate, extra={})) == column_values(here)
    return candidate if same else rule
