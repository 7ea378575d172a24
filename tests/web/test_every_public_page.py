"""The example municipality, from link to link in both languages: what holds for one page holds for all that one can reach."""

import html as html_lib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from nabij.core.words import taboo_words
from tests.web.pages import OUTSIDE, Page, assets

#: How many of each kind are looked at; kinds that are not named here: all that one meets.
AT_MOST = {
    "offer": 15, "organisation": 6, "find": 6, "agenda": 6, "sheet": 4, "embed": 3, "offer-ics": 8, "feed": 4,
    "guide": 4, "guide-obstacles": 4, "guide-wishes": 4, "guide-where": 4, "guide-how": 4, "guide-steps": 4,
    "guide-sheet": 4, "come-along": 4,
}  # fmt: skip
KINDS = {
    "home", "find", "offer", "organisation", "agenda", "sheet", "widget", "embed", "areas", "area",
    "accessibility", "privacy", "guide", "guide-obstacles", "guide-wishes", "guide-where", "guide-how", "guide-steps",
    "guide-sheet", "call-me", "come-along", "idea", "proposals", "proposal", "worried", "refer", "volunteer",
}  # fmt: skip
DATA = "application/ld+json"

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@dataclass(frozen=True)
class Seen:
    """A page as a visitor got it."""

    url: str
    kind: str
    language: str
    status: int
    type: str
    text: str
    headers: dict[str, str]
    cookies: bool

    @property
    def made(self) -> Page:
        """Its elements."""
        made = Page(self.text)
        made.rawdata = self.text
        return made


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The example municipality, filled once for this module and gone after it."""
    from django.db import transaction
    from django.utils.timezone import localdate

    from nabij.demo.fill import fill

    with django_db_blocker.unblock(), transaction.atomic():
        fill(today=localdate(), say=lambda _text: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def seen(example: None) -> list[Seen]:
    """Every page that links lead to."""
    from django.test import Client

    client, found = Client(), list[Seen]()
    waiting = ["/nl/merenwaard/", "/en/merenwaard/"]
    met, counts = set(waiting), Counter[tuple[str, str]]()
    while waiting:
        url = waiting.pop(0)
        kind, language = kind_of(url)
        if kind not in KINDS | {"offer-ics", "feed", "sitemap"}:
            continue
        if counts[kind, language] >= AT_MOST.get(kind, 1000):
            continue
        counts[kind, language] += 1
        response: Any = client.get(url)
        shown = Seen(
            url, kind, language, response.status_code, response.headers.get("Content-Type", ""),
            response.content.decode(), dict(response.headers), bool(response.cookies),
        )  # fmt: skip
        found.append(shown)
        if shown.type.startswith("text/html"):
            for link in links(shown):
                if link not in met:
                    met.add(link)
                    waiting.append(link)
    return found


def kind_of(url: str) -> tuple[str, str]:
    """Which page it is, and in which language."""
    from django.urls import Resolver404, resolve
    from django.utils import translation

    path = urlsplit(url).path
    language = path[1:3]
    with translation.override(language if language in ("nl", "en") else "nl"):
        try:
            match = resolve(path)
        except Resolver404:
            return "", language
    return (match.url_name or "") if match.namespace == "public" else "", language


def links(shown: Seen) -> list[str]:
    """Addresses within the site, as they stand; those of other sites, phones and mail left out."""
    there = [given.get("href") for given in shown.made.all("a")]
    there += [given.get("src") for given in shown.made.all("iframe")]
    there += [given.get("href") for given in shown.made.all("link", type="text/calendar")]
    whole = (urljoin("http://testserver" + shown.url, url) for url in there if url)
    return [
        urldefrag(url).url.removeprefix("http://testserver")
        for url in whole
        if urlsplit(url).netloc == "testserver"
    ]


@pytest.fixture
def pages(seen: list[Seen]) -> list[Seen]:
    return [shown for shown in seen if shown.type.startswith("text/html")]


def test_every_kind_of_page_is_reached_in_both_languages(pages: list[Seen]) -> None:
    reached = defaultdict(set)
    for shown in pages:
        reached[shown.language].add(shown.kind)
    assert reached == {"nl": KINDS, "en": KINDS}


def test_no_link_is_broken(seen: list[Seen]) -> None:
    assert not [(shown.url, shown.status) for shown in seen if shown.status not in (200, 302)]


def test_one_heading_its_own_language_and_no_cookie(pages: list[Seen]) -> None:
    for shown in pages:
        made = shown.made
        assert len(made.all("h1")) == 1, shown.url
        assert made.all("html")[0]["lang"] == shown.language, shown.url
        assert not shown.cookies, shown.url


def test_titles_are_unique(pages: list[Seen]) -> None:
    titles = defaultdict(set)
    for shown in pages:
        if shown.kind not in ("find", "widget", "embed"):  # one page, asked in several ways
            titles[shown.language, shown.made.title].add(urlsplit(shown.url).path + week(shown))
    assert {title: urls for title, urls in titles.items() if len(urls) > 1} == {}


def week(shown: Seen) -> str:
    """What makes an agenda another one."""
    return urlsplit(shown.url).query if shown.kind in ("agenda", "sheet") else ""


def test_nothing_is_asked_of_others_and_nothing_is_inline(pages: list[Seen]) -> None:
    for shown in pages:
        made = shown.made
        outside = [url for url in assets(made) if OUTSIDE.match(url)]
        assert [url for url in outside if not url.startswith("http://testserver/")] == [], shown.url
        assert not made.all("style"), shown.url
        assert not [given for _tag, given in made.elements if "style" in given], shown.url
        assert not [
            given for _tag, given in made.elements if any(name.startswith("on") for name in given)
        ], shown.url
        assert all("src" in given or given.get("type") == DATA for given in made.all("script")), (
            shown.url
        )
        assert "unsafe" not in shown.headers["Content-Security-Policy"]


def test_only_the_widget_may_be_framed(pages: list[Seen]) -> None:
    framed = {
        shown.kind for shown in pages
        if "frame-ancestors 'none'" not in shown.headers["Content-Security-Policy"]
    }  # fmt: skip
    assert framed == {"widget"}


def test_no_word_that_labels_people(seen: list[Seen]) -> None:
    """Pages with their data for search engines and their addresses, calendars, and the list of pages."""
    found = {
        (shown.url, hit.found)
        for shown in seen
        for text in (html_lib.unescape(shown.text), shown.url, unfolded(shown))
        for hit in taboo_words(text, "both")
    }
    assert found == set()


def unfolded(shown: Seen) -> str:
    """A calendar breaks its lines after 75 bytes, words too."""
    return shown.text.replace("\r\n ", "") if shown.type.startswith("text/calendar") else ""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_of_pages_for_search_engines_labels_nobody(language: str, example: None) -> None:
    from django.test import Client

    for url in (f"/{language}/merenwaard/sitemap.xml", "/sitemap.xml", "/robots.txt"):
        response = Client().get(url)
        assert response.status_code == 200
        assert taboo_words(response.content.decode(), "both") == []


def test_data_for_search_engines_is_whole(pages: list[Seen]) -> None:
    for shown in pages:
        if shown.kind not in ("offer", "agenda"):
            continue
        blocks = re.findall(rf'<script type="{re.escape(DATA)}">(.*?)</script>', shown.text, re.S)
        assert len(blocks) == 1, shown.url
        graph = json.loads(blocks[0])["@graph"]
        assert all(row["name"] and row["url"] for row in graph), shown.url


def test_calendars_have_the_sites_name(seen: list[Seen]) -> None:
    calendars = [shown for shown in seen if shown.type.startswith("text/calendar")]
    assert len(calendars) > 4
    for shown in calendars:
        assert "X-WR-CALNAME:Dichtbij in Merenwaard" in shown.text, shown.url


def test_every_page_is_valid_html(pages: list[Seen], html_valid: Any) -> None:
    wrong = []
    for shown in pages:
        try:
            html_valid(shown.text, shown.url)
        except AssertionError as error:
            wrong.append(str(error))
    assert not wrong, "\n".join(wrong[:10])


def test_pages_are_light(pages: list[Seen]) -> None:
    heavy = {shown.url: len(shown.text) for shown in pages if len(shown.text) > 200_000}
    assert heavy == {}


def test_the_index_of_the_example_says_what_is_true(example: None) -> None:
    from nabij.core.models import Municipality
    from nabij.core.tenancy import within
    from nabij.directory import index

    for municipality in Municipality.objects.filter(example=True):
        with within(municipality):
            assert list(index.check(municipality)) == []
