"""Dates as people say them, in Dutch and English."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.dates import (
    WEEKDAYS,
    Recurrence,
    date_in_words,
    dates_in_words,
    in_words,
    listed,
    time_in_words,
)
from tests.methods.dates.test_recurrence import DATES, RULES

D, T = dt.date, dt.time
TODAY = D(2026, 9, 1)


def weekly(*days: str, **more: object) -> Recurrence:
    return Recurrence("weekly", T(10), T(12), weekdays=days, **more)  # type: ignore[arg-type]


def monthly(**more: object) -> Recurrence:
    return Recurrence("monthly", T(14), **more)  # type: ignore[arg-type]


DECEMBER = frozenset({D(2026, 12, 3), D(2026, 12, 10)})

SAYINGS = [
    (weekly("TU"), "elke dinsdag van 10.00 tot 12.00 uur", "every Tuesday from 10:00 to 12:00"),
    (weekly("TH", "TU"), "elke dinsdag en donderdag van 10.00 tot 12.00 uur", "every Tuesday and Thursday from 10:00 to 12:00"),
    (weekly(*WEEKDAYS), "elke dag van 10.00 tot 12.00 uur", "every day from 10:00 to 12:00"),
    (weekly(*WEEKDAYS[:5]), "elke werkdag van 10.00 tot 12.00 uur", "every weekday from 10:00 to 12:00"),
    (weekly("TU", interval=2), "om de week op dinsdag van 10.00 tot 12.00 uur", "every other week on Tuesday from 10:00 to 12:00"),
    (weekly("TU", interval=3), "elke drie weken op dinsdag van 10.00 tot 12.00 uur", "every three weeks on Tuesday from 10:00 to 12:00"),
    (weekly("TU", skip_public_holidays=True), "elke dinsdag van 10.00 tot 12.00 uur, niet op feestdagen", "every Tuesday from 10:00 to 12:00, not on public holidays"),
    (weekly("TU", skip_school_holidays=True), "elke dinsdag van 10.00 tot 12.00 uur, niet in de schoolvakanties", "every Tuesday from 10:00 to 12:00, not in the school holidays"),
    (weekly("TU", until=D(2027, 6, 30)), "elke dinsdag van 10.00 tot 12.00 uur, tot en met 30 juni 2027", "every Tuesday from 10:00 to 12:00, until 30 June 2027"),
    (weekly("TU", starts_on=D(2026, 9, 15)), "elke dinsdag van 10.00 tot 12.00 uur, vanaf 15 september", "every Tuesday from 10:00 to 12:00, from 15 September"),
    (weekly("TU", starts_on=D(2024, 9, 15)), "elke dinsdag van 10.00 tot 12.00 uur", "every Tuesday from 10:00 to 12:00"),
    (weekly("TH", exceptions=DECEMBER), "elke donderdag van 10.00 tot 12.00 uur, niet op 3 en 10 december", "every Thursday from 10:00 to 12:00, not on 3 and 10 December"),
    (weekly("TU", extra_dates=DECEMBER), "elke dinsdag van 10.00 tot 12.00 uur, ook op 3 en 10 december", "every Tuesday from 10:00 to 12:00, also on 3 and 10 December"),
    (monthly(weekdays=("WE",), weeks_of_month=(3, 1)), "elke eerste en derde woensdag van de maand om 14.00 uur", "every first and third Wednesday of the month at 14:00"),
    (monthly(weekdays=("FR",), weeks_of_month=(-1,)), "elke laatste vrijdag van de maand om 14.00 uur", "every last Friday of the month at 14:00"),
    (monthly(weekdays=("FR",), weeks_of_month=(-1,), interval=2), "om de maand op de laatste vrijdag om 14.00 uur", "on the last Friday of every other month at 14:00"),
    (monthly(month_days=(15, 1)), "op de 1e en 15e van elke maand om 14.00 uur", "on the 1st and 15th of every month at 14:00"),
    (monthly(month_days=(-1,)), "op de laatste dag van elke maand om 14.00 uur", "on the last day of every month at 14:00"),
    (monthly(month_days=(13,), weekdays=("FR",)), "op de 13e van elke maand, als dat een vrijdag is, om 14.00 uur", "on the 13th of every month, if that is a Friday, at 14:00"),
    (Recurrence("once", T(14), extra_dates=DECEMBER), "op 3 en 10 december om 14.00 uur", "on 3 and 10 December at 14:00"),
    (Recurrence("once", T(14), starts_on=D(2027, 1, 7)), "op 7 januari 2027 om 14.00 uur", "on 7 January 2027 at 14:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rec", "dutch", "english"), SAYINGS, ids=[dutch for _, dutch, _ in SAYINGS]
)
def test_a_rule_in_words(rec: Recurrence, dutch: str, english: str) -> None:
    assert in_words(rec, "nl", TODAY) == dutch
    assert in_words(rec, "en", TODAY) == english


def test_dates_that_are_past_are_not_said() -> None:
    rec = weekly("TU", exceptions=frozenset({D(2025, 1, 7), D(2026, 12, 29)}))
    assert in_words(rec, "nl", TODAY).endswith("niet op 29 december")


def test_a_long_row_of_exceptions_is_not_summed_up() -> None:
    many = frozenset(D(2026, 10, day) for day in range(1, 20))
    assert "niet op" not in in_words(weekly("TU", exceptions=many), "nl", TODAY)


def test_a_date_is_today_tomorrow_or_a_day() -> None:
    assert date_in_words(TODAY, "nl", TODAY) == "vandaag"
    assert date_in_words(D(2026, 9, 2), "en", TODAY) == "tomorrow"
    assert date_in_words(D(2026, 12, 8), "nl", TODAY) == "dinsdag 8 december"
    assert date_in_words(D(2027, 1, 5), "en", TODAY) == "Tuesday 5 January 2027"
    assert date_in_words(D(2026, 12, 8)) == "dinsdag 8 december 2026"


def test_dates_over_a_turn_of_the_year_are_said_with_their_years() -> None:
    dates = [D(2027, 1, 7), D(2026, 12, 3), D(2026, 11, 28)]
    assert dates_in_words(dates, "nl", 2026) == "28 november, 3 december 2026 en 7 januari 2027"


def test_times_of_day() -> None:
    assert time_in_words(T(9, 5), None) == "om 9.05 uur"
    assert time_in_words(T(9), T(17, 30), "en-GB") == "from 09:00 to 17:30"


def test_things_are_summed_up_as_people_do() -> None:
    assert [listed(list("abc")[:n], "en") for n in range(4)] == ["", "a", "a en b", "a, b en c"]


@given(RULES, st.sampled_from(["nl", "en"]), st.none() | DATES)
def test_every_rule_can_be_said(rec: Recurrence, language: str, today: dt.date | None) -> None:
    said = in_words(rec, language, today)
    assert said.strip() == said != ""
    assert "  " not in said
    assert "None" not in said
