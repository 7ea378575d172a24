"""Every kind of public page, empty, long and wrong: accessible, on a small screen and a large one, and at 400 %."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import checks

HOME = "/nl/merenwaard/"
#: Pages and states that other tests do not look at with axe. OFFER: the first that is found.
ADDRESSES = {
    "week": "agenda/",
    "week of a district": "agenda/?area=WK999901",
    "last week": "agenda/?week=9998-W01",
    "empty week": "agenda/?area=BU99990903&week=9998-W01",
    "sheet": "agenda/blad/?area=WK999902",
    "widget": "agenda/widget/",
    "embed": "agenda/overnemen/?area=WK999903",
    "what may come": "zou-u-komen/",
    "cards to hand out": "kaarten/bel-mij/",
    "card for a conversation": "kaarten/gesprek/",
    "come along": "loop-mee/",
    "idea": "idee/",
    "districts": "buurten/",
    "district": "buurten/WK999901/",
    "neighbourhood": "buurten/BU99990101/",
    "area that is not there": "buurten/WK888801/",
    "found on the map": "vinden/?near=3131AB",
    "many found": "vinden/?show=60",
    "guide": "wat-zou-u-helpen/",
    "guide, obstacles": "wat-zou-u-helpen/lastig/?who=c&why=tv",
    "guide, wishes": "wat-zou-u-helpen/graag/",
    "guide, where": "wat-zou-u-helpen/waar/",
    "guide, a place that nobody knows": "wat-zou-u-helpen/waar/?near=Nergenshuizen&go=1",
    "guide, how": "wat-zou-u-helpen/hoe/?with=s&day=25",
    "guide, steps": "wat-zou-u-helpen/stappen/?who=o&why=tv&wish=mp&near=3131AB",
    "guide, steps on paper": "wat-zou-u-helpen/stappen/blad/?why=tv&wish=m",
    "offer": "OFFER",
    "offer that is cancelled": "OFF",
}
#: Looked at in English too: one of each kind of page.
ENGLISH = ("week", "district", "offer", "found on the map", "embed", "guide, steps")
CASES = [(what, "nl") for what in ADDRESSES] + [(what, "en") for what in ENGLISH]


@pytest.mark.parametrize(("what", "language"), CASES)
def test_it_is_accessible_and_fits(
    what: str,
    language: str,
    page: Page,
    site: str,
    axe: Callable[..., None],
    html_valid: Callable[..., None],
) -> None:
    arrive(page, site, ADDRESSES[what])
    if language == "en":
        page.locator("a[lang=en]").first.click()
    for closed in page.locator("details.found-map:not([open]) summary").all():
        closed.click()
    html_valid(page.request.get(page.url).text(), page.url)
    axe(page)
    checks.assert_fits(page)
    checks.assert_targets_are_large(page)
    checks.assert_keyboard_reaches_all(page)
    checks.assert_fits_with_text_spacing(page)
    checks.assert_fits_at_400_percent(page)


def arrive(page: Page, site: str, address: str) -> None:
    if address == "OFFER":
        page.goto(site + HOME + "vinden/?near=3131AB")
        page.locator(".card__name").first.click()
    elif address == "OFF":
        page.goto(site + HOME + "agenda/")
        page.locator(".agenda__line--off a, .agenda__line a").first.click()
    else:
        page.goto(site + HOME + address)
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [320], ids=["320px"])
def test_colours_of_ones_own_and_no_motion(
    open_page: Callable[..., Page], site: str, axe: Callable[..., None]
) -> None:
    page = open_page(forced_colors="active", reduced_motion="reduce")
    for address in ("agenda/", "buurten/WK999901/", "agenda/widget/"):
        page.goto(site + HOME + address)
        axe(page)
        assert page.locator("h1").is_visible()
        moving = page.evaluate(
            "document.getAnimations().filter((each) => each.playState === 'running').length"
        )
        assert moving == 0
