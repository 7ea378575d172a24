"""Dates, times and rules in words that people say, in Dutch and English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from nabij.methods.dates.recurrence import WEEKDAYS, Recurrence, explicit_dates

MOST_DATES = 6
"""More exceptions or extra dates than this are not summed up."""


@dataclass(frozen=True, slots=True)
class _Speech:
    days: tuple[str, ...]
    months: tuple[str, ...]
    weeks: dict[int, str]
    numbers: tuple[str, ...]
    both: str


_SPEECH = {
    "nl": _Speech(
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        (
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
            "oktober",
            "november", "december",
        ),
        {
            1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", -1: "laatste",
            -2: "op een na laatste",
            -3: "op twee na laatste", -4: "op drie na laatste", -5: "op vier na laatste",
        },
        ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
            "twaalf"),
        "en",
    ),
    "en": _Speech(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        (
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October",
            "November", "December",
        ),
        {
            1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last",
            -2: "second to last",
            -3: "third to last", -4: "fourth to last", -5: "fifth to last",
        },
        ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve"),
        "and",
    ),
}  # fmt: skip


def _speech(language: str) -> tuple[_Speech, bool]:
    english = language.lower().startswith("en")
    return _SPEECH["en" if english else "nl"], english


def listed(items: Sequence[str], both: str) -> str:
    """Items as people sum them up.

    "a", "a en b", "a, b en c". both: the word between the last two.
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {both} {items[-1]}"


def time_in_words(start: dt.time, end: dt.time | None, language: str = "nl") -> str:
    """A time of day.

    "van 9.30 tot 12.00 uur", "om 14.00 uur"; "from 10:00 to 12:00", "at 14:00".
    """
    if _speech(language)[1]:
        return f"from {start:%H:%M} to {end:%H:%M}" if end else f"at {start:%H:%M}"
    since = f"{start.hour}.{start:%M}"
    return f"van {since} tot {end.hour}.{end:%M} uur" if end else f"om {since} uur"


def date_in_words(date: dt.date, language: str = "nl", today: dt.date | None = None) -> str:
    """A date as people say it.

    "vandaag", "morgen", "dinsdag 9 december", with the year when it is not this one.

    today: what is today; None always gives weekday, day, month and year.
    """
    speech, english = _speech(language)
    if today == date:
        return "today" if english else "vandaag"
    if today and date - today == dt.timedelta(days=1):
        return "tomorrow" if english else "morgen"
    year = "" if today and today.year == date.year else f" {date.year}"
    return f"{speech.days[date.weekday()]} {date.day} {speech.months[date.month - 1]}{year}"


def dates_in_words(dates: Iterable[dt.date], language: str = "nl", year: int | None = None) -> str:
    """Dates summed up: "3 en 10 december", "28 november en 3 december 2026".

    year: the one that needs no saying.

    The year is said after the last date of each year, unless all dates are in `year`.
    """
    speech, _ = _speech(language)
    ordered = sorted(set(dates))
    spoken: list[str] = []
    say_years = any(date.year != year for date in ordered)
    for date, following in zip_longest(ordered, ordered[1:]):
        words = str(date.day)
        last_of_year = following is None or following.year != date.year
        if last_of_year or (following and following.month != date.month):
            words += f" {speech.months[date.month - 1]}"
        if last_of_year and say_years:
            words += f" {date.year}"
        spoken.append(words)
    return listed(spoken, speech.both)


def in_words(rec: Recurrence, language: str = "nl", today: dt.date | None = None) -> str:
    """A whole rule in one phrase, no capital, no full stop.

    "elke dinsdag van 10.00 tot 12.00 uur, niet op feestdagen", "every first Wednesday of the month
    at 14:00".
    language: "nl" or "en". today: dates that are past are not said, and this year needs no saying.
    """
    time = time_in_words(rec.start_time, rec.end_time, language)
    rule = _rule(rec, language)
    year = today.year if today else None
    named = sorted(d for d in explicit_dates(rec) - rec.exceptions if not today or d >= today)
    if not rule:
        on = "on" if _speech(language)[1] else "op"
        dates = dates_in_words(named or explicit_dates(rec), language, year)
        return f"{on} {dates} {time}" if dates else time
    return ", ".join([f"{rule} {time}", *_bounds(rec, language, today, named)])


def _bounds(
    rec: Recurrence, language: str, today: dt.date | None, extra: Sequence[dt.date]
) -> list[str]:
    _, english = _speech(language)
    year = today.year if today else None

    def dates(some: Iterable[dt.date]) -> str:
        return dates_in_words(some, language, year)

    gone = [date for date in rec.exceptions if not today or date >= today]
    later = [rec.starts_on] if today and rec.starts_on and rec.starts_on > today else []
    until = [rec.until] if rec.until else []
    said: list[tuple[object, str, str, Sequence[dt.date]]] = [
        (later, "vanaf {}", "from {}", later),
        (until, "tot en met {}", "until {}", until),
        (rec.skip_public_holidays, "niet op feestdagen", "not on public holidays", ()),
        (rec.skip_school_holidays, "niet in de schoolvakanties", "not in the school holidays", ()),
        (0 < len(gone) <= MOST_DATES, "niet op {}", "not on {}", gone),
        (0 < len(extra) <= MOST_DATES, "ook op {}", "also on {}", extra),
    ]
    return [
        (in_english if english else in_dutch).format(dates(some))
        for holds, in_dutch, in_english, some in said
        if holds
    ]


def _rule(rec: Recurrence, language: str) -> str:
    if rec.freq == "weekly":
        return _weekly(rec, language)
    if rec.freq == "monthly":
        return _monthly(rec, language)
    return ""


def _weekly(rec: Recurrence, language: str) -> str:
    speech, english = _speech(language)
    chosen = set(rec.weekdays)
    if not chosen and rec.starts_on:
        chosen = {WEEKDAYS[rec.starts_on.weekday()]}
    if not chosen:
        return ""
    days = listed(
        [name for code, name in zip(WEEKDAYS, speech.days, strict=True) if code in chosen],
        speech.both,
    )
    if rec.interval == 1:
        every = "every" if english else "elke"
        if len(chosen) == 7:
            return f"{every} day" if english else f"{every} dag"
        if chosen == set(WEEKDAYS[:5]):
            return "every weekday" if english else "elke werkdag"
        return f"{every} {days}"
    if rec.interval == 2:
        return f"every other week on {days}" if english else f"om de week op {days}"
    number = _number(rec.interval, speech)
    return f"every {number} weeks on {days}" if english else f"elke {number} weken op {days}"


def _monthly(rec: Recurrence, language: str) -> str:
    speech, english = _speech(language)
    days = _days_of_month(rec, language)
    if not days:
        return ""
    if rec.weekdays and not rec.weeks_of_month and not rec.month_days and rec.interval == 1:
        return f"every {days}" if english else f"elke {days}"
    if rec.weekdays and rec.interval == 1 and rec.weeks_of_month:
        return f"every {days} of the month" if english else f"elke {days} van de maand"
    if rec.interval == 1:
        phrase = f"on the {days} of every month" if english else f"op de {days} van elke maand"
        return phrase + _only_on(rec, speech, english)
    if rec.interval == 2:
        month = "of every other month" if english else "om de maand"
    else:
        number = _number(rec.interval, speech)
        month = f"of every {number} months" if english else f"om de {number} maanden"
    phrase = f"on the {days} {month}" if english else f"{month} op de {days}"
    return phrase + _only_on(rec, speech, english)


def _only_on(rec: Recurrence, speech: _Speech, english: bool) -> str:
    """What to add when a day of the month counts only if it is one of these weekdays."""
    if not (rec.month_days and rec.weekdays) or rec.weeks_of_month:
        return ""
    return (
        f", if that is a {_names(rec, speech)},"
        if english
        else f", als dat een {_names(rec, speech)} is,"
    )


def _names(rec: Recurrence, speech: _Speech) -> str:
    days = sorted({WEEKDAYS.index(day) for day in rec.weekdays})
    return listed([speech.days[day] for day in days], speech.both)


def _days_of_month(rec: Recurrence, language: str) -> str:
    speech, english = _speech(language)
    names = _names(rec, speech)
    if rec.weekdays and rec.weeks_of_month:
        weeks = sorted(set(rec.weeks_of_month), key=lambda week: (week < 0, abs(week)))
        return f"{listed([speech.weeks[week] for week in weeks], speech.both)} {names}"
    days = rec.month_days or ((rec.starts_on.day,) if rec.starts_on and not rec.weekdays else ())
    ordinals = [_ordinal(day, english) for day in sorted(set(days), key=lambda d: (d < 0, d))]
    numbers = listed(ordinals, speech.both)
    return numbers or names


def _ordinal(day: int, english: bool) -> str:
    if day < 0:
        if english:
            return "last day" if day == -1 else f"{-day}th day from the end"
        return "laatste dag" if day == -1 else f"{-day}e dag voor het einde"
    if not english:
        return f"{day}e"
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _number(number: int, speech: _Speech) -> str:
    return speech.numbers[number] if number < len(speech.numbers) else str(number)
