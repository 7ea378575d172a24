"""Reads the example's TOML files into the neutral records that imports use."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    Origin,
    PlaceRecord,
    Record,
    ScheduleRecord,
)

HERE = Path(__file__).parent / "merenwaard"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Table = dict[str, Any]


@cache
def read(name: str) -> Table:
    """One file of the example."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def offers() -> Iterator[tuple[str, Table]]:
    """Every offer with the name of its file."""
    for path in sorted((HERE / "offers").glob("*.toml")):
        for offer in tomllib.loads(path.read_text(encoding="utf-8"))["offer"]:
            yield path.name, offer


def records(today: dt.date) -> Iterator[Record]:
    """Places, organisations and offers of Merenwaard, as an import would read them."""
    for place in read("places.toml")["place"]:
        yield _place(place)
    themes = read("organisations.toml")["theme"]
    for organisation in read("organisations.toml")["organisation"]:
        yield _organisation(organisation, themes)
    organisations = {row["id"]: row for row in read("organisations.toml")["organisation"]}
    for file, offer in offers():
        yield _offer(offer, file, organisations[offer["organisation"]], today)


def _english(table: Table, *fields: str, **renamed: str) -> dict[str, dict[str, str]]:
    """`{"en": {…}}` from the fields that have an English twin."""
    names = {name: name for name in fields} | renamed
    found = {
        ours: table[f"{theirs}_en"] for ours, theirs in names.items() if table.get(f"{theirs}_en")
    }
    return {"en": found} if found else {}


def _place(row: Table) -> PlaceRecord:
    return PlaceRecord(
        origin=Origin("places.toml"),
        source_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        street=f"{row['street']} {row['number']}",
        postcode=row["postcode"].replace(" ", ""),
        town=read("municipality.toml")["name"],
        lat=row["lat"],
        lon=row["lon"],
        accessible=row["accessible"],
        entrance=row.get("entrance", ""),
        transport=row.get("bus", ""),
        translations=_english(row, "name", "entrance", transport="bus"),
    )


def _organisation(row: Table, themes: Table) -> OrganisationRecord:
    return OrganisationRecord(
        origin=Origin("organisations.toml"),
        source_id=row["id"],
        name=row["name"],
        kind=row["legal_form"],
        description=row["description"],
        email=row.get("email", ""),
        phone=row.get("phone", ""),
        website=row.get("website", ""),
        place=row.get("place"),
        founded=row.get("founded"),
        themes=[themes[theme]["nl"] for theme in row["themes"]],
        translations=_english(row, "name", "description"),
    )


def _offer(row: Table, file: str, organisation: Table, today: dt.date) -> OfferRecord:
    verified = row.get("verified_days_ago")
    return OfferRecord(
        origin=Origin(f"offers/{file}"),
        source_id=row["id"],
        organisation=row["organisation"],
        place=row.get("place"),
        name=row["name"],
        summary=row["summary"],
        description=row["description"].strip(),
        status=row.get("status", "open"),
        mechanisms=row["mechanisms"],
        causes=row["causes"],
        form=row["form"],
        reach=row["reach"],
        audiences=row.get("audiences", []),
        languages=row.get("languages", ["nl"]),
        age_min=row.get("age_min"),
        age_max=row.get("age_max"),
        only_for=row.get("only_for", ""),
        cost_per_visit=_euros(row.get("cost_per_visit")),
        cost_per_month=_euros(row.get("cost_per_month")),
        cost_note=row.get("cost_note", ""),
        group_size=row.get("group_size"),
        capacity=row.get("capacity", "ask"),
        accessible=row.get("accessible", []),
        walk_along=row.get("walk_along", False),
        welcomed_by=row.get("welcomed_by", ""),
        contact_phone=row.get("contact_phone") or organisation.get("phone", ""),
        contact_email=row.get("contact_email") or organisation.get("email", ""),
        call_first=row.get("call_first", False),
        verified_on=None if verified is None else today - dt.timedelta(days=verified),
        schedules=[_schedule(rule, row, today) for rule in row.get("schedule", [])],
        translations=_english(row, "name", "summary", "description", "cost_note", "welcomed_by"),
    )


def _euros(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


def _schedule(rule: Table, offer: Table, today: dt.date) -> ScheduleRecord:
    once = rule["frequency"] == "once"
    ended = offer.get("ended_weeks_ago")
    return ScheduleRecord(
        frequency=rule["frequency"],
        interval=rule.get("interval", 1),
        weekdays=[] if once else rule.get("days", []),
        weeks_of_month=rule.get("weeks_of_month", []),
        dates=list(_single_dates(rule, today)) if once else [],
        starts_at=dt.time.fromisoformat(rule["starts_at"]),
        ends_at=dt.time.fromisoformat(rule["ends_at"]) if rule.get("ends_at") else None,
        starts_on=None if once else _monday(today) - dt.timedelta(weeks=offer["started_weeks_ago"]),
        ends_on=None if ended is None else _monday(today) - dt.timedelta(weeks=ended),
        skip_holidays=rule.get("skip_holidays", True),
        note=rule.get("note", ""),
        extra={"translations": _english(rule, "note")} if rule.get("note_en") else {},
    )


def _single_dates(rule: Table, today: dt.date) -> Iterator[dt.date]:
    """Days from the filling of the example, moved forward to the weekday that the rule names."""
    for days in rule["once_in_days"]:
        date = today + dt.timedelta(days=days)
        if rule.get("days"):
            date += dt.timedelta(days=(WEEKDAYS.index(rule["days"][0]) - date.weekday()) % 7)
        yield date


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
