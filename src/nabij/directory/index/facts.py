"""What matching must know of an offer, in 72 bytes: so that all offers of a municipality are weighed at once.

Derived like the rest of the index. Texts are not in it: those are read for the few offers whose words matter.
"""

import datetime as dt
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nabij.core.vocabulary import (
    LANGUAGE_NAMES,
    Access,
    Capacity,
    Cause,
    Form,
    Mechanism,
    OnlyFor,
    Reach,
)
from nabij.directory.index.numbers import WEEKDAYS
from nabij.directory.index.possible import MICRO
from nabij.directory.index.times import in_order, still_on
from nabij.methods.geo import Point
from nabij.methods.matching.model import Offer as Possible
from nabij.methods.matching.model import Slot

CAUSES, MECHANISMS, FORMS = tuple(Cause.values), tuple(Mechanism.values), tuple(Form.values)
REACHES, CAPACITIES = tuple(Reach.values), tuple(Capacity.values)
ACCESS, LANGUAGES = tuple(Access.values), tuple(LANGUAGE_NAMES)

#: Flags. LISTED: neither waiting nor hidden. ODD: something does not fit into a fact, so the offer itself must be read;
#: MANY_TIMES: its times do not.
LISTED, PAUSED, ALONG, STALE, WOMEN, MEN, ODD, MANY_TIMES = (1 << place for place in range(8))
READ_IT = ODD | MANY_TIMES
NOWHERE, NO_PRICE, NO_AGE, NO_SIZE = -(2**31), -1, 255, 65_535
#: Different times of the day, each with the days on which it is so.
MOST_TIMES = 4

_ROW = struct.Struct("<qqiiiiiII4IHHBBBBBBBB")
ROW = np.dtype(
    [
        ("offer", "<i8"), ("organisation", "<i8"), ("lat", "<i4"), ("lon", "<i4"), ("visit", "<i4"),
        ("month", "<i4"), ("checked", "<i4"), ("causes", "<u4"), ("languages", "<u4"),
        ("times", "<u4", (MOST_TIMES,)), ("group", "<u2"), ("flags", "<u2"), ("mechanisms", "u1"),
        ("main", "u1"), ("form", "u1"), ("reach", "u1"), ("capacity", "u1"), ("accessible", "u1"),
        ("age_min", "u1"), ("age_max", "u1"),
    ]
)  # fmt: skip
"""One offer. Amounts in cents; checked: `toordinal()`, 0 for never; sets as bits in the order of the vocabulary."""
_PLACES: dict[str, Any] = dict(ROW.fields or {})
_TIMES_AT, _FLAGS_AT = int(_PLACES["times"][1]), int(_PLACES["flags"][1])

Rows = npt.NDArray[np.void]


def packed(offer: Possible, organisation_id: int, listed: bool) -> bytes:
    """The facts of an offer. listed: neither waiting nor hidden."""
    try:
        return _packed(offer, organisation_id, listed)
    except (ValueError, struct.error):
        flags = ODD | LISTED * listed
        nothing = (0,) * (5 + 2 + MOST_TIMES + 1)
        return _ROW.pack(int(offer.id), organisation_id, *nothing, flags, *(0,) * 8)


def _packed(offer: Possible, organisation_id: int, listed: bool) -> bytes:
    times, many = _times(offer.times)
    flags = LISTED * listed | PAUSED * (offer.status != "open") | ALONG * offer.walk_along
    flags |= STALE * bool(offer.stale) | WOMEN * (offer.only_for == OnlyFor.WOMEN)
    flags |= MEN * (offer.only_for == OnlyFor.MEN) | many
    point, checked = offer.point, offer.verified_on
    return _ROW.pack(
        int(offer.id),
        organisation_id,
        round(point.lat * MICRO) if point else NOWHERE,
        round(point.lon * MICRO) if point else NOWHERE,
        _cents(offer.cost_per_visit),
        _cents(offer.cost_per_month),
        checked.toordinal() if checked else 0,
        bits(offer.causes, CAUSES),
        bits(offer.languages, LANGUAGES),
        *times,
        _below(offer.group_size, NO_SIZE),
        flags,
        bits(offer.mechanisms, MECHANISMS),
        MECHANISMS.index(offer.mechanisms[0]),
        FORMS.index(offer.form),
        REACHES.index(offer.reach),
        CAPACITIES.index(offer.capacity),
        bits(offer.accessible, ACCESS),
        _below(offer.age_min, NO_AGE),
        _below(offer.age_max, NO_AGE),
    )


def bits(codes: Iterable[str], vocabulary: Sequence[str]) -> int:
    """A set of codes as bits. Raises ValueError for one that the vocabulary does not have."""
    return sum({1 << vocabulary.index(code) for code in codes})


def _below(number: int | None, none: int) -> int:
    if number is not None and number >= none:
        raise ValueError(number)
    return none if number is None else number


def _cents(amount: float | None) -> int:
    return NO_PRICE if amount is None else round(amount * 100)


def _times(slots: Iterable[Slot]) -> tuple[list[int], int]:
    """The times as numbers, and the flag for too many of them."""
    days: dict[tuple[int, int], int] = {}
    for slot in slots:
        when = slot.start, slot.end - slot.start
        days[when] = days.get(when, 0) | 1 << WEEKDAYS.index(slot.day)
    found = [on << 22 | start << 11 | length for (start, length), on in sorted(days.items())]
    if len(found) > MOST_TIMES:
        return [0] * MOST_TIMES, MANY_TIMES
    return [*found, *[0] * (MOST_TIMES - len(found))], 0


def slots(times: Iterable[int]) -> tuple[Slot, ...]:
    """The times that such numbers stand for; also numbers of NumPy, which have no room to subtract."""
    return _slots(tuple(map(int, times)))


@lru_cache(maxsize=8_192)
def _slots(times: tuple[int, ...]) -> tuple[Slot, ...]:
    found = (
        Slot(day, time >> 11 & 2047, (time >> 11 & 2047) + (time & 2047))
        for time in times
        for place, day in enumerate(WEEKDAYS)
        if time >> 22 >> place & 1
    )
    return in_order(found)


def on_other_times(facts: bytes, times: Sequence[Slot] | None, paused: bool) -> bytes:
    """The same facts with other times. paused: whatever its times."""
    changed = bytearray(facts)
    (flags,) = struct.unpack_from("<H", changed, _FLAGS_AT)
    if not changed or flags & ODD:
        return facts
    numbers, many = _times(times or ())
    flags = flags & ~(MANY_TIMES | PAUSED) | many | PAUSED * (paused or times == ())
    struct.pack_into(f"<{MOST_TIMES}I", changed, _TIMES_AT, *numbers)
    struct.pack_into("<H", changed, _FLAGS_AT, flags)
    return bytes(changed)


def times_left(facts: bytes, coming: int) -> tuple[Slot, ...] | None:
    """The times that still give dates; None where the facts do not hold them."""
    row = rows(facts)
    if not len(row) or int(row["flags"][0]) & READ_IT:
        return None
    return still_on(slots(row["times"][0].tolist()), coming)


def rows(facts: bytes) -> Rows:
    """The facts of many offers, one after another, as rows."""
    return np.frombuffer(facts, ROW)


def unpacked(row: tuple[Any, ...]) -> Possible:
    """An offer from a row (as `tolist` gives it), without its texts and the name of its organisation."""
    (
        offer, _organisation, lat, lon, visit, month, checked, causes, languages, times, group, flags,
        mechanisms, main, form, reach, capacity, accessible, age_min, age_max,
    ) = row  # fmt: skip
    others = (code for code in _codes(mechanisms, MECHANISMS) if code != MECHANISMS[main])
    return Possible(
        id=str(offer),
        name="",
        description="",
        mechanisms=(MECHANISMS[main], *others),
        form=FORMS[form],
        reach=REACHES[reach],
        status="paused" if flags & PAUSED else "open",
        causes=frozenset(_codes(causes, CAUSES)),
        languages=frozenset(_codes(languages, LANGUAGES)),
        age_min=None if age_min == NO_AGE else age_min,
        age_max=None if age_max == NO_AGE else age_max,
        only_for="women" if flags & WOMEN else "men" if flags & MEN else None,
        point=None if lat == NOWHERE else Point(lat / MICRO, lon / MICRO),
        cost_per_visit=None if visit == NO_PRICE else visit / 100,
        cost_per_month=None if month == NO_PRICE else month / 100,
        times=slots(times),
        group_size=None if group == NO_SIZE else group,
        capacity=CAPACITIES[capacity],
        accessible=frozenset(_codes(accessible, ACCESS)),
        walk_along=bool(flags & ALONG),
        verified_on=dt.date.fromordinal(checked) if checked else None,
        stale=bool(flags & STALE),
    )


def _codes(held: int, vocabulary: Sequence[str]) -> Iterable[str]:
    return (code for place, code in enumerate(vocabulary) if held >> place & 1)
