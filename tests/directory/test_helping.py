"""What could help someone, from the index: the right date, on both databases, behind the wall, in few queries."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.tenancy import within
from nabij.directory.index import refresh
from nabij.directory.models import Offer
from nabij.directory.queries.helping import Found, next_steps
from nabij.methods.geo import Point
from nabij.methods.guide import CALL, Aim, Asked, Way
from tests.factories import AMSTERDAM, MunicipalityFactory, OccurrenceFactory, OfferFactory

TODAY = dt.date(2026, 3, 10)  # a Tuesday
NOW = dt.datetime(2026, 3, 10, 9, tzinfo=AMSTERDAM)
HERE = Point(52.5668, 5.1579, "3131 AB")
LOSS = Aim("loss", (Way(causes=frozenset({"loss"})),), frozenset({"loss"}))
MOVE = Aim("move", (Way(causes=frozenset({"mobility"}), mechanisms=frozenset({"activity"})),))
AT_HOME = Aim("home", (Way(mechanisms=frozenset({"practical_support"}), comes=True),))


@pytest.fixture
def town(db: None) -> Any:
    municipality = MunicipalityFactory.create(slug="testdam")
    with within(municipality):
        yield municipality


def offer(town: Any, *days: int, cancelled: int | None = None, **fields: Any) -> Offer:
    """An offer for who lost somebody, on these days from today, at ten."""
    given = {
        "mechanisms": ["meaningful_contact"], "causes": ["loss"], "form": "one_to_one",
        "verified_on": TODAY, **fields,
    }  # fmt: skip
    made: Offer = OfferFactory.create(municipality=town, **given)
    for day in days:
        at = NOW.replace(hour=10) + dt.timedelta(days=day)
        OccurrenceFactory.create(
            municipality=town, offer=made, starts_at=at, cancelled=day == cancelled
        )
    refresh(town, [made.pk], today=TODAY)
    return made


def asked(*aims: Aim, **more: Any) -> Asked:
    return Asked(on=TODAY, aims=aims, **more)


def only(town: Any, wanted: Asked) -> Found:
    found = next_steps(town, wanted, now=NOW)
    assert len(found) == 1
    return found[0]


def test_the_next_time_is_told_not_one_that_is_called_off(town: Any) -> None:
    offer(town, 1, 8, cancelled=1)
    coming = only(town, asked(LOSS)).coming
    assert coming is not None
    assert coming.date == TODAY + dt.timedelta(days=8)


def test_a_day_that_suits_goes_before_an_earlier_one_that_does_not(town: Any) -> None:
    offer(town, 1, 4)
    found = only(town, asked(LOSS, days=frozenset({"SA"})))
    assert found.coming is not None
    assert found.coming.weekday == 5
    assert found.step.widened == ()


def test_what_happened_today_already_is_no_next_time(town: Any) -> None:
    offer(town, 0)
    late = NOW.replace(hour=11)
    assert next_steps(town, asked(LOSS), now=late)[0].coming is None


def test_all_that_a_way_names_must_hold(town: Any) -> None:
    offer(town, causes=["mobility"], mechanisms=["practical_support"])
    assert only(town, asked(MOVE)).step == CALL
    offer(town, causes=["mobility"], mechanisms=["activity"], form="course")
    assert only(town, asked(MOVE)).offer is not None


def test_what_comes_to_the_person_is_told_without_a_distance(town: Any) -> None:
    offer(town, mechanisms=["practical_support"], form="practical_help", reach="at_home")
    offer(town, mechanisms=["practical_support"], form="practical_help", name="At the hall")
    found = only(town, asked(AT_HOME, point=HERE))
    assert found.offer is not None
    assert found.offer.reach == "at_home"
    assert found.metres is None


def test_the_distance_is_that_to_the_place(town: Any) -> None:
    offer(town, place__lat=HERE.lat, place__lon=HERE.lon + 0.01)
    metres = only(town, asked(LOSS, point=HERE)).metres
    assert metres is not None
    assert 600 < metres < 720


def test_the_coffee_around_the_corner_does_not_crowd_out_who_comes(town: Any) -> None:
    for number in range(120):
        offer(town, name=f"Nearby {number}", place__lat=HERE.lat, place__lon=HERE.lon, form="group")
    offer(town, name="Visit", reach="at_home", form="one_to_one")
    found = next_steps(town, asked(LOSS, point=HERE), now=NOW)
    assert "Visit" in {one.offer.name for one in found if one.offer}


@pytest.mark.parametrize(
    "hidden", [{"visibility": "hidden"}, {"visibility": "awaiting"}, {"status": "closed"}]
)
def test_what_not_everyone_may_see_is_no_step(town: Any, hidden: dict[str, Any]) -> None:
    offer(town, 1, **hidden)
    assert only(town, asked(LOSS)).step == CALL


def test_outside_the_wall_nothing_is_known(town: Any) -> None:
    offer(town, 1)
    elders = MunicipalityFactory.create(slug="elders")
    assert only(elders, asked(LOSS)).step == CALL
    with within(elders):
        assert only(elders, asked(LOSS)).step == CALL
        assert only(town, asked(LOSS)).step == CALL


def test_three_queries_however_much_is_said_and_found(town: Any) -> None:
    aims = [LOSS, MOVE, AT_HOME]
    for count in (1, 40):
        for _number in range(count):
            offer(town, 1, 8)
        for number in range(4):
            with CaptureQueriesContext(connection) as queries:
                next_steps(town, asked(*aims[:number], point=HERE), now=NOW)
            assert len(queries) <= 3
