"""The page of a case: for its team, with its notes, and nobody else's."""

import pytest
from django.test import Client

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.models import Case, Note, Origin
from nabij.core.models import AuditEvent, Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import within
from tests.casework.clock import NOW
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory
from tests.web.pages import page


@pytest.fixture
def town(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam")


@pytest.fixture
def case(town: Municipality) -> Case:
    with within(town):
        told = Told(name="Corrie <van> Dam", phone="0180 123 456", email="corrie@dorp.example")
        return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW)


@pytest.fixture
def samira(town: Municipality) -> Client:
    return browser(member(town, Role.LINK_WORKER))


def address(case: Case, rest: str = "") -> str:
    return f"/en/testdam/desk/cases/{case.uid}/{rest}"


def test_the_page_tells_who_it_is_and_leaves_a_trace(
    samira: Client, case: Case, html_valid: object
) -> None:
    answer = samira.get(address(case))
    text = page(answer).text
    assert "Corrie <van> Dam" in text
    assert "0180 123 456" in text
    html_valid(answer.content.decode(), address(case))  # type: ignore[operator]
    with within(case.municipality):
        assert AuditEvent.objects.filter(verb="case.read", object_id=str(case.uid)).exists()


def test_an_address_adds_no_readers_and_no_words_to_the_mail_that_a_colleague_begins(
    samira: Client, town: Municipality
) -> None:
    with within(town):
        told = Told(name="Ton", email="a?bcc=vreemd%40x.nl&body=hoi@dorp.example")
        case = open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW)
    made = page(samira.get(address(case)))
    links = [a["href"] or "" for a in made.all("a") if (a["href"] or "").endswith("@dorp.example")]
    assert links == ["mailto:a%3Fbcc%3Dvreemd%2540x.nl%26body%3Dhoi@dorp.example"]


def test_a_note_is_kept_and_an_empty_one_is_nothing(samira: Client, case: Case) -> None:
    for text in ("Hoort slecht aan de telefoon.", "   "):
        assert samira.post(address(case, "note/"), {"text": text}).status_code == 302
    with within(case.municipality):
        assert [note.text for note in Note.objects.all()] == ["Hoort slecht aan de telefoon."]
    assert "Hoort slecht aan de telefoon." in page(samira.get(address(case))).text


def test_a_colleague_outside_the_team_is_refused(
    samira: Client, case: Case, town: Municipality
) -> None:
    ruud = browser(member(town, Role.LINK_WORKER, email="ruud@testdam.example"))
    with within(town):
        Case.objects.filter(pk=case.pk).update(
            worker=member(town, Role.LINK_WORKER, email="tine@testdam.example")
        )
    for client in (ruud, samira):
        assert client.get(address(case)).status_code == 403
        assert client.post(address(case, "note/"), {"text": "x"}).status_code == 403
