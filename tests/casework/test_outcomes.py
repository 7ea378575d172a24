"""One tap an outcome: what it does to a case, and taking it back."""

import datetime as dt

import pytest

from nabij.casework.actions import contacts
from nabij.casework.actions.cases import Told, move, open_case
from nabij.casework.actions.handling import EndedError, InThePastError
from nabij.casework.actions.undoing import MEANWHILE, TooLateError, last_tap, undo
from nabij.casework.models import Case, CaseEvent, Ending, NextStep, Origin, State
from nabij.casework.rules import NotAllowedError
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def waiting(town: Municipality) -> Case:
    return open_case(
        municipality=town, told=Told(name="Ton de Vries"), origin=Origin.SIGNAL, now=NOW
    )


def now_of(case: Case) -> Case:
    row: Case = Case.objects.get(pk=case.pk)
    return row


def whats(case: Case) -> list[str]:
    return list(CaseEvent.objects.filter(case=case).values_list("what", flat=True))


def test_who_was_spoken_with_is_in_conversation_with_whoever_spoke(
    waiting: Case, samira: User
) -> None:
    contacts.spoken(case=waiting, by=samira, now=NOW + DAY)
    row = now_of(waiting)
    assert (row.state, row.worker) == (State.IN_CONVERSATION, samira)
    assert (row.last_contact_on, row.tries) == ((NOW + DAY).date(), 0)
    assert whats(row) == ["opened", "moved", "spoken"]
    assert AuditEvent.objects.filter(verb="case.spoken").count() == 1


def test_a_try_is_counted_and_comes_back_on_the_next_working_day(
    waiting: Case, samira: User
) -> None:
    friday = NOW + DAY
    contacts.not_reached(case=waiting, by=samira, now=friday)
    row = now_of(waiting)
    assert (row.state, row.tries, row.next_step) == (State.CONTACT_TRIED, 1, NextStep.CALL)
    assert row.next_on == (friday + 3 * DAY).date()
    assert row.last_contact_on is None


def test_a_second_try_does_not_lengthen_the_time_to_reach_somebody_but_does_keep_the_case(
    waiting: Case, samira: User
) -> None:
    contacts.not_reached(case=waiting, by=samira, now=NOW)
    first = now_of(waiting)
    contacts.not_reached(case=waiting, by=samira, now=NOW + DAY)
    second = now_of(waiting)
    assert (second.tries, second.due_at) == (2, first.due_at)
    assert second.keep_until == first.keep_until + DAY


def test_who_is_in_conversation_and_does_not_answer_once_stays_there(
    waiting: Case, samira: User
) -> None:
    contacts.visited(case=waiting, by=samira, now=NOW)
    contacts.not_reached(case=waiting, by=samira, now=NOW + DAY)
    assert now_of(waiting).state == State.IN_CONVERSATION


def test_a_letter_gets_some_days_before_somebody_calls(waiting: Case, samira: User) -> None:
    contacts.wrote(case=waiting, by=samira, now=NOW)
    row = now_of(waiting)
    assert (row.state, row.next_on) == (State.CONTACT_TRIED, (NOW + 7 * DAY).date())


def test_a_talk_does_what_was_agreed_for_it_and_leaves_what_comes_later(
    waiting: Case, samira: User
) -> None:
    contacts.agree(case=waiting, step=NextStep.CALL, day=(NOW + 3 * DAY).date(), by=samira, now=NOW)
    contacts.spoken(case=waiting, by=samira, now=NOW + DAY)
    assert now_of(waiting).next_on is None
    later = (NOW + 9 * DAY).date()
    contacts.agree(
        case=waiting, step=NextStep.ASK_PROVIDER, day=later, by=samira, now=NOW + 2 * DAY
    )
    contacts.spoken(case=waiting, by=samira, now=NOW + 3 * DAY)
    assert (now_of(waiting).next_step, now_of(waiting).next_on) == (NextStep.ASK_PROVIDER, later)


def test_a_day_that_has_passed_is_refused(waiting: Case, samira: User) -> None:
    with pytest.raises(InThePastError):
        contacts.agree(case=waiting, step=NextStep.CALL, day=(NOW - DAY).date(), by=samira, now=NOW)
    assert now_of(waiting).next_on is None


@pytest.mark.parametrize("ending", [Ending.NOT_WANTED, Ending.NOTHING_NEEDED])
def test_no_thank_you_is_an_end_and_a_contact(waiting: Case, samira: User, ending: Ending) -> None:
    contacts.close(case=waiting, ending=ending, by=samira, now=NOW)
    row = now_of(waiting)
    assert (row.state, row.ending, row.last_contact_on) == (State.CLOSED, ending, NOW.date())
    assert row.keep_until == (NOW + 91 * DAY).date()
    with pytest.raises(EndedError):
        contacts.spoken(case=waiting, by=samira, now=NOW + DAY)


def test_a_double_click_is_one_tap(waiting: Case, samira: User) -> None:
    for seconds in (0, 2):
        at = NOW + dt.timedelta(seconds=seconds)
        contacts.not_reached(case=waiting, by=samira, now=at)
    assert now_of(waiting).tries == 1
    for seconds in (0, 2):
        at = NOW + DAY + dt.timedelta(seconds=seconds)
        contacts.close(case=waiting, ending=Ending.NOT_WANTED, by=samira, now=at)
    assert whats(waiting) == ["opened", "moved", "not_reached", "moved"]


def test_a_mistake_is_taken_back_whole_and_history_tells_both(waiting: Case, samira: User) -> None:
    before = Case.objects.filter(pk=waiting.pk).values().get()
    contacts.close(case=waiting, ending=Ending.NOT_WANTED, by=samira, now=NOW + DAY)
    undo(case=waiting, by=samira, now=NOW + DAY + MINUTE)
    assert Case.objects.filter(pk=waiting.pk).values().get() == before
    assert whats(waiting) == ["opened", "moved", "undone"]
    undone = CaseEvent.objects.get(what="undone")
    assert undone.undoes is not None
    assert undone.undoes.ending == Ending.NOT_WANTED
    assert AuditEvent.objects.filter(verb="case.undone").exists()


def test_taking_back_is_for_whoever_tapped_for_a_while_and_only_the_last(
    town: Municipality, waiting: Case, samira: User
) -> None:
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    contacts.not_reached(case=waiting, by=samira, now=NOW)
    with pytest.raises(NotAllowedError):
        undo(case=waiting, by=ruud, now=NOW + MINUTE)
    with pytest.raises(TooLateError):
        undo(case=waiting, by=samira, now=NOW + MEANWHILE)
    assert last_tap(now_of(waiting), by=samira, now=NOW + MINUTE) is not None
    move(case=waiting, to=State.IN_CONVERSATION, by=samira, now=NOW + MINUTE)
    with pytest.raises(TooLateError):
        undo(case=waiting, by=samira, now=NOW + 2 * MINUTE)
    assert now_of(waiting).state == State.IN_CONVERSATION


def test_what_was_taken_back_is_not_taken_back_twice(waiting: Case, samira: User) -> None:
    contacts.spoken(case=waiting, by=samira, now=NOW)
    undo(case=waiting, by=samira, now=NOW + MINUTE)
    with pytest.raises(TooLateError):
        undo(case=waiting, by=samira, now=NOW + MINUTE)


def test_nobody_taps_outside_the_team(town: Municipality, samira: User) -> None:
    own = open_case(
        municipality=town, told=Told(name="Corrie"), origin=Origin.SELF, now=NOW, by=samira
    )
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    for act in (contacts.spoken, contacts.visited, contacts.not_reached, contacts.wrote):
        with pytest.raises(NotAllowedError):
            act(case=own, by=ruud, now=NOW)
    assert whats(own) == ["opened"]
