"""Dates, times and amounts as people type them, in fields of a form."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nabij.exchange.offers.moments import DATE, NotUnderstoodError, parse_date, parse_time
from nabij.exchange.offers.phrases import parse_cost
from nabij.exchange.offers.rhythm import DAYS

#: More dates than anybody types: a year of two a week.
MOST_DATES = 104
_DAY_NAMES = re.compile(
    rf"\b(?:{'|'.join(sorted(DAYS, key=len, reverse=True))})\b\.?", re.IGNORECASE
)
_BETWEEN = re.compile(r"[;,\n]|\ben\b|\band\b|&", re.IGNORECASE)
_AT_THE_END = re.compile(r"(\d{1,2})\s+(\D+(?:\s\d{4})?)$")


def typed_dates(text: str, today: dt.date) -> list[dt.date]:
    """The dates in a text: "2, 9 en 16 december", "di 3-12-2026", one a line. Raises NotUnderstoodError.

    A bare day takes the month of the next date. Without a year it is the next such day from today.
    """
    parts = [_DAY_NAMES.sub(" ", part).strip(" .") for part in _BETWEEN.split(text)]
    found: list[dt.date] = []
    month = ""
    for part in reversed([" ".join(part.split()) for part in parts if part.strip(" .")]):
        if re.fullmatch(r"\d{1,2}", part) and month:
            part = f"{part} {month}"
        elif named := _AT_THE_END.search(part):
            month = named[2]
        found.append(_typed_date(part, today))
    return sorted(set(found))


def _typed_date(text: str, today: dt.date) -> dt.date:
    """One date; "3-12" too."""
    if short := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})", text):
        day, month = int(short[1]), int(short[2])
        for year in (today.year, today.year + 1):
            try:
                found = dt.date(year, month, day)
            except ValueError:
                continue
            if found >= today:
                return found
    match = DATE.fullmatch(text)
    return parse_date(text if match else text[:40], today)


class _Typed(forms.CharField):
    """Text that stands for something; what cannot be read is said in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.today = dt.date.min
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """What the text stands for; None without one."""
        text = str(super().to_python(value) or "")
        if not text:
            return self.nothing()
        try:
            return self.read(text)
        except NotUnderstoodError as error:
            raise ValidationError(str(error), code="not_understood") from None

    def nothing(self) -> Any:
        """What an empty field gives."""
        return None

    def read(self, text: str) -> Any:
        """The value. Raises NotUnderstoodError."""
        raise NotImplementedError

    def run_validators(self, value: Any) -> None:
        """The validators of text do not apply to what it stands for."""


class DateField(_Typed):
    """One day."""

    def read(self, text: str) -> dt.date:
        """The day."""
        found = typed_dates(text, self.today)
        if len(found) != 1:
            raise NotUnderstoodError(_("Type one date here, such as 3 december."))
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """As we would write it ourselves."""
        return written(value) if isinstance(value, dt.date) else value


class DatesField(_Typed):
    """Several days, none of them past."""

    def nothing(self) -> tuple[dt.date, ...]:
        """No days."""
        return ()

    def read(self, text: str) -> tuple[dt.date, ...]:
        """The days, in order."""
        found = typed_dates(text[:5000], self.today)
        if len(found) > MOST_DATES:
            raise NotUnderstoodError(_("That are more dates than fit. Choose “every week”."))
        past = [date for date in found if date < self.today]
        if past:
            raise NotUnderstoodError(
                _("%(date)s is past. Take it out, or look at the year.")
                % {"date": written(past[0])}
            )
        return tuple(found)

    def prepare_value(self, value: Any) -> Any:
        """One day a line."""
        if isinstance(value, list | tuple):
            return "\n".join(written(each) for each in value)
        return value


class TimeField(_Typed):
    """A time of day: 10.00, 14:30, 10 uur."""

    def read(self, text: str) -> dt.time:
        """The time."""
        return parse_time(text)

    def prepare_value(self, value: Any) -> Any:
        """As on a poster."""
        return f"{value:%H.%M}" if isinstance(value, dt.time) else value


class EurosField(_Typed):
    """An amount: 2,50, € 3, gratis."""

    def read(self, text: str) -> Decimal:
        """Euros."""
        cost = parse_cost(text)
        amount = cost.visit if cost.visit is not None else cost.month
        if amount is None or amount > 9999:
            raise NotUnderstoodError(
                _("“%(text)s” is not an amount. Write it as 2,50 or 3.") % {"text": text[:40]}
            )
        return amount

    def prepare_value(self, value: Any) -> Any:
        """With a comma, without needless cents."""
        if isinstance(value, Decimal):
            whole = value == value.to_integral_value()
            return f"{value:.0f}" if whole else f"{value:.2f}".replace(".", ",")
        return value


def written(date: dt.date) -> str:
    """A day as it can be typed back: 3-12-2026."""
    return f"{date.day}-{date.month}-{date.year}"
