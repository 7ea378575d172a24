"""A conversation at a kitchen table: without network for a while, without scripts, and with two who write at once."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.models import Case, Conversation, Origin
from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from tests.browser import checks
from tests.browser.windows import sign_in
from tests.casework.clock import NOW
from tests.core.people import member
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Sinds Piet er niet meer is"
#: Everything that scripts of this site keep in this browser.
EVERYTHING_KEPT = """async () => {
  const told = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const base of await indexedDB.databases()) {
    const open = await new Promise((done) => { const a = indexedDB.open(base.name); a.onsuccess = () => done(a.result); });
    for (const name of open.objectStoreNames) {
      const rows = await new Promise((done) => { const a = open.transaction(name).objectStore(name).getAll(); a.onsuccess = () => done(a.result); });
      for (const row of rows) told.push(String.fromCharCode(...new Uint8Array(row.sealed)), JSON.stringify(row));
    }
  }
  return told;
}"""


@pytest.fixture
def town(transactional_db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def worker(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def case(town: Municipality, worker: User) -> Case:
    with within(town):
        told = Told(name="Corrie", phone="0180 123 456")
        return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=worker)


@pytest.fixture
def form(live_server: Any, case: Case) -> str:
    return f"{live_server.url}/nl/testdam/desk/dossiers/{case.uid}/gesprek/"


def kept(town: Municipality) -> list[tuple[str | None, list[str]]]:
    with within(town):
        return [(row.cause_words, row.causes) for row in Conversation.objects.all()]


def fill(page: Page) -> None:
    page.locator("#part-behind > summary").click()
    page.get_by_label("Verlies van iemand").check()
    page.locator("[name=cause_words]").fill(SECRET)


def save(page: Page) -> None:
    page.get_by_role("button", name="Gesprek bewaren").click()


def test_an_hour_without_network_loses_nothing_and_sends_once(
    new_context: Callable[..., BrowserContext],
    form: str,
    worker: User,
    town: Municipality,
    axe: Callable[..., None],
) -> None:
    context = new_context(320)
    sign_in(context, worker, form)
    page = context.new_page()
    page.goto(form)
    fill(page)
    context.set_offline(True)
    save(page)
    expect(page.get_by_text("Bewaard op deze telefoon, nog niet verstuurd").first).to_be_visible()
    checks.assert_fits(page)
    axe(page)
    on_phone = page.evaluate(EVERYTHING_KEPT)
    assert len(on_phone) > 2, "something is kept"
    assert "Piet" not in "".join(on_phone)
    assert json.dumps(SECRET) not in "".join(on_phone)
    assert kept(town) == []
    page.locator("[name=talents]").evaluate("(field) => { field.value = 'bakken' }")
    context.set_offline(False)
    expect(page).to_have_url(re.compile(r"/dossiers/[0-9a-f-]+/$"))
    assert kept(town) == [(SECRET, ["loss"])]
    assert len(page.evaluate(EVERYTHING_KEPT)) == 2, "nothing stays on the phone"


def test_after_signing_in_again_the_text_is_still_there_and_a_colleague_cannot_open_it(
    new_context: Callable[..., BrowserContext],
    form: str,
    worker: User,
    town: Municipality,
    case: Case,
) -> None:
    context = new_context(320)
    sign_in(context, worker, form)
    page = context.new_page()
    page.goto(form)
    fill(page)
    context.clear_cookies(name="nabij_session")
    save(page)
    expect(page.get_by_role("link", name="Inloggen, in een nieuw tabblad")).to_be_visible()
    page.close()
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    with within(town):
        Case.objects.filter(pk=case.pk).update(stand_in=ruud)
    sign_in(context, ruud, form)
    page = context.new_page()
    page.goto(form)
    page.locator("#part-behind > summary").click()
    expect(page.locator("[name=cause_words]")).to_have_value("")
    sign_in(context, worker, form)
    page.goto(form)
    expect(page.get_by_text("Op deze telefoon staat tekst")).to_be_visible()
    expect(page.locator("[name=cause_words]")).to_have_value(SECRET)
    save(page)
    expect(page).to_have_url(re.compile(r"/dossiers/[0-9a-f-]+/$"))
    assert kept(town) == [(SECRET, ["loss"])]
    assert len(page.evaluate(EVERYTHING_KEPT)) == 2


def test_without_scripts_the_form_posts_and_two_who_write_are_shown_beside_each_other(
    new_context: Callable[..., BrowserContext], form: str, worker: User, town: Municipality
) -> None:
    context = new_context(320, js=False)
    sign_in(context, worker, form)
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(form)
        checks.assert_fits(page)
    fill(first)
    save(first)
    second.locator("#part-behind > summary").click()
    second.locator("[name=cause_words]").fill("De kinderen wonen ver.")
    save(second)
    expect(second.get_by_text("Iemand anders bewaarde dit terwijl u schreef")).to_be_visible()
    checks.assert_fits(second)
    save(second)
    assert kept(town)[0] == (f"{SECRET}\nDe kinderen wonen ver.", ["loss"])
