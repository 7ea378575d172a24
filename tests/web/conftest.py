"""A small municipality with a few things to do, and ways to look at its pages."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

    from nabij.core.models import Municipality
    from nabij.directory.models import Offer


#: A rough net beside `core.words.taboo_words`, for pages that staff see too.
TABOO = (
    "eenza",
    "lonel",
    "isolement",
    "isolation",
    "kwetsba",
    "vulnerab",
    "doelgroep",
    "target group",
)


@pytest.fixture
def town(db: None) -> Iterator["Municipality"]:
    """The municipality of these tests, with the wall open around the test."""
    from nabij.core.tenancy import within
    from tests.factories import MunicipalityFactory, PostcodeFactory

    municipality = MunicipalityFactory.create(code="GM9998", name="Testdam", slug="testdam")
    PostcodeFactory.create()
    with within(municipality):
        yield municipality


@pytest.fixture
def add_offer(town: "Municipality") -> Callable[..., "Offer"]:
    """`add_offer(name=…, at=next_weekday("TU", 10))`: an offer with one date, found at once."""
    from nabij.directory.index import refresh
    from tests.factories import OccurrenceFactory, OfferFactory, next_weekday

    def add(*, at: dt.datetime | None = None, cancelled: str = "", **fields: Any) -> "Offer":
        offer: Offer = OfferFactory.create(municipality=town, **fields)
        OccurrenceFactory.create(
            municipality=town,
            offer=offer,
            starts_at=at or next_weekday("TU", 10),
            cancelled=bool(cancelled),
            reason=cancelled,
        )
        refresh(town, [offer.pk])
        return offer

    return add


@pytest.fixture
def look(client: "Client", town: "Municipality") -> Callable[..., "Response"]:
    """`look("find", q="koffie", language="en")`: a page of the municipality, as a resident gets it."""
    from django.urls import reverse
    from django.utils import translation

    def get(name: str, /, *, language: str = "en", parts: Any = None, **asked: Any) -> "Response":
        with translation.override(language):
            kwargs = {"municipality": town.slug, **(parts or {})}
            address = reverse(f"public:{name}", kwargs=kwargs)
        return client.get(address, asked)

    return get
