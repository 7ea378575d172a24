"""Where schedules hang, in HSDS: at a service, at one of its locations, or at a building.

At a location the most particular holds: what is told of the service there, else of the service, else
the hours of the building.
"""

import datetime as dt
import uuid
from dataclasses import replace

from nabij.directory.models import Deviation, Offer, Schedule
from nabij.exchange.hsds import schedules
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.fragments import Reading
from nabij.exchange.hsds.ids import at_location
from nabij.exchange.hsds.legacy import HOLIDAY
from nabij.exchange.hsds.values import date_of
from nabij.exchange.records import ScheduleRecord

AT = "hsds_at"
_LONGEST_HOLIDAY = 366  # days


def own_visit_id(service_id: str) -> str:
    """Id of the service_at_location that Nabij itself gives a service."""
    return str(at_location(uuid.UUID(service_id)))


def read(
    service: Fields, visit: Fields, building: Fields, reading: Reading
) -> tuple[list[ScheduleRecord], Fields]:
    """The rules that hold, and the schedules of the service and the visit that give none of them."""
    chosen: list[ScheduleRecord] = []
    kept: Fields = {}
    holidays = [*service.get(HOLIDAY, []), *visit.get(HOLIDAY, []), *building.get(HOLIDAY, [])]
    closed = _closed_days(holidays)
    for level, owner in (("visit", visit), ("service", service), ("building", building)):
        told = [_closed_on(each, closed) for each in owner.get("schedules", [])]
        if not chosen:
            found, told = schedules.read_all(told, reading)
            chosen = [_hanging(rule, level) for rule in found]
        if told and level == "service":
            kept["schedules"] = told
        elif told and level == "visit":
            kept["service_at_location"] = {"schedules": told}
    return chosen, kept


def _hanging(rule: ScheduleRecord, level: str) -> ScheduleRecord:
    """The rule with a word about where it hung, unless at the service itself.

    What a building's own schedule says in its own words is kept with the building.
    """
    if level == "service":
        return rule
    return replace(rule, extra={**({} if level == "building" else rule.extra), AT: level})


def _closed_on(schedule: Fields, closed: set[str]) -> Fields:
    if not closed:
        return schedule
    return {**schedule, "exceptions": sorted({*schedule.get("exceptions", []), *closed})}


def _closed_days(holidays: list[Fields]) -> set[str]:
    """ISO dates on which 1.x says it is closed.

    Ohana's year 0001 means every year, which no list of dates can say: those are left out.
    """
    days: set[str] = set()
    for holiday in holidays:
        first, last = date_of(holiday.get("start_date")), date_of(holiday.get("end_date"))
        closed = str(holiday.get("closed", "")).lower() in ("true", "yes", "1")
        if closed and first and last and first.year >= 1900:
            for number in range(min((last - first).days, _LONGEST_HOLIDAY) + 1):
                days.add((first + dt.timedelta(days=number)).isoformat())
    return days


# --- back ---------------------------------------------------------------------------------------


def write(offer: Offer, kept: Fields, today: dt.date) -> dict[str, list[Fields]]:
    """Schedules of an offer by where they hang: `service` and `visit`.

    Rules that came from the building's hours stand there. What gave no rule goes along as long as
    the rules beside it are as they were told.
    """
    owner = str(offer.uid)
    written: dict[str, list[Fields]] = {"service": [], "visit": []}
    as_told = True
    for schedule in offer.schedules.all():
        rule = record_of(schedule)
        told = schedule.extra.get("hsds")
        holds = bool(told) and schedules.still_true(told, rule, today)
        as_told = as_told and (holds or not told)
        level = _level(schedule, offer)
        if level in written:
            rows = [dict(row) for row in told] if holds else schedules.write(rule, owner)
            written[level] += _with_deviations(rows, schedule)
    if as_told:
        written["service"] += kept.get("schedules", [])
        written["visit"] += kept.get("service_at_location", {}).get("schedules", [])
    return written


def _level(schedule: Schedule, offer: Offer) -> str:
    level = str(schedule.extra.get(AT, "service"))
    if offer.place is None:
        return "service"
    hours_of_building = offer.place.extra.get("hsds", {}).get("schedules")
    return level if level == "visit" or (level == "building" and hours_of_building) else "service"


def record_of(schedule: Schedule) -> ScheduleRecord:
    """A row of the table as the record that would have made it."""
    return ScheduleRecord(
        frequency=schedule.frequency,
        starts_at=schedule.starts_at,
        ends_at=schedule.ends_at,
        interval=schedule.interval,
        weekdays=list(schedule.weekdays),
        weeks_of_month=list(schedule.weeks_of_month),
        month_days=list(schedule.month_days),
        dates=[dt.date.fromisoformat(date) for date in schedule.dates],
        exceptions=[dt.date.fromisoformat(date) for date in schedule.exceptions],
        starts_on=schedule.starts_on,
        ends_on=schedule.ends_on,
        skip_holidays=schedule.skip_holidays,
        note=schedule.note,
    )


def _with_deviations(rows: list[Fields], schedule: Schedule) -> list[Fields]:
    deviations = list(schedule.deviations.all())
    cancelled = [each for each in deviations if each.kind == Deviation.Kind.CANCELLED]
    moved = [each for each in deviations if each.kind == Deviation.Kind.MOVED]
    if rows and cancelled:
        rows[0]["cancellations"] = [
            {"date": each.date.isoformat(), "reason": each.reason} for each in cancelled
        ]
    if rows and moved:
        rows[0]["moves"] = [_move(each) for each in moved]
    return rows


def _move(deviation: Deviation) -> Fields:
    told = {
        "date": deviation.date,
        "new_date": deviation.new_date,
        "new_starts_at": deviation.new_starts_at,
        "new_ends_at": deviation.new_ends_at,
    }
    move: Fields = {
        key: value.strftime("%H:%M") if isinstance(value, dt.time) else value.isoformat()
        for key, value in told.items()
        if value is not None
    }
    return move | ({"reason": deviation.reason} if deviation.reason else {})
