"""Asking in a real browser: with scripts and without, by keyboard, in both languages, by a helper, and on the desk."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from nabij.casework.models import Request
from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.actions.proposals import propose
from nabij.directory.queries.proposals import counts_of
from tests.browser import checks
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "nl": {"call": "bel-mij", "along": "loop-mee", "idea": "idee", "come": "zou-u-komen", "desk": "vragen"},
    "en": {"call": "call-me", "along": "come-along", "idea": "idea", "come": "would-you-come", "desk": "requests"},
}  # fmt: skip

both_ways = pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
both_languages = pytest.mark.parametrize("language", ["nl", "en"])


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


def look_at(page: Page, axe: Callable[..., None]) -> None:
    """What every page of asking must keep to."""
    axe(page)
    checks.assert_fits(page)
    checks.assert_targets_are_large(page)
    checks.assert_keyboard_reaches_all(page)
    checks.assert_fits_at_400_percent(page)


@both_languages
@both_ways
def test_call_me(
    open_page: Callable[..., Page], base: Any, town: Municipality, language: str, js: bool
) -> None:
    page = open_page(js=js, language=language)
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


@both_languages
@both_ways
def test_come_along_and_an_idea(
    open_page: Callable[..., Page], base: Any, town: Municipality, language: str, js: bool
) -> None:
    page = open_page(js=js, language=language)
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


def test_by_keyboard_alone(open_page: Callable[..., Page], base: Any, town: Municipality) -> None:
    page = open_page(js=False)
    page.goto(base("nl") + "bel-mij/")
    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("Space")
    tab_to(page, "go")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.locator("input[name=name]").focus()
    page.keyboard.type("Ton")
    page.keyboard.press("Tab")
    page.keyboard.type("0612345678")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=moment]").first).to_be_visible()
    page.locator("input[name=moment]").first.focus()
    tab_to(page, "go")
    page.keyboard.press("Enter")
    expect(page.locator("button[value=send]")).to_be_visible()
    tab_to(page, "go", value="send")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator(".asking__promise")).to_be_visible()
    assert [row.name for row in kept(town)] == ["Ton"]


def tab_to(page: Page, name: str, value: str = "next") -> None:
    """Press Tab until this button has the focus."""
    page.wait_for_load_state()
    for _stop in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        if found == [name, value]:
            return
    raise AssertionError(f"Tab never reaches {name} {value}")


@both_languages
def test_every_page_of_asking_is_accessible(
    open_page: Callable[..., Page], base: Any, axe: Any, language: str
) -> None:
    page = open_page(language=language)
    page.goto(base(language) + WORDS[language]["call"] + "/")
    look_at(page, axe)
    press(page)
    look_at(page, axe)
    page.check("input[name=kind][value=call]")
    press(page)
    page.fill("input[name=name]", "Van der " * 40)
    page.fill("input[name=phone]", "0612345678")
    look_at(page, axe)
    press(page)
    look_at(page, axe)
    press(page)
    look_at(page, axe)
    press(page, "send")
    look_at(page, axe)


def signed_in(
    new_context: Callable[..., BrowserContext], base: Any, town: Municipality, width: int, js: bool
) -> Page:
    """A link worker's browser, signed in with the second factor."""
    session = browser(member(town, Role.LINK_WORKER)).cookies["nabij_session"].value
    context = new_context(width, js=js)
    context.add_cookies([{"name": "nabij_session", "value": session, "url": base("nl")}])
    return context.new_page()


@both_ways
def test_a_helper_fills_it_in_from_a_card_prints_it_and_calls(
    new_context: Any, base: Any, town: Municipality, width: int, js: bool, axe: Any
) -> None:
    page = signed_in(new_context, base, town, width, js)
    page.goto(base("nl") + "desk/")
    page.get_by_role("button", name="Iemand helpen").click()
    expect(page.locator(".helping")).to_be_visible()
    expect(page.locator(".aloud")).to_contain_text("Lees voor")
    page.check("input[name=came_in][value=paper]")
    page.check("input[name=kind][value=help_with]")
    if js:
        look_at(page, axe)
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
        look_at(page, axe)
    page.get_by_role("link", name="Mevrouw Dijk").click()
    if js:
        look_at(page, axe)
    page.locator("button[name=went][value=not_reached]").click()
    expect(page.locator("[role=status]")).to_contain_text("volgende werkdag")
    page.get_by_role("link", name="Mevrouw Dijk").click()
    page.locator("button[name=went][value=spoken]").click()
    expect(page.locator("body")).to_contain_text("Niemand wacht")
    [row] = kept(town)
    assert (row.came_in, row.state, row.tries) == ("paper", "done", 1)


@both_languages
@both_ways
def test_would_you_come(
    open_page: Callable[..., Page], base: Any, town: Municipality, language: str, js: bool, axe: Any
) -> None:
    from django.utils import timezone

    with within(town):
        soup = propose(
            municipality=town,
            told={"name": "Soep", "about": "Een pan soep.", "asked_by": "Buren", "open_until": timezone.localdate()},
        )  # fmt: skip
    page = open_page(js=js, language=language)
    page.goto(base(language) + WORDS[language]["come"] + "/")
    page.get_by_role("link", name=re.compile("^Soep")).click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    if js:
        look_at(page, axe)
    page.check("input[name=answer][value=maybe]")
    page.fill("textarea[name=easier]", "Een stoel met leuning.")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main [role=status]")).to_be_visible()
    assert page.context.cookies() == []
    with within(town):
        assert counts_of(town, [soup])[soup.pk].maybe == 1
