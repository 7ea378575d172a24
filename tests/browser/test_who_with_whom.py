"""Somebody offers her time, and Corrie looks for company: from the short form to knowing each other, and to the end of it.

Bo walks it in two ways; Samira calls, writes down and asks at her desk.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from nabij.casework.actions.cases import Told, move, open_case
from nabij.casework.models import Case, Origin, State
from nabij.core.models import Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from tests.browser import checks
from tests.browser.windows import Walker, sign_in, walks
from tests.casework.clock import NOW
from tests.core.people import member
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)

CORRIE, HER_PHONE = "Corrie van Dam", "0180 123 456"
BO = "Bo Visser"
LINK = re.compile(r"https?://[^/\s]+(/nl/testdam/meegaan/\S+)")
WORDS = {
    "nl": {
        "begin": "Iets voor iemand doen",
        "likes": "Een maatje: vaker samen iets doen",
        "good_at": "Wat doet u zelf graag? Waar bent u goed in?",
        "mornings": "doordeweeks in de ochtend",
        "speaks": "Nederlands",
        "name": "Uw naam",
        "phone": "Telefoonnummer",
        "mail": "E-mailadres",
        "next": "Volgende",
        "send": "Versturen",
        "in": "Wat fijn dat u iets wilt doen",
        "yes": "Ja, dat wil ik graag",
        "thanks": "Dank u wel, wij hebben uw antwoord",
        "both": "U zei allebei ja",
    },
    "en": {
        "begin": "Do something for somebody",
        "likes": "A buddy: do something together, often",
        "good_at": "What do you like to do yourself? What are you good at?",
        "mornings": "on weekdays in the morning",
        "speaks": "Nederlands",
        "name": "Your name",
        "phone": "Phone number",
        "mail": "E-mail address",
        "next": "Next",
        "send": "Send",
        "in": "How good that you would like to help",
        "yes": "Yes, I would like to",
        "thanks": "Thank you, we have your answer",
        "both": "You both said yes",
    },
}


@pytest.fixture
def town(transactional_db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    with within(town):
        told = Told(name=CORRIE, phone=HER_PHONE)
        opened = open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=samira)
        return move(case=opened, to=State.IN_CONVERSATION, by=samira, now=NOW)


@pytest.fixture
def looks_well(look_at: Any, html_valid: Any) -> Callable[[Walker], None]:
    """Looks at a page of Bo in every way where there are scripts; else at what needs none."""

    def look(walker: Walker) -> None:
        if walker.js:
            look_at(walker.page)
            walker.page.set_viewport_size({"width": 320, "height": 640})
        else:
            html_valid(walker.page.content(), walker.page.url)
            checks.assert_fits(walker.page)

    return look


def mailed(town: Municipality, kind: str) -> str:
    """The address in the mail that Bo got, which names nobody but Bo."""
    with within(town):
        mail = OutgoingMessage.objects.get(kind=kind)
        assert mail.to == "bo@dorp.example"
        assert "Corrie" not in f"{mail.subject} {mail.text} {mail.html}"
        found = LINK.search(mail.text)
    assert found
    return found[1]


def open_link(walker: Walker, address: str) -> Page:
    """The page behind the link, in Bo's language."""
    page = walker.page
    page.goto(address)
    if walker.language == "en":
        page.locator("a[lang=en]").first.click()
    return page


def offer_time(walker: Walker, site: str, looks_well: Callable[[Walker], None]) -> None:
    """Three short pages, the answers read back, and what happens now."""
    page, words = walker.page, WORDS[walker.language]
    page.goto(f"{site}/{walker.language}/testdam/")
    page.get_by_role("link", name=words["begin"]).click()
    page.get_by_label(words["likes"]).check()
    page.get_by_label(words["good_at"]).fill("fietsen\nschaken")
    looks_well(walker)
    page.get_by_role("button", name=words["next"]).click()
    page.get_by_label(words["mornings"]).check()
    page.get_by_label(words["speaks"]).check()
    page.get_by_role("button", name=words["next"]).click()
    page.get_by_label(words["name"]).fill(BO)
    page.get_by_label(words["phone"]).fill("06 11 22 33 44")
    page.get_by_label(words["mail"]).fill("bo@dorp.example")
    page.get_by_role("button", name=words["next"]).click()
    expect(page.locator("main")).to_contain_text(words["likes"])
    looks_well(walker)
    page.get_by_role("button", name=words["send"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["in"])
    looks_well(walker)


def call_first(desk: Page, site: str) -> None:
    """Samira sees who must be called, writes down the certificate, and Bo helps from now on."""
    desk.goto(f"{site}/nl/testdam/desk/vandaag/")
    desk.get_by_role("link", name="Vrijwilligers om te bellen (1)").click()
    desk.get_by_role("link", name=BO, exact=True).click()
    desk.get_by_role("link", name="Veranderen").click()
    day = NOW.date() - dt.timedelta(days=300)
    desk.get_by_label("Datum op de verklaring omtrent het gedrag").fill(f"{day:%d-%m-%Y}")
    desk.get_by_role("button", name="Bewaren").click()
    desk.get_by_role("button", name="Helpt vanaf nu").click()
    expect(desk.locator("main")).to_contain_text("gaat naar 0 van 1")


def look_for_company(desk: Page, site: str, case: Case) -> None:
    """Corrie agrees; what she looks for is written down, who fits comes out, and both are asked."""
    desk.goto(f"{site}/nl/testdam/desk/dossiers/{case.uid}/")
    expect(desk.locator("#buddies + p")).to_contain_text("Vraag het")
    consent = desk.locator("form").filter(has=desk.locator("input[value=buddy]"))
    consent.get_by_role("button").click()
    desk.get_by_role("link", name="Iemand zoeken").click()
    desk.get_by_label("Een maatje: vaker samen iets doen").check()
    desk.get_by_label("In hun eigen woorden").or_(desk.get_by_label("In eigen woorden")).fill(
        "samen fietsen"
    )
    desk.get_by_role("button", name="Bewaren en verder").click()
    desk.get_by_role("button", name="Kijken wie past").click()
    desk.get_by_role("link", name="Deze twee bekijken").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"{CORRIE} en {BO}")
    expect(desk.locator("main")).to_contain_text("Zij delen één ding")
    desk.get_by_role("button", name="Beiden vragen, de vrijwilliger per mail").click()


@walks("nl, scripts", "en, no scripts")
def test_from_a_short_form_to_knowing_each_other_and_to_the_end_of_it(
    walker: Walker,
    new_context: Callable[..., BrowserContext],
    live_server: Any,
    town: Municipality,
    samira: User,
    case: Case,
    looks_well: Callable[[Walker], None],
) -> None:
    site, words = live_server.url, WORDS[walker.language]
    context = new_context(1280)
    sign_in(context, samira, site)
    desk = context.new_page()
    offer_time(walker, site, looks_well)
    call_first(desk, site)
    look_for_company(desk, site, case)

    page = open_link(walker, site + mailed(town, "pair.asked"))
    expect(page.locator("main")).not_to_contain_text("Corrie")
    looks_well(walker)
    page.get_by_role("button", name=words["yes"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["thanks"])

    desk.reload()
    asked = desk.locator("section", has=desk.get_by_role("heading", name="Vraag het de persoon"))
    asked.get_by_label("Ja", exact=True).check()
    asked.get_by_label("Naam").check()
    asked.get_by_role("button").click()
    expect(desk.locator("main")).to_contain_text("Beiden zeiden ja")

    page = open_link(walker, site + mailed(town, "pair.known"))
    expect(page.get_by_role("heading", level=1)).to_have_text(words["both"])
    expect(page.locator("main")).to_contain_text(CORRIE)
    expect(page.locator("main")).not_to_contain_text(HER_PHONE)
    looks_well(walker)
    assert not page.context.cookies()

    desk.locator("summary", has_text="Bij deze twee houdt het op").click()
    desk.get_by_label("Het klikte niet").check()
    desk.get_by_label("De persoon zoekt iemand anders").check()
    desk.locator("details").get_by_role("button", name="Noteer dit").click()
    expect(desk.locator("main")).to_contain_text("bij deze twee is het voorbij")
    page = open_link(walker, site + mailed(town, "pair.known"))
    expect(page.locator("main")).not_to_contain_text(CORRIE)
