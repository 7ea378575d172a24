"""Worries at the desk: the list, what was told on the page of the case, and what one can do with it."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nabij.casework import intake
from nabij.casework.actions.contacts import spoken
from nabij.casework.models import Case, Reporter, Signal, State
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory
from tests.web.pages import page

Worry = Callable[..., Signal]
LIST = "/en/testdam/desk/worries/"


@pytest.fixture
def town(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam")


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def desk(samira: User) -> Client:
    return browser(samira)


@pytest.fixture
def worry(town: Municipality) -> Worry:
    def tell(name: str = "Bep <b> Jansen", **told: Any) -> Signal:
        teller = intake.Teller(
            name="Ans & Co",
            phone="06 11 11 11 11",
            relation="buurvrouw",
            owed=intake.Owed.PICKED_UP,
        )
        person = intake.Told(name=name, phone=told.pop("phone", "0180 12 34 56"))
        usual: dict[str, Any] = {"seen": "De gordijnen blijven dicht.", "person": person}
        reported = intake.Reported(**{**usual, "teller": teller, **told})
        with within(town):
            noted = intake.report(
                municipality=town, told=reported, form_key=uuid.uuid4(), now=timezone.now()
            )
            row: Signal = Signal.objects.select_related("case__municipality").get(uid=noted.uid)
            return row

    return tell


def address(signal: Signal, rest: str = "") -> str:
    return f"/en/testdam/desk/cases/{signal.case.uid}/{rest}"


def own(signal: Signal, rest: str) -> str:
    return address(signal, f"worries/{signal.uid}/{rest}/")


def test_the_list_says_who_waits_and_keeps_doubtful_ones_apart(
    desk: Client, worry: Worry, html_valid: Any
) -> None:
    worry()
    worry("Gok Wint", suspicious=["trap", "links"], phone="")
    seen = desk.get(LIST)
    text = page(seen).text
    html_valid(seen.content.decode(), LIST)
    assert "With 1 person nobody has spoken yet." in text
    assert "Bep <b> Jansen" in text
    assert text.index("Perhaps not a real worry") < text.index("Gok Wint")
    assert "it holds links" in text


def test_an_empty_list_says_so(desk: Client, html_valid: Any) -> None:
    seen = desk.get(LIST)
    html_valid(seen.content.decode(), LIST)
    assert "Nobody waits" in page(seen).text


def test_the_number_of_queries_does_not_grow_with_the_worries(desk: Client, worry: Worry) -> None:
    def cost(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert desk.get(url).status_code == 200
        return len(found)

    first = worry()
    desk.get(LIST)
    few, page_few = cost(LIST), cost(address(first))
    for number in range(6):
        worry(f"Ton {number}", phone=f"0180 00 00 0{number}")
        other = worry(f"Nel {number}", phone=f"0181 00 00 0{number}")
        with within(first.case.municipality):
            Signal.objects.filter(pk=other.pk).update(case=first.case)
    assert cost(LIST) == few
    assert cost(address(first)) == page_few


def test_the_case_shows_what_was_told_and_by_whom_and_reading_is_written_down(
    desk: Client, worry: Worry, town: Municipality, html_valid: Any
) -> None:
    signal = worry()
    seen = desk.get(address(signal))
    text = page(seen).text
    html_valid(seen.content.decode(), "case")
    for words in (
        "De gordijnen blijven dicht.", "Ans & Co", "buurvrouw", "06 11 11 11 11",
        "Do not say who it was.", "It is not so yet.",
    ):  # fmt: skip
        assert words in text
    with within(town):
        event = AuditEvent.objects.get(verb="signal.read")
    assert {"seen", "reporter.name"} <= set(event.fields)
    assert event.object_id == str(signal.case.uid)


def test_the_agreed_sentence_is_offered_and_ticked_off(
    desk: Client, worry: Worry, town: Municipality, samira: User
) -> None:
    signal = worry()
    with within(town):
        spoken(case=signal.case, by=samira, now=timezone.now())
        reporter = Reporter.objects.get()
    assert "“We picked up what you told us." in page(desk.get(address(signal))).text
    heard = address(signal, f"who-told/{reporter.uid}/heard/")
    assert "Noted: they heard" in page(desk.post(heard, follow=True)).text
    assert "They were told already" in page(desk.post(heard, follow=True)).text
    with within(town):
        reporter.refresh_from_db()
        assert reporter.told_by == samira


def test_the_person_is_told_or_the_reason_is_kept(
    desk: Client, worry: Worry, town: Municipality
) -> None:
    signal = worry()
    for how, words in (
        ("harm", "It would put somebody in danger".lower()),
        ("told", "that others told us about them."),
        ("onzin", "Nothing was changed"),
    ):
        answer = desk.post(own(signal, "person-told"), {"how": how}, follow=True)
        assert words in page(answer).text
    with within(town):
        signal.refresh_from_db()
    assert signal.told_person_on == timezone.localdate()


def test_a_doubtful_one_is_trusted_or_closed(
    desk: Client, worry: Worry, town: Municipality
) -> None:
    real, none = worry(suspicious=["fast"]), worry("Gok", suspicious=["links"])
    assert "This is a real worry" in page(desk.get(address(real))).text
    desk.post(own(real, "real"), {"real": "yes"})
    desk.post(own(none, "real"), {"real": "no"})
    with within(town):
        real.refresh_from_db()
        assert real.suspicious == []
        assert Case.objects.get(pk=none.case_id).ending == "no_question"


def test_two_of_the_same_person_become_one_case(
    desk: Client, worry: Worry, town: Municipality
) -> None:
    first, second = worry(), worry("Mevrouw Jansen")
    text = page(desk.get(address(second))).text
    assert "with the same phone number" in text
    answer = desk.post(address(second, "join/"), {"other": str(first.case.uid)}, follow=True)
    assert "They are one case now." in page(answer).text
    assert answer.redirect_chain[-1][0] == address(first)
    for strange in ("", "x", str(uuid.uuid4())):
        assert desk.post(address(first, "join/"), {"other": strange}).status_code == 404
    with within(town):
        assert Case.objects.exclude(state=State.CLOSED).count() == 1


def test_a_part_is_split_off_and_a_mistake_loses_nothing(
    desk: Client, worry: Worry, town: Municipality, html_valid: Any
) -> None:
    signal = worry()
    opened = desk.get(own(signal, "split"))
    html_valid(opened.content.decode(), "split")
    key = page(opened).all("input", name="key")[0]["value"]
    told = {"key": key, "name": "", "seen": "Haar broer eet niet."}
    wrong = desk.post(own(signal, "split"), told)
    assert wrong.status_code == 400
    assert "Haar broer eet niet." in page(wrong).text
    html_valid(wrong.content.decode(), "split")
    for _twice in range(2):
        answer = desk.post(own(signal, "split"), told | {"name": "Joop"}, follow=True)
        assert "Joop" in page(answer).text
    with within(town):
        assert Case.objects.count() == 2
        assert Reporter.objects.count() == 2


def test_a_second_caller_is_added(desk: Client, worry: Worry, html_valid: Any) -> None:
    signal = worry()
    html_valid(desk.get(own(signal, "also-told")).content.decode(), "also told")
    for wrong in ({}, {"name": "Nel", "owed": "spoken"}, {"owed": "nothing"}):
        assert desk.post(own(signal, "also-told"), wrong).status_code == 400
    answer = desk.post(own(signal, "also-told"), {"name": "Nel", "owed": "nothing"}, follow=True)
    assert "Nel" in page(answer).text


def test_a_worry_of_another_case_or_of_nobody_is_not_there(desk: Client, worry: Worry) -> None:
    one, other = worry(), worry("Ton")
    crossed = address(one, f"worries/{other.uid}/split/")
    assert desk.get(crossed).status_code == 404
    assert desk.post(address(one, f"who-told/{uuid.uuid4()}/heard/")).status_code == 404


def test_who_is_outside_the_team_reads_nothing_of_it(
    desk: Client, worry: Worry, town: Municipality
) -> None:
    signal = worry()
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    with within(town):
        spoken(case=signal.case, by=ruud, now=timezone.now())
    for rest in ("person-told", "split", "real", "also-told"):
        assert desk.post(own(signal, rest)).status_code == 403
    assert "Bep" not in page(desk.get(LIST)).text


def test_a_person_who_asked_to_leave_it_as_it_is_is_left_as_they_are(
    desk: Client, worry: Worry, town: Municipality
) -> None:
    signal = worry()
    with within(town):
        person = signal.case.person
        person.restricted_on = timezone.localdate()
        person.save()
    assert "The person knows now" not in page(desk.get(address(signal))).text
    assert desk.post(own(signal, "person-told"), {"how": "told"}).status_code == 403


def test_somebody_calls_and_the_form_opens_to_fill_in_with_them(
    desk: Client, town: Municipality
) -> None:
    answer = desk.post("/en/testdam/desk/helping/", {"on": "1", "for": "worried"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/testdam/worried/"
    assert "You are helping someone" in page(answer).text


def test_the_first_page_of_the_desk_counts_what_waits(desk: Client, worry: Worry) -> None:
    worry()
    worry("Gok", suspicious=["trap"])
    assert "1 Worries that came in" in page(desk.get("/en/testdam/desk/")).text
