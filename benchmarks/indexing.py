"""The index rows of a made-up municipality, worked out beside its other rows by the code that always makes them."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from benchmarks.region import TABLES, Row, Scale, Town, town_rows
from nabij.directory.index.calendar import Calendar, calendar_of
from nabij.directory.index.entries import entry_of, findable, public
from nabij.directory.index.spelling import words_of
from nabij.directory.index.times import Rule, slots_of
from nabij.directory.models import Offer, OfferEntry, Organisation, Place

Made = tuple[Town, dict[str, list[Row]], list[tuple[Any, ...]], Counter[str]]
ENTRY_COLUMNS = [str(field.column) for field in OfferEntry._meta.concrete_fields]
_ENTRY_NAMES = [field.attname for field in OfferEntry._meta.concrete_fields]
_JSON = frozenset(
    (
        "translations",
        "extra",
        "accessible",
        "mechanisms",
        "causes",
        "audiences",
        "languages",
        "themes",
    )
)


def town_made(job: tuple[Town, int, Scale, dt.date]) -> Made:
    """A municipality with its rows, its index rows and its words for spelling: the work of one process."""
    town, offers_before, scale, today = job
    rows = town_rows(town, offers_before, scale, today)
    offers = _offers(rows)
    calendars, rules = _calendars(rows["directory_occurrence"]), _rules(rows["directory_schedule"])
    entries = [
        entry_of(offer, calendar, slots_of(own, calendar.times, today) if own else None)
        for offer in offers
        for calendar, own in [(calendars.get(offer.pk, Calendar()), rules.get(offer.pk))]
    ]
    index = [tuple(getattr(entry, name) for name in _ENTRY_NAMES) for entry in entries]
    return town, rows, index, words_of(filter(public, offers))


def _offers(rows: dict[str, list[Row]]) -> list[Offer]:
    places = {place.pk: place for place in _records(Place, rows["directory_place"])}
    organisations = {one.pk: one for one in _records(Organisation, rows["directory_organisation"])}
    for organisation in organisations.values():
        organisation.place = places[organisation.place_id]
    offers: list[Offer] = _records(Offer, rows["directory_offer"])
    for offer in offers:
        offer.organisation = organisations[offer.organisation_id]
        if offer.place_id:
            offer.place = places[offer.place_id]
        offer.created_at = dt.datetime.fromisoformat(f"{offer.created_at}+00:00")
        for name in ("cost_per_visit", "cost_per_month"):
            value = getattr(offer, name)
            setattr(offer, name, None if value is None else float(value))
    return [offer for offer in offers if findable(offer)]


def _records(model: Any, rows: Sequence[Row]) -> list[Any]:
    """Rows as records, JSON read."""
    columns = TABLES[model._meta.db_table]
    return [
        model(
            **{
                column: json.loads(str(value)) if column in _JSON else value
                for column, value in zip(columns, row, strict=True)
            }
        )
        for row in rows
    ]


def _calendars(rows: Sequence[Row]) -> dict[int, Calendar]:
    columns = TABLES["directory_occurrence"]
    at = [columns.index(name) for name in ("offer_id", "date", "part", "cancelled")]
    dates: dict[int, list[tuple[Any, Any]]] = defaultdict(list)
    for row in rows:
        offer, date, part, cancelled = (row[place] for place in at)
        if not cancelled:
            dates[int(str(offer))].append((date, part))
    return {offer: calendar_of(found) for offer, found in dates.items()}


def _rules(rows: Sequence[Row]) -> dict[int, list[Rule]]:
    columns = TABLES["directory_schedule"]
    found: dict[int, list[Rule]] = defaultdict(list)
    for row in rows:
        one: dict[str, Any] = dict(zip(columns, row, strict=True))
        weekdays, dates = json.loads(one["weekdays"]), json.loads(one["dates"])
        rule = Rule(weekdays, dates, one["ends_on"], one["starts_at"], one["ends_at"])
        found[one["offer_id"]].append(rule)
    return found
