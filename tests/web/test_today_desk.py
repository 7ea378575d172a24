"""The link worker's day, one tap an outcome, and the caseload."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nabij.casework.actions import assigning, contacts
from nabij.casework.actions.cases import Told, open_case
from nabij.casework.models import Case, Ending, NextStep, Origin, State
from nabij.core.models import Area, AuditEvent, Municipality, User
from nabij.core.roles import Role
from tests.core.people import browser, member
from tests.factories import AreaFactory, RequestFactory
from tests.web.pages import page

DAY = dt.timedelta(days=1)
TODAY = "/en/testdam/desk/today/"
CASES = "/en/testdam/desk/cases/"


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
def case_of(town: Municipality) -> Callable[..., Case]:
    """`case_of(samira, "Corrie", days_ago=3)`: a case of hers that began so long ago."""

    def make(by: User | None, name: str, *, days_ago: int = 0, area: Area | None = None) -> Case:
        told = Told(name=name, phone="0299 55 03 01", area=area)
        at = timezone.now() - days_ago * DAY
        return open_case(municipality=town, told=told, origin=Origin.SELF, now=at, by=by)

    return make


def agreed(case: Case, by: User, ahead: int, step: NextStep = NextStep.CALL) -> None:
    now = timezone.now()
    day = timezone.localdate(now) + ahead * DAY
    long_ago = now - 60 * DAY
    contacts.agree(case=case, step=step, day=day, by=by, now=long_ago)


def tap(desk: Client, case: Case, went: str, **more: str) -> Any:
    return desk.post(f"{CASES}{case.uid}/outcome/", {"went": went, **more}, follow=True)


def now_of(case: Case) -> Case:
    row: Case = Case.objects.get(pk=case.pk)
    return row


def names(answer: Any, heading: str) -> str:
    """The words of one section of the page."""
    found = page(answer).text.split(heading)
    return found[1] if len(found) > 1 else ""


def test_what_is_due_today_and_what_comes_later_and_who_nobody_took_up(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case], html_valid: Any
) -> None:
    agreed(case_of(samira, "Corrie"), samira, 0)
    agreed(case_of(samira, "Henk"), samira, 30)
    agreed(case_of(ruud, "Wim"), ruud, 0)
    case_of(samira, "Joop", days_ago=30)
    case_of(None, "Nel", days_ago=2)
    answer = desk.get(TODAY)
    text = page(answer).text
    to_do = text.split("To do today")[1].split("Nobody took these up yet")[0]
    assert to_do.index("Joop") < to_do.index("Corrie")
    assert "Late" in to_do.split("Corrie")[0]
    assert "Call: today" in to_do
    assert "Nel" in text.split("Who waits longest comes first")[1]
    assert "Wim" not in text
    assert "Henk" not in text
    assert 'href="tel:' in answer.content.decode()
    html_valid(answer.content, "today")


def test_who_asked_to_be_called_is_there_unless_a_colleague_has_it(
    desk: Client, samira: User, ruud: User, town: Municipality
) -> None:
    RequestFactory.create(municipality=town, name="Bert")
    RequestFactory.create(municipality=town, name="Tineke", handler=samira)
    RequestFactory.create(municipality=town, name="Kees", handler=ruud)
    RequestFactory.create(municipality=town, name="SEO", suspicious=["links"])
    text = page(desk.get(TODAY)).text
    assert [name in text for name in ("Bert", "Tineke", "Kees", "SEO")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_day_without_anything_is_said_too(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    for address in (TODAY, CASES):
        answer = desk.get(address)
        html_valid(answer.content, address)
    assert "All done" in page(desk.get(TODAY)).text


def test_one_look_is_one_event_and_names_are_of_what_is_shown(
    desk: Client, samira: User, case_of: Callable[..., Case]
) -> None:
    for number in range(3):
        agreed(case_of(samira, f"P{number}"), samira, 0)
    desk.get(TODAY)
    [event] = AuditEvent.objects.filter(verb="case.list_read")
    assert event.reason == "today: 3"
    desk.get(CASES)
    assert AuditEvent.objects.filter(verb="case.list_read").count() == 2


@pytest.mark.parametrize("address", [TODAY, CASES, f"{CASES}?whose=team&sort=contact"])
def test_many_cases_take_as_many_queries_as_few(
    desk: Client, samira: User, case_of: Callable[..., Case], address: str
) -> None:
    counts = []
    for many in (2, 9):
        for number in range(many):
            area = AreaFactory.create()
            agreed(case_of(samira, f"A{number}", area=area), samira, number % 3)
            case_of(None, f"B{number}", area=area)
        desk.get(address)
        with CaptureQueriesContext(connection) as asked:
            desk.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_one_tap_notes_it_and_offers_to_take_it_back(
    desk: Client, samira: User, case_of: Callable[..., Case]
) -> None:
    case = case_of(samira, "Corrie")
    agreed(case, samira, 0)
    answer = tap(desk, case, "spoken", back="today")
    assert now_of(case).state == State.IN_CONVERSATION
    assert answer.redirect_chain[0][0] == f"{TODAY}?tapped={case.uid}"
    assert "That was a mistake" in page(answer).text
    undone = desk.post(f"{CASES}{case.uid}/take-back/", {"back": "today"}, follow=True)
    assert "Taken back" in page(undone).text
    assert now_of(case).state == State.PICKED_UP
    assert now_of(case).next_on == timezone.localdate()
    again = desk.post(f"{CASES}{case.uid}/take-back/", follow=True)
    assert "too late" in page(again).text


@pytest.mark.parametrize(
    ("went", "state", "ending"),
    [
        ("not_reached", State.CONTACT_TRIED, ""),
        ("wrote", State.CONTACT_TRIED, ""),
        ("visited", State.IN_CONVERSATION, ""),
        ("to-in_conversation", State.IN_CONVERSATION, ""),
        ("close-not_wanted", State.CLOSED, Ending.NOT_WANTED),
        ("close-elsewhere", State.CLOSED, Ending.ELSEWHERE),
    ],
)
def test_every_outcome_from_the_page_of_the_case(
    desk: Client,
    samira: User,
    case_of: Callable[..., Case],
    html_valid: Any,
    went: str,
    state: State,
    ending: str,
) -> None:
    case = case_of(samira, "Corrie")
    answer = tap(desk, case, went)
    assert (now_of(case).state, now_of(case).ending) == (state, ending)
    html_valid(answer.content, went)
    assert "Noted" in page(answer).text


def test_the_next_step_goes_with_a_day_that_is_tapped_or_typed(
    desk: Client, samira: User, case_of: Callable[..., Case]
) -> None:
    case, today = case_of(samira, "Corrie"), timezone.localdate()
    tap(desk, case, "agree", step="visit", day=str(today + DAY))
    assert (now_of(case).next_step, now_of(case).next_on) == ("visit", today + DAY)
    later = today + 20 * DAY
    tap(desk, case, "agree", step="plan", other_day=f"{later:%d-%m-%Y}")
    assert (now_of(case).next_step, now_of(case).next_on) == ("plan", later)


@pytest.mark.parametrize(
    "sent",
    [
        {"went": ""},
        {"went": "shout"},
        {"went": "close-too_old"},
        {"went": "close-"},
        {"went": "to-arrived"},
        {"went": "to-closed"},
        {"went": "agree", "step": "call", "day": "gisteren"},
        {"went": "agree", "step": "dance", "day": "2030-01-01"},
        {"went": "agree", "step": "call", "day": "1999-01-01"},
        {"went": "agree", "step": "call", "day": "2199-01-01"},
    ],
)
def test_what_is_no_outcome_changes_nothing_and_says_so(
    desk: Client, samira: User, case_of: Callable[..., Case], sent: dict[str, str]
) -> None:
    case = case_of(samira, "Corrie")
    before = Case.objects.filter(pk=case.pk).values().get()
    answer = desk.post(f"{CASES}{case.uid}/outcome/", sent, follow=True)
    assert answer.status_code == 200
    assert "Noted" not in page(answer).text
    assert Case.objects.filter(pk=case.pk).values().get() == before


def test_a_closed_case_is_taken_up_again(
    desk: Client, samira: User, case_of: Callable[..., Case]
) -> None:
    case = case_of(samira, "Corrie")
    tap(desk, case, "close-helped")
    assert "had been closed already" in page(tap(desk, case, "spoken")).text
    tap(desk, case, "to-in_conversation")
    assert (now_of(case).state, now_of(case).ending) == (State.IN_CONVERSATION, "")


def test_who_waits_is_taken_up_by_the_first(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case]
) -> None:
    case, other = case_of(None, "Nel"), case_of(None, "Ton")
    answer = desk.post(f"{CASES}{case.uid}/take-up/", follow=True)
    assert "It is yours now" in page(answer).text
    assert now_of(case).worker == samira
    assigning.take_up(case=other, by=ruud, now=timezone.now())
    assert desk.post(f"{CASES}{other.uid}/take-up/").status_code == 403


def test_what_came_from_a_colleague_says_so_until_something_is_done(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case]
) -> None:
    case = case_of(ruud, "Gerda")
    assigning.hand_over(cases=[case], to=samira, by=ruud, now=timezone.now())
    assert "Gerda" in page(desk.get(TODAY)).text.split("Handed over to you")[1]
    tap(desk, case, "spoken", back="today")
    assert "Handed over to you" not in page(desk.get(TODAY)).text


def test_who_stands_in_has_the_calls_of_who_is_ill(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case]
) -> None:
    case, now = case_of(ruud, "Cees"), timezone.now()
    agreed(case, ruud, 0)
    until = timezone.localdate(now) + 3 * DAY
    assigning.stand_in(cases=[case], who=samira, until=until, by=ruud, now=now)
    assert "you stand in for" in page(desk.get(TODAY)).text
    assert "Cees" in page(browser(ruud).get(TODAY)).text


def test_the_caseload_is_narrowed_sorted_and_paged(
    desk: Client, samira: User, ruud: User, case_of: Callable[..., Case], town: Municipality
) -> None:
    whole = AreaFactory.create(code=town.code, kind=Area.Kind.MUNICIPALITY)
    here = AreaFactory.create(parent=whole)
    late = case_of(samira, "Laat", days_ago=40, area=here)
    case_of(samira, "Nieuw")
    closed = case_of(samira, "Dicht")
    contacts.close(case=closed, ending=Ending.HELPED, by=samira, now=timezone.now())
    case_of(ruud, "Van Ruud")
    assigning.add_to_team(case=case_of(ruud, "Samen"), user=samira, by=ruud, now=timezone.now())
    case_of(None, "Wacht")

    def shown(query: str) -> list[str]:
        text = page(desk.get(CASES + query)).text
        every = ("Laat", "Nieuw", "Dicht", "Van Ruud", "Samen", "Wacht")
        return [name for name in every if f"{name} " in text.split("Show")[1]]

    assert late.is_late(timezone.now())
    assert shown("") == ["Laat", "Nieuw"]
    assert shown("?whose=team") == ["Laat", "Nieuw", "Samen"]
    assert shown("?whose=waiting") == ["Wacht"]
    assert shown("?whose=handed") == []
    assert shown("?late=on") == ["Laat"]
    assert shown("?state=closed") == ["Dicht"]
    assert shown(f"?area={here.code}") == ["Laat"]
    assert shown("?state=nonsense&sort=x&whose=y&page=-4") == ["Laat", "Nieuw"]


def test_the_caseload_goes_on_on_a_second_page(
    desk: Client, samira: User, case_of: Callable[..., Case]
) -> None:
    for number in range(51):
        case_of(samira, f"Persoon {number}")
    first, second = desk.get(CASES), desk.get(f"{CASES}?page=2")
    assert first.content.count(b'<li class="asked work') == 50
    assert second.content.count(b'<li class="asked work') == 1
    assert desk.get(f"{CASES}?page=99").content.count(b'<li class="asked work') == 1


def test_somebody_who_helps_people_lands_on_today(desk: Client, town: Municipality) -> None:
    answer = desk.get("/en/account/")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/desk/today/")
    hanneke = browser(member(town, Role.COORDINATOR))
    assert hanneke.get("/en/account/").headers["Location"].endswith("/desk/")


def test_the_desk_counts_what_waits_today(
    desk: Client, samira: User, case_of: Callable[..., Case]
) -> None:
    agreed(case_of(samira, "Corrie"), samira, 0)
    case_of(samira, "Joop", days_ago=40)
    text = page(desk.get("/en/testdam/desk/")).text
    assert "2 Today: what to do for whom 1 later than promised" in " ".join(text.split())
