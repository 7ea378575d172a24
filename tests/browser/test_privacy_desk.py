"""The privacy officer of the example looks who read what, and hands it over on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks

DESK = "/nl/merenwaard/desk/privacy"
PAGES = (
    f"{DESK}/logboek/",
    f"{DESK}/logboek/?check=1&since=gisteren",
    f"{DESK}/logboek/?check=1&reads=on",
    f"{DESK}/register/",
    f"{DESK}/persoon/",
)


@pytest.fixture
def ingrid(page: Page, site: str) -> Page:
    page.goto(f"{site}/nl/demo/")
    page.locator("li.person", has_text="Ingrid").locator("button").first.click()
    return page


@pytest.mark.parametrize("address", PAGES)
def test_it_is_accessible_and_fits(
    address: str, ingrid: Page, site: str, axe: Callable[..., None]
) -> None:
    ingrid.goto(site + address)
    axe(ingrid)
    checks.assert_fits(ingrid)
    checks.assert_targets_are_large(ingrid)


def test_who_asks_gets_a_paper_with_roles(
    ingrid: Page, site: str, axe: Callable[..., None]
) -> None:
    ingrid.goto(f"{site}{DESK}/logboek/?subject=request&reads=on")
    ingrid.locator("a.door", has_text="Alles over dit").first.click()
    expect(ingrid.get_by_role("heading", level=1)).to_have_text(
        "Wie dit las, en wat ermee gedaan is"
    )
    expect(ingrid.locator("main")).to_contain_text("Welzijnscoach")
    expect(ingrid.locator("main")).not_to_contain_text("Samira")
    axe(ingrid)
    ingrid.get_by_text("Toon namen").click()
    expect(ingrid.locator(".mails")).to_contain_text("Samira")
