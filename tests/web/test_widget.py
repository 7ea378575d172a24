"""The small agenda in another site's page: it may be framed, and it follows nobody."""

import datetime as dt
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from tests.factories import AreaFactory, OccurrenceFactory, next_weekday
from tests.web.pages import page

PAGES = ("home", "find", "agenda", "sheet", "embed", "areas", "accessibility", "privacy")


@pytest.fixture
def district(town: Any) -> Any:
    home = AreaFactory.create(code="GM9998", kind="municipality", name="Testdam")
    return AreaFactory.create(code="WK999801", kind="district", name="De Gaarden", parent=home)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_shows_what_begins_next(
    language: str, look: Any, add_offer: Any, html_valid: Any
) -> None:
    offer = add_offer(name="Koffie", at=next_weekday("TU", 10))
    OccurrenceFactory.create(
        municipality=offer.municipality, offer=offer, starts_at=next_weekday("TU", 10) + WEEK
    )
    add_offer(name="Vervallen", cancelled="Ziek.")
    response = look("widget", language=language)
    html_valid(response.content, "widget")
    made = page(response)
    assert made.text.count("Koffie") == 1
    assert "Vervallen" not in made.text
    assert made.all("html")[0]["lang"] == language
    assert len(made.all("h1")) == 1
    assert not made.all("script")


WEEK = dt.timedelta(weeks=1)


def test_links_open_outside_the_frame(look: Any, add_offer: Any) -> None:
    add_offer()
    assert page(look("widget")).all("base", target="_blank")


def test_others_may_frame_it_and_nothing_else(look: Any, district: Any) -> None:
    widget = look("widget")
    assert "frame-ancestors *" in widget.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in widget.headers
    for name in PAGES:
        response = look(name)
        assert response.status_code == 200
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"], name
        assert response.headers["X-Frame-Options"] == "DENY", name


def test_its_policy_is_as_strict_as_everywhere(look: Any, district: Any) -> None:
    for name in ("widget", "embed"):
        policy = look(name).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    assert "frame-src 'self'" in policy


def test_it_sets_no_cookie_and_runs_out_gracefully(look: Any, town: Any) -> None:
    response = look("widget")
    assert not response.cookies
    assert "Nothing that we know of at the moment." in page(response).text


def test_what_began_is_not_next(look: Any, add_offer: Any) -> None:
    add_offer(name="Begonnen", at=localtime() - dt.timedelta(minutes=5))
    assert "Begonnen" not in page(look("widget")).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_line_to_copy_shows_the_chosen_district(
    language: str, look: Any, district: Any, client: Any, html_valid: Any
) -> None:
    response = look("embed", language=language, area="WK999801")
    html_valid(response.content, "embed")
    code = unescape(response.content.decode().split("<code>")[1].split("</code>")[0])
    source = code.split('src="')[1].split('"')[0]
    assert source.endswith("?area=WK999801")
    assert "De Gaarden" in code
    assert client.get(source).status_code == 200


def test_a_name_cannot_break_out_of_the_line_to_copy(look: Any, district: Any) -> None:
    district.name = '"><script>alert(1)</script>'
    district.save()
    code = look("embed", area="WK999801").context["code"]
    assert "<script>" not in code
    assert code.count('"') == 10


def test_it_asks_as_many_queries_for_30_as_for_3(look: Any, add_offer: Any) -> None:
    def asked(number: int) -> int:
        for _number in range(number):
            add_offer()
        with CaptureQueriesContext(connection) as queries:
            look("widget")
        return len(queries)

    few = asked(3)
    assert asked(27) == few
