"""The second journey: see it → put it in my calendar → the week → print it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from pypdf.generic import IndirectObject

from tests.browser import checks
from tests.browser.windows import Walker, walks

WORDS = {
    "nl": {
        "find": "/nl/merenwaard/vinden/?near=3131AB&day=TU",
        "calendar": "Zet het in mijn agenda",
        "week": "Deze week",
        "print": "Deze week printen",
        "district": "Oud-Merenwaard",
        "next": "Week later",
        "map": "Op de kaart",
    },
    "en": {
        "find": "/en/merenwaard/find/?near=3131AB&day=TU",
        "calendar": "Put it in my calendar",
        "week": "This week",
        "print": "Print this week",
        "district": "Oud-Merenwaard",
        "next": "Week after",
        "map": "On the map",
    },
}
#: A4 in points, and how far a printer's paper may differ.
A4, NEARLY = (595, 842), 2
SMALLEST = 14


def test_from_an_offer_to_the_printed_week(walker: Walker, site: str) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["find"])
    page.locator(".card__name").first.click()
    name = page.locator("h1").inner_text()
    address = page.get_by_role("link", name=words["calendar"]).get_attribute("href")
    calendar = Calendar.from_ical(page.request.get(site + str(address)).text())
    assert name in {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}

    page.get_by_role("link", name=words["week"], exact=True).first.click()
    expect(page.locator(".agenda__day").first).to_be_visible()
    page.get_by_role("link", name=words["district"], exact=True).click()
    expect(page.locator("h1")).to_contain_text(words["district"])
    page.get_by_role("link", name=words["next"]).click()
    expect(page.locator("h1")).to_contain_text(words["district"])
    assert page.locator(".agenda__line").count() > 5
    shown = page.locator(".agenda__name").all_inner_texts()
    checks.assert_fits(page)

    page.get_by_role("link", name=words["print"]).click()
    expect(page.locator("h1")).to_contain_text(words["district"])
    assert page.locator(".paper__what strong").all_inner_texts() == shown
    checks.assert_fits(page)


@pytest.mark.parametrize("width", [320], ids=["320px"])
def test_the_week_by_keyboard(open_page: Callable[..., Page], site: str) -> None:
    page = open_page()
    page.goto(f"{site}/nl/merenwaard/agenda/")
    checks.assert_keyboard_reaches_all(page)
    link = page.get_by_role("link", name="Deze week printen")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("agenda/blad"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Terug naar de agenda")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("agenda/$"))


@walks("nl, no scripts", "en, scripts")
def test_what_was_found_opens_on_a_map(walker: Walker, site: str) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["find"])
    page.locator("summary", has_text=words["map"]).focus()
    page.keyboard.press("Enter")
    drawing = page.locator(".found-map .area-map")
    expect(drawing).to_be_visible()
    assert drawing.locator(".area-map__dot").count() == page.locator(".found-map__list li").count()
    name = page.locator(".found-map__list a").first.inner_text()
    checks.assert_fits(page)
    page.locator(".found-map__list a").first.click()
    expect(page.locator("h1")).to_have_text(name)


# --- on paper ------------------------------------------------------------------------------------


@pytest.fixture
def sheet(new_context: Callable[..., Any], site: str) -> Page:
    """The week of one district, as it goes to the printer."""
    page: Page = new_context(1280).new_page()
    page.goto(f"{site}/nl/merenwaard/agenda/blad/?area=WK999901")
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_sheet_prints_in_large_type_on_few_pages(sheet: Page, paper: str) -> None:
    document = pypdf.PdfReader(BytesIO(sheet.pdf(format=paper)))
    width, height = (float(side) for side in document.pages[0].mediabox[2:])
    wanted = [side * (1 if paper == "A4" else 2**0.5) for side in A4]
    assert abs(width - wanted[0]) < NEARLY
    assert abs(height - wanted[1]) < NEARLY
    assert len(document.pages) <= (4 if paper == "A4" else 2)
    sizes = {size for each in document.pages for size in type_sizes(each)}
    assert sizes
    assert min(sizes) >= SMALLEST
    text = " ".join(each.extract_text() for each in document.pages)
    assert "0299 55 01 23" in text
    assert "Terug naar de agenda" not in text


def type_sizes(page: pypdf.PageObject) -> list[float]:
    """Of every piece of text on a page, its size in points as it is printed."""
    sizes: list[float] = []

    def visit(text: str, drawn: Any, matrix: Any, _font: IndirectObject, size: float) -> None:
        if text.strip():
            sizes.append(round(abs(size * matrix[3] * drawn[3]), 1))

    page.extract_text(visitor_text=visit)
    return sizes


def test_a_telephone_reads_the_code(sheet: Page, site: str, tmp_path: Path) -> None:
    zbar = shutil.which("zbarimg")
    if zbar is None:
        pytest.skip("no zbarimg here: apt-get install zbar-tools")
    picture = tmp_path / "code.png"
    sheet.locator(".paper__qr").screenshot(path=picture)
    done = subprocess.run(
        [zbar, "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"{site}/nl/merenwaard/agenda/?area=WK999901"
    assert sheet.get_by_text("0299 55 01 23").first.is_visible()
    assert sheet.locator(".paper__address").inner_text()


def test_the_widget_shows_in_a_frame(new_context: Callable[..., Any], site: str) -> None:
    page: Page = new_context(1280).new_page()
    page.goto(f"{site}/nl/merenwaard/agenda/overnemen/?area=WK999901")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_contain_text("Oud-Merenwaard")
    expect(frame.locator("li").first).to_be_visible()
