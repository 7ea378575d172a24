"""Who is let in can get an account at once: by mail, never behind the back of who has the address already."""

import re
from typing import Any

import pytest
from django.test import Client

from nabij.core.models import AuditEvent, Membership, Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.words import taboo_words
from nabij.directory.models import Organisation, OrganisationContact
from nabij.web.desk.inviting import INVITED
from tests.core.people import member
from tests.factories import OrganisationFactory
from tests.web.pages import page
from tests.web.partner.test_moderation import desk

ADDRESS = "Willemien@haakclub.example"


@pytest.fixture
def haakclub(town: Municipality) -> Organisation:
    """An organisation that presented itself, with a mail address."""
    row: Organisation = OrganisationFactory.create(
        municipality=town,
        name="De Haakclub",
        active=False,
        standing=Organisation.Standing.WAITING,
        extra={},
    )
    OrganisationContact.objects.create(
        municipality=town, organisation=row, name="Willemien de Vries", email=ADDRESS
    )
    return row


def url(row: Organisation) -> str:
    return desk("waiting-organisation", uid=row.uid)


def box(response: Any) -> dict[str, Any] | None:
    found = page(response).all("input", name="invite")
    return found[0] if found else None


def invited() -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.filter(kind=INVITED))


LET_IN = {"verdict": "approved", "invite": "on", "account": "none"}


def test_letting_in_makes_the_account_and_mails_a_link_that_works(
    worker: Client, client: Client, haakclub: Organisation, html_valid: Any
) -> None:
    response = worker.get(url(haakclub))
    html_valid(response.content, "an organisation to let in")
    assert "checked" in (box(response) or {})
    assert f"Geef {ADDRESS} een account" in page(response).text
    worker.post(url(haakclub), LET_IN)
    user = User.objects.get(email=ADDRESS.lower())
    assert (user.first_name, user.last_name) == ("Willemien", "de Vries")
    assert not user.has_usable_password()
    given = Membership.objects.get(user=user)
    assert (given.role, given.organisation_uid) == (Role.ORGANISATION_EDITOR, haakclub.uid)
    mail = invited()[0]
    assert mail.to == ADDRESS.lower()
    assert not taboo_words(mail.text + mail.subject, "both")
    link = re.search(r"https?://\S+/account/\S+|https?://\S+wachtwoord\S+", mail.text)
    assert link, mail.text
    path = "/" + link[0].split("/", 3)[3]
    opened = client.get(path, follow=True)
    assert page(opened).all("input", type="password")
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {
        "user.added",
        "role.given_organisation_editor",
        "organisation.invited",
        "organisation.approved",
        "contact.read",
    } <= verbs


def test_without_the_tick_and_with_another_answer_nobody_is_made(
    worker: Client, haakclub: Organisation
) -> None:
    before = User.objects.count()
    worker.post(url(haakclub), {**LET_IN, "verdict": "asked", "words": "Waar is het?"})
    worker.post(url(haakclub), {"verdict": "approved", "account": "none"})
    assert User.objects.count() == before
    assert not invited()


def test_an_address_that_has_an_account_is_said_and_left_to_choose(
    worker: Client, town: Municipality, haakclub: Organisation
) -> None:
    there = member(town, Role.ANALYST)
    contact = OrganisationContact.objects.get()
    contact.email = there.email
    contact.save()
    response = worker.get(url(haakclub))
    assert "checked" not in (box(response) or {})
    assert "Dit adres heeft al een account" in page(response).text
    assert there.name in page(response).text
    worker.post(url(haakclub), {**LET_IN, "account": "there"})
    assert User.objects.get(email=there.email).pk == there.pk
    assert there.memberships.filter(organisation_uid=haakclub.uid).exists()
    assert there.memberships.filter(role=Role.ANALYST).exists(), "nothing else changes"
    assert "U hebt al een account" in invited()[0].text
    assert "wachtwoord" not in invited()[0].text


def test_an_account_that_came_since_the_page_was_made_is_shown_first(
    worker: Client, haakclub: Organisation, html_valid: Any
) -> None:
    User.objects.create_user(ADDRESS, first_name="Iemand", last_name="Anders")
    response = worker.post(url(haakclub), LET_IN)
    assert response.status_code == 422
    html_valid(response.content, "an address that is somebody's")
    assert "Iemand Anders" in page(response).text
    assert not invited()
    haakclub.refresh_from_db()
    assert haakclub.standing == Organisation.Standing.WAITING, "all of it, or nothing"
    shown = page(response).all("input", name="account")[0]["value"]
    worker.post(url(haakclub), {**LET_IN, "account": shown})
    assert len(invited()) == 1


def test_a_closed_account_is_not_opened_by_the_way(worker: Client, haakclub: Organisation) -> None:
    User.objects.create_user(ADDRESS, is_active=False)
    response = worker.get(url(haakclub))
    assert box(response) is None
    assert "gesloten" in page(response).text
    worker.post(url(haakclub), LET_IN)
    haakclub.refresh_from_db()
    assert haakclub.standing == Organisation.Standing.NEW
    assert not invited()
    assert not Membership.objects.filter(organisation_uid=haakclub.uid).exists()


def test_what_may_be_a_program_gets_no_account_by_default(
    worker: Client, haakclub: Organisation
) -> None:
    haakclub.extra = {"signs": ["fast"]}
    haakclub.save()
    assert "checked" not in (box(worker.get(url(haakclub))) or {"checked": ""})


def test_who_left_no_address_gets_none_and_the_page_says_so(
    worker: Client, haakclub: Organisation
) -> None:
    contact = OrganisationContact.objects.get()
    contact.email = ""
    contact.save()
    response = worker.get(url(haakclub))
    assert box(response) is None
    assert "geen mailadres" in page(response).text
