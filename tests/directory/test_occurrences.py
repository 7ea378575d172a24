"""Dates are worked out ahead from rules; what happened stays; what is off or moved says so."""

import datetime as dt

import pytest

from nabij.core.tenancy import within
from nabij.directory.actions import cancel_date, move_date, restore_date
from nabij.directory.actions.dates import NotPlannedError
from nabij.directory.models import Occurrence
from nabij.directory.occurrences import HORIZON, materialise, public_holidays
from tests.factories import AMSTERDAM, MunicipalityFactory, ScheduleFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 5)  # a Monday


@pytest.fixture
def town():
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


def dates(schedule) -> list[dt.date]:
    return list(
        Occurrence.objects.filter(schedule=schedule).order_by("date").values_list("date", flat=True)
    )


def test_every_tuesday_is_worked_out_a_quarter_of_a_year_ahead(town):
    schedule = ScheduleFactory.create(municipality=town, weekdays=["TU"])
    materialise(town, today=TODAY)
    found = dates(schedule)
    assert found[0] == dt.date(2026, 10, 6)
    assert found[-1] <= TODAY + HORIZON
    assert {day.weekday() for day in found} == {1}
    assert len(found) == 13


def test_a_second_time_changes_nothing(town):
    ScheduleFactory.create(municipality=town)
    assert materialise(town, today=TODAY) > 0
    assert materialise(town, today=TODAY) == 0


def test_what_happened_is_not_rewritten_by_a_later_rule(town):
    schedule = ScheduleFactory.create(municipality=town, weekdays=["TU"])
    materialise(town, today=TODAY)
    schedule.weekdays = ["TH"]
    schedule.save()
    materialise(town, today=TODAY + dt.timedelta(weeks=2))
    found = dates(schedule)
    assert [day.weekday() for day in found[:2]] == [1, 1]
    assert {day.weekday() for day in found[2:]} == {3}


def test_christmas_is_left_out_unless_the_rule_says_otherwise(town):
    closed = ScheduleFactory.create(municipality=town, weekdays=["FR"])
    open_ = ScheduleFactory.create(municipality=town, weekdays=["FR"], skip_holidays=False)
    materialise(town, today=TODAY)
    assert dt.date(2026, 12, 25) not in dates(closed)
    assert dt.date(2026, 12, 25) in dates(open_)


def test_public_holidays_are_those_of_the_government_s_list():
    # rijksoverheid.nl, official holidays of 2026: Easter Monday 6 April, King's Day 27 April,
    # Ascension 14 May, Whit Monday 25 May, Christmas 25 and 26 December
    days = {(4, 6), (4, 27), (5, 14), (5, 25), (12, 25), (12, 26), (1, 1)}
    assert {dt.date(2026, month, day) for month, day in days} <= public_holidays(2026)


def test_morning_afternoon_and_evening_go_by_the_start(town):
    for hour in (9, 12, 17, 18):
        ScheduleFactory.create(municipality=town, starts_at=dt.time(hour), ends_at=None)
    materialise(town, today=TODAY)
    parts = dict(Occurrence.objects.values_list("schedule__starts_at", "part"))
    assert parts == {dt.time(9): 0, dt.time(12): 1, dt.time(17): 1, dt.time(18): 2}


def test_a_cancelled_date_stays_with_its_reason_and_can_be_put_back(town):
    schedule = ScheduleFactory.create(municipality=town)
    materialise(town, today=TODAY)
    day = dt.date(2026, 10, 13)
    cancel_date(schedule=schedule, date=day, reason="De zaal wordt geschilderd.", today=TODAY)
    row = Occurrence.objects.get(schedule=schedule, date=day)
    assert row.cancelled
    assert row.reason == "De zaal wordt geschilderd."
    restore_date(schedule=schedule, date=day, today=TODAY)
    assert not Occurrence.objects.get(schedule=schedule, date=day).cancelled


def test_cancelling_twice_is_cancelling_once_with_the_last_reason(town):
    schedule = ScheduleFactory.create(municipality=town)
    materialise(town, today=TODAY)
    for reason in ("Ziek.", "Storm."):
        cancel_date(schedule=schedule, date=dt.date(2026, 10, 13), reason=reason, today=TODAY)
    assert schedule.deviations.count() == 1
    assert Occurrence.objects.get(date=dt.date(2026, 10, 13)).reason == "Storm."


def test_a_date_on_which_nothing_is_planned_cannot_be_cancelled(town):
    schedule = ScheduleFactory.create(municipality=town)
    materialise(town, today=TODAY)
    with pytest.raises(NotPlannedError):
        cancel_date(schedule=schedule, date=dt.date(2026, 10, 14), reason="", today=TODAY)


def test_a_moved_date_knows_when_it_was_planned(town):
    schedule = ScheduleFactory.create(municipality=town)
    materialise(town, today=TODAY)
    move_date(
        schedule=schedule,
        date=dt.date(2026, 10, 20),
        new_date=dt.date(2026, 10, 22),
        new_starts_at=dt.time(19),
        today=TODAY,
    )
    row = Occurrence.objects.get(schedule=schedule, rule_date=dt.date(2026, 10, 20))
    assert row.date == dt.date(2026, 10, 22)
    assert (row.weekday, row.part) == (3, 2)
    assert row.ends_at is None
    assert row.moved_from == dt.datetime(2026, 10, 20, 10, tzinfo=AMSTERDAM)


def test_a_party_past_midnight_ends_on_the_next_day(town):
    schedule = ScheduleFactory.create(municipality=town, starts_at=dt.time(21), ends_at=dt.time(1))
    materialise(town, today=TODAY)
    row = Occurrence.objects.filter(schedule=schedule).first()
    assert row is not None
    assert row.ends_at - row.starts_at == dt.timedelta(hours=4)


def test_the_number_of_queries_does_not_grow_with_the_schedules(
    town, django_assert_max_num_queries
):
    for _ in range(40):
        ScheduleFactory.create(municipality=town)
    with django_assert_max_num_queries(25):
        materialise(town, today=TODAY)


def test_another_municipality_s_rules_are_left_alone(town):
    other = MunicipalityFactory.create()
    with within(other):
        ScheduleFactory.create(municipality=other)
    assert materialise(town, today=TODAY) == 0
