"""The room of organisations in a real browser: publish, change, copy, call off a date, look at what is new."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.index import refresh
from nabij.directory.models import Occurrence, Offer, Organisation
from nabij.directory.occurrences import materialise
from tests.browser.checks import (
    assert_fits,
    assert_fits_at_400_percent,
    assert_fits_with_text_spacing,
    assert_keyboard_reaches_all,
    assert_targets_are_large,
)
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


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def visitor(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """A page with scripts, and one without."""
    return open_page(js=request.param)


def fill_in(page: Page, name: str = "Soep op donderdag") -> None:
    page.fill("#id_name", name)
    page.fill("#id_summary", "Verse soep aan een lange tafel.")
    page.locator("[name=where]").first.check()
    page.locator("[name=rhythm][value=weekly]").check()
    page.locator("[name=days][value=TH]").check()
    page.fill("#id_starts_at", "12")
    page.fill("#id_ends_at", "13.30")
    page.locator("[name=cost][value=free]").check()
    page.fill("#id_welcomed_by", "Riet")


def press(page: Page, value: str) -> None:
    page.locator(f"form button[value={value}]").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publishing(visitor: Page, town: Town, language: str) -> None:
    page = visitor
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


def test_the_dates_are_read_back_while_one_types(page: Page, town: Town) -> None:
    town.enter(page, town.editor)
    page.locator(".big-door").click()
    page.locator("[name=rhythm][value=once]").check()
    expect(page.locator("#id_days_0")).to_be_hidden()
    page.fill("#id_dates", "3 en 10 december")
    page.fill("#id_starts_at", "14.30")
    expect(page.locator("#preview .read-back__words")).to_contain_text("3 en 10 december")
    expect(page.locator("#preview .dates li")).to_have_count(2)


@pytest.mark.parametrize("width", [320], ids=["320px"])
def test_publishing_with_the_keyboard_alone(open_page: Callable[..., Page], town: Town) -> None:
    page = open_page()
    town.enter(page, town.editor)
    page.locator(".big-door").focus()
    _enter(page)
    page.locator("#id_name").focus()
    tab, type_ = (lambda: page.keyboard.press("Tab")), page.keyboard.type
    type_("Soep")
    tab()
    type_("Soep aan tafel")
    for name in ("where", "rhythm", "cost"):
        _tab_to(page, name)
        page.keyboard.press("Space")
        if name == "rhythm":
            page.keyboard.press("ArrowDown")
            _tab_to(page, "days")
            page.keyboard.press("Space")
            _tab_to(page, "starts_at")
            type_("10")
    _tab_to(page, "step")
    _enter(page)
    _tab_to(page, "step")
    _enter(page)
    expect(page.locator("h1")).to_have_text("Soep")


def _enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tab_to(page: Page, name: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.name") == name:
            return
    raise AssertionError(f"the Tab key never came to {name}")


def test_calling_off_one_date_and_taking_it_back(visitor: Page, town: Town) -> None:
    page = visitor
    town.enter(page, town.editor)
    page.locator(".week-line__do").nth(1).click()
    page.locator("[name=reason][value=weather]").check()
    page.locator("form.publish button").click()
    expect(page.locator(".dates__note").first).to_contain_text("Het weer is te slecht.")
    with within(town.municipality):
        assert Occurrence.objects.filter(cancelled=True).count() == 1
    page.locator(".week-line--off .week-line__do").click()
    page.locator("button[value=restore]").click()
    expect(page.locator(".dates__note")).to_have_count(0)


def test_changing_and_copying(visitor: Page, town: Town) -> None:
    page = visitor
    town.enter(page, town.editor, f"partner/activiteit/{town.coffee.uid}/")
    page.locator("a.nl-button--primary").first.click()
    page.fill("#id_name", "Koffie met koek")
    press(page, "check")
    press(page, "publish")
    expect(page.locator("h1")).to_have_text("Koffie met koek")
    page.goto(f"{town.site}/nl/testdam/partner/activiteit/{town.coffee.uid}/kopieren/")
    expect(page.locator("#id_name")).to_have_value("Koffie met koek")
    page.locator("[name=rhythm][value=once]").check()
    page.fill("#id_dates", "3 december, 10 december")
    press(page, "check")
    press(page, "publish")
    [copied] = town.offers()
    assert copied.name == "Koffie met koek"


def test_one_press_says_that_it_is_still_right(visitor: Page, town: Town) -> None:
    page = visitor
    town.enter(page, town.editor)
    page.locator("button[value=confirm]").click()
    expect(page.locator("[role=status]").first).to_be_visible()
    with within(town.municipality):
        assert Offer.objects.get(pk=town.coffee.pk).verified_on == timezone.localdate()


def test_staff_publish_for_an_organisation_on_the_phone(visitor: Page, town: Town) -> None:
    page = visitor
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


def test_a_new_group_presents_itself_and_its_first_activity_is_let_through(
    visitor: Page, town: Town
) -> None:
    page = visitor
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


@pytest.mark.parametrize(
    "where",
    [
        "partner/",
        "partner/activiteit/OFFER/",
        "partner/activiteit/OFFER/wijzigen/",
        "partner/activiteit/OFFER/foto/",
        "partner/activiteit/OFFER/geschiedenis/",
        "partner/organisatie/ORG/plaatsen/",
        "partner/activiteit/OFFER/datum/DATE/",
        "desk/wachtend/",
        "desk/wachtend/activiteit/WAITS/",
        "organisatie-voorstellen/",
        "wrong",
    ],
)
def test_every_page_keeps_to_what_every_page_must(
    page: Page, axe: Callable[..., None], town: Town, where: str
) -> None:
    staff = "desk" in where or "geschiedenis" in where
    with within(town.municipality):
        row = Occurrence.objects.select_related("schedule").order_by("date")[1]
        waits = OfferFactory.create(
            municipality=town.municipality, organisation=town.teapot, visibility="awaiting"
        )
    path = where.replace("OFFER", str(town.coffee.uid)).replace("ORG", str(town.teapot.uid))
    path = path.replace("DATE", f"{row.schedule.uid}/{row.rule_date.isoformat()}")
    path = path.replace("WAITS", str(waits.uid))
    user = town.worker if staff else town.editor
    if where == "wrong":
        town.enter(page, user, f"partner/organisatie/{town.teapot.uid}/plaatsen/")
        press(page, "check")
    else:
        town.enter(page, user, path)
    for closed in page.locator("details:not([open]) summary").all():
        closed.click()
    axe(page)
    page.evaluate("document.querySelector('.demo-strip')?.remove()")
    assert_fits(page)
    assert_targets_are_large(page)
    assert_keyboard_reaches_all(page)
    assert_fits_with_text_spacing(page)
    assert_fits_at_400_percent(page)
