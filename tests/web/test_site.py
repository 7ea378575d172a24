"""The installation's own addresses, and pages about what went wrong."""

from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings

from tests.factories import MunicipalityFactory
from tests.web.pages import page


@pytest.mark.parametrize(
    ("accepts", "language"),
    [("nl-NL,nl;q=0.9,en;q=0.5", "nl"), ("en-GB,en", "en"), ("fr", "nl"), ("", "nl"), ("§", "nl")],
)
def test_the_front_door_speaks_the_readers_language(
    accepts: str, language: str, client: Client, db: None
) -> None:
    response = client.get("/", headers={"accept-language": accepts})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/"


def test_one_municipality_needs_no_choosing(client: Client, town: Any) -> None:
    assert client.get("/en/").headers["Location"] == "/en/testdam/"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_more_municipalities_are_chosen_from(
    language: str, client: Client, town: Any, html_valid: Any
) -> None:
    MunicipalityFactory.create(name="Oeverland", slug="oeverland")
    response = client.get(f"/{language}/")
    html_valid(response.content, f"/{language}/")
    made = page(response)
    assert made.all("a", href=f"/{language}/oeverland/")
    assert made.all("a", href=f"/{language}/testdam/")
    assert made.all("html")[0]["lang"] == language


def test_no_municipality_yet(client: Client, db: None) -> None:
    assert "No municipality uses this site yet." in page(client.get("/en/")).text


def test_robots_keep_out_of_the_example(client: Client, db: None) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    with override_settings(NABIJ_DEMO=False):
        text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_sitemaps_name_every_public_page_in_both_languages(
    client: Client, town: Any, add_offer: Any
) -> None:
    offer = add_offer(name="Koffie")
    hidden = add_offer(name="Geheim", visibility="hidden")
    index = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/en/testdam/sitemap.xml" in index
    pages = client.get("/en/testdam/sitemap.xml").content.decode()
    assert f"<loc>http://testserver/en/testdam/activity/{offer.uid}/koffie/</loc>" in pages
    assert 'hreflang="nl"' in pages
    assert str(hidden.uid) not in pages


def test_the_favicon_is_our_own(client: Client, db: None) -> None:
    response = client.get("/favicon.ico")
    assert response.headers["Location"].endswith("web/favicon.svg")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", ["nowhere/", "testdam/nowhere/", "elsewhere/find/"])
def test_a_page_that_is_not_there_says_whom_to_call(
    address: str, language: str, client: Client, town: Any, html_valid: Any
) -> None:
    response = client.get(f"/{language}/{address}")
    assert response.status_code == 404
    html_valid(response.content, address)
    made = page(response)
    assert "0299 55 01 23" in made.text
    assert len(made.all("h1")) == 1
    assert made.all("html")[0]["lang"] == language


def test_a_mistake_of_ours_is_admitted(town: Any, html_valid: Any) -> None:
    from nabij.web.public.views.errors import server_error

    response = server_error(RequestFactory().get("/en/testdam/find/"))
    assert response.status_code == 500
    html_valid(response.content, "500")


def test_a_mistake_of_ours_needs_no_database(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    """No `db` fixture: any query would fail this test."""
    from django.db import OperationalError

    from nabij.web.public.views import errors

    def broken(_path: str) -> None:
        raise OperationalError("the database is gone")

    monkeypatch.setattr(errors, "_of_path", broken)
    response = errors.server_error(RequestFactory().get("/en/testdam/"))
    assert response.status_code == 500
    assert b"<h1" in response.content


def test_a_form_that_was_open_too_long_explains_itself(town: Any) -> None:
    from nabij.web.public.views.errors import csrf_failure

    response = csrf_failure(RequestFactory().post("/en/testdam/"))
    assert response.status_code == 403
    assert "0299 55 01 23" in page(response).text
