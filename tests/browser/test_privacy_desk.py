"""The privacy officer of the example looks who read what, and hands it over on paper."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.windows import Walker, enter, walks

DESK = "/nl/merenwaard/desk/privacy"


@walks("nl, scripts")
def test_who_asks_gets_a_paper_with_roles(
    walker: Walker, site: str, axe: Callable[..., None]
) -> None:
    ingrid = walker.page
    enter(ingrid.context, site, "Ingrid")
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
