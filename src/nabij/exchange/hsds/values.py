"""One value as HSDS 3.0 wants it: text, number, web address, e-mail address, moment, or one of a few."""

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.encoding import iri_to_uri

from nabij.exchange.hsds.spec import Kind
from nabij.exchange.values import clean_text

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
#: No place on earth is further from UTC; PostgreSQL refuses what is.
FARTHEST = dt.timedelta(hours=15)
#: Stricter than RFC 3986 needs, so that whatever passes is valid to every checker.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
                  r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")  # fmt: skip
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class NotValidError(Exception):
    """The value cannot be what the field holds."""


def empty(value: Any) -> bool:
    """Whether there is nothing in it: null, no text but space, an empty list or record."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def conforming(kind: Kind, value: Any) -> Any:
    """The value in the form that the field holds. Raises NotValidError."""
    if isinstance(kind, frozenset):
        return _one_of(kind, value)
    return _CONVERSIONS[kind](value)


def _one_of(allowed: frozenset[str], value: Any) -> str:
    for text in (_text(value), _text(value).lower(), _text(value).upper()):
        if text in allowed:
            return text
    raise NotValidError


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return clean_text(str(value))
    raise NotValidError


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NotValidError
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise NotValidError from None
    if not math.isfinite(number) or abs(number) > 1e15:
        raise NotValidError
    return int(number) if number == int(number) else number


def _uri(value: Any) -> str:
    text = _text(value)
    if _BARE_HOST.fullmatch(text):
        text = f"https://{text}"
    text = iri_to_uri(text)
    if not _URI.fullmatch(text):
        raise NotValidError
    return text


def _email(value: Any) -> str:
    text = _text(value).removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        raise NotValidError
    return text


def _moment(value: Any) -> str:
    moment = moment_of(value)
    if moment is None:
        raise NotValidError
    return moment.isoformat()


def moment_of(value: Any) -> dt.datetime | None:
    """The aware moment that a text stands for; a date is its midnight; without zone Dutch local time."""
    try:
        moment = parse_datetime(_text(value))
    except (NotValidError, ValueError):
        return None
    if moment is None or not 1900 <= moment.year < 9999:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    offset = moment.utcoffset()
    return moment if offset is not None and abs(offset) <= FARTHEST else None


def _yes_or_no(value: Any) -> bool:
    known = _WORDS.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(known, bool):
        raise NotValidError
    return known


_WORDS = {
    "true": True, "yes": True, "ja": True, "1": True,
    "false": False, "no": False, "nee": False, "0": False,
}  # fmt: skip

_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "yes_or_no": _yes_or_no,
    "text": _text,
    "number": _number,
    "uri": _uri,
    "email": _email,
    "datetime": _moment,
}


def date_of(value: Any) -> dt.date | None:
    """The date in a text such as 2005-01-01, 2005-01-01T10:00:00Z or 12/24/2015; None if there is none.

    Years outside 1900–2199 stand for "always" (9999-12-31) or for nothing (0001-01-01): no date.
    """
    date = _written_date(value.strip()) if isinstance(value, str) else None
    return date if date and 1900 <= date.year < 2200 else None


def _written_date(text: str) -> dt.date | None:
    if match := re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?:$|[T ])", text):
        parts = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        month, day, year = match.groups()  # as the United States, where HSDS comes from, write it
        parts = (year, month, day)
    elif match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text):
        day, month, year = match.groups()  # as the Dutch write it
        parts = (year, month, day)
    else:
        return _month_in_words(text)
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None


def _month_in_words(text: str) -> dt.date | None:
    for form in ("%B %d, %Y", "%d %B %Y", "%b %d, %Y"):
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None
