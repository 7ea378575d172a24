"""Finding costs the same few queries whether there is little or much to find."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.models import Membership, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory import index
from nabij.directory.models import Occurrence, Offer, Schedule
from nabij.directory.occurrences import materialise
from tests.directory.find.world import TODAY, World

QUESTIONS: list[tuple[dict[str, Any], int]] = [
    ({"words": "koffie", "near": True, "within_metres": 2000}, 3),
    ({"words": "koffie"}, 3),
    ({"near": True, "days": ["TU"], "part": "morning", "free": True}, 3),
    ({"words": "kofie", "near": True}, 3),
    ({"words": "ringvart"}, 5),
    ({"words": "saxofoon", "near": True, "days": ["SU"], "free": True, "languages": ["ti"]}, 4),
    ({"words": "ringvrt", "near": True, "days": ["SU"], "free": True, "languages": ["ti"]}, 5),
    ({"near": True, "within_metres": 1, "walk_along": True}, 4),
]


def many(world: World, count: int) -> None:
    """So many offers, each every Tuesday, written at once."""
    place = world.place()
    shared = {
        "municipality": world.municipality, "organisation": world.organisation, "place": place,
        "cost_per_visit": 0, "languages": ["nl"], "verified_on": TODAY,
    }  # fmt: skip
    with within(world.municipality):
        offers = Offer.objects.bulk_create(
            Offer(name=f"Koffie {number}", **shared) for number in range(count)
        )
        Schedule.objects.bulk_create(
            Schedule(
                municipality=world.municipality, offer=offer, frequency="weekly", weekdays=["TU"],
                starts_at="10:00", starts_on=TODAY,
            )
            for offer in offers
        )  # fmt: skip
        materialise(world.municipality, today=TODAY)
        index.refresh(world.municipality, today=TODAY)
        assert Occurrence.objects.count() > count * 10


@pytest.mark.parametrize("count", [3, 300])
def test_three_queries_and_five_when_nothing_is_found_at_once(world: World, count: int) -> None:
    many(world, count)
    for asked, most in QUESTIONS:
        with CaptureQueriesContext(connection) as queries:
            result = world.find(**asked)
        assert result.hits, asked
        assert len(queries) == most, (asked, [query["sql"][:90] for query in queries])


def test_of_many_hits_the_nearest_are_weighed_and_the_answer_says_there_are_more(
    world: World,
) -> None:
    many(world, 300)
    result = world.find("koffie", near=True)
    assert result.more
    assert result.total == 200
    assert len(result.hits) == 20


def test_what_fits_but_lies_further_is_found_behind_hundreds_that_do_not_fit(world: World) -> None:
    many(world, 250)
    world.offer("Thee", "WE", metres=2500, languages=["ti"])
    result = world.find(near=True, within_metres=2000, days=["WE"], languages=["ti"])
    assert [hit.offer.name for hit in result.hits] == ["Thee"]
    assert [step.code for step in result.widened] == ["farther"]


def test_writing_many_costs_as_many_queries_a_batch_as_writing_few(world: World) -> None:
    counts = []
    for count in (5, 200):
        many(world, count)
        with within(world.municipality), CaptureQueriesContext(connection) as queries:
            Offer.objects.update(name="Thee")
            index.refresh(world.municipality, today=TODAY)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 3 * 5  # SQLite takes so many rows at a time


@pytest.mark.parametrize(("role", "seen"), [(Role.COORDINATOR, True), (Role.COUNCIL_READER, False)])
def test_staff_who_look_after_the_map_also_find_what_waits_for_a_look(
    world: World, role: Role, seen: bool
) -> None:
    world.offer("Koffie", "TU", visibility="awaiting")
    user = User.objects.create_user("someone@testdam.example")
    Membership.objects.create(user=user, municipality=world.municipality, role=role)
    assert bool(world.find("koffie", viewer=user).hits) is seen
    assert not World("elders").find("koffie", viewer=user).hits
