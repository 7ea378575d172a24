"""The journey of who does not know where to begin: questions → steps → see one → print, for me, for someone, for a client."""

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser import checks
from tests.browser.test_week_journey import A4, NEARLY, SMALLEST, type_sizes
from tests.browser.windows import Walker, enter, walks

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "home": "/nl/merenwaard/",
        "begin": "Begin met de vragen",
        "who": {"m": "Voor mijzelf", "o": "Voor iemand die ik ken", "c": "Voor iemand die ik help in mijn werk"},
        "obstacles": ["Er komen is lastig", "Iemand verloren"],
        "wish": "Met iemand praten",
        "near": "Postcode of buurt",
        "together": "Ik ga liever niet alleen",
        "day": "Dinsdag",
        "next": "Volgende",
        "show": "Laat de stappen zien",
        "skip": "Deze vraag overslaan",
        "heading": {
            "m": "Dit zou u kunnen helpen",
            "o": "Dit zou de ander kunnen helpen",
            "c": "Dit zou uw cliënt kunnen helpen",
        },
        "because": re.compile("^Omdat u zei dat "),
        "print": "Mijn stappen printen",
        "mine": "Mijn stappen",
        "back": "Terug",
        "unknown": "Wij kennen",
    },
    "en": {
        "home": "/en/merenwaard/",
        "begin": "Begin with the questions",
        "who": {"m": "For me", "o": "For someone I know", "c": "For someone I help in my work"},
        "obstacles": ["Getting there is hard", "Losing someone"],
        "wish": "Talk with someone",
        "near": "Postcode or neighbourhood",
        "together": "I'd rather not go alone",
        "day": "Tuesday",
        "next": "Next",
        "show": "Show the steps",
        "skip": "Skip this question",
        "heading": {
            "m": "This could help you",
            "o": "This could help the other",
            "c": "This could help your client",
        },
        "because": re.compile("^Because you said that "),
        "print": "Print my steps",
        "mine": "My steps",
        "back": "Back",
        "unknown": "We do not know",
    },
}  # fmt: skip
STEPS = "/nl/merenwaard/wat-zou-u-helpen/stappen/"


@pytest.fixture
def cookies(walker: Walker) -> list[str]:
    """The addresses that gave a cookie."""
    told: list[str] = []

    def look(response: Response) -> None:
        if "set-cookie" in response.headers:
            told.append(response.url)

    walker.page.on("response", look)
    return told


def choose(page: Page, label: str) -> None:
    page.locator("label", has_text=label).first.click()


def go_on(page: Page, button: str) -> None:
    checks.assert_fits(page)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def answer_all(page: Page, words: dict[str, Any], who: str) -> None:
    choose(page, words["who"][who])
    go_on(page, words["next"])
    for obstacle in words["obstacles"]:
        choose(page, obstacle)
    go_on(page, words["next"])
    choose(page, words["wish"])
    go_on(page, words["next"])
    page.get_by_label(words["near"]).fill("3131 AB")
    go_on(page, words["next"])
    choose(page, words["together"])
    choose(page, words["day"])
    go_on(page, words["show"])


#: For whom each of the four walks: for oneself, for another, for a client; helpers walk below.
WHO = {("nl", True): "m", ("nl", False): "o", ("en", True): "c", ("en", False): "m"}


def test_from_the_first_page_to_a_step_on_paper(
    walker: Walker, cookies: list[str], site: str
) -> None:
    page, words, who = walker.page, WORDS[walker.language], WHO[walker.language, walker.js]
    page.goto(site + words["home"])
    page.get_by_role("link", name=words["begin"]).click()
    answer_all(page, words, who)
    expect(page.locator("h1")).to_have_text(words["heading"][who])
    steps = page.locator(".step")
    assert 1 <= steps.count() <= 3
    for number in range(steps.count()):
        because = steps.nth(number).locator(".step__because > :last-child")
        assert words["because"].match(because.inner_text())
    assert page.locator(".sheet__side a[href^='tel:']").first.is_visible()
    assert page.locator(".danger a[href='tel:112']").is_visible()
    checks.assert_fits(page)
    shown = page.locator(".step .card__name").all_inner_texts()

    page.locator(".step .card__name").first.click()
    expect(page.locator("h1")).to_have_text(shown[0])
    page.go_back()
    page.get_by_role("link", name=words["print"]).click()
    expect(page.locator("h1")).to_have_text(words["mine"])
    printed = page.locator(".mine__step h2").all_inner_texts()
    assert [text.partition(". ")[2] for text in printed] == shown
    checks.assert_fits(page)
    assert cookies == []
    assert page.context.cookies() == []


@walks("nl, no scripts", "en, scripts")
def test_back_finds_every_answer_again(walker: Walker, site: str) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["home"])
    page.get_by_role("link", name=words["begin"]).click()
    answer_all(page, words, "o")
    for _number in range(3):
        page.locator(".breadcrumbs a").click()
    assert page.locator("input[name=wish]:checked").count() == 1
    page.locator(".breadcrumbs a").click()
    assert page.locator("input[name=why]:checked").count() == 2
    page.go_back()
    assert page.locator("input[name=wish]:checked").count() == 1
    page.locator(".breadcrumbs a").click()
    page.locator(".breadcrumbs a").click()
    assert page.locator("input[name=who]:checked").get_attribute("value") == "o"


@walks("nl, scripts", "en, no scripts")
def test_every_question_can_be_skipped(walker: Walker, site: str) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["home"])
    page.get_by_role("link", name=words["begin"]).click()
    for _number in range(5):
        page.get_by_role("link", name=words["skip"]).click()
    assert page.locator(".step").count() >= 1
    assert "?" not in page.url


@walks("nl")
def test_an_unknown_place_is_said_where_it_was_typed(walker: Walker, site: str) -> None:
    page = walker.page
    page.goto(f"{site}{STEPS}../waar/?why=tv")
    page.get_by_label("Postcode of buurt").fill("Nergenshuizen")
    go_on(page, "Volgende")
    expect(page.locator(".field__error")).to_contain_text("Wij kennen de plek")
    assert page.get_by_label("Postcode of buurt").input_value() == "Nergenshuizen"
    page.get_by_label("Postcode of buurt").fill("3131 AB")
    go_on(page, "Volgende")
    assert "why=tv" in page.url
    assert "near=3131+AB" in page.url


@pytest.mark.parametrize("width", [320], ids=["320px"])
def test_the_whole_journey_by_keyboard(open_page: Callable[..., Page], site: str) -> None:
    page = open_page()
    page.goto(f"{site}/nl/merenwaard/wat-zou-u-helpen/")
    checks.assert_keyboard_reaches_all(page)
    page.locator("input[name=who]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("lastig/.*who=o"))
    page.locator("input[name=why]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("graag/.*why=tg"))
    page.locator("input[name=wish]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("waar/"))
    page.locator("input[name=near]").focus()
    page.keyboard.type("3131AB")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("hoe/.*near=3131AB"))
    page.get_by_role("button", name="Laat de stappen zien").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("stappen/"))
    checks.assert_keyboard_reaches_all(page)


@walks("nl, no scripts", "en, scripts")
def test_what_was_told_goes_along_when_one_asks_to_be_called(
    walker: Walker, cookies: list[str], site: str
) -> None:
    page, words = walker.page, WORDS[walker.language]
    page.goto(site + words["home"])
    page.get_by_role("link", name=words["begin"]).click()
    answer_all(page, words, "o")
    page.locator(".sheet__side form[method=post] button").click()
    expect(page.locator("textarea[name=words]")).to_contain_text(words["obstacles"][0])
    checks.assert_fits(page)
    assert cookies == []


# --- staff: for a client ------------------------------------------------------------------------------


@walks("nl")
def test_a_helper_reads_the_questions_aloud_and_prints_the_steps(walker: Walker, site: str) -> None:
    page = walker.page
    enter(page.context, site, "Samira")
    page.goto(f"{site}/nl/merenwaard/desk/")
    page.locator("form:has(input[name=on]) button").first.click()
    page.wait_for_load_state()
    page.goto(f"{site}/nl/merenwaard/wat-zou-u-helpen/")
    assert page.locator("input[name=who]:checked").get_attribute("value") == "c"
    answer_all(page, WORDS["nl"], "c")
    expect(page.locator("h1")).to_have_text("Dit zou uw cliënt kunnen helpen")
    page.get_by_role("link", name="Mijn stappen printen").click()
    expect(page.locator("h1")).to_have_text("Mijn stappen")


# --- on paper ------------------------------------------------------------------------------------

#: What was said: little, much, nothing, and what finds the longest reasons.
SAID = ["why=v&near=3131AB", "who=c&why=tglchzvnb&wish=mdblpvt&near=3131AB&with=s&home=1&day=1234567", "", "why=wx&wish=d"]  # fmt: skip


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_steps_print_on_one_a4_in_large_type(
    said: str, language: str, new_context: Callable[..., Any], site: str
) -> None:
    page: Page = new_context(1280).new_page()
    path = {"nl": f"{STEPS}blad/", "en": "/en/merenwaard/what-would-help/steps/sheet/"}[language]
    page.goto(f"{site}{path}?{said}")
    page.evaluate("document.fonts.ready")
    document = pypdf.PdfReader(BytesIO(page.pdf(format="A4")))
    assert len(document.pages) == 1
    width, height = (float(side) for side in document.pages[0].mediabox[2:])
    assert abs(width - A4[0]) < NEARLY
    assert abs(height - A4[1]) < NEARLY
    assert min(type_sizes(document.pages[0])) >= SMALLEST
    text = document.pages[0].extract_text()
    assert "0299 55 01 23" in text
    assert "dichtbij.merenwaard.example" in text
    assert "112" in text


@pytest.mark.parametrize("said", SAID[:2])
def test_a_telephone_reads_the_code_and_finds_the_same_steps(
    said: str, new_context: Callable[..., Any], site: str, tmp_path: Path
) -> None:
    zbar = shutil.which("zbarimg")
    if zbar is None:
        pytest.skip("no zbarimg here: apt-get install zbar-tools")
    page: Page = new_context(1280).new_page()
    page.goto(f"{site}{STEPS}blad/?{said}")
    picture = tmp_path / "code.png"
    page.locator(".paper__qr").screenshot(path=picture)
    done = subprocess.run(
        [zbar, "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True
    )
    printed = page.locator(".mine__step h2").all_inner_texts()
    assert done.stdout.strip() == f"{site}{STEPS}?{said}"
    page.goto(done.stdout.strip())
    assert page.locator(".step .card__name").all_inner_texts() == [
        text.partition(". ")[2] for text in printed
    ]
