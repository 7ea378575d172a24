"""Referring somebody: three short pages, danger in sight, only with the person's agreement, and always an answer."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.cases import move
from nabij.casework.models import Case, Consent, Referral, State
from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.roles import Role
from nabij.core.words import taboo_words
from nabij.web.desk.cases.nightly import along_the_way
from nabij.web.public.asking.state import opened_now
from tests.casework.placing import agrees
from tests.core.people import browser, member
from tests.web.pages import page

FORM = "/en/testdam/refer/"
PERSON = {"agreed": "yes", "person_name": "Corrie van Dam", "person_phone": "0180 123 456"}
ASKS = {"words": "Wil overdag onder de mensen."}
REFERRER = {"role": "gp", "name": "dr. De Wit", "email": "praktijk@dorp.example"}


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def state() -> str:
    """A form that was opened a minute ago."""
    town = Municipality.objects.get(slug="testdam")
    return opened_now(timezone.now() - dt.timedelta(minutes=1)).signed(town, "refer")


def send(client: Client, **told: Any) -> Any:
    answers = {**PERSON, **ASKS, **REFERRER, **told, "form": state(), "at": 3, "go": "send"}
    return client.post(FORM, answers)


def test_it_takes_three_pages_with_danger_in_sight(
    client: Client, town: Municipality, html_valid: Any
) -> None:
    answers: dict[str, Any] = {"form": state()}
    answer = client.get(FORM)
    for at, told in enumerate((PERSON, ASKS, REFERRER)):
        assert "112" in page(answer).text
        answers |= told
        answer = client.post(FORM, {**answers, "at": at, "go": "next"})
        html_valid(answer.content.decode(), f"{FORM} {at}")
    text = page(answer).text
    assert "Is this right?" in text
    assert "Corrie van Dam" in text
    assert not Referral.objects.exists()


def test_sent_it_is_a_case_and_the_referrer_has_a_mail_without_a_name(
    client: Client, town: Municipality
) -> None:
    answer = send(client)
    assert answer.status_code == 302
    thanks = page(client.get(answer["Location"])).text
    case = Case.objects.get()
    assert case.reference in thanks
    assert "Corrie" not in thanks
    mail = OutgoingMessage.objects.get()
    assert mail.to == "praktijk@dorp.example"
    assert "Corrie" not in f"{mail.subject} {mail.text} {mail.html}"
    assert not taboo_words(mail.text, "en")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"agreed": "no"}, "Ask the person first"),
        ({"person_phone": ""}, "where the person lives"),
        ({"words": ""}, "Write what the person asks"),
        ({"email": ""}, "so that you hear back"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    client: Client, town: Municipality, told: dict[str, str], said: str
) -> None:
    answer = send(client, **told)
    assert said in page(answer).text
    assert not Case.objects.exists()


def test_what_a_program_sent_is_kept_and_not_answered(client: Client, town: Municipality) -> None:
    send(client, website="http://spam.example")
    assert Referral.objects.get().suspicious
    assert not OutgoingMessage.objects.exists()


def test_the_case_shows_who_referred_and_what_they_were_told(
    client: Client, town: Municipality, html_valid: Any
) -> None:
    send(client)
    case = Case.objects.get()
    user = member(town, Role.LINK_WORKER)
    samira = browser(user)
    address = f"/en/testdam/desk/cases/{case.uid}/"
    shown = samira.get(address)
    told = page(shown).text
    assert "dr. De Wit" in told
    assert "Wil overdag onder de mensen." in told
    assert "did not agree that the referrer hears" in told
    html_valid(shown.content.decode(), address)
    agrees(case.person, Consent.Purpose.TELL_REFERRER)
    move(case=case, to=State.IN_CONVERSATION, by=user, now=timezone.now())
    samira.post(f"{address}tell-referrer/")
    assert "We have spoken with the person" in page(samira.get(address)).text
    assert OutgoingMessage.objects.count() == 2


def test_by_night_a_silent_referral_is_answered_once(client: Client, town: Municipality) -> None:
    send(client)
    later = timezone.now() + dt.timedelta(days=30)
    for _night in range(2):
        along_the_way(town, now=later)
    assert OutgoingMessage.objects.count() == 2
