"""Proposals from the database: behind the wall, in few queries, with what is missing where nothing fits."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.tenancy import within
from nabij.directory import index
from nabij.directory.models import Offer
from nabij.directory.occurrences import materialise
from nabij.directory.queries.matching import Matched, Unmet, propose, why_not
from nabij.methods.matching import Avoid, Profile, Slot
from tests.directory.find.world import HERE, TODAY, World


def person(**told: Any) -> Profile:
    """Somebody who lost someone, and can walk half an hour."""
    usual: dict[str, Any] = {
        "id": "anna", "on": TODAY, "age": 70, "languages": frozenset({"nl"}), "causes": ("loss",),
        "point": HERE, "means": ("walk",), "minutes": 30,
    }  # fmt: skip
    return Profile(**{**usual, **told})


def ask(world: World, **told: Any) -> Matched:
    with within(world.municipality):
        return propose(world.municipality, person(**told), area="BU80000001")


def grief(world: World, name: str = "Rouwcafé", day: str = "TU", **given: Any) -> Offer:
    usual = {"mechanisms": ["meaningful_contact"], "causes": ["loss"]}
    return world.offer(name, day, **{**usual, **given})


def test_what_takes_up_the_cause_comes_first_with_its_offer_for_the_screen(world: World) -> None:
    world.offer("Koffie", "TU")
    made = grief(world)
    found = ask(world)
    best = found.answer.proposals[0].offer
    assert found.offers[best] == made
    assert found.answer.seed
    assert found.unmet is None


def test_a_day_that_is_called_off_for_good_is_no_time_any_more(world: World) -> None:
    made = grief(world)
    free = (Slot("TU", 600, 720),)
    assert ask(world, free=free).answer.proposals
    with within(world.municipality):
        made.schedules.update(weekdays=["WE"])
        materialise(world.municipality, [made.pk], today=TODAY)
    assert ask(world, free=free).excluded == {"no_time_fits": 1}


def test_where_all_dates_are_over_it_is_not_open(world: World) -> None:
    grief(world, rule={"ends_on": TODAY.replace(month=2)})
    assert ask(world).excluded == {"not_open": 1}


def test_the_municipality_s_own_rhythm_says_what_was_checked_too_long_ago(world: World) -> None:
    grief(world, verified_on=TODAY.replace(month=2), form="group")
    assert ask(world).excluded == {"not_verified": 1}


def test_where_nothing_fits_it_says_what_would_and_what_kept_it_away(world: World) -> None:
    made = grief(world, metres=4000)
    grief(world, "Vol", capacity="full", metres=5000)
    found = ask(world)
    assert [one.limit for one in found.answer.relaxations] == ["too_far", "too_far"]
    assert found.offers[found.answer.relaxations[0].offers[0]] == made
    assert found.unmet == Unmet(("loss",), "BU80000001", ("too_far", "full"))


def test_a_word_that_is_avoided_is_read_in_the_text_itself(world: World) -> None:
    grief(world, description="We zingen samen.")
    assert ask(world, avoid=Avoid(words=("zingen",))).excluded == {"avoided": 1}
    assert ask(world, avoid=Avoid(words=("bingo",))).answer.proposals


def test_nothing_of_another_municipality_or_out_of_scope_is_known(world: World) -> None:
    made = grief(World("elders"))
    assert ask(world).weighed == 0
    assert not propose(made.municipality, person()).answer.proposals
    with within(world.municipality):
        assert why_not(world.municipality, person(), made.uid) is None
        assert why_not(made.municipality, person(), made.uid) is None


def test_why_not_one_that_has_stopped_one_that_is_hidden_and_one_that_is_not_there(
    world: World,
) -> None:
    stopped = grief(world, status="closed")
    hidden = grief(world, visibility="hidden")
    with within(world.municipality):
        told = why_not(world.municipality, person(), stopped.uid)
        assert told is not None
        assert [block.reason for block in told] == ["not_open"]
        assert why_not(world.municipality, person(), hidden.uid) is None
        assert why_not(world.municipality, person(), uuid.uuid4()) is None


@pytest.mark.parametrize("count", [6, 120])
def test_as_many_queries_for_few_offers_as_for_many(world: World, count: int) -> None:
    with within(world.municipality):
        Offer.objects.bulk_create(
            Offer(
                municipality=world.municipality, organisation=world.organisation, reach="phone",
                name=f"Samen zingen {number}", mechanisms=["meeting"], causes=["loss"],
                verified_on=TODAY,
            )
            for number in range(count)
        )  # fmt: skip
        index.refresh(world.municipality, today=TODAY)
    asked = (
        {"wishes": ("zingen",), "avoid": Avoid(words=("lezen",))},
        {"avoid": Avoid(words=("zingen",))},
    )
    counts = []
    for told in asked:
        with CaptureQueriesContext(connection) as queries:
            ask(world, **told)
        counts.append(len(queries))
    # All alike, so with many all of them are weighed, in a second turn of two.
    assert counts == [7 + 2 * (count > 48), 10]
