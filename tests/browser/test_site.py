"""The example municipality answers in a real browser: its style sheets, fonts and scripts come from its own host."""

from typing import Any

from playwright.sync_api import Page

from tests.browser import checks
from tests.browser.windows import Walker, walks


def test_the_first_page_shows_with_its_own_look(page: Page, site: str) -> None:
    answers: dict[str, int] = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto(site + "/")
    assert page.locator("h1").count() == 1
    failed = {url: status for url, status in answers.items() if status >= 400}
    assert failed == {}
    fonts: list[Any] = page.evaluate("[...document.fonts].map((font) => font.family)")
    assert "Source Sans 3" in {font.strip('"') for font in fonts}
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--basis-color-accent-1-bg-default')"
    assert page.evaluate(colour)
    checks.assert_fits(page)


@walks("nl, no scripts", "en, no scripts")
def test_the_first_page_works_without_scripts(walker: Walker, site: str) -> None:
    page, language = walker.page, walker.language
    page.goto(f"{site}/{language}/")
    assert page.locator("html").get_attribute("lang") == language
    checks.assert_fits(page)
