"""Make one of two and two of one again: with and without scripts, by keyboard, on a small screen, in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.actions.duplicates import find_duplicates
from tests.browser import checks
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "nl": ("dubbel", "Vergelijken", "Voeg samen", "Weer uit elkaar halen", "weer twee", "Niet hetzelfde"),
    "en": ("duplicates", "Compare", "Make one", "Take apart again", "are two again", "Not the same"),
}  # fmt: skip


@pytest.fixture
def town(transactional_db: None) -> Municipality:
    municipality: Municipality = MunicipalityFactory.create(slug="testdam", name="Testdam")
    with within(municipality):
        for name, website in (("Stichting De Brug", ""), ("St. De Brug", "https://debrug.example")):
            OrganisationFactory.create(
                municipality=municipality, name=name, phone="0299550123", website=website, email=""
            )
        find_duplicates(municipality=municipality, kinds=["organisation"])
    return municipality


def signed_in(page: Page, address: str, town: Municipality) -> None:
    client = browser(member(town, Role.COORDINATOR))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def press(page: Page, name: str) -> None:
    """Reach a button by keyboard, and press it."""
    button = page.get_by_role("button", name=name).first
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("js", [True, False], ids=["js", "no_js"])
def test_one_of_two_and_two_of_one(
    js: bool,
    language: str,
    town: Municipality,
    live_server: Any,
    open_page: Callable[..., Page],
    axe: Callable[..., None],
) -> None:
    page = open_page(js=js, language=language)
    signed_in(page, live_server.url, town)
    path, compare, merge, apart, two, different = WORDS[language]
    page.goto(f"{live_server.url}/{language}/testdam/desk/{path}/")
    looked_after(page, axe, js=js)
    page.get_by_role("link", name=compare).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    looked_after(page, axe, js=js)
    expect(page.locator("mark").first).to_be_visible()
    page.locator("#r-website").focus()
    page.keyboard.press("Space")
    press(page, merge)
    expect(page.locator("#merged")).to_be_visible()
    expect(page.get_by_role("link", name=compare)).to_have_count(0)
    looked_after(page, axe, js=js)
    press(page, apart)
    expect(page.get_by_role("status")).to_contain_text(two)
    expect(page.get_by_role("heading", name=different)).to_be_visible()


def looked_after(page: Page, axe: Callable[..., None], *, js: bool) -> None:
    checks.assert_fits(page)
    if js:
        axe(page)
        checks.assert_targets_are_large(page)
