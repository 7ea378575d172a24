"""Rules in the manner of iCalendar become Nabij's, and Nabij's become them, without a date lost."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.exchange.hsds import schedules
from nabij.exchange.hsds.conform import Spot
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.hsds.fragments import Reading
from nabij.exchange.records import Origin, ScheduleRecord
from nabij.methods.dates import Recurrence, occurrences

TODAY = dt.date(2026, 3, 2)
OWNER = "ac148810-d857-441c-9679-408f346de14b"
TEN, NOON = dt.time(10), dt.time(12)


def reading() -> Reading:
    return Reading(OWNER, TODAY, Findings(), Spot(Origin("test.json", 1)), lambda field: True)


def rules(*records: dict[str, Any]) -> list[ScheduleRecord]:
    found, _rest = schedules.read_all(list(records), reading())
    return found


def rule(**told: Any) -> ScheduleRecord:
    [found] = rules({"id": "1", "opens_at": "10:00", **told})
    return found


def test_every_tuesday_and_thursday() -> None:
    found = rule(freq="WEEKLY", byday="TU,TH", closes_at="12:00")
    assert (found.frequency, found.weekdays) == ("weekly", ["TU", "TH"])
    assert (found.starts_at, found.ends_at, found.interval) == (TEN, NOON, 1)


def test_every_other_week_counts_from_the_first_date() -> None:
    found = rule(
        freq="WEEKLY", byday="WE", interval=2, dtstart="2026-01-07", valid_from="2026-02-01"
    )
    assert (found.interval, found.starts_on) == (2, dt.date(2026, 1, 7))


def test_the_first_and_third_tuesday_of_the_month() -> None:
    found = rule(freq="MONTHLY", byday="1TU,3TU")
    assert (found.frequency, found.weekdays, found.weeks_of_month) == ("monthly", ["TU"], [1, 3])


def test_the_last_friday_of_the_month() -> None:
    assert rule(freq="MONTHLY", byday="-1FR").weeks_of_month == [-1]


def test_days_of_the_month() -> None:
    assert rule(freq="MONTHLY", bymonthday="1,15,-1").month_days == [1, 15, -1]


def test_weekdays_in_different_weeks_are_two_rules() -> None:
    found = rules({"id": "1", "freq": "MONTHLY", "byday": "1TU,3WE", "opens_at": "10:00"})
    assert [(each.weekdays, each.weeks_of_month) for each in found] == [
        (["TU"], [1]),
        (["WE"], [3]),
    ]


def test_the_earliest_of_until_and_valid_to_ends_it() -> None:
    found = rule(freq="WEEKLY", byday="MO", until="2026-06-30", valid_to="2026-05-31")
    assert found.ends_on == dt.date(2026, 5, 31)


def test_the_end_of_all_days_is_no_end() -> None:
    """Many systems write 9999-12-31 where something goes on until further notice."""
    assert rule(freq="WEEKLY", byday="MO", valid_to="9999-12-31").ends_on is None


def test_so_many_times_ends_at_the_last_of_them() -> None:
    found = rule(freq="WEEKLY", byday="MO,TH", dtstart="2026-03-02", count=5)
    assert found.ends_on == dt.date(2026, 3, 16)


def test_once_is_a_single_date() -> None:
    found = rule(freq="WEEKLY", dtstart="2026-03-14", count=1)
    assert (found.frequency, found.starts_on) == ("once", dt.date(2026, 3, 14))


def test_a_rule_that_begins_and_ends_on_one_day_is_a_single_date() -> None:
    found = rule(freq="WEEKLY", byday="SA", dtstart="2026-03-14", until="2026-03-14")
    assert (found.frequency, found.dates) == ("once", [dt.date(2026, 3, 14)])


def test_a_single_day_that_the_rule_does_not_have_is_no_date() -> None:
    found = rule(freq="WEEKLY", byday="TH", dtstart="2005-01-01", until="2005-01-01")
    assert found.frequency == "weekly"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("10:00", TEN), ("10:00:00", TEN), ("10.00", TEN), ("10am", TEN), ("4:00 PM", dt.time(16)),
        ("12am", dt.time(0)), ("24:00", dt.time(0)), ("10:00 uur", TEN),
        ("10:00+01:00", TEN), ("10:00+0200", TEN), ("09:00Z", TEN), ("09:00+00:00", TEN),
        ("04:00-05:00", TEN),
    ],
)  # fmt: skip
def test_times_of_all_kinds_become_the_clock_on_the_wall(told: str, expected: dt.time) -> None:
    assert rule(freq="WEEKLY", byday="MO", opens_at=told).starts_at == expected


def test_a_time_in_utc_is_an_hour_later_in_winter_and_two_in_summer() -> None:
    summer = rule(freq="WEEKLY", byday="MO", dtstart="2026-07-06", opens_at="08:00Z")
    winter = rule(freq="WEEKLY", byday="MO", dtstart="2026-01-05", opens_at="08:00Z")
    assert (summer.starts_at, winter.starts_at) == (dt.time(10), dt.time(9))


@pytest.mark.parametrize(
    "told",
    [
        {"freq": "WEEKLY", "byday": "MO"},  # no time
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "soon"},
        {"freq": "WEEKLY", "byday": "XX", "opens_at": "10:00"},
        {"freq": "MONTHLY", "byday": "9MO", "opens_at": "10:00"},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "interval": 0},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "interval": 1000},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "23:30Z"},  # on Tuesday here
        {"opens_at": "10:00"},
    ],
)
def test_what_gives_no_rule_is_kept_and_reported(told: dict[str, Any]) -> None:
    asked = reading()
    found, rest = schedules.read_all([{"id": "1", **told}], asked)
    assert (found, rest) == ([], [{"id": "1", **told}])
    assert [problem.code for problem in asked.findings.problems] == ["schedule"]
    assert not asked.findings.fatal_count


def test_rows_that_differ_in_their_weekday_only_are_one_rule() -> None:
    rows = [
        {"id": day, "freq": "WEEKLY", "byday": day, "opens_at": "09:00", "group": "office"}
        for day in ("MO", "TU", "WE")
    ]
    [found] = rules(*rows)
    assert found.weekdays == ["MO", "TU", "WE"]
    assert found.extra == {"hsds": rows}


def test_a_cancelled_date_is_a_date_on_which_nothing_is_here_either() -> None:
    found = rule(
        freq="WEEKLY", byday="TU", cancellations=[{"date": "2026-03-10", "reason": "Ziek"}],
        moves=[{"date": "2026-03-17", "new_date": "2026-03-18"}],
    )  # fmt: skip
    assert found.exceptions == [dt.date(2026, 3, 10), dt.date(2026, 3, 17)]
    assert found.dates == [dt.date(2026, 3, 18)]


def test_the_words_of_a_source_are_kept_beside_the_rule() -> None:
    told = {"id": "x", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00:00", "notes": "Binnen"}
    [found] = rules(told)
    assert found.extra == {"hsds": [told]}
    assert schedules.still_true([told], found, TODAY)
    found.weekdays = ["WE"]
    assert not schedules.still_true([told], found, TODAY)


# --- there and back -----------------------------------------------------------------------------

DATES = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
WEEKDAYS = st.lists(st.sampled_from(schedules.DAYS), unique=True, min_size=1).map(
    lambda days: sorted(days, key=schedules.DAYS.index)
)
WEEKS = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), unique=True, max_size=3)


@st.composite
def schedule_records(draw: st.DrawFn) -> ScheduleRecord:
    frequency = draw(st.sampled_from(["once", "weekly", "monthly"]))
    dates = sorted(draw(st.sets(DATES, max_size=4)))
    found = ScheduleRecord(
        frequency=frequency,
        starts_at=draw(TIMES),
        ends_at=draw(st.none() | TIMES),
        interval=draw(st.integers(1, 6)),
        dates=dates,
        exceptions=sorted(draw(st.sets(DATES, max_size=3))),
        skip_holidays=draw(st.booleans()),
        note=draw(st.sampled_from(["", "Neem uw eigen kopje mee."])),
    )
    if frequency == "once":
        found.starts_on = None if dates else draw(DATES)
        return found
    first, last = sorted(draw(st.tuples(DATES, DATES)))
    found.starts_on = draw(st.sampled_from([None, first]))
    found.ends_on = draw(st.sampled_from([None, last]))
    found.weekdays = draw(WEEKDAYS)
    if frequency == "monthly":
        found.weeks_of_month = draw(WEEKS)
        found.month_days = draw(st.sampled_from([[], [1], [13, 14], [-1]]))
    return found


@given(schedule_records())
def test_every_rule_goes_out_and_comes_back_the_same(rule: ScheduleRecord) -> None:
    records = schedules.write(rule, OWNER)
    assert {record["freq"] for record in records} <= {"WEEKLY", "MONTHLY"}
    assert rules(*records) == [rule]


@given(schedule_records())
def test_the_records_say_the_same_dates_as_the_rule(rule: ScheduleRecord) -> None:
    [back] = rules(*schedules.write(rule, OWNER))
    assert dates_of(back) == dates_of(rule)


def dates_of(rule: ScheduleRecord) -> list[dt.date]:
    recurrence = Recurrence(
        rule.frequency, rule.starts_at, rule.ends_at, rule.interval, tuple(rule.weekdays),
        tuple(rule.weeks_of_month), tuple(rule.month_days), rule.starts_on, rule.ends_on,
        frozenset(rule.exceptions), frozenset(rule.dates),
    )  # fmt: skip
    return [each.date for each in occurrences(recurrence, dt.date(2024, 1, 1), dt.date(2027, 1, 1))]
