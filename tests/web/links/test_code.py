"""The page where somebody types the code that was read out on the phone, and links that do not open."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone

from nabij.core.links.making import make_code, make_link
from nabij.core.links.opening import look_up
from nabij.core.models import Municipality
from nabij.web.links import limits
from nabij.web.links.pages import closed_page, opens
from tests.web.pages import page

CODE = "/nl/testdam/code/"
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def made(town: Municipality) -> Any:
    return make_link(
        municipality=town,
        purpose=opens("test", "public:find"),
        subject=uuid.uuid4(),
        now=timezone.now(),
        lasts=WEEK,
    )


def test_the_page_is_valid_asks_one_thing_and_sets_no_cookie(
    client: Client, town: Municipality, html_valid: Any
) -> None:
    response = client.get(CODE)
    html_valid(response.content, "code")
    assert not response.cookies
    assert len(page(response).all("input")) == 1


@pytest.mark.parametrize("typed", ["", "BCDF", "aaaa bbbb", "🌻", "x" * 5000])
def test_what_is_no_code_is_told_beside_the_field_and_kept(
    client: Client, town: Municipality, typed: str, html_valid: Any
) -> None:
    response = client.post(CODE, {"code": typed})
    assert response.status_code == 400
    html_valid(response.content, "code with an error")
    assert page(response).all("input")[0].get("value", "") == typed


def test_wrong_codes_are_slowed_down_and_forgotten(
    client: Client, town: Municipality, made: Any
) -> None:
    code = make_code(link=made.link, now=timezone.now())
    for _ in range(limits.PER_ADDRESS):
        assert client.post(CODE, {"code": "BBBB BBBB"}).status_code == 400
    assert "te veel codes" in page(client.post(CODE, {"code": code})).text
    cache.clear()  # five minutes later
    assert b"te veel codes" not in client.post(CODE, {"code": "BBBB BBBB"}).content


def test_an_address_that_counts_wrong_codes_does_not_hinder_another(
    client: Client, town: Municipality
) -> None:
    for _ in range(limits.PER_ADDRESS):
        client.post(CODE, {"code": "BBBB BBBB"})
    response = client.post(CODE, {"code": "BBBB BBBB"}, REMOTE_ADDR="192.0.2.7")
    assert "te veel codes" not in page(response).text


@pytest.mark.parametrize(
    ("days", "used", "status", "words"),
    [
        (0, True, 410, "gebruikt"),
        (8, False, 410, "te oud"),
        (0, None, 404, "kennen deze link niet"),
    ],
)
def test_a_link_that_does_not_open_explains_itself_and_offers_the_phone(
    town: Municipality,
    made: Any,
    days: int,
    used: bool | None,
    status: int,
    words: str,
    html_valid: Any,
) -> None:
    if used:
        made.link.used_at = timezone.now()
        made.link.save()
    now = timezone.now() + dt.timedelta(days=days)
    key = "forged" if used is None else made.token
    request = RequestFactory().get("/nl/testdam/")
    request.municipality = town  # type: ignore[attr-defined]
    response = closed_page(request, look_up(municipality=town, key=key, now=now))
    assert response.status_code == status
    made_page = page(response)
    assert words in made_page.text
    assert made_page.all("a", href="tel:0299550123")
    html_valid(response.content, "closed link")
