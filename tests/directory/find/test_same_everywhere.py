"""What the database finds is what reading every text would find: so both databases find the same.

Random questions over random offers, compared with `methods.text.match_text` on all of them.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabij.core.tenancy import within
from nabij.directory.index.entries import all_texts, property_numbers
from nabij.directory.index.numbers import number, property_number
from nabij.directory.models import Offer
from nabij.directory.queries import candidates
from nabij.directory.queries.question import Question
from nabij.methods.ranking import Criteria
from nabij.methods.text import analyse
from tests.directory.find.world import TODAY, World

WORDS = [
    "koffie",
    "thee",
    "wandelen",
    "wandelgroep",
    "koffieochtend",
    "lopen",
    "biljart",
    "schaken",
    "gym",
    "stoelyoga",
    "taalcafé",
    "lezen",
    "leesgroep",
    "ouderen",
    "jongeren",
    "mannen",
    "samen",
    "koken",
    "eettafel",
    "soep",
    "buurt",
    "buurthuis",
    "tuin",
    "moestuin",
    "fietsen",
    "duofiets",
    "arabisch",
]
DAYS = ("MO", "TU", "WE", "TH", "FR")


@pytest.fixture
def offers(world: World) -> list[Offer]:
    draw = random.Random(4)
    return [
        world.offer(
            " ".join(draw.choices(WORDS, k=2)), draw.choice(DAYS), summary=" ".join(draw.choices(WORDS, k=3)),
            description=" ".join(draw.choices(WORDS, k=8)), languages=draw.choice((["nl"], ["nl", "ar"], [])),
            cost_per_visit=draw.choice((0, 2, None)), walk_along=draw.random() < 0.5,
            age_min=draw.choice((None, 55)), place=None,
        )
        for _number in range(40)
    ]  # fmt: skip


asked = st.builds(
    Criteria,
    words=st.lists(
        st.sampled_from([*WORDS, "wandlen", "schak", "koffy", "Arabic"]), max_size=3
    ).map(" ".join),
    free=st.booleans(),
    languages=st.sampled_from([frozenset(), frozenset({"ar"}), frozenset({"nl", "ar"})]),
    walk_along=st.booleans(),
    age=st.sampled_from([None, 30, 70]),
    any_word=st.booleans(),
    language=st.sampled_from(["nl", "en"]),
)


@given(criteria=asked)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_index_finds_what_reading_everything_finds(
    world: World, offers: list[Offer], criteria: Criteria
) -> None:
    question = Question(world.municipality.pk, criteria, criteria.query(), TODAY)
    with within(world.municipality):
        found = {row.offer_id for row in candidates.strict(question)}
    assert found == {offer.pk for offer in offers if suits(offer, question)}


def suits(offer: Offer, question: Question) -> bool:
    asked = question.criteria
    if asked.age is not None and asked.age < (offer.age_min or 0):
        return False
    held = {
        number(token) for text, language in all_texts(offer) for token in analyse(text, language)
    }
    held |= set(property_numbers(offer)) | days_of(offer)
    groups = [any(held.issuperset(way) for way in ways) for ways in question.words]
    wanted = any(groups) if asked.any_word and groups else all(groups)
    return wanted and all(
        any(held.issuperset(way) for way in ways) for ways in question.properties()
    )


def days_of(offer: Offer) -> set[int]:
    """The numbers of the day and part on which an offer is, as they were indexed."""
    with within(offer.municipality):
        day = offer.schedules.get().weekdays[0]
    return {property_number("day", day), property_number("part", "morning")}
