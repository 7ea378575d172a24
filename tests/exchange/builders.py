"""Records to take over, as a reader would make them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    Origin,
    PlaceRecord,
    Record,
    ScheduleRecord,
)

if TYPE_CHECKING:
    from nabij.exchange.apply import ApplyResult

TODAY = dt.date(2026, 3, 2)

Apply = Callable[..., "ApplyResult"]


def origin(row: int) -> Origin:
    return Origin("aanbod.csv", row)


def place(**told: Any) -> PlaceRecord:
    base = {"source_id": "p1", "name": "De Brug", "postcode": "3131 ab", "lat": 51.92, "lon": 4.35}
    return PlaceRecord(origin(2), **{**base, **told})


def organisation(**told: Any) -> OrganisationRecord:
    return OrganisationRecord(
        origin(3), **{"source_id": "o1", "name": "Stichting De Brug", "place": "p1", **told}
    )


def offer(**told: Any) -> OfferRecord:
    base = {
        "source_id": "a1",
        "name": "Koffieochtend",
        "organisation": "o1",
        "place": "p1",
        "cost_per_visit": Decimal("1.5"),
        "languages": ["nl"],
        "schedules": [weekly("TU")],
    }
    return OfferRecord(origin(4), **{**base, **told})


def weekly(*days: str, **told: Any) -> ScheduleRecord:
    base = {"frequency": "weekly", "starts_at": dt.time(10), "ends_at": dt.time(12)}
    return ScheduleRecord(weekdays=list(days), **{**base, **told})


def three() -> list[Record]:
    return [offer(), organisation(), place()]
