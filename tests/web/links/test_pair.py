"""The page behind "Would you like to do this?": looking does nothing, and nobody is named before both said yes."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.buddies import ask, end, person_said, propose_pairs
from nabij.casework.models import BuddyWish, Consent, Over, Pair
from nabij.core.models import AuditEvent, Municipality, OneTimeLink, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.words import taboo_words
from nabij.web.links.buddies.letters import send
from tests.casework.pairing import somebody_looks, volunteer
from tests.core.people import member
from tests.web.pages import page

SECRETS = ("Corrie", "0180", "Max")


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def pair(town: Municipality, samira: User) -> Pair:
    now = timezone.now()
    volunteer(town, samira, certificate_on=timezone.localdate(now))
    somebody_looks(town, samira, now=now, words="Wandelen met mijn hond Max")
    propose_pairs(municipality=town, by=samira, now=now)
    return ask(pair=Pair.objects.get(), by=samira, now=now, send=send)


def mail() -> OutgoingMessage:
    found: OutgoingMessage = OutgoingMessage.objects.latest("pk")
    return found


def address_in(text: str) -> str:
    line = next(line for line in text.splitlines() if line.startswith("http"))
    return (
        line.removeprefix("http://localhost:8000")
        .replace("/nl/", "/en/")
        .replace("/meegaan/", "/go-along/")
    )


@pytest.fixture
def link(pair: Pair) -> str:
    """The address in the mail that Bo got, in English."""
    return address_in(mail().text)


def test_the_mail_greets_the_volunteer_and_says_nothing_of_the_person(link: str) -> None:
    told = f"{mail().subject} {mail().text} {mail().html}"
    assert "Bo Visser" in told
    assert mail().to == "bo@dorp.example"
    assert not [word for word in SECRETS if word in told]
    assert not taboo_words(told, "nl")


def test_a_scanner_that_opens_every_link_ten_times_says_nothing_for_anybody(
    client: Client, link: str, html_valid: Any
) -> None:
    for rest in ("", "yes/", "rather-not/") * 10:
        answer = client.get(link + rest)
        assert not client.cookies
    answer = client.get(link)
    html_valid(answer.content.decode(), link)
    html_valid(client.get(link + "rather-not/").content.decode(), link)
    text = page(answer).text
    assert "A buddy" in text
    assert not [word for word in SECRETS if word in text]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert Pair.objects.get().volunteer_said == ""
    assert OneTimeLink.objects.get().used_at is None


def test_their_own_words_show_only_where_the_person_agreed(client: Client, link: str) -> None:
    BuddyWish.objects.update(may_share=True)
    assert "Max" in page(client.get(link)).text


def test_both_say_yes_and_only_then_the_name_is_told(
    client: Client, link: str, pair: Pair, samira: User, html_valid: Any
) -> None:
    answer = client.post(link + "yes/")
    thanks = client.get(answer["Location"])
    html_valid(thanks.content.decode(), "thanks")
    assert "We ask the other person too" in page(thanks).text
    again = client.get(link)
    assert again.status_code == 410
    assert "has been used" in page(again).text
    person_said(pair=pair, yes=True, told=("name",), by=samira, now=timezone.now(), send=send)
    assert "Corrie" not in mail().text
    told = client.get(address_in(mail().text))
    html_valid(told.content.decode(), "known")
    assert "Corrie" in page(told).text
    assert "0180" not in page(told).text
    assert "Yes, I would like to" not in page(told).text
    assert AuditEvent.objects.filter(verb="pair.read_by_link", fields=["name"]).exists()


def test_a_no_needs_a_reason_and_ends_it(client: Client, link: str) -> None:
    missing = client.post(link + "rather-not/", {})
    assert missing.status_code == 400
    assert "comes nearest" in page(missing).text
    client.post(link + "rather-not/", {"because": "far"})
    row = Pair.objects.get()
    assert (row.state, row.volunteer_because) == ("declined", "far")
    assert client.post(link + "yes/").status_code == 410


def test_a_link_that_is_old_or_made_up_says_why_and_gives_the_number(
    client: Client, link: str, town: Municipality
) -> None:
    Municipality.objects.update(phone="0180 99 99 99")
    forged = client.get(link[:-8] + "aaaaaaa/")
    assert (forged.status_code, "0180 99 99 99" in page(forged).text) == (404, True)
    OneTimeLink.objects.update(expires_at=timezone.now())
    old = client.get(link)
    assert (old.status_code, "0180 99 99 99" in page(old).text) == (410, True)


@pytest.mark.parametrize("what", ["taken back", "ended"])
def test_after_the_person_changed_their_mind_the_link_shows_nothing(
    client: Client, link: str, pair: Pair, samira: User, what: str
) -> None:
    now = timezone.now()
    client.post(link + "yes/")
    person_said(pair=pair, yes=True, told=("name",), by=samira, now=now, send=send)
    known = address_in(mail().text)
    if what == "ended":
        end(pair=pair, over=Over.PERSON_STOPS, by=samira, now=now)
    else:
        Consent.objects.update(withdrawn_on=timezone.localdate(now))
    answer = client.get(known)
    assert answer.status_code == 410
    assert "Corrie" not in page(answer).text
