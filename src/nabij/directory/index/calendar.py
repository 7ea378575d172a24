"""The coming days of an offer as bits: three a day, for morning, afternoon and evening."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

BITS_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Calendar:
    """When something goes on. first_day: `toordinal()` of bit 0; bits: see the module; times: weekday × part."""

    first_day: int = 0
    bits: int = 0
    times: int = 0

    def packed(self) -> bytes:
        """The bits as bytes, the lowest first."""
        return self.bits.to_bytes((self.bits.bit_length() + 7) // 8, "little")


def calendar_of(dates: Iterable[tuple[dt.date, int]]) -> Calendar:
    """The calendar of (date, part of day) pairs; part 0 morning, 1 afternoon, 2 evening."""
    days = {(date.toordinal(), part) for date, part in dates}
    if not days:
        return Calendar()
    first = min(day for day, _part in days)
    bits = times = 0
    for day, part in days:
        bits |= 1 << (day - first) * BITS_A_DAY + part
        times |= 1 << weekday(day) * BITS_A_DAY + part
    return Calendar(first, bits, times)


def trimmed(first_day: int, days: bytes, start: int) -> Calendar:
    """The calendar without what lies before `start` (an ordinal)."""
    bits = bits_from(first_day, int.from_bytes(days, "little"), start)
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
