"""Every page of the desk and of organisations, as somebody of the example's cast finds it by its links.

The names come from `PAGES` of tests/core/test_every_url_as_every_role.py: a new page is walked without a line here. One whose
address has a uid is found by a link from another page; where the example has no such link, say in `SEEDS` where one stands.
"""

import fcntl
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse, translate_url
from django.utils import translation
from playwright.sync_api import APIRequestContext, Browser, Page, expect

from nabij.core.roles import Role
from nabij.core.rules import MAY, Permission
from tests.browser import checks
from tests.browser.windows import enter
from tests.core.test_every_url_as_every_role import PAGES, addresses

TOWN = "merenwaard"
#: Who of the cast looks, the first who may.
CAST = {
    Role.COORDINATOR: "Hanneke",
    Role.PRIVACY_OFFICER: "Ingrid",
    Role.ADMINISTRATOR: "Ruben",
    Role.ANALYST: "Lotte",
    Role.LINK_WORKER: "Samira",
    Role.COUNCIL_READER: "Marten",
}
EDITOR = "Truus"
#: Where links stand that no other page leads to.
SEEDS = {
    "Hanneke": ("partner/?q=huiskamer",),
    "Ingrid": ("desk/privacy/logboek/?subject=request&reads=on",),
}
#: What a search that is posted leads to.
SOUGHT: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Ingrid": (
        "desk/privacy/rechten/",
        "told",
        (
            "0299 55 03 09",
            "0299 55 02 11",
            "Piet Snoek",
            "0299 55 04 01",
            "Ineke Bruins",
            "praktijk@huisartsen-singel.example",
        ),
    ),
    "Samira": ("desk/dossiers/zoek-een-persoon/", "person", ("Corrie Zwartendijk",)),
}
#: Pages of which one does not show all links: every one of them is followed.
MANY = ("desk:case",)
#: States of pages that are worth a look of their own.
STATES = {
    "the trail, checked": ("Ingrid", "desk/privacy/logboek/?check=1&since=gisteren"),
    "the trail, what was read": ("Ingrid", "desk/privacy/logboek/?check=1&reads=on"),
    "an organisation is sought": ("Hanneke", "partner/?q=huiskamer"),
}
#: Forms that are sent empty, to look at what they answer.
EMPTY = ("desk:help-line-new", "desk:proposal-new", "partner:publish")
NAMES = [
    name
    for name, may in PAGES.items()
    if isinstance(may, Permission) and name.startswith(("desk:", "partner:"))
]


def who_looks(name: str) -> str:
    """Of the cast, who looks at this page."""
    permission = PAGES[name]
    if name.startswith("partner:") and permission in MAY[Role.ORGANISATION_EDITOR]:
        return EDITOR
    return next(person for role, person in CAST.items() if permission in MAY[role])


@pytest.fixture(scope="session")
def found(chromium: Browser, site: str) -> dict[str, str]:
    """By its name, the address of every page, without the site; searched once for all workers of a run."""
    kept = Path(os.environ["NABIJ_TEST_HOME"]) / "desk-pages.json"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            pages: dict[str, str] = {}
            for person in dict.fromkeys(map(who_looks, NAMES)):
                context = chromium.new_context(locale="nl-NL")
                enter(context, site, person)
                pages.update(search(context.request, site, person))
                context.close()
            kept.write_text(json.dumps(pages))
    told: dict[str, str] = json.loads(kept.read_text())
    return told


def search(browser: APIRequestContext, site: str, person: str) -> dict[str, str]:
    """Follow links from the pages without a uid, and note the first address of each page that this person looks at."""
    pages = {name: address for name, address in plain_addresses() if who_looks(name) == person}
    waiting = [*pages.values(), *(f"/nl/{TOWN}/{path}" for path in SEEDS.get(person, ()))]
    searched = sought(browser, site, person)
    pages |= {name: link for link in searched if (name := name_of(link)) and name not in MANY}
    waiting += searched
    for address in waiting:  # grows while it is walked
        answer = browser.get(site + address, max_redirects=0)
        for link in links(answer.text()) if answer.ok or answer.status == 403 else ():
            name = name_of(link)
            if name and (name not in pages or (name in MANY and link not in waiting)):
                pages.setdefault(name, link)
                waiting.append(link)
    return {name: address for name, address in pages.items() if who_looks(name) == person}


def sought(browser: APIRequestContext, site: str, person: str) -> list[str]:
    """The links that this person finds by searching."""
    if person not in SOUGHT:
        return []
    path, field, words = SOUGHT[person]
    address = f"{site}/nl/{TOWN}/{path}"
    form = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).text())
    assert form
    answers = [
        browser.post(
            address,
            form={field: told, "csrfmiddlewaretoken": form[1]},
            headers={"Referer": address},
        )
        for told in words
    ]
    return [link for answer in answers for link in links(answer.text())]


def plain_addresses() -> Iterator[tuple[str, str]]:
    """Pages whose address has no more variable parts than the municipality."""
    for name in NAMES:
        with translation.override("nl"), suppress(NoReverseMatch):
            yield name, reverse(name, kwargs={"municipality": TOWN})


def links(html: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/nl/[^"#]+)"', html)]


def name_of(link: str) -> str:
    """The name of the page that stands there, when it is one of these."""
    try:
        with translation.override("nl"):
            name = resolve(link.partition("?")[0]).view_name
    except Resolver404:
        return ""
    return name if name in NAMES else ""


def in_english(page: Page, address: str) -> str:
    """Where the page's own link leads; a sheet for the printer has none, and is asked for."""
    if "sheet-page" in str(page.locator("html").get_attribute("class")):
        with translation.override("nl"):
            return translate_url(address, "en")
    return str(page.locator("nav a[lang=en]").first.get_attribute("href"))


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_to_what_every_page_must(
    name: str,
    found: dict[str, str],
    reader: Callable[..., Page],
    site: str,
    look_at: Callable[..., None],
    axe: Callable[..., None],
) -> None:
    page = reader(who_looks(name))
    address = found.get(name) or addresses()[name].replace("testdam", TOWN)
    told = page.request.get(site + address, max_redirects=0)
    if told.status == 405 or "html" not in told.headers.get("content-type", ""):
        return  # it takes a form, or gives a file
    assert told.status != 404, (
        f"no page of the example leads to {name}: say in SEEDS where one does"
    )
    assert told.ok or told.status == 302
    arrived = page.goto(site + address)
    assert arrived
    look_at(page, arrived.text())
    if name in EMPTY:
        page.locator(
            "main form.publish button[type=submit], main form[novalidate] button[type=submit]"
        ).last.click()
        expect(page.locator("[role=alert], .field__error").first).to_be_visible()
        look_at(page)
    page.goto(site + in_english(page, address))
    axe(page, best=False)
    checks.assert_fits(page)


@pytest.mark.parametrize("what", STATES)
def test_so_does_it_when_something_was_asked(
    what: str, reader: Callable[..., Page], site: str, look_at: Callable[..., None]
) -> None:
    person, path = STATES[what]
    page = reader(person)
    arrived = page.goto(f"{site}/nl/{TOWN}/{path}")
    look_at(page, arrived.text() if arrived else "")
