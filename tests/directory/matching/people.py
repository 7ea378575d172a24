"""Anybody who could ask, near `HERE`."""

from hypothesis import strategies as st

from nabij.core.vocabulary import Cause, Form, Mechanism
from nabij.methods.geo import Point
from nabij.methods.matching import Avoid, Profile, Slot
from tests.directory.find.world import HERE, TODAY

WORDS = (
    "zingen", "koken", "tuin", "wandelen", "koffie", "schaken", "zangkoor", "samen", "kookclub", "lezen",
)  # fmt: skip
NEEDS = ("wheelchair", "hearing_loop", "toilet")
_SAID = st.sampled_from((*WORDS, "samen koken", "koor", "iets in de tuin", "merel", "ringvaart"))
_SLOTS = st.builds(
    lambda day, start, length: Slot(day, start * 60, (start + length) * 60),
    st.sampled_from(("MO", "TU", "WE", "SU")),
    st.integers(8, 22),
    st.integers(1, 6),
)
_POINTS = st.builds(
    lambda north, east: Point(HERE.lat + north / 1000, HERE.lon + east / 1000),
    st.integers(-20, 40),
    st.integers(-40, 40),
)
PEOPLE = st.builds(
    Profile,
    id=st.sampled_from(("anna", "bert", "chris")),
    on=st.just(TODAY),
    age=st.none() | st.integers(16, 95),
    gender=st.sampled_from(("woman", "man", "other", None)),
    languages=st.frozensets(st.sampled_from(("nl", "ar", "tr", "sw")), max_size=2),
    causes=st.lists(st.sampled_from(Cause.values), unique=True, max_size=3).map(tuple),
    point=st.none() | _POINTS,
    means=st.lists(
        st.sampled_from(("walk", "bicycle", "bus", "car", "none")), min_size=1, max_size=2, unique=True
    ).map(tuple),
    minutes=st.integers(0, 60),
    wishes=st.lists(_SAID, max_size=2).map(tuple),
    talents=st.lists(_SAID, max_size=1).map(tuple),
    avoid=st.builds(
        Avoid,
        mechanisms=st.frozensets(st.sampled_from(Mechanism.values), max_size=2),
        forms=st.frozensets(st.sampled_from(Form.values), max_size=2),
        words=st.lists(_SAID, max_size=2).map(tuple),
        group_over=st.none() | st.integers(1, 30),
    ),
    free=st.none() | st.lists(_SLOTS, max_size=3).map(tuple),
    budget=st.none() | st.integers(0, 40).map(float),
    needs=st.frozensets(st.sampled_from(NEEDS), max_size=2),
    walk_along=st.booleans(),
)  # fmt: skip
