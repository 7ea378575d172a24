"""The example municipality answers in a real browser: its style sheets, fonts and scripts come from its own host."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import checks


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


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_page_works_without_scripts(no_js: Page, site: str, language: str) -> None:
    no_js.goto(f"{site}/{language}/")
    assert no_js.locator("html").get_attribute("lang") == language
    checks.assert_fits(no_js)
