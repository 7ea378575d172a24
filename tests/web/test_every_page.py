"""What holds for every page of the residents' site, in both languages."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.web.pages import OUTSIDE, assets, page

pytestmark = pytest.mark.any_database
DATA = "application/ld+json"
PAGES = (
    "home", "find", "offer", "organisation", "accessibility", "privacy", "guide", "guide-obstacles", "guide-wishes", "guide-where",
    "guide-how", "guide-steps",
    "call-me", "come-along", "idea", "proposals", "worried", "worried-danger", "refer",
)  # fmt: skip


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def open_page(look: Any, add_offer: Any, client: Any) -> Any:
    """Any page, with something on it."""
    offer = add_offer(name="Koffie in het Waaggebouw")
    add_offer(name="Wandelen langs de dijk", cancelled="De dijk wordt hersteld.")
    parts = {
        "offer": {"uid": offer.uid, "slug": "koffie-in-het-waaggebouw"},
        "organisation": {"uid": offer.organisation.uid, "slug": "-"},
    }

    def get(name: str, language: str) -> Any:
        response = look(name, language=language, parts=parts.get(name))
        while response.status_code == 302:
            response = client.get(response.headers["Location"])
        return response

    return get


@pytest.mark.parametrize("name", PAGES)
def test_it_stands_and_is_valid(name: str, language: str, open_page: Any, html_valid: Any) -> None:
    response = open_page(name, language)
    assert response.status_code == 200
    html_valid(response.content, f"{language}/{name}")


@pytest.mark.parametrize("name", PAGES)
def test_it_says_its_language_and_has_one_heading(name: str, language: str, open_page: Any) -> None:
    made = page(open_page(name, language))
    assert made.all("html")[0]["lang"] == language
    assert len(made.all("h1")) == 1
    levels = [int(tag[1]) for tag, _given in made.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_inline_and_nothing_is_asked_of_others(
    name: str, language: str, open_page: Any
) -> None:
    response = open_page(name, language)
    made = page(response)
    assert not made.all("style")
    assert not [given for _tag, given in made.elements if "style" in given]
    scripts = [given for given in made.all("script") if given.get("type") != DATA]
    assert not [given for given in scripts if "src" not in given]
    assert not [given for _tag, given in made.elements if any(k.startswith("on") for k in given)]
    assert not [address for address in assets(made) if OUTSIDE.match(address)]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", PAGES)
def test_no_taboo_word(name: str, language: str, open_page: Any) -> None:
    from nabij.core.words import taboo_words

    response = open_page(name, language)
    everything = unescape(response.content.decode()) + response.request["PATH_INFO"]
    assert not taboo_words(everything, "both")


@pytest.mark.parametrize("name", PAGES)
def test_help_stands_in_the_same_place_and_the_other_language_is_this_page(
    name: str, language: str, open_page: Any, client: Any
) -> None:
    response = open_page(name, language)
    made = page(response)
    assert made.all("a", href="tel:0299550123")
    assert made.all("a", href="mailto:dichtbij@testdam.example")
    other = "en" if language == "nl" else "nl"
    link = made.all("a", lang=other)[0]["href"]
    assert link != f"/{other}/"
    twin = client.get(link)
    assert twin.status_code == 200
    assert page(twin).all("html")[0]["lang"] == other


@pytest.mark.parametrize("name", PAGES)
def test_looking_around_sets_no_cookie(name: str, language: str, open_page: Any) -> None:
    assert not open_page(name, language).cookies


def test_titles_are_unique(language: str, open_page: Any) -> None:
    titles = [page(open_page(name, language)).title for name in PAGES]
    assert len(set(titles)) == len(PAGES)
    assert all("Dichtbij in Testdam" in title for title in titles)


def test_every_icon_has_its_word(language: str, open_page: Any) -> None:
    """Icons are decoration for screen readers, and each is one that we drew."""
    from django.contrib.staticfiles import finders

    drawn = finders.find("web/icons.svg")
    assert isinstance(drawn, str)
    names = set(re.findall(r'<symbol id="(\w+)"', Path(drawn).read_text(encoding="utf-8")))
    for name in PAGES:
        made = page(open_page(name, language))
        used = {str(given["href"]).split("#")[-1] for given in made.all("use")}
        assert used <= names
        icons = [given for given in made.all("svg") if "icon" in (given.get("class") or "")]
        assert all(given.get("aria-hidden") == "true" for given in icons)


@pytest.mark.parametrize("theme", ["nabij", "", "not-there", "../../settings"])
def test_a_theme_that_is_not_there_leaves_our_own(theme: str, look: Any, town: Any) -> None:
    town.theme = theme
    town.save()
    assert page(look("home")).all("link", href="/static/web/themes/nabij.css")
