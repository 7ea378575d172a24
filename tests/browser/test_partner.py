"""The room of organisations in a real browser: publish, change, copy, call off a date, look at what is new."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.index import refresh
from nabij.directory.models import Occurrence, Offer, Organisation
from nabij.directory.occurrences import materialise
from tests.browser import keyboard
from tests.browser.windows import Walker, walks
from tests.core.people import browser, member
from tests.factories import (
    MunicipalityFactory,
    OfferFactory,
    OrganisationFactory,
    PlaceFactory,
    PostcodeFactory,
    ScheduleFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class Town:
    """Testdam with De Theepot and an offer that is there every day, and who can sign in."""

    def __init__(self, site: str) -> None:
        cache.clear()
        self.site = site
        self.municipality: Municipality = MunicipalityFactory.create(slug="testdam", name="Testdam")
        PostcodeFactory.create()
        with within(self.municipality):
            place = PlaceFactory.create(municipality=self.municipality, name="Buurthuis De Brug")
            self.teapot: Organisation = OrganisationFactory.create(
                municipality=self.municipality, name="Stichting De Theepot", place=place
            )
            self.coffee: Offer = OfferFactory.create(
                municipality=self.municipality,
                organisation=self.teapot,
                place=place,
                name="Koffie",
                verified_on=timezone.localdate() - dt.timedelta(days=100),
            )
            ScheduleFactory.create(
                municipality=self.municipality,
                offer=self.coffee,
                weekdays=WEEK,
                starts_at=dt.time(23, 50),
                ends_at=None,
            )
            materialise(self.municipality, [self.coffee.pk], today=timezone.localdate())
            refresh(self.municipality, [self.coffee.pk])
        self.editor = member(
            self.municipality, Role.ORGANISATION_EDITOR, organisation_uid=self.teapot.uid
        )
        self.worker = member(self.municipality, Role.LINK_WORKER)

    def enter(self, page: Page, user: Any, path: str = "partner/", language: str = "nl") -> None:
        session = browser(user).cookies["nabij_session"].value
        page.context.add_cookies([{"name": "nabij_session", "value": session, "url": self.site}])
        page.goto(f"{self.site}/{language}/testdam/{path}")

    def offers(self) -> list[Offer]:
        with within(self.municipality):
            return list(Offer.objects.exclude(pk=self.coffee.pk))


@pytest.fixture
def town(transactional_db: None, live_server: Any) -> Town:
    return Town(str(live_server.url))


def tick(field: Locator) -> None:
    """By key: advice that comes in above a field moves it away from under a mouse that is already on its way."""
    field.focus()
    field.press("Space")
    expect(field).to_be_checked()


def fill_in(page: Page, name: str = "Soep op donderdag") -> None:
    page.fill("#id_name", name)
    page.fill("#id_summary", "Verse soep aan een lange tafel.")
    tick(page.locator("[name=where]").first)
    tick(page.locator("[name=rhythm][value=weekly]"))
    tick(page.locator("[name=days][value=TH]"))
    page.fill("#id_starts_at", "12")
    page.fill("#id_ends_at", "13.30")
    tick(page.locator("[name=cost][value=free]"))
    page.fill("#id_welcomed_by", "Riet")


def press(page: Page, value: str) -> None:
    page.locator(f"form button[value={value}]").first.click()
    page.wait_for_load_state()


def test_publishing(walker: Walker, town: Town) -> None:
    page, language = walker.page, walker.language
    town.enter(page, town.editor, language=language)
    page.locator(".big-door").click()
    press(page, "check")
    expect(page.locator("[role=alert]").first).to_be_visible()
    fill_in(page)
    press(page, "check")
    expect(page.locator(".card__name")).to_have_text("Soep op donderdag")
    every = "Elke donderdag" if language == "nl" else "Every Thursday"
    expect(page.locator(".read-back__words")).to_contain_text(every)
    press(page, "change")
    expect(page.locator("#id_name")).to_have_value("Soep op donderdag")
    press(page, "check")
    press(page, "publish")
    expect(page.locator("h1")).to_have_text("Soep op donderdag")
    [offer] = town.offers()
    assert offer.welcomed_by == "Riet"


@walks("nl, scripts")
def test_the_dates_are_read_back_while_one_types(walker: Walker, town: Town) -> None:
    page = walker.page
    town.enter(page, town.editor)
    page.locator(".big-door").click()
    page.locator("[name=rhythm][value=once]").check()
    expect(page.locator("#id_days_0")).to_be_hidden()
    page.fill("#id_dates", "3 en 10 december")
    page.fill("#id_starts_at", "14.30")
    expect(page.locator("#preview .read-back__words")).to_contain_text("3 en 10 december")
    expect(page.locator("#preview .dates li")).to_have_count(2)


@walks("nl, scripts")
def test_publishing_with_the_keyboard_alone(walker: Walker, town: Town) -> None:
    page = walker.page
    town.enter(page, town.editor)
    keyboard.press_at(page, ".big-door")
    keyboard.type_at(page, "#id_name", "Soep")
    keyboard.type_at(page, "#id_summary", "Soep aan tafel")
    for name in ("where", "rhythm", "cost"):
        keyboard.tab_to(page, f"[name={name}]")
        page.keyboard.press("Space")
        if name == "rhythm":
            page.keyboard.press("ArrowDown")
            keyboard.tab_to(page, "[name=days]")
            page.keyboard.press("Space")
            keyboard.type_at(page, "[name=starts_at]", "10")
    keyboard.press_at(page, "[name=step]")
    keyboard.press_at(page, "[name=step]")
    expect(page.locator("h1")).to_have_text("Soep")


def test_calling_off_one_date_and_taking_it_back(walker: Walker, town: Town) -> None:
    page, language = walker.page, walker.language
    town.enter(page, town.editor, language=language)
    page.locator(".week-line__do").nth(1).click()
    page.locator("[name=reason][value=weather]").check()
    page.locator("form.publish button").click()
    expect(page.locator(".dates__note").first).to_contain_text(BAD_WEATHER[language])
    with within(town.municipality):
        [off] = Occurrence.objects.filter(cancelled=True)
    assert BAD_WEATHER[language] in seen_by_residents(page, town, language)
    page.locator(".week-line--off .week-line__do").click()
    page.locator("button[value=restore]").click()
    expect(page.locator(".dates__note")).to_have_count(0)
    with within(town.municipality):
        assert not Occurrence.objects.get(pk=off.pk).cancelled


#: Of a date that is called off, in words.
BAD_WEATHER = {"nl": "Het weer is te slecht.", "en": "The weather is too bad."}


def seen_by_residents(page: Page, town: Town, language: str) -> str:
    """What the page of the offer says to everyone."""
    with within(town.municipality):
        path = {"nl": "activiteit", "en": "activity"}[language]
        address = f"{town.site}/{language}/testdam/{path}/{town.coffee.uid}/"
    return page.request.get(address).text()


@walks("nl, scripts")
def test_staff_call_one_date_off_on_the_phone_with_the_keyboard_alone(
    walker: Walker, town: Town
) -> None:
    page = walker.page
    town.enter(page, town.worker, f"partner/organisatie/{town.teapot.uid}/")
    keyboard.press_at(page, ".week-line__do")
    keyboard.tab_to(page, "[name=reason]")
    page.keyboard.press("Space")
    keyboard.press_at(page, "form.publish button[type=submit]")
    expect(page.locator(".dates__note").first).to_be_visible()
    with within(town.municipality):
        assert Occurrence.objects.filter(cancelled=True).count() == 1


def test_changing_and_copying(walker: Walker, town: Town) -> None:
    page, language = walker.page, walker.language
    activity, copying = {"nl": ("activiteit", "kopieren"), "en": ("activity", "copy")}[language]
    town.enter(page, town.editor, f"partner/{activity}/{town.coffee.uid}/", language)
    page.locator("a.nl-button--primary").first.click()
    page.fill("#id_name", "Koffie met koek")
    press(page, "check")
    press(page, "publish")
    expect(page.locator("h1")).to_have_text("Koffie met koek")
    page.goto(f"{town.site}/{language}/testdam/partner/{activity}/{town.coffee.uid}/{copying}/")
    expect(page.locator("#id_name")).to_have_value("Koffie met koek")
    page.locator("[name=rhythm][value=once]").check()
    page.fill(
        "#id_dates", {"nl": "3 december, 10 december", "en": "3 December, 10 December"}[language]
    )
    press(page, "check")
    press(page, "publish")
    [copied] = town.offers()
    assert copied.name == "Koffie met koek"
    with within(town.municipality):
        assert Occurrence.objects.filter(offer=copied).count() == 2


@walks("nl, no scripts", "en, scripts")
def test_one_press_says_that_it_is_still_right(walker: Walker, town: Town) -> None:
    page = walker.page
    town.enter(page, town.editor)
    page.locator("button[value=confirm]").click()
    expect(page.locator("[role=status]").first).to_be_visible()
    with within(town.municipality):
        assert Offer.objects.get(pk=town.coffee.pk).verified_on == timezone.localdate()


@walks("nl, scripts", "en, no scripts")
def test_staff_publish_for_an_organisation_on_the_phone(walker: Walker, town: Town) -> None:
    page = walker.page
    town.enter(page, town.worker)
    page.fill("#q", "theepot")
    page.locator("form[role=search] button").click()
    page.locator(".own-doors a").click()
    page.locator(".big-door").click()
    fill_in(page)
    press(page, "check")
    press(page, "publish")
    [offer] = town.offers()
    assert offer.organisation_id == town.teapot.pk


@walks("nl")
def test_a_new_group_presents_itself_and_its_first_activity_is_let_through(
    walker: Walker, town: Town
) -> None:
    page = walker.page
    page.goto(f"{town.site}/nl/testdam/organisatie-voorstellen/")
    page.fill("#id_name", "De Haakclub")
    page.fill("#id_about", "Wij haken samen.")
    page.fill("#id_contact_name", "Willemien")
    page.fill("#id_phone", "0299 55 09 99")
    press(page, "check")
    press(page, "send")
    expect(page.locator("h1")).to_contain_text("Dank u wel")
    assert not page.context.cookies()
    with within(town.municipality):
        group = Organisation.objects.get(name="De Haakclub")
        offer = OfferFactory.create(
            municipality=town.municipality, organisation=group, name="Haken", visibility="awaiting"
        )
    town.enter(page, town.worker, "desk/wachtend/")
    page.locator(".own__name", has_text="De Haakclub").click()
    page.locator("[name=verdict][value=approved]").check()
    page.locator("form.publish button").click()
    page.locator(".own__name", has_text="Haken").click()
    page.locator("[name=verdict][value=approved]").check()
    page.locator("form.publish button").click()
    with within(town.municipality):
        offer.refresh_from_db()
        group.refresh_from_db()
    assert (offer.visibility, group.standing) == ("public", "trusted")
