"""When things happen: every Tuesday, the first Wednesday, over midnight, when the clock changes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.dates import (
    AMSTERDAM,
    WEEKDAYS,
    LocalOccurrence,
    Recurrence,
    local,
    occurrence_on,
    occurrences,
)

D, T = dt.date, dt.time
YEAR = (D(2026, 1, 1), D(2026, 12, 31))
TEN = T(10)


def dates(
    rec: Recurrence, first: dt.date = YEAR[0], last: dt.date = YEAR[1], **more: object
) -> list[str]:
    return [f"{o.date:%d-%m}" for o in occurrences(rec, first, last, **more)]  # type: ignore[arg-type]


def test_every_tuesday() -> None:
    weekly = Recurrence("weekly", TEN, weekdays=("TU",))
    assert dates(weekly, D(2026, 3, 1), D(2026, 3, 31)) == [
        "03-03",
        "10-03",
        "17-03",
        "24-03",
        "31-03",
    ]


def test_every_other_week_is_counted_from_the_start() -> None:
    rec = Recurrence("weekly", TEN, weekdays=("MO", "TH"), interval=2, starts_on=D(2026, 1, 7))
    assert dates(rec, D(2026, 1, 1), D(2026, 2, 8)) == ["08-01", "19-01", "22-01", "02-02", "05-02"]
    later = dates(rec, D(2026, 10, 1), D(2026, 10, 31))
    assert later == [day for day in dates(rec) if day.endswith("-10")]


def test_every_other_week_without_a_start_does_not_depend_on_the_question() -> None:
    rec = Recurrence("weekly", TEN, weekdays=("TU",), interval=2)
    whole = dates(rec)
    asked_bit_by_bit = [
        day for month in range(1, 13) for day in dates(rec, D(2026, month, 1), D(2026, month, 28))
    ]
    assert set(asked_bit_by_bit) <= set(whole)


def test_weekly_without_a_weekday_is_the_day_of_the_start() -> None:
    assert dates(Recurrence("weekly", TEN, starts_on=D(2026, 1, 2)), last=D(2026, 1, 20)) == [
        "02-01",
        "09-01",
        "16-01",
    ]


def test_a_rule_that_says_nothing_gives_nothing() -> None:
    assert dates(Recurrence("weekly", TEN)) == []
    assert dates(Recurrence("monthly", TEN)) == []
    assert dates(Recurrence("once", TEN)) == []


def test_the_first_and_third_wednesday() -> None:
    rec = Recurrence("monthly", TEN, weekdays=("WE",), weeks_of_month=(1, 3))
    assert dates(rec, D(2026, 4, 1), D(2026, 5, 31)) == ["01-04", "15-04", "06-05", "20-05"]


def test_the_last_friday() -> None:
    rec = Recurrence("monthly", TEN, weekdays=("FR",), weeks_of_month=(-1,))
    assert dates(rec, D(2026, 1, 1), D(2026, 3, 31)) == ["30-01", "27-02", "27-03"]


def test_the_fifth_friday_is_only_there_in_some_months() -> None:
    rec = Recurrence("monthly", TEN, weekdays=("FR",), weeks_of_month=(5,))
    assert dates(rec) == ["30-01", "29-05", "31-07", "30-10"]


def test_the_thirty_first_and_the_last_day() -> None:
    assert len(dates(Recurrence("monthly", TEN, month_days=(31,)))) == 7
    assert len(dates(Recurrence("monthly", TEN, month_days=(-1,)))) == 12


def test_friday_the_thirteenth_must_be_both() -> None:
    rec = Recurrence("monthly", TEN, weekdays=("FR",), month_days=(13,))
    assert dates(rec) == ["13-02", "13-03", "13-11"]


def test_every_third_month_is_counted_from_the_start() -> None:
    rec = Recurrence("monthly", TEN, month_days=(1,), interval=3, starts_on=D(2025, 11, 5))
    assert dates(rec) == ["01-02", "01-05", "01-08", "01-11"]


def test_single_dates() -> None:
    rec = Recurrence("once", TEN, extra_dates=frozenset({D(2026, 12, 3), D(2026, 12, 10)}))
    assert dates(rec) == ["03-12", "10-12"]
    assert dates(Recurrence("once", TEN, starts_on=D(2026, 5, 5))) == ["05-05"]


def test_nothing_before_the_start_or_after_the_end() -> None:
    rec = Recurrence(
        "weekly", TEN, weekdays=("TU",), starts_on=D(2026, 3, 10), until=D(2026, 3, 24)
    )
    assert dates(rec) == ["10-03", "17-03", "24-03"]


def test_public_holidays_are_skipped_when_the_rule_says_so() -> None:
    kings_day = {D(2026, 4, 27)}
    skips = Recurrence("weekly", TEN, weekdays=("MO",), skip_public_holidays=True)
    stays = Recurrence("weekly", TEN, weekdays=("MO",))
    april = (D(2026, 4, 20), D(2026, 4, 30))
    assert dates(skips, *april, holidays=kings_day) == ["20-04"]
    assert dates(stays, *april, holidays=kings_day) == ["20-04", "27-04"]


def test_school_holidays_are_skipped_when_the_rule_says_so() -> None:
    rec = Recurrence("weekly", TEN, weekdays=("MO",), skip_school_holidays=True)
    summer = [(D(2026, 7, 18), D(2026, 8, 30))]
    assert dates(rec, D(2026, 7, 1), D(2026, 9, 10), school_holidays=summer) == [
        "06-07",
        "13-07",
        "31-08",
        "07-09",
    ]


def test_a_date_that_is_named_stands_even_on_a_holiday_and_an_exception_wins() -> None:
    christmas = D(2026, 12, 25)
    rec = Recurrence(
        "weekly",
        TEN,
        weekdays=("MO",),
        extra_dates=frozenset({christmas}),
        skip_public_holidays=True,
    )
    assert "25-12" in dates(rec, holidays={christmas})
    both = Recurrence(
        "once", TEN, extra_dates=frozenset({christmas}), exceptions=frozenset({christmas})
    )
    assert dates(both) == []


def test_an_end_past_midnight_is_on_the_next_day() -> None:
    dance = occurrence_on(Recurrence("once", T(21), T(1)), D(2026, 5, 9))
    assert dance.end is not None
    assert (dance.end.date(), dance.end - dance.start) == (D(2026, 5, 10), dt.timedelta(hours=4))


def test_an_end_need_not_be_known() -> None:
    assert occurrence_on(Recurrence("once", T(21)), D(2026, 5, 9)).end is None


def test_the_same_wall_time_in_winter_and_summer() -> None:
    rec = Recurrence("weekly", TEN, T(12), weekdays=("SU",))
    before, after = occurrences(rec, D(2026, 3, 22), D(2026, 3, 29))
    assert (before.start.hour, after.start.hour) == (10, 10)
    assert before.start.utcoffset() != after.start.utcoffset()


def test_a_time_that_the_clock_skips_is_an_hour_later() -> None:
    skipped = local(D(2026, 3, 29), T(2, 30))
    assert f"{skipped:%H:%M%z}" == "03:30+0200"


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    twice = local(D(2026, 10, 25), T(2, 30))
    assert f"{twice:%H:%M%z}" == "02:30+0200"


def test_an_end_never_lies_before_its_start_when_the_clock_changes() -> None:
    night = occurrence_on(Recurrence("once", T(2, 30), T(3, 0)), D(2026, 3, 29))
    assert night.end is not None
    assert night.end - night.start == dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    "wrong",
    [
        {"freq": "daily"},
        {"interval": 0},
        {"weekdays": ("XX",)},
        {"weeks_of_month": (0,)},
        {"weeks_of_month": (6,)},
        {"month_days": (32,)},
        {"start_time": T(10, tzinfo=AMSTERDAM)},
    ],
)
def test_what_cannot_be_a_rule_is_refused_in_words(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Recurrence(**{"freq": "weekly", "start_time": TEN, **wrong})  # type: ignore[arg-type]


DATES = st.dates(D(2024, 1, 1), D(2027, 12, 31))
TIMES = st.builds(T, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
RULES = st.builds(
    Recurrence,
    freq=st.sampled_from(["once", "weekly", "monthly"]),
    start_time=TIMES,
    end_time=st.none() | TIMES,
    interval=st.integers(1, 6),
    weekdays=st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=4).map(tuple),
    weeks_of_month=st.lists(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), unique=True, max_size=2).map(
        tuple
    ),
    month_days=st.lists(st.sampled_from([1, 13, 28, 29, 30, 31, -1]), unique=True, max_size=2).map(
        tuple
    ),
    starts_on=st.none() | DATES,
    until=st.none() | DATES,
    exceptions=st.frozensets(DATES, max_size=4),
    extra_dates=st.frozensets(DATES, max_size=4),
    skip_public_holidays=st.booleans(),
)


@given(RULES, DATES, st.integers(0, 200), st.integers(0, 200), st.frozensets(DATES, max_size=9))
def test_asking_in_two_halves_gives_the_same_as_asking_once(
    rec: Recurrence, first: dt.date, one: int, two: int, holidays: frozenset[dt.date]
) -> None:
    middle, last = first + dt.timedelta(one), first + dt.timedelta(one + two + 1)
    halves = occurrences(rec, first, middle, holidays) + occurrences(
        rec, middle + dt.timedelta(1), last, holidays
    )
    assert halves == occurrences(rec, first, last, holidays)


@given(RULES, DATES, st.frozensets(DATES, max_size=9))
def test_every_occurrence_keeps_the_rule(
    rec: Recurrence, first: dt.date, holidays: frozenset[dt.date]
) -> None:
    found = occurrences(rec, first, first + dt.timedelta(300), holidays)
    assert found == sorted(found, key=lambda o: o.date)
    assert len({o.date for o in found}) == len(found)
    for occurrence in found:
        assert kept(rec, occurrence, holidays)


def kept(rec: Recurrence, occurrence: LocalOccurrence, holidays: frozenset[dt.date]) -> bool:
    date = occurrence.date
    if occurrence.end is not None and not occurrence.end > occurrence.start:
        return False
    if date in rec.exceptions:
        return False
    if date in rec.extra_dates or (rec.freq == "once" and date == rec.starts_on):
        return True
    in_bounds = (rec.starts_on or date) <= date <= (rec.until or date)
    on_day = not rec.weekdays or WEEKDAYS[date.weekday()] in rec.weekdays
    return in_bounds and on_day and not (rec.skip_public_holidays and date in holidays)
