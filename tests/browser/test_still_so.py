"""The journey of an organisation: a mail → its link → "this is right", changed or stopped, without an account.

And by phone: a helper reads out a code, or taps the answer themselves.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks

WORDS = {
    "nl": {
        "right": "Dit klopt",
        "all": "Alles klopt",
        "changes": "Er verandert iets",
        "now": "Zo is het nu",
        "stopped": "Het is gestopt",
        "yes": "Ja, het is gestopt",
        "thanks": "Dank u wel",
        "times": "Andere dagen, tijden of plek?",
    },
    "en": {
        "right": "This is right",
        "all": "Everything is right",
        "changes": "Something changes",
        "now": "This is how it is now",
        "stopped": "It has stopped",
        "yes": "Yes, it has stopped",
        "thanks": "Thank you",
        "times": "Other days, times or place?",
    },
}
LINK = re.compile(r"/nl/merenwaard/nakijken/[\w-]+/")
DESK = "/nl/merenwaard/desk/kloppend/"
COORDINATOR = "Hanneke"


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def visitor(scripts: bool, open_page: Callable[..., Page]) -> Page:
    """Someone with and someone without JavaScript."""
    return open_page(js=scripts)


@pytest.fixture
def coordinator(open_page: Callable[..., Page], site: str) -> Page:
    page = open_page()
    page.goto(f"{site}/nl/demo/")
    page.locator(".person", has_text=COORDINATOR).get_by_role("button").click()
    expect(page.locator(".desk-bar")).to_be_visible()
    return page


def open_link(page: Page, site: str, coordinator: Page) -> str:
    """The address in a mail of the example that still has something to answer; asks for more where none has."""
    for _ in range(2):
        for address in mails(page, site):
            page.goto(site + address)
            found = LINK.search(page.content())
            if found and page.request.get(site + found[0]).text().count("checks__answers"):
                return found[0]
        ask_more(coordinator, site)
    pytest.fail("no mail with an open question")


def mails(page: Page, site: str) -> list[str]:
    page.goto(f"{site}/nl/demo/mail/")
    return [str(each.get_attribute("href")) for each in page.locator("a.mail__subject").all()]


def ask_more(coordinator: Page, site: str) -> None:
    """Groups are asked about every month from now on; the round runs in the worker beside the server."""
    coordinator.goto(f"{site}{DESK}ritme/")
    coordinator.locator("[name=group]").fill("1")
    coordinator.get_by_role("button", name="Bewaren").click()
    coordinator.get_by_role("button", name="Mail ze nu").click()
    expect(coordinator.locator(".mail").first).to_contain_text("Klaar", timeout=60_000)


def in_language(page: Page, language: str) -> None:
    if language == "en":
        page.locator("a[lang=en]").first.click()


@pytest.fixture
def looks_well(
    request: pytest.FixtureRequest, axe: Callable[..., None], html_valid: Callable[..., None]
) -> Callable[[Page], None]:
    """Looks at a page in every way; without scripts, at what needs none to be looked at."""
    with_scripts = "scripts" not in request.fixturenames or request.getfixturevalue("scripts")

    def look(page: Page) -> None:
        html_valid(page.content(), page.url)
        if with_scripts:
            everything(page, axe)

    return look


def everything(page: Page, axe: Callable[..., None]) -> None:
    axe(page)
    checks.assert_fits(page)
    checks.assert_targets_are_large(page)
    checks.assert_keyboard_reaches_all(page)


def test_a_mail_is_answered_by_keyboard_without_an_account(
    visitor: Page, coordinator: Page, site: str, language: str, looks_well: Any
) -> None:
    page, words = visitor, WORDS[language]
    page.goto(site + open_link(page, site, coordinator))
    in_language(page, language)
    looks_well(page)
    before = page.locator(".checks > li").count()
    button = page.get_by_role("button", name=words["right"]).first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(words["thanks"])
    assert page.locator(".checks > li").count() == before - 1
    looks_well(page)
    assert not page.context.cookies()


def test_something_changes_and_something_stopped(
    visitor: Page, coordinator: Page, site: str, language: str, looks_well: Any
) -> None:
    page, words = visitor, WORDS[language]
    link = open_link(page, site, coordinator)
    page.goto(site + link)
    in_language(page, language)
    page.get_by_role("link", name=words["changes"]).first.click()
    looks_well(page)
    page.locator("[name=cost_per_visit]").fill("een tientje?")
    page.get_by_role("button", name=words["now"]).click()
    expect(page.locator("[name=cost_per_visit]")).to_have_value("een tientje?")
    looks_well(page)
    page.locator("[name=cost_per_visit]").fill("2,50")
    page.get_by_label(words["times"]).fill("Vanaf januari op woensdag.")
    page.get_by_role("button", name=words["now"]).click()
    expect(page.locator("main")).to_contain_text(words["thanks"])

    page.goto(site + open_link(page, site, coordinator))
    in_language(page, language)
    page.get_by_role("link", name=words["stopped"]).first.click()
    looks_well(page)
    page.get_by_role("button", name=words["yes"]).click()
    expect(page.locator("main")).to_contain_text(words["thanks"])


@dataclass(frozen=True, slots=True)
class Silent:
    """A municipality with one organisation to call: it has a phone and no mail."""

    site: str
    cookie: dict[str, str]

    def at(self, language: str, path: str) -> str:
        """A page of the municipality."""
        return f"{self.site}/{language}/testdam/{path}"


@pytest.fixture
def silent(live_server: Any, transactional_db: None) -> Silent:
    """Of its own for each test: calling an organisation takes it off the list."""
    from django.utils import timezone

    from nabij.core.roles import Role
    from nabij.core.tenancy import within
    from nabij.directory.index import refresh
    from nabij.directory.models import Offer
    from tests.core.people import browser, member
    from tests.factories import MunicipalityFactory, OfferFactory, OrganisationFactory

    town = MunicipalityFactory.create(slug="testdam", name="Testdam")
    with within(town):
        clubs = OrganisationFactory.create(
            municipality=town, name="Jeu de boules", email="", phone="0299 55 02 09"
        )
        offer = OfferFactory.create(municipality=town, organisation=clubs, name="Ballen werpen")
        long_ago = timezone.localdate() - dt.timedelta(days=110)
        Offer.objects.filter(pk=offer.pk).update(
            verified_on=long_ago, created_at=timezone.now() - dt.timedelta(days=300)
        )
        refresh(town)
    session = browser(member(town, Role.COORDINATOR)).cookies["nabij_session"].value
    cookie = {"name": "nabij_session", "value": session, "url": live_server.url}
    return Silent(live_server.url, cookie)


@pytest.fixture
def caller(silent: Silent, new_context: Any, width: int) -> Page:
    """The coordinator's browser, signed in."""
    context = new_context(width)
    context.add_cookies([silent.cookie])
    page: Page = context.new_page()
    page.goto(silent.at("nl", "desk/kloppend/bellen/"))
    return page


def test_on_the_phone_a_code_is_read_out_and_typed(
    open_page: Callable[..., Page], silent: Silent, caller: Page, language: str, looks_well: Any
) -> None:
    visitor, words = open_page(js=False), WORDS[language]
    looks_well(caller)
    caller.get_by_role("link", name="Jeu de boules").click()
    looks_well(caller)
    caller.get_by_role("button", name="Geef een code om voor te lezen").click()
    code = caller.locator(".code--large").inner_text()
    visitor.goto(silent.at(language, "code/"))
    visitor.locator("[name=code]").fill(code.lower())
    visitor.keyboard.press("Enter")
    expect(visitor.locator("h1")).to_be_visible()
    visitor.get_by_role("button", name=words["right"]).first.click()
    expect(visitor.locator("main")).to_contain_text(words["thanks"])


def test_a_helper_taps_the_answer(silent: Silent, caller: Page) -> None:
    caller.get_by_role("link", name="Jeu de boules").click()
    caller.get_by_role("button", name="Dit klopt").first.click()
    expect(caller.locator("main")).to_contain_text("Jeu de boules is klaar")
    caller.goto(silent.at("nl", "desk/kloppend/bellen/"))
    expect(caller.get_by_role("link", name="Jeu de boules")).to_have_count(0)


@pytest.mark.parametrize(
    "address", ["demo/mail/", "merenwaard/desk/uitbak/", "merenwaard/desk/taken/"]
)
def test_the_outbox_and_the_mailbox_are_accessible(
    coordinator: Page, site: str, address: str, looks_well: Any
) -> None:
    coordinator.goto(f"{site}/nl/{address}")
    looks_well(coordinator)
    if address.startswith("demo"):
        coordinator.locator("a.mail__subject").first.click()
        looks_well(coordinator)
