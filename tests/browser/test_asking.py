"""Asking in a real browser: with scripts and without, by keyboard, in both languages, by a helper, and on the desk."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from nabij.casework.models import Request
from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.actions.proposals import propose
from nabij.directory.models import Proposal
from nabij.directory.queries.proposals import counts_of
from tests.browser import checks, keyboard
from tests.browser.windows import Walker, walks
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "nl": {"call": "bel-mij", "along": "loop-mee", "idea": "idee", "come": "zou-u-komen", "desk": "vragen"},
    "en": {"call": "call-me", "along": "come-along", "idea": "idea", "come": "would-you-come", "desk": "requests"},
}  # fmt: skip

at_320 = pytest.mark.parametrize("width", [320], ids=["320px"])


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fills in faster than anybody reads."""
    cache.clear()
    monkeypatch.setattr("nabij.web.public.asking.spam.LEAST_SECONDS", -1)


@pytest.fixture
def town(transactional_db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def base(live_server: Any, town: Municipality) -> Callable[[str], str]:
    return lambda language: f"{live_server.url}/{language}/{town.slug}/"


def kept(town: Municipality) -> list[Request]:
    with within(town):
        rows = list(Request.objects.order_by("pk"))
        assert all(row.name is not None for row in rows)  # opened while the wall is
        return rows


def press(page: Page, go: str = "next") -> None:
    page.locator(f"button[name=go][value={go}]").first.click()


def test_call_me(walker: Walker, base: Any, town: Municipality) -> None:
    page, language = walker.page, walker.language
    page.goto(base(language) + WORDS[language]["call"] + "/")
    press(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    page.check("input[name=kind][value=call]")
    page.fill("textarea[name=words]", "Ik ken hier nog niemand.")
    press(page)
    page.fill("input[name=name]", "محمد 🌻")
    page.fill("input[name=phone]", "06-12 34 56 78")
    press(page)
    press(page, "back")
    expect(page.locator("input[name=name]")).to_have_value("محمد 🌻")
    press(page)
    page.check("input[name=moment][value=morning]")
    press(page)
    expect(page.locator("dl")).to_contain_text("06-12 34 56 78")
    press(page, "send")
    expect(page.locator(".asking__promise")).to_be_visible()
    [row] = kept(town)
    assert (row.name, row.moment, row.suspicious) == ("محمد 🌻", "morning", [])
    assert page.context.cookies() == []
    page.go_back()
    press(page, "send")
    expect(page.locator(".asking__promise")).to_be_visible()
    assert len(kept(town)) == 1


def test_come_along_and_an_idea(walker: Walker, base: Any, town: Municipality) -> None:
    page, language = walker.page, walker.language
    page.goto(base(language) + WORDS[language]["along"] + "/")
    press(page)
    page.fill("input[name=name]", "Nel")
    page.fill("input[name=email]", "nel@dorp.example")
    press(page)
    press(page)
    press(page, "send")
    expect(page.locator(".asking__promise")).to_contain_text("mail")
    page.goto(base(language) + WORDS[language]["idea"] + "/")
    page.fill("textarea[name=words]", "Een bank bij de vijver.")
    press(page)
    press(page)
    press(page, "send")
    expect(page.locator("h1")).to_contain_text({"nl": "Bedankt", "en": "Thank"}[language])
    assert [(row.kind, row.language) for row in kept(town)] == [
        ("walk_along", language),
        ("idea", language),
    ]


@at_320
def test_a_double_click_makes_one(
    open_page: Callable[..., Page], base: Any, town: Municipality
) -> None:
    page = open_page()
    page.goto(base("nl") + "idee/")
    page.fill("textarea[name=words]", "Een bank bij de vijver.")
    press(page)
    press(page)
    page.locator("button[name=go][value=send]").dblclick()
    expect(page.locator(".asking__done")).to_be_visible()
    assert len(kept(town)) == 1


@at_320
def test_by_keyboard_alone(open_page: Callable[..., Page], base: Any, town: Municipality) -> None:
    page = open_page(js=False)
    page.goto(base("nl") + "bel-mij/")
    keyboard.tab_to(page, "input[name=kind]")
    page.keyboard.press("Space")
    keyboard.press_at(page, NEXT)
    keyboard.type_at(page, "input[name=name]", "Ton")
    keyboard.type_at(page, "input[name=phone]", "0612345678")
    keyboard.enter(page)
    keyboard.press_at(page, NEXT)
    keyboard.press_at(page, SEND)
    expect(page.locator(".asking__promise")).to_be_visible()
    assert [row.name for row in kept(town)] == ["Ton"]


NEXT, SEND = "button[name=go][value=next]", "button[name=go][value=send]"


@at_320
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_asking_is_accessible(
    open_page: Callable[..., Page], base: Any, look_at: Any, axe: Any, language: str
) -> None:
    page = open_page(language=language)

    def look() -> None:
        if language == "nl":
            look_at(page)
            page.set_viewport_size({"width": 320, "height": 640})
        else:
            axe(page, best=False)
            checks.assert_fits(page)

    page.goto(base(language) + WORDS[language]["call"] + "/")
    look()
    press(page)
    look()
    page.check("input[name=kind][value=call]")
    press(page)
    page.fill("input[name=name]", "Van der " * 40)
    page.fill("input[name=phone]", "0612345678")
    look()
    press(page)
    look()
    press(page)
    look()
    press(page, "send")
    look()


def sign_in(page: Page, base: Any, town: Municipality) -> None:
    """A link worker, with the second factor."""
    session = browser(member(town, Role.LINK_WORKER)).cookies["nabij_session"].value
    cookie = {"name": "nabij_session", "value": session, "url": base("nl").partition("/nl/")[0]}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


@walks("nl")
def test_a_helper_fills_it_in_from_a_card_prints_it_and_calls(
    walker: Walker, base: Any, town: Municipality, look_at: Any
) -> None:
    page, js = walker.page, walker.js
    sign_in(page, base, town)
    page.goto(base("nl") + "desk/")
    page.get_by_role("button", name="Iemand helpen").click()
    expect(page.locator(".helping")).to_be_visible()
    expect(page.locator(".aloud")).to_contain_text("Lees voor")
    page.check("input[name=came_in][value=paper]")
    page.check("input[name=kind][value=help_with]")
    if js:
        look_at(page)
    press(page)
    page.fill("input[name=name]", "Mevrouw Dijk")
    page.fill("input[name=phone]", "0299 55 02 11")
    press(page)
    press(page)
    press(page, "send")
    page.get_by_role("link", name="Afdrukken of per post sturen").click()
    expect(page.locator(".letter")).to_contain_text("Beste Mevrouw Dijk")
    page.get_by_role("button", name="Stoppen met helpen").click()
    expect(page.locator(".helping")).to_have_count(0)
    page.goto(base("nl") + "desk/vragen/")
    if js:
        look_at(page)
    page.get_by_role("link", name="Mevrouw Dijk").click()
    if js:
        look_at(page)
    page.locator("button[name=went][value=not_reached]").click()
    expect(page.locator("[role=status]")).to_contain_text("volgende werkdag")
    page.get_by_role("link", name="Mevrouw Dijk").click()
    page.locator("button[name=went][value=spoken]").click()
    expect(page.locator("body")).to_contain_text("Niemand wacht")
    [row] = kept(town)
    assert (row.came_in, row.state, row.tries) == ("paper", "done", 1)


def ask_about_soup(town: Municipality) -> Proposal:
    with within(town):
        return propose(
            municipality=town,
            told={"name": "Soep", "about": "Een pan soep.", "asked_by": "Buren", "open_until": timezone.localdate()},
        )  # fmt: skip


def test_would_you_come(walker: Walker, base: Any, town: Municipality, look_at: Any) -> None:
    soup, page, language = ask_about_soup(town), walker.page, walker.language
    page.goto(base(language) + WORDS[language]["come"] + "/")
    page.get_by_role("link", name=re.compile("^Soep")).click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    if walker.js and language == "nl":
        look_at(page)
    page.check("input[name=answer][value=maybe]")
    page.fill("textarea[name=easier]", "Een stoel met leuning.")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main [role=status]")).to_be_visible()
    assert page.context.cookies() == []
    with within(town):
        assert counts_of(town, [soup])[soup.pk].maybe == 1


@walks("en, no scripts")
def test_a_helper_asks_and_answers_for_somebody_by_keyboard_alone(
    walker: Walker, base: Any, town: Municipality
) -> None:
    """Walk along, an idea, and would you come: on a small screen, in English, without scripts."""
    soup, page = ask_about_soup(town), walker.page
    sign_in(page, base, town)
    page.goto(base("en") + "desk/")
    keyboard.press_at(page, "form:has(input[name=on]) button")
    expect(page.locator(".helping")).to_be_visible()

    page.goto(base("en") + "come-along/")
    keyboard.tab_to(page, "input[name=came_in]")
    page.keyboard.press("Space")
    keyboard.press_at(page, NEXT)
    keyboard.type_at(page, "input[name=name]", "Nel")
    keyboard.type_at(page, "input[name=phone]", "0299 55 02 11")
    keyboard.enter(page)
    keyboard.press_at(page, NEXT)
    keyboard.press_at(page, SEND)
    expect(page.locator(".asking__promise")).to_be_visible()

    page.goto(base("en") + "idea/")
    keyboard.tab_to(page, "input[name=came_in]")
    page.keyboard.press("Space")
    keyboard.type_at(page, "textarea[name=words]", "A bench at the pond.")
    keyboard.press_at(page, NEXT)
    keyboard.press_at(page, NEXT)
    keyboard.press_at(page, SEND)
    expect(page.locator(".asking__done")).to_be_visible()
    assert [(row.kind, bool(row.came_in)) for row in kept(town)] == [
        ("walk_along", True),
        ("idea", True),
    ]

    keyboard.press_at(page, ".helping a[href*='would-you-come']")
    keyboard.press_at(page, ".proposals a")
    expect(page.locator(".aloud")).to_be_visible()
    keyboard.tab_to(page, "input[name=answer]")
    page.keyboard.press("Space")
    keyboard.press_at(page, "main form button[type=submit]")
    expect(page.locator("main [role=status]")).to_be_visible()
    with within(town):
        assert counts_of(town, [soup])[soup.pk].yes == 1
