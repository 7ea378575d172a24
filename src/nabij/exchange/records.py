"""What every reader of a file or API turns its input into, and what `exchange.apply` writes.

A record knows where it stood (`origin`: file, row), so that a report can name it. `source_id` is the
record's id there, kept for ever; references between records are by `source_id`. None means "not told"
(an update leaves the field as it is); an empty value means "told to be empty".
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stood: file (or URL), row (1 is the first line) and, in a message, the column."""

    file: str
    row: int | None = None


@dataclass(slots=True)
class PlaceRecord:
    """A place, see `directory.models.Place`. Coordinates in degrees (WGS 84)."""

    origin: Origin
    source_id: str
    name: str | None = None
    kind: str | None = None
    street: str | None = None
    postcode: str | None = None
    town: str | None = None
    lat: float | None = None
    lon: float | None = None
    accessible: list[str] | None = None
    entrance: str | None = None
    transport: str | None = None
    translations: dict[str, dict[str, str]] | None = None
    extra: dict[str, Any] | None = None


@dataclass(slots=True)
class OrganisationRecord:
    """An organisation, see `directory.models.Organisation`."""

    origin: Origin
    source_id: str
    name: str | None = None
    kind: str | None = None
    description: str | None = None
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    place: str | None = None  # source_id of its place
    founded: int | None = None
    themes: list[str] | None = None
    active: bool | None = None
    translations: dict[str, dict[str, str]] | None = None
    extra: dict[str, Any] | None = None


@dataclass(slots=True)
class ScheduleRecord:
    """A rule for dates, see `directory.models.Schedule`. Local times."""

    frequency: str  # once, weekly, monthly
    starts_at: dt.time
    ends_at: dt.time | None = None
    interval: int = 1
    weekdays: list[str] = field(default_factory=list)
    weeks_of_month: list[int] = field(default_factory=list)
    month_days: list[int] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)
    exceptions: list[dt.date] = field(default_factory=list)
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    skip_holidays: bool = True
    note: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class OfferRecord:
    """An offer with its schedules, see `directory.models.Offer`.

    `schedules` None: not told; a list replaces all schedules that the offer has.
    """

    origin: Origin
    source_id: str
    organisation: str | None = None  # source_id of its organisation
    place: str | None = None  # source_id of its place
    name: str | None = None
    summary: str | None = None
    description: str | None = None
    status: str | None = None
    visibility: str | None = None
    mechanisms: list[str] | None = None
    causes: list[str] | None = None
    form: str | None = None
    reach: str | None = None
    audiences: list[str] | None = None
    languages: list[str] | None = None
    age_min: int | None = None
    age_max: int | None = None
    only_for: str | None = None
    cost_per_visit: Decimal | None = None
    cost_per_month: Decimal | None = None
    cost_note: str | None = None
    group_size: int | None = None
    capacity: str | None = None
    accessible: list[str] | None = None
    walk_along: bool | None = None
    welcomed_by: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    call_first: bool | None = None
    website: str | None = None
    verified_on: dt.date | None = None
    schedules: list[ScheduleRecord] | None = None
    translations: dict[str, dict[str, str]] | None = None
    extra: dict[str, Any] | None = None


Record = PlaceRecord | OrganisationRecord | OfferRecord


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or worth knowing about one spot of the input, in words for a person.

    `code` is stable, for tests and other programs; `message` is translated when it is made.
    """

    code: str
    message: str
    file: str
    row: int | None = None
    column: str | None = None
    fatal: bool = True
