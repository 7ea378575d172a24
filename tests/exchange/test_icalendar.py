"""Calendars tell subscribers what happens, what is off and why; other programs read them alike."""

import datetime as dt

import icalendar
import pytest
import recurring_ical_events

from nabij.core.tenancy import within
from nabij.directory.actions import cancel_date, move_date, restore_date
from nabij.directory.models import Occurrence
from nabij.directory.occurrences import materialise
from nabij.directory.queries.agenda import subscribed_offers
from nabij.exchange.icalendar import calendar
from tests.factories import AMSTERDAM, MunicipalityFactory, ScheduleFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 5)  # a Monday; the clock goes back on 25 October


@pytest.fixture
def town():
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


def schedule(town, **rule):
    made = ScheduleFactory.create(municipality=town, starts_on=dt.date(2024, 1, 2), **rule)
    materialise(town, today=TODAY)
    return made


def written(town) -> bytes:
    return calendar("Dichtbij", subscribed_offers(town), language="nl", today=TODAY)


def times(ics: bytes) -> list[tuple[dt.datetime, str]]:
    """What recurring_ical_events reads for the coming weeks, as (start in UTC, status)."""
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(ics)).between(
        TODAY, TODAY + dt.timedelta(weeks=12)
    )
    return sorted((row["DTSTART"].dt.astimezone(dt.UTC), str(row["STATUS"])) for row in events)


def planned() -> list[tuple[dt.datetime, str]]:
    rows = Occurrence.objects.filter(starts_at__lt=dt.datetime(2026, 12, 28, tzinfo=AMSTERDAM))
    return sorted(
        (row.starts_at.astimezone(dt.UTC), "CANCELLED" if row.cancelled else "CONFIRMED")
        for row in rows
    )


@pytest.mark.parametrize(
    "rule",
    [
        {"weekdays": ["TU"]},
        {"weekdays": ["TU", "FR"], "interval": 2},
        {"frequency": "monthly", "weekdays": ["WE"], "weeks_of_month": [1, 3]},
        {"frequency": "monthly", "weekdays": ["SU"], "weeks_of_month": [-1]},
        {"weekdays": ["FR"], "exceptions": ["2026-10-16"], "dates": ["2026-10-18"]},
        {"frequency": "once", "weekdays": [], "dates": ["2026-10-09", "2026-12-19"]},
        {"weekdays": ["FR"], "skip_holidays": True},
        {"weekdays": ["SA"], "starts_at": dt.time(20), "ends_at": dt.time(1)},
    ],
)
def test_another_program_reads_the_same_dates_as_we_show(town, rule):
    schedule(town, **rule)
    assert planned()
    assert times(written(town)) == planned()


def test_a_subscriber_sees_which_date_is_off_and_why(town):
    rule = schedule(town)
    cancel_date(
        schedule=rule, date=dt.date(2026, 10, 13), reason="De zaal wordt geschilderd.", today=TODAY
    )
    ics = written(town)
    assert times(ics) == planned()
    assert (dt.datetime(2026, 10, 13, 8, tzinfo=dt.UTC), "CANCELLED") in times(ics)
    assert "De zaal wordt geschilderd." in ics.decode().replace("\r\n ", "")


def test_a_moved_date_is_read_at_its_new_time_and_no_longer_at_the_old(town):
    rule = schedule(town)
    move_date(
        schedule=rule,
        date=dt.date(2026, 10, 20),
        new_date=dt.date(2026, 10, 21),
        new_starts_at=dt.time(14),
        new_ends_at=dt.time(16),
        reason="De beheerder is op dinsdag weg.",
        today=TODAY,
    )
    found = [start for start, _ in times(written(town))]
    assert dt.datetime(2026, 10, 21, 12, tzinfo=dt.UTC) in found
    assert dt.datetime(2026, 10, 20, 8, tzinfo=dt.UTC) not in found
    assert times(written(town)) == planned()


def test_every_change_raises_the_revision_and_the_uid_stays(town):
    rule = schedule(town)

    def revision() -> tuple[str, int]:
        rule.offer.refresh_from_db()
        event = icalendar.Calendar.from_ical(written(town)).walk("VEVENT")[0]
        return str(event["UID"]), int(event.decoded("sequence"))

    uid, first = revision()
    cancel_date(schedule=rule, date=dt.date(2026, 10, 13), reason="Ziek.", today=TODAY)
    assert revision() == (uid, first + 1)
    restore_date(schedule=rule, date=dt.date(2026, 10, 13), today=TODAY)
    assert revision() == (uid, first + 2)
    assert all(status == "CONFIRMED" for _, status in times(written(town)))


def test_ten_o_clock_stays_ten_o_clock_when_the_clock_goes_back(town):
    schedule(town)
    hours = {start.astimezone(AMSTERDAM).hour for start, _ in times(written(town))}
    assert hours == {10}


def test_a_calendar_says_when_to_look_again_and_in_which_time_zone(town):
    schedule(town)
    cal = icalendar.Calendar.from_ical(written(town))
    assert cal.decoded("refresh-interval") == dt.timedelta(hours=6)
    assert [zone["TZID"] for zone in cal.walk("VTIMEZONE")] == ["Europe/Amsterdam"]


def test_thunderbird_s_reader_sees_the_same_dates(town, ical_reader):
    rule = schedule(town, weekdays=["TU", "FR"], interval=2, exceptions=["2026-10-16"])
    cancel_date(schedule=rule, date=dt.date(2026, 11, 3), reason="Ziek.", today=TODAY)
    begin = dt.datetime(2026, 10, 5, tzinfo=AMSTERDAM)
    found = ical_reader.occurrences(written(town).decode(), begin, begin + dt.timedelta(weeks=12))
    assert sorted((event.start, event.status) for event in found) == planned()


def test_the_number_of_queries_does_not_grow_with_the_offers(town, django_assert_num_queries):
    schedule(town)
    with django_assert_num_queries(3):
        written(town)
    for _ in range(12):
        ScheduleFactory.create(municipality=town)
    with django_assert_num_queries(3):
        written(town)
