"""A round on a phone: a list from a file, shared out, tapped at the door, one becomes a case, the end."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from nabij.casework.models import Case, RoundAddress
from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from tests.browser import checks
from tests.browser.windows import sign_in
from tests.core.people import member
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)

LIST = (
    "Naam;Straat;Huisnummer;Postcode;Geboortedatum\n"
    "Mw. Jansen;Dorpsstraat;12;3131 AB;1-2-1941\n"
    "Hr. Kok;Dorpsstraat;14;3131 AB;\n"
    "Mw. De Wit;Dorpsstraat;16;3131 AB;\n"
    "Hr. Bos;Kerkpad;;3131 AC;\n"
)


@pytest.fixture
def town(transactional_db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def page(town: Municipality, new_context: Callable[..., BrowserContext], live_server: Any) -> Page:
    context = new_context(320)
    sign_in(context, member(town, Role.LINK_WORKER), live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/nl/testdam/desk/rondes/")
    return page


def fits(page: Page) -> None:
    page.wait_for_load_state()
    checks.assert_fits(page)


def make(page: Page) -> None:
    page.get_by_role("link", name="Maak een ronde").click()
    page.get_by_label("Bij mensen thuis langsgaan").check()
    page.get_by_label("Naam van de ronde").fill("75 en ouder, Dorp")
    page.get_by_label("Waarom deze ronde?").fill("Iedereen een keer spreken.")
    page.get_by_label(re.compile("Een taak van de gemeente")).check()
    page.get_by_label("Waar komt de lijst vandaan?").fill("Van de gemeente.")
    page.get_by_label("Laatste dag").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Bewaren").click()


def give_the_list(page: Page) -> None:
    file = FilePayload(name="lijst.csv", mimeType="text/csv", buffer=LIST.encode())
    page.get_by_label("Een bestand").set_input_files(files=[file])
    page.locator("button[value=look]").click()
    expect(page.get_by_text("3 adressen kunnen op de lijst")).to_be_visible()
    expect(page.get_by_text("Geboortedatum")).to_be_visible()
    expect(page.get_by_text("Het huisnummer ontbreekt")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Zet 3 adressen op de lijst").click()
    expect(page.locator("textarea")).to_have_value("Hr. Bos; Kerkpad; 3131 AC")
    page.locator("textarea").fill("Hr. Bos; Kerkpad 3; 3131 AC")
    page.locator("button[value=look]").click()
    page.get_by_role("button", name="Zet 1 adres op de lijst").click()


def share_out(page: Page) -> None:
    page.locator("input[name=who]").first.check()
    page.get_by_role("button", name="Zij gaan ook").click()
    page.get_by_role("button", name="Verdeel ze").click()
    expect(page.get_by_text("4 adressen verdeeld")).to_be_visible()


def at_the_door(page: Page, name: str, button: str, *, more: bool = False) -> None:
    stop = page.locator("li.stop", has_text=name)
    if more:
        stop.locator("summary").click()
    stop.get_by_role("button", name=re.compile(button)).click()


def test_from_a_file_to_the_last_door(
    page: Page, town: Municipality, axe: Callable[..., None]
) -> None:
    make(page)
    give_the_list(page)
    share_out(page)
    fits(page)
    page.get_by_role("link", name="Mijn ronde").click()
    fits(page)
    at_the_door(page, "Dorpsstraat 12", "Niet thuis")
    expect(page.get_by_text("1 keer geprobeerd")).to_be_visible()
    page.get_by_role("button", name=re.compile("Dat was een vergissing")).click()
    expect(page.get_by_text("1 keer geprobeerd")).to_have_count(0)
    at_the_door(page, "Dorpsstraat 12", "Gesproken")
    at_the_door(page, "Dorpsstraat 14", "Liever niet", more=True)
    expect(page.get_by_text("Dorpsstraat 14")).to_have_count(0)
    stop = page.locator("li.stop", has_text="Dorpsstraat 16")
    stop.locator("summary").click()
    stop.get_by_label(re.compile("Telefoonnummer")).fill("06 12 34 56 78")
    stop.get_by_role("button", name=re.compile("Zij zeiden ja")).click()
    with within(town):
        case = Case.objects.get()
        assert (case.person.name, case.person.phone) == ("Mw. De Wit", "06 12 34 56 78")
        expect(page.get_by_text(case.reference)).to_be_visible()
        held = [row.name for row in RoundAddress.objects.all() if row.name]
    assert sorted(held) == ["Hr. Bos", "Mw. Jansen"]
    page.get_by_role("link", name="75 en ouder, Dorp").click()
    expect(page.get_by_text("3 van 4 adressen zijn klaar")).to_be_visible()
    page.get_by_text("Stop deze ronde vandaag").click()
    page.get_by_role("button", name="Stop de ronde").click()
    expect(page.get_by_text("Deze ronde is afgelopen")).to_be_visible()
    expect(page.get_by_role("link", name="Mijn ronde")).to_have_count(0)
    axe(page)
