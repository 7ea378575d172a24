"""What the database proposes is what `methods.matching` proposes of all offers, on both databases."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from nabij.core.tenancy import within
from nabij.core.vocabulary import Capacity, Cause, Form, Mechanism, Reach
from nabij.directory.freshness import Freshness
from nabij.directory.index import facts
from nabij.directory.models import Offer, OfferEntry
from nabij.directory.queries.matching import propose, why_not
from nabij.directory.queries.matching.reading import whole_offers
from nabij.methods.matching import Offer as Possible
from nabij.methods.matching import Profile, match
from nabij.methods.matching import why_not as blocks_of
from tests.directory.find.world import TODAY, World
from tests.directory.matching.people import NEEDS, PEOPLE, WORDS


@pytest.fixture
def world(db: None) -> World:
    """Fifty offers and some odd ones that differ in everything that matching looks at."""
    world, draw = World(), random.Random(7)
    others = [world.organisation]
    with within(world.municipality):
        others.append(type(world.organisation).objects.create(
            municipality=world.municipality, name="Zangkoor De Merel"
        ))  # fmt: skip
    for _number in range(50):
        made = offer(world, draw, organisation=draw.choice(others))
        if draw.random() < 0.3:
            world.schedule(made, draw.choice(("TU", "WE", "SA")), draw.choice(("09:30", "19:00")))
    many = world.offer("Inloop", "MO", "08:15", **anything(draw))
    for hour in range(9, 15):
        world.schedule(many, "TU", f"{hour:02}:45")
    world.offer("Praten", "TU", languages=["nl", "sw"], form="one_to_one")
    world.offer("Voorbij", rule={"weekdays": ["TU"], "ends_on": TODAY.replace(month=3)})
    world.offer("Alleen voor ons", "TU", visibility=Offer.Visibility.HIDDEN)
    with within(world.municipality):
        old = world.offer("Oud", "TU", verified_on=TODAY.replace(year=2024))
        Offer.objects.get(pk=old.pk, freshness=Freshness.GONE)
    return world


def offer(world: World, draw: random.Random, **given: Any) -> Offer:
    return world.offer(
        " ".join(draw.choices(WORDS, k=2)), draw.choice(("", "MO", "TU", "SA")),
        draw.choice(("10:00", "14:00", "23:30")), metres=draw.randrange(0, 6000),
        **anything(draw), **given,
    )  # fmt: skip


def anything(draw: random.Random) -> dict[str, Any]:
    return {
        "summary": " ".join(draw.choices(WORDS, k=2)), "description": f"## {draw.choice(WORDS)}",
        "mechanisms": draw.sample(Mechanism.values, draw.randrange(4)),
        "causes": draw.sample(Cause.values, draw.randrange(3)), "form": draw.choice(Form.values),
        "reach": draw.choice([Reach.ON_SITE.value] * 8 + Reach.values),
        "languages": draw.choice((["nl"], ["nl", "ar"], ["ar"], [])),
        "age_min": draw.choice((None, None, 18, 55)), "age_max": draw.choice((None, None, 70)),
        "only_for": draw.choice(("", "", "", "women", "men")),
        "cost_per_visit": draw.choice((None, 0, "2.50", "0.10")),
        "cost_per_month": draw.choice((None, None, 5)), "group_size": draw.choice((None, 4, 12, 30)),
        "capacity": draw.choice(Capacity.values), "walk_along": draw.random() < 0.4,
        "accessible": [need for need in NEEDS if draw.random() < 0.5],
        "verified_on": draw.choice((None, TODAY, TODAY.replace(month=6), TODAY.replace(month=9))),
        "status": draw.choice(("open",) * 9 + ("paused", "closed")),
    }  # fmt: skip


def everything(world: World) -> list[Possible]:
    """All listed offers that go on, as their own rows tell."""
    ids = Offer.objects.filter(visibility="public").exclude(status="closed")
    every = whole_offers(world.municipality, ids.values_list("pk", flat=True), TODAY)
    return list(every.values())


@given(person=PEOPLE)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_same_proposals_reasons_and_relaxations_as_of_all_offers(
    world: World, person: Profile
) -> None:
    with within(world.municipality):
        found, every = propose(world.municipality, person), everything(world)
    truth = match(person, every)
    assert found.answer == replace(truth, excluded=())
    assert found.weighed == len(every)
    assert found.excluded == Counter(reason for one in truth.excluded for reason in one.reasons)
    assert {one.offer for one in truth.proposals} <= found.offers.keys()
    assert (found.unmet is None) == bool(truth.proposals)


@given(person=PEOPLE)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_why_not_is_told_of_any_listed_offer(world: World, person: Profile) -> None:
    with within(world.municipality):
        uids = dict(Offer.objects.values_list("pk", "uid"))
        for one in everything(world)[:20]:
            told = why_not(world.municipality, person, uids[int(one.id)])
            assert told == blocks_of(person, one)


def test_facts_say_what_the_offer_says_but_its_texts(world: World) -> None:
    with within(world.municipality):
        every = {one.id: one for one in everything(world)}
        kept = [bytes(row) for row in OfferEntry.objects.values_list("facts", flat=True)]
    rows = facts.rows(b"".join(kept))
    told = [row for row in rows.tolist() if row[11] & facts.LISTED and not row[11] & facts.READ_IT]
    assert len(told) == len(every) - 2
    for one in map(facts.unpacked, told):
        assert one == replace(every[one.id], name="", description="", organisation="")
