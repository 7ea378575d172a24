"""When something happens, as people write it in a table."""

import datetime as dt

import pytest

from nabij.exchange.offers.moments import (
    NotUnderstoodError,
    parse_date,
    parse_dates,
    parse_time,
)
from nabij.exchange.offers.rhythm import parse_rhythm, to_schedule
from nabij.exchange.records import ScheduleRecord

TODAY = dt.date(2026, 3, 2)
TEN, TWELVE = dt.time(10), dt.time(12)


def schedules(text: str, starts_on: dt.date | None = None) -> list[ScheduleRecord]:
    rules = parse_rhythm(text, TODAY)
    return [to_schedule(rule, TEN, TWELVE, starts_on, None, []) for rule in rules]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("di", ["TU"]),
        ("di en do", ["TU", "TH"]),
        ("ma, wo & vr", ["MO", "WE", "FR"]),
        ("elke dinsdag", ["TU"]),
        ("Iedere Woensdagmiddag", ["WE"]),
        ("dinsdagen", ["TU"]),
        ("ma t/m vr", ["MO", "TU", "WE", "TH", "FR"]),
        ("maandag tot en met vrijdag", ["MO", "TU", "WE", "TH", "FR"]),
        ("ma-vr", ["MO", "TU", "WE", "TH", "FR"]),
        ("vr t/m ma", ["MO", "FR", "SA", "SU"]),
        ("werkdagen", ["MO", "TU", "WE", "TH", "FR"]),
        ("in het weekend", ["SA", "SU"]),
        ("dagelijks", ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        ("every Tuesday", ["TU"]),
        ("tue & thu", ["TU", "TH"]),
    ],
)
def test_days_of_every_week(text: str, days: list[str]) -> None:
    (schedule,) = schedules(text)
    assert (schedule.frequency, schedule.weekdays) == ("weekly", days)
    assert (schedule.starts_at, schedule.ends_at) == (TEN, TWELVE)


@pytest.mark.parametrize(
    ("text", "weeks", "days"),
    [
        ("1e en 3e woensdag", [1, 3], ["WE"]),
        ("iedere eerste maandag van de maand", [1], ["MO"]),
        ("laatste vrijdag van de maand", [-1], ["FR"]),
        ("1e, 2e en laatste do", [-1, 1, 2], ["TH"]),
        ("first Monday of the month", [1], ["MO"]),
    ],
)
def test_days_of_some_weeks_of_the_month(text: str, weeks: list[int], days: list[str]) -> None:
    (schedule,) = schedules(text)
    assert schedule.frequency == "monthly"
    assert (schedule.weeks_of_month, schedule.weekdays) == (weeks, days)


def test_a_day_of_the_month() -> None:
    (schedule,) = schedules("elke 15e van de maand")
    assert (schedule.frequency, schedule.month_days) == ("monthly", [15])


@pytest.mark.parametrize(
    "text", ["om de week op do", "tweewekelijks donderdag", "1x per 2 weken do"]
)
def test_every_other_week_counts_from_a_first_date(text: str) -> None:
    (schedule,) = schedules(text, dt.date(2026, 3, 5))
    assert (schedule.interval, schedule.weekdays) == (2, ["TH"])
    with pytest.raises(NotUnderstoodError, match="vanaf"):
        schedules(text)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("elke dinsdag 10.00-12.00", "10:00", "12:00"),
        ("dinsdag van 9:30 tot 11:00 uur", "09:30", "11:00"),
        ("10.00 - 12.00 op dinsdag", "10:00", "12:00"),
        ("di 13u30-15u00", "13:30", "15:00"),
        ("dinsdag 20-22 uur", "20:00", "22:00"),
        ("di om 19.30 uur", "19:30", None),
        ("di van 10 tot 12", "10:00", "12:00"),
    ],
)
def test_times_in_the_same_cell(text: str, begins: str, ends: str | None) -> None:
    (schedule,) = [
        to_schedule(rule, None, None, None, None, []) for rule in parse_rhythm(text, TODAY)
    ]
    assert schedule.weekdays == ["TU"]
    assert schedule.starts_at.isoformat("minutes") == begins
    assert (schedule.ends_at and schedule.ends_at.isoformat("minutes")) == ends


def test_two_rules_in_one_cell() -> None:
    first, second = schedules("di 10.00-12.00 en do 14.00-16.00")
    assert (first.weekdays, second.weekdays) == (["TU"], ["TH"])
    assert (first.starts_at, second.starts_at) == (TEN, dt.time(14))


def test_single_dates() -> None:
    (schedule,) = schedules("eenmalig 4 april 2026, 14.00-16.00")
    assert (schedule.frequency, schedule.dates) == ("once", [dt.date(2026, 4, 4)])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("di en do in de kelder", "kelder"),
        ("31-02-2026", "31-02-2026"),
        ("29 februari 2027", "does not exist"),
        ("di 25.00", "25.00"),
        ("even weken op di", "om de week"),
        ("maandelijks op dinsdag", "1e dinsdag"),
        ("7e dinsdag", "five"),
        ("1e en 3e", "1e dinsdag"),
        ("zie website", "zie website"),
    ],
)
def test_what_is_not_understood_is_said_and_never_guessed(text: str, told: str) -> None:
    with pytest.raises(NotUnderstoodError, match=told):
        schedules(text)


def test_days_without_a_time_are_refused() -> None:
    (rule,) = parse_rhythm("di", TODAY)
    with pytest.raises(NotUnderstoodError, match="begins"):
        to_schedule(rule, None, None, None, None, [])


@pytest.mark.parametrize(
    "cell",
    ["3-12-2026", "2026-12-03", "03/12/2026", "3.12.2026", "3 december 2026", "3 dec 2026", 46359,
     "46359", dt.date(2026, 12, 3), dt.datetime(2026, 12, 3, 10), "3-12-26"],  # noqa: DTZ001
)  # fmt: skip
def test_a_date_may_be_written_in_many_ways(cell: str) -> None:
    assert parse_date(cell, TODAY) == dt.date(2026, 12, 3)


def test_a_date_without_a_year_is_the_next_one() -> None:
    assert parse_dates("4 april en 1 maart", TODAY) == [dt.date(2026, 4, 4), dt.date(2027, 3, 1)]


@pytest.mark.parametrize("cell", ["31-02-2026", "12", 12, 3.5, "volgende week", "2026-13-01"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(NotUnderstoodError):
        parse_date(cell, TODAY)


@pytest.mark.parametrize(
    "cell",
    ["10.30", "10:30", "10u30", "10.30 uur", 10.3, dt.time(10, 30), 10.5 / 24,
     dt.timedelta(hours=10, minutes=30), "10:30:00"],
)  # fmt: skip
def test_a_time_may_be_written_in_many_ways(cell: str) -> None:
    assert parse_time(cell) == dt.time(10, 30)


@pytest.mark.parametrize("cell", ["25:00", "10.75", "na de lunch", -1])
def test_what_is_no_time_is_refused(cell: str) -> None:
    with pytest.raises(NotUnderstoodError):
        parse_time(cell)
