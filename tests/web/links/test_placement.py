"""The page behind "Is somebody welcome?": opening it does nothing, its buttons do, and it shows no more than was agreed."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.asking_providers import ask_provider, read_out_a_code
from nabij.casework.models import Case, Consent, Placement, Shared, Stage
from nabij.core.models import AuditEvent, Municipality, OneTimeLink, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.words import taboo_words
from nabij.directory.models import Offer
from nabij.web.desk.cases.provider_mail import remind_everyone, send
from tests.casework.placing import agrees, case_of, wanted
from tests.core.people import member
from tests.web.pages import page


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def placement(town: Municipality, samira: User, add_offer: Any) -> Placement:
    offer = add_offer(name="Koffie aan tafel", contact_email="theepot@dorp.example")
    case = case_of(town, samira, now=timezone.now())
    agrees(case.person, Consent.Purpose.SHARE_WITH_PROVIDER)
    return ask_provider(
        placement=wanted(case, offer, samira, now=timezone.now()),
        shared=(Shared.NAME, Shared.NEEDS),
        note="Hoort <slecht>.",
        by=samira,
        now=timezone.now(),
        send=send,
    )


def mail() -> OutgoingMessage:
    found: OutgoingMessage = OutgoingMessage.objects.get()
    return found


def address_in(text: str) -> str:
    return next(
        line.removeprefix("http://localhost:8000")
        for line in text.splitlines()
        if line.startswith("http")
    )


@pytest.fixture
def link(placement: Placement) -> str:
    """The address in the mail that De Theepot got, in English."""
    return address_in(mail().text).replace("/nl/", "/en/").replace("/welkom/", "/place/")


def test_the_mail_names_the_activity_and_nobody(link: str, placement: Placement) -> None:
    told = f"{mail().subject} {mail().text} {mail().html}"
    assert "Koffie aan tafel" in told
    assert placement.case.reference in told
    for word in ("Corrie", "0180", "slecht"):
        assert word not in told
    assert not taboo_words(told, "en")


def test_looking_ten_times_changes_nothing_and_shows_what_was_agreed(
    client: Client, link: str, html_valid: Any
) -> None:
    for _time in range(10):
        answer = client.get(link)
    told = page(answer).text
    assert "Corrie van Dam" in told
    assert "Hoort <slecht>." in told
    assert "0180 123 456" not in told
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert Placement.objects.get().stage == Stage.ASKED
    assert OneTimeLink.objects.get().used_at is None
    html_valid(answer.content.decode(), link)
    for rest in ("welcome/", "question/", "not-possible/"):
        html_valid(client.get(link + rest).content.decode(), link + rest)
    assert Placement.objects.get().stage == Stage.ASKED


def test_welcome_with_a_name_and_a_day_and_the_link_is_used_up(client: Client, link: str) -> None:
    day = timezone.localdate() + dt.timedelta(days=5)
    told = {
        "welcomed_by": "Joke",
        "first_on": f"{day:%d-%m-%Y}",
        "first_at": "10.30",
        "room": "full",
    }
    answer = client.post(link + "welcome/", told)
    assert answer.status_code == 302
    assert "key" not in answer["Location"]
    assert "Thank you" in page(client.get(answer["Location"])).text
    row = Placement.objects.get()
    assert (row.stage, row.welcomed_by, row.first_on) == (Stage.ACCEPTED, "Joke", day)
    assert row.first_at == dt.time(10, 30)
    assert Offer.objects.get().capacity == "full"
    again = client.get(link)
    assert again.status_code == 410
    told_again = page(again).text
    assert "has been used" in told_again
    assert "Corrie" not in told_again
    assert client.post(link + "not-possible/", {"because": "full"}).status_code == 410


@pytest.mark.parametrize(
    ("rest", "told", "missing"),
    [
        ("welcome/", {"first_on": "yesteryear"}, "waits at the door"),
        ("welcome/", {"welcomed_by": "Joke", "first_on": "1-1-2020"}, "between today"),
        ("question/", {"question": "  "}, "Write your question"),
        ("not-possible/", {"words": "Wij zijn vol."}, "comes nearest"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client, link: str, rest: str, told: dict[str, str], missing: str, html_valid: Any
) -> None:
    answer = client.post(link + rest, told)
    assert answer.status_code == 400
    assert missing in page(answer).text
    html = answer.content.decode()
    assert all(value.strip() in html for value in told.values())
    html_valid(html, link + rest)
    assert Placement.objects.get().stage == Stage.ASKED


def test_a_question_and_a_no_reach_the_desk(client: Client, link: str) -> None:
    client.post(link + "question/", {"question": "Is er vervoer?"})
    row = Placement.objects.get()
    assert (row.stage, row.question) == (Stage.QUESTION, "Is er vervoer?")
    assert client.get(link).status_code == 410


def test_no_keeps_its_reason(client: Client, link: str) -> None:
    client.post(link + "not-possible/", {"because": "no_volunteers", "words": "Tot mei."})
    row = Placement.objects.get()
    assert (row.stage, row.declined_because) == (Stage.DECLINED, "no_volunteers")


def test_a_code_opens_the_same_without_a_word_about_the_person(
    client: Client, placement: Placement, samira: User, town: Municipality
) -> None:
    code = read_out_a_code(placement=placement, by=samira, now=timezone.now())
    answer = client.post("/en/testdam/code/", {"code": code})
    assert answer.status_code == 302
    told = page(client.get(answer["Location"])).text
    assert "Koffie aan tafel" in told
    assert "on the phone with you" in told
    assert "Corrie" not in told
    assert "slecht" not in told
    assert client.post(answer["Location"] + "welcome/", {"welcomed_by": "Joke"}).status_code == 302
    assert Placement.objects.get().stage == Stage.ACCEPTED


def test_nothing_is_told_once_the_person_changed_their_mind(
    client: Client, link: str, placement: Placement
) -> None:
    Consent.objects.update(withdrawn_on=timezone.localdate())
    answer = client.get(link)
    told = page(answer).text
    assert answer.status_code == 410
    assert "This question is closed" in told
    assert "Corrie" not in told
    assert not AuditEvent.objects.filter(verb="placement.read_by_link").exists()


def test_a_link_of_another_purpose_or_a_made_up_one_opens_nothing(
    client: Client, link: str
) -> None:
    OneTimeLink.objects.update(purpose="check")
    assert client.get(link).status_code == 404
    assert client.get("/en/testdam/place/abcdefgh-made-up/").status_code == 404


def test_the_reminder_ends_the_first_link_and_goes_out_once(
    client: Client, link: str, placement: Placement, town: Municipality
) -> None:
    assert remind_everyone(town, now=timezone.now()) == 0
    Placement.objects.update(remind_on=timezone.localdate())
    assert remind_everyone(town, now=timezone.now()) == 1
    assert remind_everyone(town, now=timezone.now()) == 0
    assert OutgoingMessage.objects.count() == 2
    assert OutgoingMessage.objects.filter(kind="placement.reminded").count() == 1
    assert client.get(link).status_code == 410


def test_no_page_behind_the_link_labels_anybody(
    client: Client, link: str, town: Municipality
) -> None:
    case = Case.objects.get()
    for rest in ("", "welcome/", "question/", "not-possible/"):
        told = page(client.get(link + rest)).text
        assert not taboo_words(told, "en")
        assert case.get_state_display() not in told


@pytest.mark.parametrize("then", ["ja/", "nergens/"])
def test_the_log_holds_no_key_of_an_open_link(
    client: Client, link: str, then: str, log: io.StringIO
) -> None:
    client.post(link.replace("/en/place/", "/nl/welkom/") + then, {"welcomed_by": ""})
    client.post(link + then.replace("ja", "welcome"), {"welcomed_by": ""})
    key = link.rstrip("/").rpartition("/")[2]
    assert log.getvalue().count("…") == 2
    assert "place/…/" in log.getvalue()
    assert key not in log.getvalue()


def test_nor_a_code_that_was_read_out(
    client: Client, placement: Placement, samira: User, log: io.StringIO
) -> None:
    code = read_out_a_code(placement=placement, by=samira, now=timezone.now())
    assert client.post(f"/en/testdam/place/{code}/welcome/", {"welcomed_by": ""}).status_code == 400
    assert "Bad Request" in log.getvalue()
    assert code not in log.getvalue()
