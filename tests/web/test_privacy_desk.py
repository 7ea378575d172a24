"""The privacy officer's desk: the register, who read what, and who read about one person."""

import csv
import io
import uuid
from typing import Any

import pytest
from django.test import Client

from nabij.core.audit.acting import Actor
from nabij.core.audit.recording import record
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.queries.trail import PER_PAGE
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.models import OrganisationContact
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory, OrganisationFactory
from tests.web.pages import page

REGISTER, TRAIL = "/nl/testdam/desk/privacy/register/", "/nl/testdam/desk/privacy/logboek/"
FILE, PERSON = f"{TRAIL}bestand/", "/nl/testdam/desk/privacy/persoon/"


@pytest.fixture
def officer(town: Municipality) -> Client:
    return browser(member(town, Role.PRIVACY_OFFICER))


@pytest.fixture
def samira(town: Municipality) -> User:
    user = member(town, Role.LINK_WORKER, email="samira@testdam.example")
    user.first_name, user.last_name = "Samira", "Bakkali"
    user.save()
    return user


@pytest.fixture
def contact(town: Municipality) -> OrganisationContact:
    organisation = OrganisationFactory.create(municipality=town)
    row: OrganisationContact = OrganisationContact.objects.create(
        municipality=town, organisation=organisation, name="Annelies", email="Annelies@dorp.example"
    )
    return row


@pytest.fixture
def reads(town: Municipality, samira: User) -> Any:
    def reads(contact: OrganisationContact, times: int = 1) -> None:
        who = Actor(uid=samira.uid, role=Role.LINK_WORKER)
        for _ in range(times):
            record("contact.read", municipality=town, on=contact, fields=["email"], actor=who)

    return reads


def test_the_register_says_of_every_field_why_how_long_and_who(
    officer: Client, html_valid: Any
) -> None:
    response = officer.get(REGISTER)
    html_valid(response.content, "register")
    made = page(response)
    assert "om terug te bellen" in made.text.lower()
    assert "AVG 6(1)(e)" in made.text


def test_the_trail_says_who_read_what_and_that_it_was_looked_at(
    officer: Client, contact: Any, reads: Any, html_valid: Any
) -> None:
    reads(contact)
    response = officer.get(TRAIL)
    html_valid(response.content, "trail")
    made = page(response)
    assert "Las een contactpersoon" in made.text
    assert "Samira Bakkali" in made.text
    assert "Annelies" not in made.text
    assert AuditEvent.objects.get(verb="audit.read").actor_role == Role.PRIVACY_OFFICER


def test_it_is_narrowed_by_person_subject_day_and_record(
    officer: Client, town: Municipality, samira: User, contact: Any, reads: Any
) -> None:
    reads(contact)
    record("offer.changed", municipality=town, object_type="directory.offer", object_id="1")

    def found(**asked: str) -> list[str]:
        return [line.event.verb for line in officer.get(TRAIL, asked).context["lines"]]

    assert found(who=str(samira.uid)) == ["contact.read"]
    assert found(subject="offer") == ["offer.changed"]
    assert "offer.changed" not in found(reads="on")
    assert found(number=str(contact.uid)) == ["contact.read"]
    assert found(until="01-01-2020") == []
    assert "contact.read" in found(since="01-01-2020")


def test_a_day_that_is_none_says_so_and_keeps_what_was_typed(officer: Client) -> None:
    made = page(officer.get(TRAIL, {"since": "gisteren"}))
    assert "31-12-2026" in made.text
    assert made.all("input", name="since")[0]["value"] == "gisteren"


def test_the_trail_of_another_municipality_is_not_there(officer: Client) -> None:
    other = MunicipalityFactory.create(slug="elders")
    with within(other):
        record("contact.read", municipality=other, object_type="core.user", object_id="77")
    assert "contact.read" not in [line.event.verb for line in officer.get(TRAIL).context["lines"]]
    assert "77" not in [
        line.event.object_id for line in officer.get(f"{TRAIL}core.user/77/").context["lines"]
    ]


def test_pages_follow_each_other_without_gap_or_repeat(
    officer: Client, contact: Any, reads: Any
) -> None:
    reads(contact, PER_PAGE + 20)
    first = officer.get(TRAIL, {"subject": "contact"})
    older = officer.get(TRAIL, {"subject": "contact", "before": first.context["found"].older})
    numbers = [line.event.sequence for shown in (first, older) for line in shown.context["lines"]]
    assert len(numbers) == PER_PAGE + 20
    assert numbers == sorted(set(numbers), reverse=True)
    back = officer.get(TRAIL, {"subject": "contact", "after": older.context["found"].newer})
    assert [line.event.sequence for line in back.context["lines"]] == numbers[:PER_PAGE]


def test_it_asks_the_database_no_more_for_more_events(
    officer: Client, contact: Any, reads: Any, django_assert_max_num_queries: Any
) -> None:
    reads(contact, 45)
    with django_assert_max_num_queries(24):
        officer.get(TRAIL)


def test_whether_it_is_whole_is_shown_with_an_anchor(
    officer: Client, contact: Any, reads: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(contact)
    assert "Het logboek is heel" in page(officer.get(TRAIL, {"check": "1"})).text
    monkeypatch.setattr("nabij.core.audit.verifying.event_hash", lambda *told: "0" * 64)
    assert "NIET heel" in page(officer.get(TRAIL, {"check": "1"})).text


def test_a_file_holds_the_same_and_no_formula_and_is_noted(
    officer: Client, town: Municipality, contact: Any, reads: Any
) -> None:
    reads(contact)
    record("contact.read", municipality=town, object_type="core.user", object_id="=1+1")
    response = officer.post(FILE, {"subject": "contact"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3
    assert rows[1][5] == "'=1+1"
    assert rows[2][1] == "Samira Bakkali"
    assert AuditEvent.objects.get(verb="audit.exported").fields == ["subject"]


def test_who_asks_is_found_by_what_they_left_and_gets_roles_without_names(
    officer: Client, contact: Any, reads: Any, html_valid: Any
) -> None:
    reads(contact)
    response = officer.post(PERSON, {"told": " annelies@dorp.example"})
    html_valid(response.content, "person")
    (found,) = response.context["found"]
    assert found["number"] == str(contact.uid)
    about = officer.get(f"{TRAIL}{found['kind']}/{found['number']}/")
    html_valid(about.content, "about")
    assert "Las een contactpersoon" in page(about).text
    assert "Samira" not in page(about).text
    assert "Samira" in page(officer.get(f"{TRAIL}{found['kind']}/{found['number']}/?names=1")).text
    searched = AuditEvent.objects.get(verb="audit.person_searched")
    assert "annelies" not in str(searched.__dict__).lower()


def test_nobody_known_and_nothing_typed_are_said_plainly(officer: Client) -> None:
    assert "Wij bewaren niets" in page(officer.post(PERSON, {"told": "0612345678"})).text
    assert "Typ een e-mailadres" in page(officer.post(PERSON, {"told": ""})).text
    empty = officer.get(f"{TRAIL}core.user/{uuid.uuid4()}/")
    assert "Er is niets gevonden" in page(empty).text or "niets" in page(empty).text.lower()
