"""One person is helped well: from a worry to a contact that lasts, walked as everybody who has a part in it.

Corrie, whose curtains stay closed. Ans, who lives opposite and tells it. Fatma, her district nurse, who refers her.
Samira, who calls. Joke, who pours the coffee. Bo, who walks along. Ingrid, who looks after privacy. On both databases: `--pg` runs it on
PostgreSQL, where row-level security holds for the server of this test as for any other.
"""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from nabij.casework.models import Case, Ending, Placement, Stage, State
from nabij.core.models import Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.core.words import taboo_words
from nabij.directory.index import refresh
from nabij.web.desk.cases.nightly import along_the_way
from tests.browser import checks
from tests.browser.windows import sign_in
from tests.casework.pairing import volunteer
from tests.core.people import member
from tests.factories import MunicipalityFactory, OccurrenceFactory, OfferFactory, next_weekday

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

CORRIE, HER_PHONE = "Corrie van Dam", "0180 123 456"
ANS, HER_MAIL = "Ans Bakker", "ans@overkant.example"
NURSE = "fatma@wijkzorg.example"
PROVIDER = "theepot@dorp.example"
SEEN = "De gordijnen blijven dicht en zij komt niet meer op het koor."
REFERRED = "Wil overdag weer onder de mensen."
WIDOW = "Sinds Piet er niet meer is"
STICK = "Loopt met een stok en zit graag bij de deur."
ARM = "Graag een arm bij de stoep."
BO = "bo@dorp.example"
AGREED_SENTENCE = "Wij hebben degene gesproken over wie u ons vertelde. Bedankt. Meer dan dit mogen wij u niet vertellen."
#: What nobody may find in the tables, the logs or the address of a page.
SECRETS = (CORRIE, HER_PHONE, ANS, HER_MAIL, NURSE, SEEN, REFERRED, WIDOW, STICK, ARM, BO)
LINK = re.compile(r"http://[^/\s]+(/nl/testdam/(?:welkom|meegaan)/\S+)")


class Calendar:
    """The clock of the story. Time passes when we say so."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()
        self._now = timezone.now

    def now(self) -> dt.datetime:
        return self._now() + self.ahead

    def later(self, **how_long: float) -> None:
        """`later(weeks=12)`: so much later."""
        self.ahead += dt.timedelta(**how_long)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it reaches somebody."""

    subject: str
    text: str

    @property
    def about(self) -> str:
        """The subject without our number."""
        return self.subject.partition(" (")[0]


@dataclass
class Story:
    """Where it happens, who has a part in it, and the windows in which they look."""

    town: Municipality
    site: str
    calendar: Calendar
    samira: User
    ingrid: User
    new_context: Callable[..., BrowserContext]
    look_well: Callable[[Page], None]
    addresses: list[str] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"{self.site}/nl/testdam/{path}"

    def resident(self, *, js: bool = True) -> Page:
        """A telephone of somebody who is signed in nowhere."""
        return self._followed(self.new_context(320, js=js))

    def colleague(self, user: User) -> Page:
        """The window of somebody who signed in just now."""
        context = self.new_context(1280)
        sign_in(context, user, self.site)
        return self._followed(context)

    def _followed(self, context: BrowserContext) -> Page:
        context.on("request", lambda request: self.addresses.append(request.url))
        return context.new_page()

    def at_the_case(self) -> Page:
        """Samira opens the case from her list of today's people."""
        page = self.colleague(self.samira)
        page.goto(self.at("desk/dossiers/"))
        page.get_by_role("link", name=CORRIE).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(CORRIE)
        return page

    def night(self) -> None:
        """What happens by itself when everybody sleeps."""
        with within(self.town):
            along_the_way(self.town, now=timezone.now())

    def mails_to(self, address: str) -> list[Mail]:
        """What waits for the mail server, the first first. No mail holds the name of whom it is about."""
        with within(self.town):
            rows = [row for row in OutgoingMessage.objects.order_by("pk") if row.to == address]
            found = [Mail(row.subject, row.text) for row in rows]
            said = " ".join(f"{row.subject} {row.text} {row.html}" for row in rows)
            assert not taboo_words(said, "nl")
        for secret in ("Corrie", HER_PHONE, SEEN, REFERRED, WIDOW, STICK, ARM):
            assert secret not in said
        return found

    def link_to(self, address: str) -> str:
        """Where the newest mail to them leads, at the server of this test."""
        found = LINK.search(self.mails_to(address)[-1].text)
        assert found
        return self.site + found[1]

    def case(self) -> Case:
        """The one case that goes on."""
        with within(self.town):
            return Case.objects.exclude(ending=Ending.TWICE).select_related("person").get()

    def stage(self) -> str:
        with within(self.town):
            return str(Placement.objects.get().stage)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    made = Calendar()
    monkeypatch.setattr("django.utils.timezone.now", made.now)
    return made


@pytest.fixture
def story(
    live_server: Any,
    transactional_db: None,
    calendar: Calendar,
    new_context: Callable[..., BrowserContext],
    axe: Callable[..., None],
) -> Story:
    town = MunicipalityFactory.create(slug="testdam", name="Testdam", phone="0180 000 000")
    samira = member(town, Role.LINK_WORKER, email="samira@testdam.example")
    ingrid = member(town, Role.PRIVACY_OFFICER, email="ingrid@testdam.example")
    for user, name in ((samira, "Samira"), (ingrid, "Ingrid")):
        User.objects.filter(pk=user.pk).update(first_name=name)
    fill_the_map(town)
    with within(town):
        volunteer(town, samira, email=BO, kinds=["walk_along"])

    def look_well(page: Page) -> None:
        axe(page)
        checks.assert_fits(page)

    return Story(town, live_server.url, calendar, samira, ingrid, new_context, look_well)


def fill_the_map(town: Municipality) -> None:
    """Coffee that suits, a choir that is full, and bingo, which she does not want."""
    with within(town):
        there: dict[str, dict[str, Any]] = {
            "Koffie bij De Theepot": {"contact_email": PROVIDER},
            "Koor Ons Genoegen": {"capacity": "full"},
            "Bingo in de zaal": {"summary": "Bingo met prijzen."},
        }
        for name, told in there.items():
            offer = OfferFactory.create(municipality=town, name=name, **told)
            OccurrenceFactory.create(
                municipality=town, offer=offer, starts_at=next_weekday("TU", 10)
            )
            refresh(town, [offer.pk])


def tick(page: Page, name: str, *values: str) -> None:
    for value in values:
        page.locator(f"[name={name}][value={value}]").check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def unfold(page: Page) -> None:
    page.evaluate(
        "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )


def test_from_a_worry_to_a_contact_that_lasts(story: Story, log: io.StringIO) -> None:
    a_neighbour_is_worried(story)
    the_district_nurse_refers_her(story)
    samira_sees_that_both_mean_the_same_person(story)
    samira_calls_and_the_neighbour_hears_the_agreed_sentence(story)
    they_talk_and_samira_writes_down_what_corrie_wants(story)
    they_look_together_for_what_fits(story)
    corrie_chooses_what_the_organisation_may_read(story)
    a_scanner_opens_the_link_and_nothing_happens(story)
    joke_says_welcome_by_the_link(story)
    samira_looks_for_somebody_to_walk_along(story)
    bo_would_like_to_and_then_hears_whom(story)
    corrie_has_been_there(story)
    after_four_weeks_she_still_goes(story)
    after_twelve_weeks_there_is_somebody_she_would_miss(story)
    the_nurse_was_told_how_it_went(story)
    ingrid_sees_who_read_what(story)
    nobody_finds_her_in_tables_logs_or_addresses(story, log)


def a_neighbour_is_worried(story: Story) -> None:
    """Without scripts, on a telephone. She gives her name, and does not want it passed on."""
    page = story.resident(js=False)
    page.goto(story.at("zorgen-om-iemand/"))
    tick(page, "danger", "no")
    press(page, "Volgende")
    tick(page, "whom", "not_yet")
    page.locator("[name=person_name]").fill(CORRIE)
    page.locator("[name=person_phone]").fill(HER_PHONE)
    press(page, "Volgende")
    page.locator("[name=seen]").fill(SEEN)
    press(page, "Volgende")
    tick(page, "may_name", "no")
    page.locator("[name=name]").fill(ANS)
    tick(page, "owed", "spoken")
    page.locator("[name=email]").fill(HER_MAIL)
    press(page, "Volgende")
    expect(page.locator("main")).to_contain_text("Wij zeggen niet wie.")
    story.calendar.later(minutes=5)
    press(page, "Versturen")
    thanks = page.locator("main")
    expect(thanks).to_contain_text("Wij mailen u als wij diegene hebben gesproken.")
    expect(thanks).to_contain_text("U hoort van ons niet hoe het met diegene gaat")
    expect(thanks).not_to_contain_text("Corrie")
    checks.assert_fits(page)
    assert page.context.cookies() == []


def the_district_nurse_refers_her(story: Story) -> None:
    """A day later. Corrie agreed to it; that the neighbour told something too, the nurse does not know."""
    story.calendar.later(days=1)
    page = story.resident()
    page.goto(story.at("verwijzen/"))
    tick(page, "agreed", "yes")
    page.locator("[name=person_name]").fill(CORRIE)
    page.locator("[name=person_phone]").fill("0180-123456")
    press(page, "Volgende")
    page.locator("[name=words]").fill(REFERRED)
    press(page, "Volgende")
    tick(page, "role", "nurse")
    page.locator("[name=name]").fill("Fatma")
    page.locator("[name=email]").fill(NURSE)
    press(page, "Volgende")
    story.calendar.later(minutes=5)
    press(page, "Versturen")
    expect(page.locator("main")).not_to_contain_text("Corrie")
    assert [mail.about for mail in story.mails_to(NURSE)] == ["Wij hebben uw verwijzing"]


def samira_sees_that_both_mean_the_same_person(story: Story) -> None:
    """The same number, written otherwise. She makes one case of the two."""
    page = story.colleague(story.samira)
    page.goto(story.at("desk/vandaag/"))
    page.get_by_role("link", name=CORRIE).first.click()
    press(page, "Ik neem deze")
    expect(page.locator("main")).to_contain_text("met hetzelfde telefoonnummer")
    press(page, "Het is dezelfde persoon: maak er één dossier van")
    told = page.locator("main")
    expect(told).to_contain_text(SEEN)
    expect(told).to_contain_text(REFERRED)
    expect(told).to_contain_text("Zeg niet wie het was.")
    story.look_well(page)


def samira_calls_and_the_neighbour_hears_the_agreed_sentence(story: Story) -> None:
    page = story.at_the_case()
    expect(page.locator("main")).not_to_contain_text(AGREED_SENTENCE)
    expect(page.get_by_role("link", name=HER_PHONE)).to_have_attribute("href", "tel:0180123456")
    page.locator("[name=went][value=spoken]").click()
    press(page, "De persoon weet het nu")
    expect(page.locator("main")).to_contain_text(AGREED_SENTENCE)
    press(page, "Verstuur deze mail")
    expect(page.get_by_role("button", name="Verstuur deze mail")).to_have_count(0)
    [mail] = story.mails_to(HER_MAIL)
    greeting, *said, _regards, who = mail.text.split("\n\n")
    assert (greeting, said, who) == ("Dag,", [AGREED_SENTENCE], story.town.shown_name)


def they_talk_and_samira_writes_down_what_corrie_wants(story: Story) -> None:
    page = story.at_the_case()
    page.get_by_role("link", name="Gesprek opschrijven").click()
    unfold(page)
    tick(page, "wants_support", "yes")
    tick(page, "causes", "loss", "small_network")
    page.locator("[name=cause_words]").fill(WIDOW)
    page.locator("[name=avoid_words]").fill("bingo")
    page.locator("[name=walk_along]").check()
    tick(page, "consents", "plan", "share_with_provider", "ask_later", "tell_referrer", "buddy")
    press(page, "Gesprek bewaren")
    expect(page.locator("main")).to_contain_text(WIDOW)
    with within(story.town):
        assert Case.objects.get(pk=story.case().pk).state == State.IN_CONVERSATION


def they_look_together_for_what_fits(story: Story) -> None:
    """Each with its reason; and of what does not fit, why not."""
    page = story.at_the_case()
    page.get_by_role("link", name="Zoeken wat past").click()
    story.look_well(page)
    unfold(page)
    first = page.locator(".asked-list > li").first
    expect(first).to_contain_text("Koffie bij De Theepot")
    expect(first.locator(".match-terms")).to_contain_text("Mensen ontmoeten")
    names = page.locator(".asked-list .asked__name")
    expect(names.filter(has_text="Koor")).to_have_count(0)
    expect(names.filter(has_text="Bingo")).to_have_count(0)
    page.locator("#why-q").fill("koor")
    press(page, "Zoek op")
    expect(page.locator("main")).to_contain_text("Het is vol")
    page.go_back()
    page.get_by_role("button", name="Samen bekijken Koffie bij De Theepot").click()
    press(page, "De persoon wil dit")
    story.look_well(page)
    assert story.stage() == Stage.AGREED


def corrie_chooses_what_the_organisation_may_read(story: Story) -> None:
    """Her name and her stick. Not her number, and nothing of Piet."""
    page = story.at_the_case()
    page.get_by_role("link", name="Koffie bij De Theepot").first.click()
    tick(page, "shared", "name", "needs")
    page.locator("[name=note]").fill(STICK)
    press(page, "Stuur een mail met een link")
    expect(page.locator("main")).to_contain_text("Er staat geen naam in de mail")
    assert story.stage() == Stage.ASKED


def a_scanner_opens_the_link_and_nothing_happens(story: Story) -> None:
    """What the mail server of the organisation does with every link in every mail, and with what it finds behind it."""
    path = story.link_to(PROVIDER).removeprefix(story.site)
    scanner = Client()
    for method in (scanner.get, scanner.head):
        for page in ("", "ja/", "vraag/", "kan-niet/"):
            assert method(path + page).status_code == 200
    assert story.stage() == Stage.ASKED


def joke_says_welcome_by_the_link(story: Story) -> None:
    """No account, no cookie; she reads what Corrie chose, and nothing else."""
    page = story.resident()
    page.goto(story.link_to(PROVIDER))
    told = page.locator("main")
    expect(told).to_contain_text(CORRIE)
    expect(told).to_contain_text(STICK)
    for secret in (HER_PHONE, SEEN, REFERRED, WIDOW, ANS, "Fatma"):
        expect(told).not_to_contain_text(secret)
    story.look_well(page)
    page.get_by_role("link", name="Ja, welkom").click()
    page.locator("[name=welcomed_by]").fill("Joke")
    story.look_well(page)
    press(page, "Verstuur dit antwoord")
    expect(page.locator("main")).not_to_contain_text("Corrie")
    page.goto(story.link_to(PROVIDER))
    expect(page.locator("main")).not_to_contain_text("Corrie")
    assert page.context.cookies() == []
    assert story.stage() == Stage.ACCEPTED


def samira_looks_for_somebody_to_walk_along(story: Story) -> None:
    """She tells Corrie who waits at the door, and Corrie would rather not go in alone."""
    page = story.at_the_case()
    expect(page.locator("main")).to_contain_text("verwelkomd door Joke")
    page.get_by_role("link", name="Iemand zoeken", exact=True).click()
    tick(page, "kind", "walk_along")
    page.locator("[name=words]").fill(ARM)
    page.locator("[name=may_share]").check()
    page.locator("#id_on").fill(f"{timezone.localdate() + dt.timedelta(days=3):%d-%m-%Y}")
    press(page, "Bewaren en verder")
    press(page, "Kijken wie past")
    page.get_by_role("link", name="Deze twee bekijken").click()
    story.look_well(page)
    press(page, "Beiden vragen, de vrijwilliger per mail")
    tick(page, "person", "yes")
    tick(page, "told", "name")
    press(page, "Noteer dit")
    expect(page.locator("main")).to_contain_text("De ander moet nog antwoorden.")


def bo_would_like_to_and_then_hears_whom(story: Story) -> None:
    """Before both said yes it is somebody; a scanner changes nothing; after it is Corrie, without her number."""
    asked = story.link_to(BO)
    assert Client().get(asked.removeprefix(story.site) + "ja/").status_code == 302
    page = story.resident(js=False)
    page.goto(asked)
    told = page.locator("main")
    expect(told).to_contain_text(ARM)
    for secret in ("Corrie", HER_PHONE, SEEN, REFERRED, WIDOW, STICK, ANS, "Fatma"):
        expect(told).not_to_contain_text(secret)
    checks.assert_fits(page)
    press(page, "Ja, dat wil ik graag")
    page.goto(story.link_to(BO))
    expect(told).to_contain_text("U zei allebei ja")
    expect(told).to_contain_text(CORRIE)
    for secret in (HER_PHONE, SEEN, REFERRED, WIDOW, STICK, ANS, "Fatma"):
        expect(told).not_to_contain_text(secret)
    checks.assert_fits(page)
    assert page.context.cookies() == []


def corrie_has_been_there(story: Story) -> None:
    story.calendar.later(weeks=1)
    page = story.at_the_case()
    page.get_by_role("link", name="Koffie bij De Theepot").first.click()
    expect(page.locator("main")).to_contain_text("Joke staat bij de deur.")
    tick(page, "person", "yes")
    tick(page, "provider", "yes")
    press(page, "Noteer dit")
    assert story.stage() == Stage.ARRIVED
    assert story.case().state == State.ARRIVED
    story.night()


def after_four_weeks_she_still_goes(story: Story) -> None:
    story.calendar.later(weeks=4)
    ask_how_it_is(story, somebody="no")


def after_twelve_weeks_there_is_somebody_she_would_miss(story: Story) -> None:
    story.calendar.later(weeks=8)
    page = ask_how_it_is(story, somebody="yes")
    unfold(page)
    page.locator("[name=went][value=close-lasting]").click()
    assert (story.case().state, story.case().ending) == (State.CLOSED, Ending.LASTING)


def ask_how_it_is(story: Story, *, somebody: str) -> Page:
    """On the list of who waits, and in three questions."""
    page = story.colleague(story.samira)
    page.goto(story.at("desk/dossiers/wachtend/"))
    page.get_by_role("link", name=CORRIE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hoe gaat het nu met {CORRIE}?")
    page.locator("[name^=still_][value=yes]").check()
    tick(page, "somebody", somebody)
    story.look_well(page)
    press(page, "Noteer dit")
    expect(page.locator("main")).to_contain_text("Goed dat u het vroeg.")
    return page


def the_nurse_was_told_how_it_went(story: Story) -> None:
    """Because Corrie agreed to that. Each of it once, and never what it was about."""
    story.night()
    story.night()
    assert [mail.about for mail in story.mails_to(NURSE)] == [
        "Wij hebben uw verwijzing",
        "Er is iets gevonden na uw verwijzing",
        "Onze hulp na uw verwijzing is klaar",
    ]


def ingrid_sees_who_read_what(story: Story) -> None:
    page = story.colleague(story.ingrid)
    page.goto(story.at("desk/privacy/rechten/"))
    page.locator("[name=told]").fill(CORRIE)
    press(page, "Zoeken")
    expect(page.get_by_role("link", name=CORRIE)).to_have_count(2)  # the two that became one
    story.look_well(page)
    page.get_by_role("link", name=story.case().reference).click()
    told = page.locator("main")
    expect(told).to_contain_text(WIDOW)
    expect(told).not_to_contain_text(ANS)
    story.look_well(page)
    page.get_by_role("link", name="Wie het las").click()
    for what in ("Las een dossier", "Zocht iets dat past bij een dossier", "Bewaarde het antwoord"):
        expect(page.locator("main")).to_contain_text(what)
    expect(page.locator("main")).not_to_contain_text("Samira")
    story.look_well(page)
    page.goto(story.at("desk/privacy/logboek/?check=1&reads=on"))
    read = page.locator(".mail").filter(has_text="Las een dossier").filter(has_text="Samira")
    expect(read.first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Het logboek is heel")
    expect(page.locator("main")).not_to_contain_text("Corrie")


def nobody_finds_her_in_tables_logs_or_addresses(story: Story, log: io.StringIO) -> None:
    tables = everything_in_the_database(story)
    assert "Koffie bij De Theepot" in tables["directory_offer"]
    assert "arrived" in tables["casework_caseevent"]
    for name, rows in tables.items():
        assert not [secret for secret in SECRETS if secret in rows], name
    key = story.link_to(PROVIDER).rstrip("/").rpartition("/")[2]
    assert "Gone: /nl/testdam/welkom/…/" in log.getvalue()  # Joke's link, opened again
    assert not [secret for secret in (*SECRETS, key) if secret in log.getvalue()]
    assert story.at("zorgen-om-iemand/") in story.addresses
    assert not [secret for secret in SECRETS if secret in " ".join(story.addresses)]


def everything_in_the_database(story: Story) -> dict[str, str]:
    """By the name of its table, what lies there as whoever opens the file or makes a copy of it sees it."""
    found = {}
    with within(story.town), connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells = (cell for row in cursor.fetchall() for cell in row)
            found[table] = str(
                [bytes(cell) if isinstance(cell, memoryview) else cell for cell in cells]
            )
    return found
