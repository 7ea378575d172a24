"""Times of day as sources write them: 09:00, 9am, 4:00 PM, 10.30, 09:00-05:00, 08:00Z."""

import datetime as dt
import re

from nabij.exchange.hsds.values import AMSTERDAM

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.\d+)?)?\s*"
    r"(?P<half>[ap]\.?m\.?)?\s*(?:uur)?\s*(?P<offset>z|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?",
    re.IGNORECASE,
)
#: Offsets that Dutch local time has: a time with one of these is meant as the clock on the wall.
_DUTCH = (dt.timedelta(hours=1), dt.timedelta(hours=2))


class AnotherDayError(Exception):
    """In Dutch time it is the day before or after: the weekdays of the rule would no longer hold."""


def wall_time(text: object, on: dt.date) -> dt.time | None:
    """The Dutch wall time that a text stands for; None where it is no time of day.

    A time of another offset is converted as it would be on the day `on`. Raises AnotherDayError.
    """
    match = _TIME.fullmatch(str(text).strip()) if isinstance(text, str) else None
    if match is None:
        return None
    time = _time(match)
    offset = _offset(match["offset"])
    if time is None or offset is None or offset in _DUTCH:
        return time
    moment = dt.datetime.combine(on, time, dt.timezone(offset)).astimezone(AMSTERDAM)
    if moment.date() != on:
        raise AnotherDayError
    return moment.time()


def _time(match: re.Match[str]) -> dt.time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif match["minute"] is None and match["offset"] is None:
        return None  # a bare number may be anything
    if (hour, minute) == (24, 0):
        hour = 0
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def _offset(text: str | None) -> dt.timedelta | None:
    if not text:
        return None
    if text.lower() == "z":
        return dt.timedelta()
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        return None
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return -offset if text[0] == "-" else offset


def written(time: dt.time) -> str:
    """HH:MM."""
    return time.strftime("%H:%M")
