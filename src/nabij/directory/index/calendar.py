"""The coming days of an offer as bits: three a day, for morning, afternoon and evening, from a Monday on.

Kept in three bytes a weekday and part of day on which something goes on: which one, and in which of sixteen weeks.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

BITS_A_DAY = 3
BITS_A_WEEK = 7 * BITS_A_DAY
#: Dates are worked out thirteen weeks ahead; what lies beyond sixteen is left for later.
WEEKS = 16


@dataclass(frozen=True, slots=True)
class Calendar:
    """When something goes on. first_day: `toordinal()` of bit 0, a Monday; bits: see the module; times: weekday × part."""

    first_day: int = 0
    bits: int = 0
    times: int = 0

    def packed(self) -> bytes:
        """The bits as the index keeps them."""
        found = bytearray()
        for slot in range(BITS_A_WEEK):
            if self.times >> slot & 1:
                found.append(slot)
                found += _weeks(self.bits >> slot).to_bytes(2, "little")
        return bytes(found)


def _weeks(bits: int) -> int:
    """One bit a week, from the lowest bit of every week."""
    return sum(1 << week for week in range(WEEKS) if bits >> week * BITS_A_WEEK & 1)


@lru_cache(maxsize=4_096)
def _spread(weeks: int) -> int:
    """The other way round: each bit at the lowest bit of its week."""
    return sum(1 << week * BITS_A_WEEK for week in range(WEEKS) if weeks >> week & 1)


def unpacked_bits(packed: bytes) -> int:
    """The bits of a calendar, from `Calendar.packed`."""
    bits = 0
    for at in range(0, len(packed), 3):
        bits |= _spread(packed[at + 1] | packed[at + 2] << 8) << packed[at]
    return bits


def calendar_of(dates: Iterable[tuple[dt.date, int]]) -> Calendar:
    """The calendar of (date, part of day) pairs; part 0 morning, 1 afternoon, 2 evening."""
    days = {(date.toordinal(), part) for date, part in dates}
    if not days:
        return Calendar()
    first = min(day for day, _part in days)
    monday = first - weekday(first)
    bits = times = 0
    for day, part in days:
        if day < monday + WEEKS * 7:
            bits |= 1 << (day - monday) * BITS_A_DAY + part
            times |= 1 << weekday(day) * BITS_A_DAY + part
    return Calendar(monday, bits, times)


def trimmed(first_day: int, days: bytes, start: int) -> Calendar:
    """The calendar without what lies before `start` (an ordinal)."""
    bits = bits_from(first_day, unpacked_bits(days), start)
    left = [
        (dt.date.fromordinal(start + day), part)
        for day in set_days(bits, bits.bit_length())
        for part in range(BITS_A_DAY)
        if bits >> day * BITS_A_DAY + part & 1
    ]
    return calendar_of(left)


def weekday(ordinal: int) -> int:
    """Monday is 0, of a day given as `toordinal()`."""
    return (ordinal + 6) % 7


def bits_from(first_day: int, bits: int, start: int) -> int:
    """The bits with `start` as day 0; what lies before it falls off."""
    shift = (start - first_day) * BITS_A_DAY
    return bits >> shift if shift >= 0 else bits << -shift


def window(start: int, days: int, weekdays: frozenset[int], parts: frozenset[int]) -> int:
    """The bits that are asked for, with `start` (an ordinal) as day 0: these weekdays and parts.

    Empty sets ask for all of them.
    """
    part_bits = sum(1 << part for part in parts) if parts else 0b111
    return sum(
        part_bits << day * BITS_A_DAY
        for day in range(max(0, days))
        if not weekdays or weekday(start + day) in weekdays
    )


def times_mask(weekdays: frozenset[int], parts: frozenset[int]) -> int:
    """The `times` bits that suit these weekdays and parts of day; empty sets ask for all."""
    part_bits = sum(1 << part for part in parts) if parts else 0b111
    return sum(part_bits << day * BITS_A_DAY for day in range(7) if not weekdays or day in weekdays)


def first_set(bits: int) -> int | None:
    """The day (0 first) of the lowest bit; None without one."""
    return ((bits & -bits).bit_length() - 1) // BITS_A_DAY if bits else None


def set_days(bits: int, most: int) -> list[int]:
    """The first days (0 first) that have a bit, at most so many."""
    found: list[int] = []
    while bits and len(found) < most:
        day = ((bits & -bits).bit_length() - 1) // BITS_A_DAY
        found.append(day)
        bits = bits >> (day + 1) * BITS_A_DAY << (day + 1) * BITS_A_DAY
    return found
