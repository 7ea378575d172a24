"""Keeping it true from the desk: the round, the rhythm, the call list, the code that is read out."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nabij.core.models import AuditEvent, Job, Municipality, OutgoingMessage
from nabij.core.roles import Role
from nabij.directory.actions.asking import ask, remind
from nabij.directory.models import CheckRequest, Offer, OrganisationContact, TimesNote, Verification
from nabij.directory.queries.checks import REMINDED_AFTER, call_list
from nabij.web.checking.asking import send
from tests.core.people import browser, member
from tests.factories import OrganisationFactory
from tests.web.pages import page

CHECKS = "/nl/testdam/desk/kloppend/"
#: What the page of the rhythm says where nobody chose anything.
USUAL = {
    "group": "3",
    "one_to_one": "6",
    "course": "6",
    "therapy": "6",
    "practical_help": "6",
    "loan": "12",
    "sinks": "30",
    "labelled": "60",
    "gone": "120",
    "every_weeks": "1",
    "weekday": "2",
}
NOW = timezone.now()


@pytest.fixture
def desk(town: Municipality) -> Client:
    return browser(member(town, Role.COORDINATOR))


@pytest.fixture
def silent(town: Municipality, add_due: Any) -> Any:
    """An organisation with a phone and without mail."""
    row = OrganisationFactory.create(
        municipality=town, name="Jeu de boules", email="", phone="0299 55 02 09"
    )
    add_due("Ballen werpen", days=20, organisation=row)
    return row


def names(town: Municipality, now: dt.datetime = NOW) -> list[str]:
    return [call.organisation.name for call in call_list(town, now=now)]


def test_the_page_counts_what_is_fresh_and_starts_the_round(
    desk: Client, add_due: Any, html_valid: Any
) -> None:
    add_due("Koffie")
    add_due("Wandelen", days=70)
    response = desk.get(CHECKS)
    html_valid(response.content, "keeping it true")
    assert "2 activiteiten op de kaart" in page(response).text
    assert "1 organisatie is aan de beurt" in page(response).text
    desk.post(f"{CHECKS}vragen/")
    assert OutgoingMessage.objects.count() == 1
    assert Job.objects.get().state == Job.State.DONE


def test_an_empty_map_has_nothing_to_ask(desk: Client, html_valid: Any) -> None:
    response = desk.get(CHECKS)
    html_valid(response.content, "nothing to keep true")
    assert "Er wacht niets" in page(response).text


def test_the_rhythm_is_set_per_kind_and_nonsense_is_refused_in_words(
    desk: Client, add_due: Any, html_valid: Any
) -> None:
    offer = add_due("Koffie", days=-20)
    html_valid(desk.get(f"{CHECKS}ritme/").content, "rhythm")
    months = USUAL | {"group": "1", "loan": "0"}
    wrong = desk.post(f"{CHECKS}ritme/", months | {"group": "vaak"})
    assert wrong.status_code == 400
    html_valid(wrong.content, "rhythm with an error")
    assert page(wrong).all("input", name="group")[0]["value"] == "vaak"
    desk.post(f"{CHECKS}ritme/", months)
    assert Offer.objects.get(pk=offer.pk).freshness == "unconfirmed"
    assert AuditEvent.objects.get(verb="check_rhythm.chosen").fields == ["group", "loan"]


def test_the_patience_is_set_on_the_same_page_and_goes_up(
    desk: Client, add_due: Any, html_valid: Any
) -> None:
    offer = add_due("Koffie", days=12)
    wrong = desk.post(f"{CHECKS}ritme/", USUAL | {"sinks": "60", "labelled": "60"})
    assert wrong.status_code == 400
    html_valid(wrong.content, "patience that does not go up")
    assert "meer zijn dan de 60 dagen" in page(wrong).text
    assert page(wrong).all("input", name="sinks")[0]["value"] == "60"
    nothing = desk.post(f"{CHECKS}ritme/", USUAL | {"gone": "honderd"})
    assert "aantal dagen" in page(nothing).text
    assert Offer.objects.get(pk=offer.pk).freshness == "due"
    desk.post(f"{CHECKS}ritme/", USUAL | {"sinks": "5", "labelled": "10"})
    assert Offer.objects.get(pk=offer.pk).freshness == "labelled"
    assert AuditEvent.objects.get(verb="check_rhythm.chosen").fields == ["sinks", "labelled"]


def test_the_pages_say_when_the_next_round_goes_out(desk: Client) -> None:
    assert "volgende ronde mails gaat vanzelf uit op dinsdag" in page(desk.get(CHECKS)).text
    desk.post(f"{CHECKS}ritme/", USUAL | {"every_weeks": "2", "weekday": "4"})
    assert "vanzelf uit op donderdag" in page(desk.get(f"{CHECKS}ritme/")).text
    desk.post(f"{CHECKS}ritme/", USUAL | {"every_weeks": "0", "weekday": "4"})
    assert "Er gaat niet vanzelf een ronde mails uit" in page(desk.get(CHECKS)).text
    chosen = AuditEvent.objects.filter(verb="check_round.chosen").order_by("sequence")
    assert [event.fields for event in chosen] == [["every_weeks", "weekday"], ["every_weeks"]]


# --- the call list -----------------------------------------------------------------------------


def test_on_the_list_is_who_has_no_mail_or_did_not_answer_it(
    town: Municipality, teapot: Any, silent: Any, add_due: Any
) -> None:
    add_due("Koffie")
    assert names(town) == ["Jeu de boules"]
    request = ask(organisation=teapot, now=NOW - 2 * REMINDED_AFTER, send=send)
    assert names(town) == ["Jeu de boules"]
    remind(request=request, now=NOW - REMINDED_AFTER, send=send)
    assert names(town) == ["Jeu de boules", "Stichting De Theepot"]


def test_a_phone_comes_first_then_who_waits_longest(town: Municipality, add_due: Any) -> None:
    for name, phone, days in (
        ("A", "", 50),
        ("B", "0299 55 02 01", 10),
        ("C", "0299 55 02 02", 30),
    ):
        row = OrganisationFactory.create(municipality=town, name=name, email="", phone=phone)
        add_due(f"Iets van {name}", days=days, organisation=row, contact_phone="")
    assert names(town) == ["C", "B", "A"]


def test_the_list_shows_no_contact_person_and_asks_no_more_for_more(
    desk: Client, town: Municipality, silent: Any, add_due: Any, django_assert_max_num_queries: Any
) -> None:
    OrganisationContact.objects.create(
        municipality=town, organisation=silent, name="Fatma", phone="0612345678"
    )
    for number in range(12):
        row = OrganisationFactory.create(municipality=town, name=f"Club {number}", email="")
        add_due("Iets", organisation=row)
    with django_assert_max_num_queries(18):
        response = desk.get(f"{CHECKS}bellen/")
    assert "Fatma" not in page(response).text
    assert not AuditEvent.objects.filter(verb="contact.read").exists()


def test_calling_shows_whom_to_ask_for_and_that_it_was_read_is_noted(
    desk: Client, town: Municipality, silent: Any, html_valid: Any
) -> None:
    OrganisationContact.objects.create(
        municipality=town, organisation=silent, name="Fatma Yıldız", phone="0612345678"
    )
    response = desk.get(f"{CHECKS}bellen/{silent.uid}/")
    html_valid(response.content, "a call")
    assert "Fatma Yıldız" in page(response).text
    assert AuditEvent.objects.filter(verb="contact.read").count() == 1


def test_an_ambassador_calls_without_reading_contact_persons(
    town: Municipality, silent: Any
) -> None:
    OrganisationContact.objects.create(municipality=town, organisation=silent, name="Fatma Yıldız")
    ambassador = browser(member(town, Role.AMBASSADOR))
    assert "Fatma" not in page(ambassador.get(f"{CHECKS}bellen/{silent.uid}/")).text
    assert not AuditEvent.objects.filter(verb="contact.read").exists()


def test_one_tap_says_that_it_is_right_and_who_asked(
    desk: Client, town: Municipality, silent: Any
) -> None:
    offer = Offer.objects.get()
    desk.post(f"{CHECKS}bellen/{silent.uid}/", {"offer": str(offer.uid), "answer": "right"})
    check = Verification.objects.get()
    assert (check.how, check.changed) == ("phone", False)
    assert check.by is not None
    assert check.by.first_name == "Coordinator"
    assert names(town, timezone.now()) == []


def test_one_tap_says_that_it_stopped(desk: Client, silent: Any) -> None:
    desk.post(
        f"{CHECKS}bellen/{silent.uid}/",
        {"offer": str(Offer.objects.get().uid), "answer": "stopped"},
    )
    assert Offer.objects.get().status == "closed"


def test_whom_nobody_reached_comes_last_today(
    desk: Client, town: Municipality, silent: Any, add_due: Any
) -> None:
    other = OrganisationFactory.create(municipality=town, name="De Toren", email="")
    add_due("Schaken", days=2, organisation=other)
    assert names(town) == ["Jeu de boules", "De Toren"]
    desk.post(f"{CHECKS}bellen/{silent.uid}/", {"offer": "all", "answer": "not_reached"})
    assert names(town, timezone.now()) == ["De Toren", "Jeu de boules"]
    assert names(town, timezone.now() + dt.timedelta(days=1)) == ["Jeu de boules", "De Toren"]


def test_a_code_is_shown_once_and_opens_the_page_without_an_account(
    desk: Client, client: Client, silent: Any, html_valid: Any
) -> None:
    response = desk.post(f"{CHECKS}bellen/{silent.uid}/", {"offer": "all", "answer": "code"})
    html_valid(response.content, "a code to read out")
    code = re.search(r"[A-Z]{4} [A-Z]{4}", page(response).text)
    assert code
    assert not re.search(code[0], page(desk.get(f"{CHECKS}bellen/{silent.uid}/")).text)
    answer = client.post("/nl/testdam/code/", {"code": code[0]}, follow=True)
    assert "Ballen werpen" in page(answer).text
    client.post(answer.request["PATH_INFO"], {"offer": "all"})
    assert Offer.objects.get().verified_how == "link"
    assert CheckRequest.objects.get().answered_at


def test_new_times_wait_on_the_page_until_somebody_is_done(
    desk: Client, town: Municipality, add_due: Any
) -> None:
    note = TimesNote.objects.create(
        municipality=town, offer=add_due("Koffie"), text="Op woensdag in plaats van dinsdag"
    )
    assert "Op woensdag" in page(desk.get(CHECKS)).text
    desk.post(f"{CHECKS}tijden/{note.uid}/gedaan/")
    assert "Op woensdag" not in page(desk.get(CHECKS)).text
