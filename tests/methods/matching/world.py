"""A person and an offer that fit each other, to change one thing of at a time."""

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from nabij.methods.geo import Point
from nabij.methods.matching import Avoid, Offer, Profile, Slot
from nabij.methods.matching.causes import CAUSES
from nabij.methods.matching.contract import (
    CAPACITIES,
    FORMS,
    MEANS,
    MECHANISM_CODES,
    NEEDS,
    REACHES,
    STATUSES,
)

TODAY = dt.date(2026, 11, 22)
HOME = Point(52.0, 5.0)
METRES_PER_DEGREE = 111_195.0

ANNA = Profile(
    id="anna",
    on=TODAY,
    age=78,
    gender="woman",
    languages=frozenset({"nl"}),
    causes=("loss",),
    point=HOME,
    means=("walk",),
    minutes=30,
)
COFFEE = Offer(
    id="coffee",
    name="Koffie bij het Anker",
    description="Een kop koffie en een praatje.",
    mechanisms=("meeting",),
    form="group",
    reach="on_site",
    point=HOME,
    verified_on=TODAY,
    capacity="room",
)


def person(**changed: Any) -> Profile:
    return replace(ANNA, **changed)


def offer(which: str = "coffee", /, *, metres: float | None = None, **changed: Any) -> Offer:
    """An offer so many metres north of home."""
    if metres is not None:
        changed["point"] = Point(HOME.lat + metres / METRES_PER_DEGREE, HOME.lon)
    return replace(COFFEE, id=which, **changed)


def slot(day: str, start: str, end: str) -> Slot:
    first, last = (int(one[:2]) * 60 + int(one[3:]) for one in (start, end))
    return Slot(day, first, last if last > first else last + 24 * 60)


# --- anything that the contract allows ----------------------------------------------------------

SLOTS = st.builds(
    lambda day, start, length: Slot(day, start * 60, (start + length) * 60),
    st.sampled_from(("MO", "TU", "SU")),
    st.integers(8, 22),
    st.integers(1, 4),
)
POINTS = st.builds(
    Point, st.floats(51.95, 52.05, allow_nan=False), st.floats(4.95, 5.05, allow_nan=False)
)
WORDS = st.sampled_from(("zingen", "koken", "tuin", "kerk", "wandelen", "schaken"))
PROFILES = st.builds(
    Profile,
    id=st.sampled_from(("anna", "bert")),
    on=st.just(TODAY),
    age=st.integers(16, 95),
    gender=st.sampled_from(("woman", "man", "other", None)),
    languages=st.frozensets(st.sampled_from(("nl", "ar", "tr")), min_size=1),
    causes=st.lists(st.sampled_from(sorted(CAUSES)), unique=True, max_size=3).map(tuple),
    point=POINTS,
    means=st.lists(st.sampled_from(MEANS), min_size=1, max_size=2, unique=True).map(tuple),
    minutes=st.integers(0, 60),
    wishes=st.lists(WORDS, max_size=3).map(tuple),
    talents=st.lists(WORDS, max_size=1).map(tuple),
    avoid=st.builds(
        Avoid,
        mechanisms=st.frozensets(st.sampled_from(MECHANISM_CODES), max_size=1),
        forms=st.frozensets(st.sampled_from(FORMS), max_size=1),
        words=st.lists(WORDS, max_size=1).map(tuple),
        group_over=st.none() | st.integers(1, 30),
    ),
    free=st.none() | st.lists(SLOTS, max_size=3).map(tuple),
    budget=st.none() | st.integers(0, 40).map(float),
    needs=st.frozensets(st.sampled_from(NEEDS), max_size=1),
    walk_along=st.booleans(),
)
TEXTS = st.sampled_from(
    ("Samen zingen", "Koken met buren", "Moestuin", "Schaakclub", "Koffie", "Wandelclub", "")
)
_MONEY = st.none() | st.sampled_from((0.0, 1.0, 2.5, 10.0))
OFFER_WITHOUT_ID = st.builds(
    Offer,
    id=st.just("x"),
    name=TEXTS,
    description=TEXTS,
    organisation=st.sampled_from(("", "Welzijn", "Bibliotheek")),
    mechanisms=st.lists(st.sampled_from(MECHANISM_CODES), min_size=1, max_size=2, unique=True).map(
        tuple
    ),
    causes=st.frozensets(st.sampled_from(sorted(CAUSES)), max_size=2),
    form=st.sampled_from(FORMS),
    languages=st.frozensets(st.sampled_from(("nl", "ar", "en")), max_size=2),
    age_min=st.none() | st.integers(16, 65),
    age_max=st.none() | st.integers(66, 99),
    only_for=st.sampled_from((None, None, "women", "men")),
    point=st.none() | POINTS,
    reach=st.sampled_from(REACHES),
    cost_per_visit=_MONEY,
    cost_per_month=_MONEY,
    times=st.lists(SLOTS, max_size=3).map(tuple),
    group_size=st.none() | st.integers(2, 40),
    capacity=st.sampled_from(CAPACITIES),
    accessible=st.frozensets(st.sampled_from(NEEDS)),
    walk_along=st.booleans(),
    verified_on=st.none() | st.dates(dt.date(2025, 6, 1), TODAY),
    status=st.sampled_from(("open", "open", "open", *STATUSES)),
)
OFFERS = st.lists(OFFER_WITHOUT_ID, max_size=12).map(
    lambda found: [replace(one, id=f"o{number}") for number, one in enumerate(found)]
)
