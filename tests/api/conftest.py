"""A municipality with a few offers, and someone who asks the API about it."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from django.http import HttpResponse

    from nabij.core.models import Municipality
    from nabij.directory.models import Offer

Ask = Callable[..., "HttpResponse"]
Get = Callable[..., dict[str, Any]]

BASE = "/api/v1"


@pytest.fixture
def municipality(db: None) -> "Municipality":
    from django.core.cache import cache

    from nabij.core.models import Municipality

    cache.clear()  # where pages ended in another test
    return Municipality.objects.create(
        code="GM9998", name="Testdam", slug="testdam", email="dichtbij@testdam.example"
    )


@pytest.fixture
def make_offers(municipality: "Municipality") -> Callable[..., "list[Offer]"]:
    """`make_offers(3, status="paused")`: offers with a place and a schedule."""
    from nabij.core.tenancy import within
    from tests.factories import OfferFactory, ScheduleFactory

    def make(number: int, at: "Municipality | None" = None, **told: Any) -> "list[Offer]":
        where = at or municipality
        with within(where):
            rows: Any = [OfferFactory(municipality=where, **told) for _number in range(number)]
            for row in rows:
                ScheduleFactory(municipality=where, offer=row)
        found: list[Offer] = rows
        return found

    return make


@pytest.fixture
def ask() -> Ask:
    """`ask("/hsds/services", perPage=2)`: the answer, whatever it is. In English unless told otherwise."""
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)

    def get(path: str, headers: dict[str, str] | None = None, **query: Any) -> "HttpResponse":
        address = path if path.startswith(("http", "/api")) else BASE + path
        answer: Any = client.get(address, query or None, headers=headers)
        found: HttpResponse = answer
        return found

    return get


@pytest.fixture
def get(ask: Ask) -> Get:
    """The document of an answer that is right."""

    def document(path: str, **query: Any) -> dict[str, Any]:
        answer = ask(path, **query)
        assert answer.status_code == 200, answer.content[:500]
        found: dict[str, Any] = json.loads(answer.content)
        return found

    return document
