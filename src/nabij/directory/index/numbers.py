"""Index tokens as numbers: four bytes for a word, whatever its length and script."""

from functools import lru_cache
from hashlib import blake2b

from nabij.core.vocabulary import PartOfDay, Weekday
from nabij.methods.text import filter_token

#: Change this when index rows change (their columns, or the way from text to numbers): every index is then made anew
#: at the next start.
EDITION = 4

WEEKDAYS = tuple(Weekday.values)
PARTS = tuple(PartOfDay.values)


@lru_cache(maxsize=20_000)
def number(token: str) -> int:
    """The number of an index token: the first 31 bits of its BLAKE2b.

    Two tokens share a number once in 2^31; with 50,000 different words in a municipality, one query word in 40,000
    finds something that does not hold it.
    """
    return int.from_bytes(blake2b(token.encode(), digest_size=4).digest(), "big") >> 1


@lru_cache(maxsize=2_000)
def property_number(kind: str, value: str = "") -> int:
    """The number of an exact property, such as ("language", "ar"); kinds as in `methods.text`."""
    return number(filter_token(kind, value))


DAY_NUMBERS = tuple(property_number("day", day) for day in WEEKDAYS)
PART_NUMBERS = tuple(property_number("part", part) for part in PARTS)
TIME_NUMBERS = frozenset(DAY_NUMBERS + PART_NUMBERS)


def numbers_of_times(times: int) -> list[int]:
    """The day and part numbers of a `times` mask: what makes "dinsdag" a word that finds."""
    days = [n for day, n in enumerate(DAY_NUMBERS) if times >> day * 3 & 0b111]
    parts = [n for part, n in enumerate(PART_NUMBERS) if times & (_MONDAY << part)]
    return days + parts


#: The same part of the day on each of the seven days.
_MONDAY = sum(1 << day * 3 for day in range(7))
