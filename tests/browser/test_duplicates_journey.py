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
from tests.browser import checks, keyboard
from tests.browser.windows import Walker
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "nl": ("dubbel", "weer twee", "Niet hetzelfde"),
    "en": ("duplicates", "are two again", "Not the same"),
}


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


def test_one_of_two_and_two_of_one(
    walker: Walker, town: Municipality, live_server: Any, axe: Callable[..., None]
) -> None:
    """Every step from one Tab to the next."""
    page, js = walker.page, walker.js
    signed_in(page, live_server.url, town)
    path, two, different = WORDS[walker.language]
    page.goto(f"{live_server.url}/{walker.language}/testdam/desk/{path}/")
    looked_after(page, axe, js=js)
    keyboard.press_at(page, ".pair a")
    looked_after(page, axe, js=js)
    expect(page.locator("mark").first).to_be_visible()
    keyboard.tab_to(page, "[name=f-website]")
    page.keyboard.press("ArrowDown")
    keyboard.press_at(page, "button[name=how][value=chosen]")
    expect(page.locator("#merged")).to_be_visible()
    expect(page.locator(".pair a")).to_have_count(0)
    looked_after(page, axe, js=js)
    keyboard.press_at(page, ".pair form button")
    expect(page.get_by_role("status")).to_contain_text(two)
    expect(page.get_by_role("heading", name=different)).to_be_visible()


def looked_after(page: Page, axe: Callable[..., None], *, js: bool) -> None:
    checks.assert_fits(page)
    if js:
        axe(page)
        checks.assert_targets_are_large(page)
