"""Finding over the API gives what the page and the command line give."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import Ask, Get

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.directory.models import Offer

Make = Callable[..., "list[Offer]"]

CONTRACT = {"id", "source_id", "name", "distance", "score", "reasons", "widened"}


@pytest.fixture
def found_later(make_offers: Make, municipality: "Municipality") -> Callable[..., "list[Offer]"]:
    """Offers that are in the index too."""
    from nabij.directory import index

    def make(number: int, **told: object) -> "list[Offer]":
        rows = make_offers(number, **told)
        index.rebuild([municipality])
        return rows

    return make


def test_what_is_found_has_the_fields_of_the_contract(found_later: Make, get: Get) -> None:
    [offer] = found_later(1, source="kaart", source_id="k1")
    answer = get(
        "/offers", words="koffie", near="52.5668,5.1579", within=5000, free="true", day="TU"
    )
    [hit] = answer["offers"]
    assert set(hit) >= CONTRACT
    assert (hit["id"], hit["source_id"]) == (str(offer.uid), "k1")
    assert "free" in hit["reasons"]
    assert answer["total"] == 1


def test_the_answer_is_that_of_the_query_behind_the_page(found_later: Make, get: Get) -> None:
    from django.utils import timezone

    from nabij.core.models import Municipality
    from nabij.core.tenancy import within
    from nabij.directory.queries import find_offers
    from nabij.methods.ranking import Criteria

    found_later(5)
    municipality = Municipality.objects.get(code="GM9998")
    with within(municipality):
        expected = find_offers(
            None, municipality, Criteria(words="koffie"), now=timezone.localtime()
        )
    answer = get("/offers", words="koffie", municipality="GM9998")
    assert [hit["id"] for hit in answer["offers"]] == [str(hit.offer.uid) for hit in expected.hits]


def test_both_spellings_of_a_parameter_and_lists_with_commas(found_later: Make, get: Get) -> None:
    found_later(2)
    for query in (
        {"walkAlong": "true"},
        {"walk_along": "true"},
        {"day": "MO,TU"},
        {"needs": ["wheelchair"]},
    ):
        assert get("/offers", **query)["total"] == 2


def test_what_was_widened_is_said(found_later: Make, get: Get) -> None:
    found_later(1, cost_per_visit=5)
    answer = get("/offers", words="koffie", free="true")
    assert answer["widened"]
    assert answer["offers"][0]["widened"] == answer["widened"]


def test_with_more_municipalities_one_must_be_named(found_later: Make, ask: Ask) -> None:
    from nabij.core.models import Municipality

    Municipality.objects.create(code="GM9997", name="Anderdam", slug="anderdam")
    assert ask("/offers", words="koffie").status_code == 400
    assert ask("/offers", words="koffie", municipality="GM9998").status_code == 200


@pytest.mark.parametrize(
    "words",
    ["x" * 10_000, "\x00\x01", "' OR 1=1 --", '" AND NEAR(', "\u202ekoffie", "🫖", "%", "a* OR b*"],
)
def test_whatever_is_typed_is_just_a_search(words: str, found_later: Make, ask: Ask) -> None:
    found_later(1)
    assert ask("/offers", words=words).status_code == 200
