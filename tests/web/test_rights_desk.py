"""The privacy officer answers who asks what we keep, and sees who opened a case in an emergency."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from nabij.casework import intake, referring
from nabij.casework.actions.cases import Told, add_note, move, open_case
from nabij.casework.models import (
    Case,
    Deletion,
    EmergencyAccess,
    Origin,
    Person,
    Referral,
    Request,
    Signal,
    State,
)
from nabij.core.models import Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.web.public.refer import letters
from tests.casework.clock import NOW
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory, RequestFactory
from tests.web.pages import page

RIGHTS = "/en/testdam/desk/privacy/rights/"


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER, email="samira@testdam.example")


@pytest.fixture
def ruud(town: Municipality) -> Client:
    return browser(member(town, Role.LINK_WORKER, email="ruud@testdam.example"))


@pytest.fixture
def officer(town: Municipality) -> Client:
    return browser(member(town, Role.PRIVACY_OFFICER))


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    told = Told(name="Corrie van Dam", phone="0180 123 456", email="corrie@dorp.example")
    case = open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=samira)
    add_note(case=case, text="Hoort slecht.", by=samira, now=NOW)
    return move(case=case, to=State.IN_CONVERSATION, by=samira, now=NOW)


def of(case: Case, rest: str = "") -> str:
    return f"{RIGHTS}person/{case.person.uid}/{rest}"


def test_who_asks_is_found_by_name_number_or_address_and_not_by_half_of_it(
    officer: Client, case: Case, html_valid: Any
) -> None:
    for told in ("corrie van dam", "0180123456", "Corrie@dorp.example"):
        made = page(officer.post(RIGHTS, {"told": told}))
        assert "Corrie van Dam" in made.text
    answer = officer.post(RIGHTS, {"told": "Corrie"})
    assert "Corrie van Dam" not in page(answer).text
    html_valid(answer.content, "rights")


def test_everything_is_on_paper_and_in_the_file(
    officer: Client, case: Case, html_valid: Any
) -> None:
    answer = officer.get(of(case))
    text = page(answer).text
    assert "0180 123 456" in text
    assert "Hoort slecht." in text
    assert "To call" in text
    html_valid(answer.content, "person")
    told = json.loads(officer.get(of(case, "file/")).content)
    assert "Nederlands" in text
    values = {one["value"] for record in told["records"] for one in record["fields"]}
    assert {"Corrie van Dam", "Hoort slecht."} <= values


def test_who_read_it_is_told_by_role(officer: Client, case: Case) -> None:
    officer.get(of(case))
    text = page(officer.get(of(case, "read-by/"))).text
    assert "read what we keep about a person" in text.lower()
    assert "samira" not in text.lower()


def test_what_is_wrong_is_corrected_and_a_slip_is_told(officer: Client, case: Case) -> None:
    told = {"name": "Corrie van Dam", "phone": "06 99 88 77 66", "version": "1"}
    wrong = officer.post(of(case, "correct/"), {**told, "birth_year": "52"})
    assert wrong.status_code == 400
    assert "such as 1948" in page(wrong).text
    assert officer.post(of(case, "correct/"), told).status_code == 302
    person = Person.objects.get()
    assert (person.phone, person.email) == ("06 99 88 77 66", None)


def test_two_who_correct_at_once_both_see_both(officer: Client, case: Case) -> None:
    told = {"name": "Cornelia van Dam", "phone": "0180 123 456", "version": "1"}
    officer.post(of(case, "correct/"), told)
    second = officer.post(of(case, "correct/"), {**told, "name": "Corry van Dam"})
    made = page(second)
    assert second.status_code == 400
    assert "Cornelia van Dam" in made.text
    assert made.all("input", name="name")[0]["value"] == "Corry van Dam"
    again = made.all("input", name="version")[0]["value"]
    officer.post(of(case, "correct/"), {**told, "name": "Corry van Dam", "version": again})
    assert Person.objects.get().name == "Corry van Dam"


def test_left_as_it_is_means_that_colleagues_cannot_add_to_it(
    officer: Client, case: Case, samira: User
) -> None:
    officer.post(of(case, "leave/"))
    note = f"/en/testdam/desk/cases/{case.uid}/note/"
    worker = browser(samira)
    assert worker.post(note, {"text": "Iets"}).status_code == 403
    assert "as it is" in page(worker.get(f"/en/testdam/desk/cases/{case.uid}/")).text
    assert case.reference in page(officer.get(RIGHTS)).text
    officer.post(of(case, "leave/"), {"lift": "1"})
    assert worker.post(note, {"text": "Iets"}).status_code == 302
    assert case.reference not in page(officer.get(RIGHTS)).text


def test_removing_asks_first_and_then_leaves_nothing(officer: Client, case: Case) -> None:
    asked = officer.get(of(case, "remove/"))
    assert "cannot be undone" in page(asked).text
    assert Person.objects.get().name == "Corrie van Dam"
    assert officer.post(of(case, "remove/")).status_code == 302
    assert Person.objects.get().name is None
    made = page(officer.get(f"{RIGHTS}removed/"))
    assert "Person" in made.text
    assert "Corrie" not in made.text


def test_a_request_is_shown_and_removed(officer: Client, town: Municipality) -> None:
    asked = RequestFactory.create(municipality=town, name="Ton", phone="06 12 34 56 78")
    found = page(officer.post(RIGHTS, {"told": "0612345678"}))
    assert any(str(asked.uid) in (link["href"] or "") for link in found.all("a"))
    address = f"{RIGHTS}request/{asked.uid}/"
    assert "Ton" in page(officer.get(address)).text
    officer.post(address)
    assert Request.objects.get().name is None


def test_who_told_of_a_worry_is_found_and_removed_and_does_not_read_of_whom(
    officer: Client, town: Municipality
) -> None:
    seen = intake.Reported(
        seen="De gordijnen blijven dicht.",
        person=intake.Told(name="Bep Jansen", phone="0180 12 34 56"),
        teller=intake.Teller(name="Ans de Boer", email="ans@dorp.example", owed=intake.Owed.SPOKEN),
    )
    noted = intake.report(municipality=town, told=seen, form_key=uuid.uuid4(), now=NOW)
    found = page(officer.post(RIGHTS, {"told": "Ans@dorp.example"}))
    address = next(h for h in (link["href"] or "" for link in found.all("a")) if "/who-told/" in h)
    text = page(officer.get(address)).text
    assert "Ans de Boer" in text
    assert "Bep" not in text
    assert "gordijnen" not in text
    officer.post(address)
    signal = Signal.objects.get(uid=noted.uid)
    assert [row.email for row in signal.reporters.all()] == [None]
    assert signal.seen == "De gordijnen blijven dicht."
    assert officer.get(address).status_code == 404
    assert Deletion.objects.get(kind="casework.reporter").why == Deletion.Why.ERASURE


def test_who_referred_is_found_and_removed_and_the_person_goes_on(
    officer: Client, town: Municipality
) -> None:
    told = referring.Referred(
        person=referring.Told(name="Bep Jansen", phone="0180 12 34 56"),
        referrer=referring.Referrer(name="dr. De Wit", email="praktijk@dorp.example"),
        words="Wil onder de mensen.",
        agreed=True,
    )
    referring.refer(municipality=town, told=told, form_key=uuid.uuid4(), now=NOW, send=letters.send)
    found = page(officer.post(RIGHTS, {"told": "praktijk@dorp.example"}))
    address = next(h for h in (a["href"] or "" for a in found.all("a")) if "/who-referred/" in h)
    text = page(officer.get(address)).text
    assert "dr. De Wit" in text
    assert "Bep" not in text
    assert "onder de mensen" not in text
    officer.post(address)
    row = Referral.objects.select_related("case__person").get()
    assert (row.referrer_name, row.referrer_email) == (None, None)
    assert (row.words, row.case.person.name) == ("Wil onder de mensen.", "Bep Jansen")
    assert {mail.to for mail in OutgoingMessage.objects.all()} == {""}
    assert "/who-referred/" not in officer.post(RIGHTS, {"told": "praktijk@dorp.example"}).text


def test_a_colleague_can_open_a_case_in_an_emergency_and_the_officer_hears_of_it(
    ruud: Client, officer: Client, case: Case
) -> None:
    address = f"/en/testdam/desk/cases/{case.uid}/"
    refused = ruud.get(address)
    assert refused.status_code == 403
    assert page(refused).all("a", href=f"{address}emergency/")
    assert ruud.post(f"{address}emergency/", {"reason": "nood"}).status_code == 400
    told = {"reason": "Haar buurvrouw belt: zij doet niet open."}
    assert ruud.post(f"{address}emergency/", told).status_code == 302
    assert ruud.get(address).status_code == 200
    ruud.post(f"{address}emergency/", told)
    assert EmergencyAccess.objects.count() == 1
    mail = OutgoingMessage.objects.get()
    assert case.reference in mail.text
    assert "Corrie" not in mail.text + mail.subject
    made = page(officer.get(f"{RIGHTS}emergencies/"))
    assert "zij doet niet open" in made.text
    officer.post(f"{RIGHTS}emergencies/{EmergencyAccess.objects.get().uid}/seen/")
    assert EmergencyAccess.objects.get().seen_at is not None


def test_opening_the_emergency_page_opens_nothing(ruud: Client, case: Case) -> None:
    address = f"/en/testdam/desk/cases/{case.uid}/"
    assert ruud.get(f"{address}emergency/").status_code == 200
    assert ruud.get(address).status_code == 403


def test_another_municipality_has_no_say(case: Case) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    stranger = browser(member(elders, Role.PRIVACY_OFFICER))
    with within(elders):
        address = of(case).replace("testdam", "elders")
        assert stranger.get(address).status_code == 404
        assert stranger.get(of(case)).status_code == 404
        found = stranger.post(RIGHTS.replace("testdam", "elders"), {"told": "corrie van dam"})
        assert "Corrie van Dam" not in page(found).text
