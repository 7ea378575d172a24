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
from tests.browser.windows import Walker, enter

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


def open_link(page: Page, site: str) -> str:
    """The address in a mail of the example that still has something to answer; asks for more where none has."""
    for _ in range(2):
        for address in mails(page, site):
            found = LINK.search(page.request.get(site + address).text())
            if found and page.request.get(site + found[0]).text().count("checks__answers"):
                return found[0]
        ask_more(page, site)
    pytest.fail("no mail with an open question")


def mails(page: Page, site: str) -> list[str]:
    box = page.request.get(f"{site}/nl/demo/mail/").text()
    return re.findall(r'class="[^"]*mail__subject[^"]*" href="([^"]+)"', box)


def ask_more(page: Page, site: str) -> None:
    """Groups are asked about every month from now on; the round runs in the worker beside the server."""
    browser = page.context.browser
    assert browser
    coordinator = browser.new_context(locale="nl-NL").new_page()
    enter(coordinator.context, site, COORDINATOR)
    coordinator.goto(f"{site}{DESK}ritme/")
    coordinator.locator("[name=group]").fill("1")
    coordinator.get_by_role("button", name="Bewaren").click()
    coordinator.get_by_role("button", name="Mail ze nu").click()
    expect(coordinator.locator(".mail").first).to_contain_text("Klaar", timeout=60_000)
    coordinator.context.close()


def in_language(page: Page, language: str) -> None:
    if language == "en":
        page.locator("a[lang=en]").first.click()
        page.wait_for_url("**/en/**")


@pytest.fixture
def looks_well(walker: Walker, look_at: Any, html_valid: Any) -> Callable[[], None]:
    """Looks at the page in every way, once: in Dutch with scripts; else at what needs none to be looked at."""

    def look() -> None:
        if walker.js and walker.language == "nl":
            look_at(walker.page)
            walker.page.set_viewport_size({"width": 320, "height": 640})
        else:
            walker.page.wait_for_load_state("load")
            html_valid(walker.page.content(), walker.page.url)
            checks.assert_fits(walker.page)

    return look


def test_a_mail_is_answered_by_keyboard_without_an_account(
    walker: Walker, site: str, looks_well: Callable[[], None]
) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + open_link(page, site))
    in_language(page, walker.language)
    looks_well()
    before = page.locator(".checks > li").count()
    button = page.get_by_role("button", name=words["right"]).first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(words["thanks"])
    assert page.locator(".checks > li").count() == before - 1
    looks_well()
    assert not page.context.cookies()


def test_something_changes_and_something_stopped(
    walker: Walker, site: str, looks_well: Callable[[], None]
) -> None:
    page, words, language = walker.page, WORDS[walker.language], walker.language
    page.goto(site + open_link(page, site))
    in_language(page, language)
    page.get_by_role("link", name=words["changes"]).first.click()
    looks_well()
    page.locator("[name=cost_per_visit]").fill("een tientje?")
    page.get_by_role("button", name=words["now"]).click()
    expect(page.locator("[name=cost_per_visit]")).to_have_value("een tientje?")
    looks_well()
    page.locator("[name=cost_per_visit]").fill("2,50")
    page.get_by_label(words["times"]).fill("Vanaf januari op woensdag.")
    page.get_by_role("button", name=words["now"]).click()
    expect(page.locator("main")).to_contain_text(words["thanks"])

    page.goto(site + open_link(page, site))
    in_language(page, language)
    page.get_by_role("link", name=words["stopped"]).first.click()
    looks_well()
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
def caller(silent: Silent, new_context: Any) -> Page:
    """The coordinator's browser, signed in."""
    context = new_context(320)
    context.add_cookies([silent.cookie])
    page: Page = context.new_page()
    page.goto(silent.at("nl", "desk/kloppend/bellen/"))
    return page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_the_phone_a_code_is_read_out_and_typed(
    new_context: Any, silent: Silent, caller: Page, language: str
) -> None:
    visitor, words = new_context(320, js=False, language=language).new_page(), WORDS[language]
    caller.get_by_role("link", name="Jeu de boules").click()
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
