"""Handing over, the team of a case, looking somebody up, and from what somebody asked to a case."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.models import Case, Note, Origin, Request, State, TeamMember
from nabij.casework.queries.settings import case_settings
from nabij.casework.rules import readable_cases
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from tests.core.people import browser, member
from tests.factories import RequestFactory
from tests.web.pages import page

CASES = "/en/testdam/desk/cases/"
OWN, ASSIGN = f"{CASES}hand-over/", f"{CASES}hand-over-of-a-colleague/"
FIND, LIMITS = f"{CASES}find-a-person/", f"{CASES}time-limits/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def ruud(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER, email="ruud@testdam.example")


@pytest.fixture
def desk(samira: User) -> Client:
    return browser(samira)


@pytest.fixture
def hanneke(town: Municipality) -> Client:
    return browser(member(town, Role.COORDINATOR))


@pytest.fixture
def case_of(town: Municipality) -> Callable[..., Case]:
    def make(by: User | None, name: str, **told: Any) -> Case:
        return open_case(
            municipality=town,
            told=Told(name=name, **told),
            origin=Origin.SELF,
            now=timezone.now(),
            by=by,
        )

    return make


def reads(user: User, case: Case) -> bool:
    return readable_cases(user, case.municipality, now=timezone.now()).contains(case)


def in_days(number: int) -> str:
    return f"{timezone.localdate() + number * DAY:%d-%m-%Y}"


def test_who_goes_on_leave_lets_a_colleague_stand_in_and_comes_back(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case], html_valid: Any
) -> None:
    cases = [case_of(samira, name) for name in ("Corrie", "Ton")]
    html_valid(desk.get(OWN).content, OWN)
    sent = {"which": "all", "how": "for_a_while", "until": in_days(7), "who": str(ruud.uid)}
    answer = desk.post(OWN, sent, follow=True)
    assert "Arranged for 2 cases" in page(answer).text
    assert [reads(ruud, case) for case in cases] == [True, True]
    assert "stands in" in page(desk.get(OWN)).text
    desk.post(OWN, {"which": "all", "how": "back"})
    assert [reads(ruud, case) for case in cases] == [False, False]


def test_the_coordinator_gives_the_cases_of_who_is_ill_to_a_colleague_without_a_name(
    hanneke: Client, samira: User, ruud: User, case_of: Callable[..., Case], html_valid: Any
) -> None:
    cases = [case_of(samira, name, phone="0299 55 03 01") for name in ("Corrie", "Ton")]
    listed = hanneke.get(ASSIGN)
    html_valid(listed.content, ASSIGN)
    assert "2 open cases" in page(listed).text
    address = f"{ASSIGN}?worker={samira.uid}"
    answer = hanneke.get(address)
    html_valid(answer.content, address)
    text = page(answer).text
    assert cases[0].reference in text
    assert not any(told in text for told in ("Corrie", "Ton", "0299 55 03 01"))
    sent = {"which": "some", "cases": str(cases[1].uid), "how": "for_good", "who": str(ruud.uid)}
    hanneke.post(address, sent)
    assert [reads(ruud, case) for case in cases] == [False, True]
    assert hanneke.get(f"{CASES}{cases[1].uid}/").status_code == 403
    assert not AuditEvent.objects.filter(verb="case.read").exists()


def test_the_list_to_hand_over_takes_as_many_queries_for_many(
    hanneke: Client, samira: User, ruud: User, case_of: Callable[..., Case]
) -> None:
    counts = []
    for many in (2, 8):
        for number in range(many):
            case_of(samira, f"P{number}")
        hanneke.get(f"{ASSIGN}?worker={samira.uid}")
        with CaptureQueriesContext(connection) as asked:
            hanneke.get(f"{ASSIGN}?worker={samira.uid}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": ""},
        {"until": ""},
        {"until": "01-01-2001"},
        {"until": "volgende week"},
        {"how": ""},
        {"which": "some"},
        {"who": "00000000-0000-4000-8000-000000000009"},
    ],
)
def test_what_is_not_right_is_said_and_nothing_changes_hands(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case], wrong: dict[str, str]
) -> None:
    case = case_of(samira, "Corrie")
    sent = {"which": "all", "how": "for_a_while", "until": in_days(7), "who": str(ruud.uid)}
    answer = desk.post(OWN, sent | wrong)
    assert answer.status_code == 400
    assert "Something is not right yet" in page(answer).text
    assert not reads(ruud, case)


def test_a_colleague_is_asked_along_and_out_again_and_gets_the_case(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case], html_valid: Any
) -> None:
    case = case_of(samira, "Corrie")
    team = f"{CASES}{case.uid}/team/"
    added = desk.post(team, {"do": "add", "who": str(ruud.uid)}, follow=True)
    html_valid(added.content, "team")
    assert reads(ruud, case)
    desk.post(team, {"do": "remove", "who": str(ruud.uid)})
    assert not TeamMember.objects.exists()
    answer = desk.post(team, {"do": "hand_over", "who": str(ruud.uid)}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/desk/today/")
    assert [reads(user, case) for user in (samira, ruud)] == [False, True]


def test_who_is_in_the_team_does_not_give_the_case_away(
    desk: Client, samira: User, ruud: User, town: Municipality, case_of: Callable[..., Case]
) -> None:
    case = case_of(ruud, "Corrie")
    TeamMember.objects.create(municipality=town, case=case, user=samira, since=timezone.localdate())
    sent = {"do": "hand_over", "who": str(samira.uid)}
    answer = desk.post(f"{CASES}{case.uid}/team/", sent, follow=True)
    assert "Only its own link worker" in page(answer).text
    assert Case.objects.get(pk=case.pk).worker == ruud
    desk.post(f"{CASES}{case.uid}/team/", {"do": "add", "who": "nobody"})
    assert TeamMember.objects.count() == 1


@pytest.mark.parametrize(
    "typed", ["corrie zwartendijk", "0299-550309", "+31 299 55 03 09", "CORRIE@post.example"]
)
def test_somebody_is_known_by_name_number_or_address_and_the_trail_says_that_it_was_searched(
    desk: Client, samira: User, case_of: Callable[..., Case], html_valid: Any, typed: str
) -> None:
    case_of(samira, "Corrie Zwartendijk", phone="0299 55 03 09", email="corrie@post.example")
    answer = desk.post(FIND, {"person": typed})
    html_valid(answer.content, FIND)
    assert f"{CASES}" in answer.content.decode()
    assert "Found" in page(answer).text
    assert "Corrie Zwartendijk" in page(answer).text
    [event] = AuditEvent.objects.filter(verb="case.searched")
    assert not any(word in str(vars(event)) for word in ("orrie", "0309", "post.example"))


def test_who_is_in_a_colleagues_case_is_told_by_the_colleague_only(
    desk: Client, ruud: User, case_of: Callable[..., Case]
) -> None:
    ruud.first_name = "Ruud"
    ruud.save()
    case = case_of(ruud, "Wim", phone="0299 55 03 19")
    answer = desk.post(FIND, {"person": "0299 55 03 19"})
    text = page(answer).text
    assert "outside your team. Ask Ruud" in text
    assert "Wim" not in text
    assert "In conversation" not in text
    refused = desk.get(f"{CASES}{case.uid}/")  # the way in an emergency stands there
    assert f'href="{CASES}{case.uid}/"' in answer.content.decode()
    assert refused.status_code == 403
    assert "Open it with a reason" in page(refused).text
    assert "Wim" not in page(refused).text
    assert "Not known here" in page(desk.post(FIND, {"person": "Willem"})).text


def test_who_asked_to_be_called_is_found_too(desk: Client, town: Municipality) -> None:
    RequestFactory.create(municipality=town, name="Bert", phone="06 00 00 00 12")
    assert "Call me" in page(desk.post(FIND, {"person": "0600000012"})).text


def test_what_somebody_asked_goes_on_as_a_case_once_with_what_was_told(
    desk: Client, samira: User, town: Municipality, html_valid: Any
) -> None:
    long_ago = timezone.now() - 3 * DAY
    asked = RequestFactory.create(
        municipality=town,
        name="Riet Waardenburg",
        phone="0299 55 02 11",
        words="Ik weet niet waar ik moet beginnen.",
        helper_name="Ans",
        received_at=long_ago,
    )
    one = f"/en/testdam/desk/requests/{asked.uid}/"
    assert "Help this person further" in page(desk.get(one)).text
    answers = [desk.post(f"{one}further/", follow=True) for _twice in range(2)]
    html_valid(answers[0].content, "case")
    case = Case.objects.select_related("person").get()
    assert (case.person.name, case.person.phone) == ("Riet Waardenburg", "0299 55 02 11")
    assert (case.received_at, case.state, case.worker) == (
        long_ago,
        State.IN_CONVERSATION,
        samira,
    )
    [note] = Note.objects.all()
    assert "Ik weet niet waar ik moet beginnen." in note.text
    assert "Ans" in note.text
    assert Request.objects.get(pk=asked.pk).state == Request.State.DONE
    assert "Went on as a case" in page(desk.get(one)).text


@pytest.mark.parametrize("told", [{"kind": "idea"}, {"forgotten_on": dt.date(2026, 1, 1)}])
def test_an_idea_or_what_was_forgotten_becomes_no_case(
    desk: Client, town: Municipality, told: dict[str, Any]
) -> None:
    asked = RequestFactory.create(municipality=town, **told)
    one = f"/en/testdam/desk/requests/{asked.uid}/"
    assert "Help this person further" not in page(desk.get(one)).text
    desk.post(f"{one}further/")
    assert not Case.objects.exists()


def test_the_municipality_sets_its_own_time_limits(
    hanneke: Client, town: Municipality, html_valid: Any
) -> None:
    first = hanneke.get(LIMITS)
    html_valid(first.content, LIMITS)
    form = first.context["form"]
    sent = {name: form.initial[name] for name in form.fields}
    assert hanneke.post(LIMITS, sent).status_code == 302
    assert not AuditEvent.objects.filter(verb="case.settings_changed").exists()
    hanneke.post(LIMITS, sent | {"received": 1, "keep_days_helped": 365})
    settings = case_settings(town)
    assert (settings.limit(State.RECEIVED), settings.keep_days_helped) == (1, 365)
    [event] = AuditEvent.objects.filter(verb="case.settings_changed")
    assert event.fields == ["keep_days_helped", "limits"]
    wrong = hanneke.post(LIMITS, sent | {"received": "veel", "keep_days_helped": 90000})
    assert wrong.status_code == 400
    assert 'value="veel"' in wrong.content.decode()
    assert case_settings(town).limit(State.RECEIVED) == 1
