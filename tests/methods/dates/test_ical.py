"""A rule in a calendar file: another program reads the same dates from it."""

import datetime as dt

import icalendar
import recurring_ical_events
from hypothesis import given, settings

from nabij.methods.dates import AMSTERDAM, Recurrence, occurrences, to_ical, to_rrule
from tests.methods.dates.test_recurrence import DATES, RULES

D, T = dt.date, dt.time
FAR = dt.timedelta(days=500)


def calendar_of(
    rec: Recurrence, begin: dt.date, free: frozenset[dt.date]
) -> icalendar.Calendar | None:
    """A calendar with one event, as our feeds make it."""
    rule = to_ical(rec, begin, free)
    if rule is None:
        return None
    event = icalendar.Event()
    event.add("uid", "1@nabij.example")
    event.add("dtstamp", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    event.add("dtstart", rule.first.start)
    if rule.first.end:
        event.add("dtend", rule.first.end)
    if rule.rrule:
        event.add("rrule", icalendar.vRecur.from_ical(rule.rrule))
    for name, moments in (("exdate", rule.exdates), ("rdate", rule.rdates)):
        for moment in moments:
            event.add(name, moment)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//nabij//test//NL")
    calendar.add_component(event)
    return icalendar.Calendar.from_ical(calendar.to_ical())


def read_by_another_program(
    calendar: icalendar.Calendar, first: dt.date, last: dt.date
) -> list[dt.datetime]:
    events = recurring_ical_events.of(calendar).between(first, last + dt.timedelta(1))
    starts = sorted(event["DTSTART"].dt.astimezone(dt.UTC) for event in events)
    return [s for s in starts if first <= s.astimezone(AMSTERDAM).date() <= last]


def ours(
    rec: Recurrence, first: dt.date, last: dt.date, free: frozenset[dt.date]
) -> list[dt.datetime]:
    return [o.start.astimezone(dt.UTC) for o in occurrences(rec, first, last, free)]


@given(RULES, DATES)
@settings(max_examples=150, deadline=None)
def test_another_program_reads_the_same_starts_from_our_calendar(
    rec: Recurrence, begin: dt.date
) -> None:
    free = frozenset({D(2026, 4, 27), D(2026, 12, 25), D(2026, 12, 26), D(2027, 1, 1)})
    calendar = calendar_of(rec, begin, free)
    if calendar is None:
        assert not occurrences(rec, begin, begin + FAR, free)
        return
    last = min(begin + FAR, max(free)) if rec.skip_public_holidays else begin + FAR
    assert read_by_another_program(calendar, begin, last) == ours(rec, begin, last, free)


def test_the_weeks_in_which_the_clock_changes() -> None:
    for time in (T(0, 30), T(1, 30), T(2, 30), T(3, 30), T(10)):
        rec = Recurrence(
            "weekly", time, T(12), weekdays=("SA", "SU", "MO"), starts_on=D(2026, 3, 2)
        )
        calendar = calendar_of(rec, D(2026, 3, 2), frozenset())
        assert calendar is not None
        for first in (D(2026, 3, 23), D(2026, 10, 19)):
            last = first + dt.timedelta(14)
            assert read_by_another_program(calendar, first, last) == ours(
                rec, first, last, frozenset()
            )


def test_the_rule_as_rfc_5545_writes_it() -> None:
    assert to_rrule(Recurrence("weekly", T(10), weekdays=("TH", "TU"), interval=2)) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"
    )
    first_and_last = Recurrence("monthly", T(14), weekdays=("WE",), weeks_of_month=(-1, 1))
    assert to_rrule(first_and_last) == "FREQ=MONTHLY;BYDAY=1WE,-1WE"
    ends = Recurrence("monthly", T(9), month_days=(15,), until=D(2026, 6, 30))
    assert to_rrule(ends) == "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20260630T215959Z"
    assert to_rrule(Recurrence("once", T(9))) == ""


def test_a_calendar_starts_at_the_first_time_that_the_rule_gives() -> None:
    rec = Recurrence("weekly", T(10), T(12), weekdays=("TU",), starts_on=D(2026, 1, 1))
    rule = to_ical(rec, D(2026, 5, 1))
    assert rule is not None
    assert rule.first.date == D(2026, 1, 6)


def test_a_rule_at_the_end_of_the_calendar_is_still_an_event() -> None:
    """Somebody's record of the year 9999 must not take a whole feed down."""
    rec = Recurrence("weekly", T(10), T(12), weekdays=("FR",), starts_on=D(9999, 12, 20))
    rule = to_ical(rec, D(2026, 1, 1))
    assert rule is not None
    assert rule.first.date == D(9999, 12, 24)


def test_a_rule_without_any_date_is_no_event() -> None:
    never = Recurrence("monthly", T(10), month_days=(30,), interval=12, starts_on=D(2026, 2, 1))
    assert to_ical(never, D(2026, 1, 1)) is None
