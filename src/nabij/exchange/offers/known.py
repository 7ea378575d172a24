"""What the municipality knows already: organisations and places by name, positions by postcode."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from nabij.core.models import Postcode
from nabij.directory.models import Organisation, Place
from nabij.exchange.models import ImportRun
from nabij.exchange.offers.phrases import plain
from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    PlaceRecord,
    Problem,
    Record,
)
from nabij.exchange.spool import batches

Report = Callable[[Problem], None]

BATCH = 500


def settle(run: ImportRun, records: list[Record], report: Report) -> None:
    """Refer to organisations and places that are there already, and find positions for the others.

    Changes `records` in place: records of what someone else keeps go out of it.
    """
    _use_known(run, records, OrganisationRecord, Organisation, _organisation_keys)
    _use_known(run, records, PlaceRecord, Place, _place_keys)
    places = [record for record in records if isinstance(record, PlaceRecord)]
    _find_positions(run, places, report)


def _use_known(
    run: ImportRun,
    records: list[Record],
    kind: type[OrganisationRecord] | type[PlaceRecord],
    model: type[Organisation] | type[Place],
    keys: Callable[[Any], list[str]],
) -> None:
    """Where the municipality has the same one from elsewhere, refer to that one by its public id."""
    rows = model.objects.filter(municipality=run.municipality)
    mine = set(rows.filter(source=run.source).values_list("source_id", flat=True))
    others = {
        key: str(row.uid)
        for row in rows.exclude(source=run.source).order_by("-id")
        for key in keys(row)
    }
    replaced: dict[str, str] = {}
    for record in records:
        if isinstance(record, kind) and record.source_id not in mine:
            other = next((others[key] for key in keys(record) if key in others), None)
            if other:
                replaced[record.source_id] = other
    records[:] = [
        each for each in records if not (isinstance(each, kind) and each.source_id in replaced)
    ]
    field = "organisation" if kind is OrganisationRecord else "place"
    for offer in records:
        if isinstance(offer, OfferRecord) and getattr(offer, field) in replaced:
            setattr(offer, field, replaced[getattr(offer, field)])


def _organisation_keys(row: Any) -> list[str]:
    return [plain(row.name or "")]


def _place_keys(row: Any) -> list[str]:
    """By name and postcode, and by street (with its number) and postcode."""
    if not row.postcode:
        return []
    return [f"{row.postcode} {plain(text)}" for text in (row.name, row.street) if text]


def _find_positions(run: ImportRun, places: list[PlaceRecord], report: Report) -> None:
    """Coordinates from the postcode, unless the place has a position that someone may have set."""
    without = [place for place in places if place.lat is None and place.postcode]
    if not without:
        return
    if not Postcode.objects.exists():
        message = _(
            "No postcodes are known here, so places get no position on the map. "
            "First run: nabij import postcodes FILE"
        )
        report(Problem("no_postcodes", message, run.file, fatal=False))
        return
    placed = _placed(run, without)
    for batch in batches(without, BATCH):
        positions = Postcode.objects.in_bulk([place.postcode for place in batch])
        for place in batch:
            _give_position(place, positions.get(place.postcode or ""), placed, report)


def _placed(run: ImportRun, places: list[PlaceRecord]) -> set[tuple[str, str]]:
    """Places of this source that have a position and the same postcode still."""
    rows = Place.objects.filter(municipality=run.municipality, source=run.source)
    found: set[tuple[str, str]] = set()
    for batch in batches(places, BATCH):
        here = rows.filter(source_id__in=[place.source_id for place in batch]).exclude(lat=None)
        found.update(here.values_list("source_id", "postcode"))
    return found


def _give_position(
    place: PlaceRecord, known: Postcode | None, placed: set[tuple[str, str]], report: Report
) -> None:
    if (place.source_id, place.postcode) in placed:
        return
    if known is not None:
        place.lat, place.lon = known.lat, known.lon
        return
    message = _(
        "The postcode %(postcode)s is not known, so this place gets no position on the map."
    )
    told = message % {"postcode": place.postcode}
    origin = place.origin
    report(Problem("postcode_unknown", told, origin.file, origin.row, "postcode", fatal=False))
