"""Taking up, handing over, standing in and the team: who may, and who reads afterwards."""

import datetime as dt

import pytest

from nabij.casework.actions import assigning, contacts
from nabij.casework.actions.cases import Told, open_case
from nabij.casework.actions.handling import InThePastError
from nabij.casework.models import Case, CaseEvent, Origin, State, TeamMember
from nabij.casework.rules import NotAllowedError, readable_cases
from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member

DAY = dt.timedelta(days=1)


@pytest.fixture
def ruud(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER, email="ruud@testdam.example")


@pytest.fixture
def hanneke(town: Municipality) -> User:
    return member(town, Role.COORDINATOR)


@pytest.fixture
def cases(town: Municipality, samira: User) -> list[Case]:
    return [
        open_case(municipality=town, told=Told(name=name), origin=Origin.SELF, now=NOW, by=samira)
        for name in ("Corrie", "Ton")
    ]


def reads(user: User, case: Case, now: dt.datetime = NOW) -> bool:
    return readable_cases(user, case.municipality, now=now).contains(case)


def now_of(case: Case) -> Case:
    row: Case = Case.objects.get(pk=case.pk)
    return row


def test_the_first_who_takes_a_case_up_has_it(town: Municipality, samira: User, ruud: User) -> None:
    case = open_case(municipality=town, told=Told(name="Nel"), origin=Origin.SIGNAL, now=NOW)
    assigning.take_up(case=case, by=samira, now=NOW + DAY)
    row = now_of(case)
    assert (row.worker, row.state, row.state_since) == (samira, State.PICKED_UP, NOW + DAY)
    assert row.received_at == NOW
    with pytest.raises(assigning.TakenError):
        assigning.take_up(case=case, by=ruud, now=NOW)
    assigning.take_up(case=case, by=samira, now=NOW)
    assert CaseEvent.objects.filter(what="taken").count() == 1


def test_all_of_mine_go_to_a_colleague_who_sees_that_they_came(
    cases: list[Case], samira: User, ruud: User
) -> None:
    assert assigning.hand_over(cases=cases, to=ruud, by=samira, now=NOW) == 2
    assert [reads(samira, case) for case in cases] == [False, False]
    assert [reads(ruud, case) for case in cases] == [True, True]
    assert now_of(cases[0]).handed_over_at == NOW
    contacts.spoken(case=cases[0], by=ruud, now=NOW + DAY)
    assert now_of(cases[0]).handed_over_at is None
    event = CaseEvent.objects.get(case=cases[1], what="handed_over")
    assert (event.by, event.whom) == (samira, ruud)


def test_a_coordinator_hands_over_what_they_may_not_read(
    cases: list[Case], samira: User, ruud: User, hanneke: User
) -> None:
    until = (NOW + 7 * DAY).date()
    assert assigning.stand_in(cases=cases, who=ruud, until=until, by=hanneke, now=NOW) == 2
    assert [reads(user, cases[0]) for user in (samira, ruud, hanneke)] == [True, True, False]
    assert not reads(ruud, cases[0], NOW + 8 * DAY)
    assert assigning.end_stand_in(cases=cases, by=hanneke, now=NOW) == 2
    assert not reads(ruud, cases[0])


def test_who_stands_in_may_stop_and_may_not_give_it_away(
    cases: list[Case], samira: User, ruud: User, town: Municipality
) -> None:
    tine = member(town, Role.LINK_WORKER, email="tine@testdam.example")
    assigning.stand_in(cases=cases, who=ruud, until=(NOW + DAY).date(), by=samira, now=NOW)
    with pytest.raises(NotAllowedError):
        assigning.hand_over(cases=cases, to=tine, by=ruud, now=NOW)
    assert assigning.end_stand_in(cases=cases, by=ruud, now=NOW) == 2


def test_all_or_nothing_goes_to_somebody_else(
    cases: list[Case], samira: User, ruud: User, town: Municipality
) -> None:
    Case.objects.filter(pk=cases[1].pk).update(worker=ruud)
    with pytest.raises(NotAllowedError):
        assigning.hand_over(cases=cases, to=ruud, by=samira, now=NOW)
    assert now_of(cases[0]).worker == samira


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANALYST, Role.AMBASSADOR])
def test_only_who_works_on_cases_gets_one(
    cases: list[Case], samira: User, town: Municipality, role: Role
) -> None:
    other = member(town, role, email="iemand@testdam.example")
    day = (NOW + DAY).date()
    with pytest.raises(NotAllowedError):
        assigning.hand_over(cases=cases, to=other, by=samira, now=NOW)
    with pytest.raises(NotAllowedError):
        assigning.stand_in(cases=cases, who=other, until=day, by=samira, now=NOW)
    with pytest.raises(NotAllowedError):
        assigning.add_to_team(case=cases[0], user=other, by=samira, now=NOW)


def test_nobody_stands_in_until_yesterday(cases: list[Case], samira: User, ruud: User) -> None:
    with pytest.raises(InThePastError):
        assigning.stand_in(cases=cases, who=ruud, until=(NOW - DAY).date(), by=samira, now=NOW)


def test_a_colleague_joins_the_team_and_leaves_it(
    cases: list[Case], samira: User, ruud: User
) -> None:
    with pytest.raises(NotAllowedError):
        assigning.add_to_team(case=cases[0], user=ruud, by=ruud, now=NOW)
    assigning.add_to_team(case=cases[0], user=ruud, by=samira, now=NOW)
    assert [reads(ruud, case) for case in cases] == [True, False]
    assigning.remove_from_team(case=cases[0], user=ruud, by=ruud, now=NOW)
    assert not reads(ruud, cases[0])
    assert not TeamMember.objects.exists()
    assert CaseEvent.objects.filter(case=cases[0], what="team").count() == 2
