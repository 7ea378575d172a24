"""The first journey: something on Tuesday morning near 3131 AB, free, rather not alone; then see it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.browser.windows import Walker, walks

at_320 = pytest.mark.parametrize("width", [320], ids=["320px"])

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "start": "/nl/merenwaard/",
        "near": "Uw postcode of buurt",
        "search": "Zoeken",
        "more": "Preciezer kiezen",
        "day": "Dinsdag",
        "part": "Ochtend",
        "free": "Alleen wat gratis is",
        "together": "Ik ga liever niet alleen",
        "found": re.compile(r"\d+ ding(en)? om te doen bij 3131.AB$"),
        "when": re.compile(r"(dinsdag|morgen|vandaag).* (8|9|10|11)(\.\d\d)? uur", re.I),
        "who": "Wie u ontvangt",
        "call": "Wilt u meedoen?",
        "unknown": "Voorlopig ziet u de hele gemeente.",
    },
    "en": {
        "start": "/en/merenwaard/",
        "near": "Your postcode or neighbourhood",
        "search": "Search",
        "more": "Choose more precisely",
        "day": "Tuesday",
        "part": "Morning",
        "free": "Only what is free",
        "together": "I'd rather not go alone",
        "found": re.compile(r"\d+ things? to do near 3131.AB$"),
        "when": re.compile(r"(Tuesday|tomorrow|today).* (08|09|10|11):\d\d", re.I),
        "who": "Who welcomes you",
        "call": "Would you like to join?",
        "unknown": "For now you see the whole municipality.",
    },
}


def choose(page: Page, words: dict[str, Any]) -> None:
    """Tick Tuesday, morning, free and company, opening the finer choices where they are folded."""
    if not page.get_by_label(words["day"]).is_visible():
        page.get_by_text(words["more"]).click()
    for label in ("day", "free", "together"):
        page.get_by_label(words[label], exact=True).check()
    page.get_by_label(words["part"], exact=True).check()


def test_something_on_tuesday_morning_free_and_in_company(walker: Walker, site: str) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["start"])
    page.get_by_label(words["near"]).fill("3131 ab")
    page.get_by_role("button", name=words["search"]).click()
    expect(page.locator("#found")).to_have_text(words["found"])

    choose(page, words)
    page.get_by_role("button", name=words["search"]).click()
    page.wait_for_url(re.compile(r"day=TU"))
    expect(page.locator("#found")).to_have_text(words["found"])
    expect(page.locator(".chosen__item")).to_have_count(4)
    first = page.locator(".card").first
    expect(first.locator(".card__when")).to_have_text(words["when"])

    name = first.locator(".card__name").inner_text()
    first.locator(".card__name").click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.get_by_text(words["who"])).to_be_visible()
    expect(page.get_by_role("heading", name=words["call"])).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    checks.assert_fits(page)


@at_320
def test_the_whole_journey_by_keyboard(open_page: Callable[..., Page], site: str) -> None:
    page = open_page()
    page.goto(f"{site}/nl/merenwaard/vinden/?near=3131AB")
    checks.assert_keyboard_reaches_all(page)
    page.locator("#id_near").focus()
    page.keyboard.press("Tab")
    if not page.get_by_label("Dinsdag").is_visible():
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Dinsdag")).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(r"day=TU"))
    expect(page.get_by_label("Dinsdag")).to_be_focused()
    expect(page.locator(".chosen__item")).to_have_text(["Zonder: Dinsdag"])
    link = page.locator(".card__name").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_filtering_at_once_keeps_the_address_and_the_way_back(page: Page, site: str) -> None:
    page.goto(f"{site}/nl/merenwaard/vinden/?near=3131AB&q=koffie")
    before = page.locator("#found").inner_text()
    if not page.get_by_label("Dinsdag").is_visible():
        page.get_by_text("Preciezer kiezen").click()
    page.get_by_label("Dinsdag").check()
    page.wait_for_url(re.compile(r"q=koffie&near=3131AB&day=TU$"))
    expect(page.locator("#found")).not_to_have_text(before)
    expect(page.locator("#heard")).to_have_text(page.locator("#found").inner_text())
    page.go_back()
    expect(page.locator("#found")).to_have_text(before)
    page.reload()
    expect(page.get_by_label("Uw postcode of buurt")).to_have_value("3131AB")


@walks("nl, no scripts", "en, scripts")
def test_an_unknown_postcode_is_no_dead_end(walker: Walker, site: str) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["start"] + WAYS[words["start"]] + "?near=9999+ZZ")
    expect(page.get_by_text(words["unknown"])).to_be_visible()
    expect(page.get_by_label(words["near"])).to_have_value("9999 ZZ")
    assert page.locator(".card").count() > 5
    checks.assert_fits(page)


WAYS = {"/nl/merenwaard/": "vinden/", "/en/merenwaard/": "find/"}


@at_320
def test_more_results_without_scripts(no_js: Page, site: str) -> None:
    no_js.goto(f"{site}/nl/merenwaard/vinden/")
    assert no_js.locator(".card").count() == 20
    no_js.get_by_role("link", name="Laat meer zien").click()
    assert no_js.locator(".card").count() == 40
    assert no_js.locator("#more").is_visible()


@at_320
def test_more_results_with_scripts_go_on_where_the_new_ones_begin(page: Page, site: str) -> None:
    page.goto(f"{site}/nl/merenwaard/vinden/")
    page.get_by_role("link", name="Laat meer zien").click()
    expect(page.locator(".card")).to_have_count(40)
    expect(page.locator("#more .card__name")).to_be_focused()
