"""Every kind of public page, empty, long and wrong: accessible, on a small screen and a large one, and at 400 %."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

HOME = "/nl/merenwaard/"
#: Pages and states that other tests do not look at with axe. OFFER: the first that is found.
ADDRESSES = {
    "the site": "/nl/",
    "home": "",
    "found little": "vinden/?near=3131AB&day=TU&part=morning&free=on&walk_along=on",
    "found nothing": "vinden/?q=onderwaterhockey&near=9999ZZ&day=SU&part=evening&age=oud",
    "accessibility": "toegankelijkheid/",
    "privacy": "privacy/",
    "page that is not there": "nergens/",
    "organisation": "ORGANISATION",
    "a group presents itself": "organisatie-voorstellen/",
    "the example's mails": "/nl/demo/mail/",
    "a mail of the example": "MAIL",
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
    "offer that is called off": "OFF",
}
#: Looked at in English too: one of each kind of page.
ENGLISH = ("home", "week", "district", "offer", "found on the map", "embed", "guide, steps")
CASES = [(what, "nl") for what in ADDRESSES] + [(what, "en") for what in ENGLISH]


@pytest.mark.parametrize(("what", "language"), CASES)
def test_it_is_accessible_and_fits(
    what: str,
    language: str,
    reader: Callable[..., Page],
    site: str,
    look_at: Callable[..., None],
) -> None:
    page = reader()
    arrived = arrive(page, site, ADDRESSES[what])
    if language == "en":
        arrived = page.goto(site + str(page.locator("a[lang=en]").first.get_attribute("href")))
    look_at(page, arrived.text() if arrived else "")


def arrive(page: Page, site: str, address: str) -> Response | None:
    """Go there; where it is not an address but something on a page, by its link."""
    links = {
        "OFFER": ("vinden/?near=3131AB", [".card__name"]),
        "OFF": ("agenda/", [".agenda__line--off a, .agenda__line a"]),
        "ORGANISATION": ("vinden/?near=3131AB", [".card__name", ".sheet__head a"]),
        "MAIL": ("/nl/demo/mail/", ["a.mail__subject"]),
    }
    begin, steps = links.get(address, (address, []))
    arrived = page.goto(site + (begin if begin.startswith("/") else HOME + begin))
    for step in steps:
        arrived = page.goto(site + str(page.locator(step).first.get_attribute("href")))
    return arrived


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
