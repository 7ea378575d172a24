"""All offers of a municipality as columns: which limits each breaks, at once, as `methods.matching.limits` says."""

from collections.abc import Callable, Collection, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from nabij.core.models import Municipality
from nabij.directory.index import facts
from nabij.directory.index.facts import Rows
from nabij.methods.geo import DETOUR, EARTH_RADIUS, Point
from nabij.methods.matching import times, travel
from nabij.methods.matching.limits import ONLY_FOR
from nabij.methods.matching.model import DAYS, WEEKS_PER_MONTH, Profile

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Minutes = npt.NDArray[np.int64]

_WITHOUT_TRIP = sorted(map(facts.REACHES.index, travel.WITHOUT_TRIP))
_PHONE, _FETCHED = facts.REACHES.index("phone"), facts.REACHES.index("fetched")
_ON_SITE = facts.REACHES.index("on_site")
_FULL = facts.CAPACITIES.index("full")
_WHOLE = sorted(facts.FORMS.index(form) for form in times.WHOLE)
_EPSILON = 1e-9
#: Minutes within which arrays and plain numbers could differ: those are worked out again as plain numbers.
_NEAR_ENOUGH = 1e-6


def rows_of(municipality: Municipality) -> Rows:
    """The listed offers of a municipality, in the order of their numbers. One query."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT string_agg(facts, ''::bytea) FROM directory_offerentry "
                "WHERE municipality_id = %s",
                [municipality.pk],
            )
            packed = bytes(cursor.fetchone()[0] or b"")
        else:
            cursor.execute(
                "SELECT facts FROM directory_offerentry WHERE municipality_id = %s",
                [municipality.pk],
            )
            packed = b"".join([row[0] for row in cursor.fetchall()])
    every = facts.rows(packed)
    every = every[(every["flags"] & facts.LISTED) > 0]
    return every[np.argsort(every["offer"], kind="stable")]


def minutes(profile: Profile, rows: Rows) -> Numbers:
    """Minutes of the trip to each, as `limits.trip` has them; infinite where none is possible."""
    found = np.zeros(len(rows))
    if profile.point is None:
        return found
    away = np.flatnonzero(~np.isin(rows["reach"], _WITHOUT_TRIP))
    there = rows[away]
    metres = _metres(profile.point, there["lat"] / 1e6, there["lon"] / 1e6)
    ways = [_minutes(metres, one) for one in profile.means if one in travel.SPEEDS]
    took = np.min(ways, axis=0) if ways else np.full(len(there), np.inf)
    found[away] = np.where(there["lat"] == facts.NOWHERE, np.inf, took)
    for one in np.flatnonzero(np.abs(found - profile.minutes) < _NEAR_ENOUGH):
        if rows["reach"][one] == _ON_SITE:
            point = Point(int(rows["lat"][one]) / 1e6, int(rows["lon"][one]) / 1e6)
            found[one] = travel.quickest(profile.point, point, profile.means)[0]
    return found


def _minutes(metres: Numbers, means: str) -> Numbers:
    speed = travel.SPEEDS[means] * 1000 / 60
    found: Numbers = metres * DETOUR / speed + travel.WAITING.get(means, 0.0)
    return found


def _metres(here: Point, lat: Numbers, lon: Numbers) -> Numbers:
    """As `geo.distance`."""
    phi1, phi2 = np.radians(here.lat), np.radians(lat)
    half_lat, half_lon = (phi2 - phi1) / 2, np.radians(lon - here.lon) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(half_lon) ** 2
    found: Numbers = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    return found


def monthly(rows: Rows) -> Numbers:
    """Euros a month at weekly attendance; not a number where no price is known."""
    visit, month = rows["visit"], rows["month"]
    cost = np.maximum(visit, 0) / 100 * WEEKS_PER_MONTH + np.maximum(month, 0) / 100
    found: Numbers = np.where((visit == facts.NO_PRICE) & (month == facts.NO_PRICE), np.nan, cost)
    return found


def broken(profile: Profile, rows: Rows, took: Numbers) -> dict[str, Mask]:
    """For each reason the offers to which it applies; of what is avoided not the words. took: see `minutes`."""
    tests: dict[str, Callable[[], Mask]] = {
        "too_far": lambda: took > profile.minutes + _EPSILON,
        "wrong_age": lambda: _wrong_age(profile, rows),
        "not_for_this_person": lambda: _for_others(profile, rows),
        "wrong_language": lambda: _wrong_language(profile, rows),
        "too_expensive": lambda: _too_expensive(profile, rows),
        "not_accessible": lambda: _not_accessible(profile, rows),
        "not_open": lambda: _flag(rows, facts.PAUSED),
        "full": lambda: rows["capacity"] == _FULL,
        "no_time_fits": lambda: _no_time(profile, rows),
        "avoided": lambda: _avoided(profile, rows),
        "not_verified": lambda: _flag(rows, facts.STALE),
    }
    return {reason: test() for reason, test in tests.items()}


def _flag(rows: Rows, flag: int) -> Mask:
    found: Mask = (rows["flags"] & flag) > 0
    return found


def _nobody(rows: Rows) -> Mask:
    return np.zeros(len(rows), np.bool_)


def _wrong_age(profile: Profile, rows: Rows) -> Mask:
    if profile.age is None:
        return _nobody(rows)
    low, high = rows["age_min"], rows["age_max"]
    young = (low != facts.NO_AGE) & (low > profile.age)
    found: Mask = young | ((high != facts.NO_AGE) & (high < profile.age))
    return found


def _for_others(profile: Profile, rows: Rows) -> Mask:
    found = _nobody(rows)
    for flag, group in ((facts.WOMEN, "women"), (facts.MEN, "men")):
        if ONLY_FOR[group] != profile.gender:
            found |= _flag(rows, flag)
    return found


def _wrong_language(profile: Profile, rows: Rows) -> Mask:
    if not profile.languages:
        return _nobody(rows)
    spoken = np.uint32(_known(profile.languages, facts.LANGUAGES))
    dutch = np.uint32(_known({"nl"}, facts.LANGUAGES))
    found: Mask = (np.where(rows["languages"] == 0, dutch, rows["languages"]) & spoken) == 0
    return found


def _known(codes: Collection[str], vocabulary: tuple[str, ...]) -> int:
    return facts.bits((code for code in codes if code in vocabulary), vocabulary)


def _too_expensive(profile: Profile, rows: Rows) -> Mask:
    if profile.budget is None:
        return _nobody(rows)
    found: Mask = monthly(rows) > profile.budget + _EPSILON
    return found


def _not_accessible(profile: Profile, rows: Rows) -> Mask:
    if not profile.needs:
        return _nobody(rows)
    needs = np.uint8(_known(profile.needs, facts.ACCESS))
    hear = needs & np.uint8(_known({"hearing_loop"}, facts.ACCESS))
    there = np.isin(rows["reach"], (_ON_SITE, _FETCHED))
    needed = np.where(there, needs, np.where(rows["reach"] == _PHONE, hear, np.uint8(0)))
    found: Mask = (needed & ~rows["accessible"]) > 0
    return found if profile.needs <= set(facts.ACCESS) else found | there


def _no_time(profile: Profile, rows: Rows) -> Mask:
    """Each time that occurs is compared once, as `times.fits` does."""
    if profile.free is None:
        return _nobody(rows)
    row, place = np.nonzero(rows["times"])
    known, which = np.unique(rows["times"][row, place], return_inverse=True)
    there, length = _free_for(times.spans(profile.free), known.astype(np.int64))
    whole = np.isin(rows["form"][row], _WHOLE)
    enough = np.where(
        whole, (there >= length)[which], (there >= np.minimum(times.ENOUGH, length))[which]
    )
    timed, suited = _nobody(rows), _nobody(rows)
    timed[row], suited[row[enough]] = True, True
    return timed & ~suited


def _free_for(free: Sequence[times.Span], known: Minutes) -> tuple[Minutes, Minutes]:
    """For each time (as in the facts) the longest stretch of it that somebody is free, and how long it is."""
    days, start, length = known >> 22, known >> 11 & 2047, known & 2047
    best = np.zeros_like(known)
    for day in range(len(DAYS)):
        begin = day * times.DAY + start
        over = begin + length > times.WEEK  # past Sunday midnight it also stands in the week before
        for shift, on in ((0, (days >> day & 1) > 0), (times.WEEK, ((days >> day & 1) > 0) & over)):
            for first, last in free:
                first_there = np.maximum(begin - shift, first)
                stretch = np.minimum(begin - shift + length, last) - first_there
                best = np.where(on, np.maximum(best, stretch), best)
    return best, length


def _avoided(profile: Profile, rows: Rows) -> Mask:
    avoid = profile.avoid
    ways = np.uint8(_known(avoid.mechanisms, facts.MECHANISMS))
    forms = [facts.FORMS.index(form) for form in avoid.forms if form in facts.FORMS]
    most = facts.NO_SIZE if avoid.group_over is None else avoid.group_over
    large = (rows["group"] != facts.NO_SIZE) & (rows["group"] > most)
    found: Mask = ((rows["mechanisms"] & ways) > 0) | np.isin(rows["form"], forms) | large
    return found
