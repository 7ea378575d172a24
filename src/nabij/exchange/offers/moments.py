"""Dates and times as people write them in a table.

Everything raises NotUnderstoodError with a sentence for the maker of the table. Sources: the ways of writing in
Dutch social maps; Excel's day numbers count from 30 December 1899.
"""

import datetime as dt
import re

from django.utils.translation import gettext as _

from nabij.exchange.reading.wire import Cell

EXCEL_EPOCH = dt.date(1899, 12, 30)
#: Numbers that can only be Excel's day numbers: 1990 to 2119.
EXCEL_DAYS = range(32_874, 80_000)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mrt maart mar march", "apr april",
            "mei may", "jun juni june", "jul juli july", "aug augustus august",
            "sep sept september", "okt oktober oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:T00:00(?::00)?)?"
    r"|(?P<d2>\d{1,2})(?P<sign>[-/.])(?P<m2>\d{1,2})(?P=sign)(?P<y2>\d{4}|\d{2})"
    rf"|(?P<d3>\d{{1,2}})\s+(?P<m3>{_MONTH})\.?(?:\s+(?P<y3>\d{{4}}))?",
    re.IGNORECASE,
)
#: The same without groups, for finding a date in a longer text.
DATE_INSIDE = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d{2})(?![\d:.])"
    rf"|\d{{1,2}}\s+(?:{_MONTH})\b\.?(?:\s+\d{{4}}(?!\d))?"
)
TIME = re.compile(
    r"(?P<h>\d{1,2})(?:\s*[:.u]\s*(?P<m>\d{2})(?:[:.]\d{2})?)?\s*(?:uur|u\b|h\b)?", re.IGNORECASE
)


#: Dates outside these years are typing mistakes; calendars cannot reckon with the year 9999.
YEARS = range(1900, 2200)


class NotUnderstoodError(ValueError):
    """A cell does not say what its column needs; the text says so, and what to write instead."""


def date_of(match: re.Match[str], today: dt.date) -> dt.date:
    """The date that `DATE` found. Without a year: the next one from today."""
    parts = match.groupdict()
    which = "1" if parts["d1"] else "2" if parts["d2"] else "3"
    day, month, year = parts[f"d{which}"], parts[f"m{which}"], parts[f"y{which}"]
    number = MONTHS[month.lower()] if which == "3" else int(month)
    try:
        if year:
            return _likely(dt.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day)))
        this_year = dt.date(today.year, number, int(day))
        return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    except ValueError:
        raise NotUnderstoodError(
            _("The date %(date)s does not exist.") % {"date": match.group().strip()}
        ) from None


def _likely(date: dt.date) -> dt.date:
    if date.year not in YEARS:
        raise NotUnderstoodError(
            _(
                "The year %(year)s cannot be right. Leave the cell empty where there is no such date."
            )
            % {"year": date.year}
        )
    return date


def parse_date(cell: Cell, today: dt.date) -> dt.date:
    """One date: a cell that is one, 3-12-2026, 2026-12-03, 3 december 2026, or Excel's day number."""
    if isinstance(cell, dt.datetime):
        return _likely(cell.date())
    if isinstance(cell, dt.date):
        return _likely(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _excel_date(cell)
    text = str(cell).strip()
    match = DATE.fullmatch(text)
    if match:
        return date_of(match, today)
    if text.isdecimal():  # "²" is a digit too, and no number
        return _excel_date(int(text))
    raise NotUnderstoodError(
        _("“%(text)s” is not a date. Write it as 3-12-2026 or 2026-12-03.") % {"text": text[:60]}
    )


def _excel_date(number: float) -> dt.date:
    if int(number) not in EXCEL_DAYS:
        raise NotUnderstoodError(
            _("%(number)s is not a date. Write it as 3-12-2026 or 2026-12-03.") % {"number": number}
        )
    return EXCEL_EPOCH + dt.timedelta(days=int(number))


def parse_dates(cell: Cell, today: dt.date) -> list[dt.date]:
    """One or more dates, with commas, semicolons, “en” or new lines between."""
    if not isinstance(cell, str):
        return [parse_date(cell, today)]
    parts = [part for part in re.split(r"[;,\n]|\ben\b|\band\b|&", cell) if part.strip()]
    return [parse_date(part, today) for part in parts]


def parse_time(cell: Cell) -> dt.time:
    """A time of day: a cell that is one, 10.00, 10:00, 10 uur, 10u30, or Excel's part of a day."""
    if isinstance(cell, dt.time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, dt.datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, dt.timedelta):
        return _minutes(cell.total_seconds() / 60)
    if isinstance(cell, float) and 0 < cell < 1:
        return _minutes(cell * 24 * 60)
    text = str(cell).strip()
    match = TIME.fullmatch(text)
    if match:
        return time_of(match)
    decimal = re.fullmatch(
        r"(\d{1,2})[.,](\d)", text
    )  # a spreadsheet drops the last nought of 10.30
    if decimal:
        return clock(int(decimal[1]), int(decimal[2]) * 10, text)
    raise NotUnderstoodError(
        _("“%(text)s” is not a time of day. Write it as 10.00 or 14:30.") % {"text": text[:60]}
    )


def time_of(match: re.Match[str]) -> dt.time:
    """The time that `TIME` found."""
    return clock(int(match["h"]), int(match["m"] or 0), match.group())


def clock(hour: int, minute: int, text: str) -> dt.time:
    """A time of day; midnight at the end of a day is 0.00."""
    try:
        return dt.time(0 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise NotUnderstoodError(
            _("The time %(time)s does not exist.") % {"time": text.strip()}
        ) from None


def _minutes(minutes: float) -> dt.time:
    whole = round(minutes) % (24 * 60)
    return dt.time(whole // 60, whole % 60)
