"""A case goes up the ladder, is read by its team only, and keeps what two people write at once."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from nabij.casework.actions.assigning import add_to_team, remove_from_team
from nabij.casework.actions.cases import CannotFollowError, Told, add_note, move, open_case
from nabij.casework.actions.emergency import break_glass
from nabij.casework.actions.signals import join
from nabij.casework.models import (
    Case,
    CaseEvent,
    CaseSettings,
    EmergencyAccess,
    Ending,
    Note,
    Origin,
    State,
    TeamMember,
)
from nabij.casework.models.ladder import DECLINED, GOOD, LADDER, OPEN, may_follow
from nabij.casework.queries.cases import read_case
from nabij.casework.rules import NotAllowedError, readable_cases
from nabij.core.models import AuditEvent, Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member

DAY = dt.timedelta(days=1)


@pytest.fixture
def waiting(town: Municipality) -> Case:
    """Somebody worried about Ton this morning; nobody took it up yet."""
    told = Told(name="Ton de Vries", phone="06 12 34 56 78")
    return open_case(municipality=town, told=told, origin=Origin.SIGNAL, now=NOW)


@pytest.fixture
def own(town: Municipality, samira: User) -> Case:
    """A case of Samira's."""
    told = Told(name="Corrie", phone="0180 123 456")
    return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=samira)


def colleague(town: Municipality, name: str = "ruud") -> User:
    return member(town, Role.LINK_WORKER, email=f"{name}@testdam.example")


def readers(case: Case, *viewers: User, now: dt.datetime = NOW) -> list[bool]:
    return [readable_cases(one, case.municipality, now=now).contains(case) for one in viewers]


def test_every_state_can_be_reached_and_every_open_one_can_be_closed() -> None:
    assert set(LADDER) == set(State)
    reached = {after for rung in LADDER.values() for after in rung.next}
    assert reached | {State.RECEIVED} == set(State)
    assert all(may_follow(state, State.CLOSED) for state in OPEN)
    assert GOOD <= set(Ending) >= DECLINED
    assert Ending.NOT_WANTED in GOOD
    assert Ending.NOTHING_NEEDED in GOOD


def test_a_case_that_somebody_opened_is_theirs_and_one_that_came_in_waits(
    waiting: Case, own: Case, samira: User
) -> None:
    assert (waiting.state, waiting.worker) == (State.RECEIVED, None)
    assert (own.state, own.worker) == (State.PICKED_UP, samira)
    assert waiting.due_at is not None
    assert not waiting.is_late(NOW + DAY)
    assert waiting.is_late(NOW + 10 * DAY)


def test_each_change_is_in_the_history_and_in_the_trail_without_a_name(
    waiting: Case, samira: User
) -> None:
    move(case=waiting, to=State.CONTACT_TRIED, by=samira, now=NOW)
    whats = list(CaseEvent.objects.values_list("what", "state"))
    assert whats == [("opened", State.RECEIVED), ("moved", State.CONTACT_TRIED)]
    told = [str(vars(event)) for event in AuditEvent.objects.filter(verb__startswith="case.")]
    assert len(told) == 2
    assert not any("Ton" in line for line in told)


def test_only_what_the_ladder_allows_follows(waiting: Case, samira: User) -> None:
    with pytest.raises(CannotFollowError):
        move(case=waiting, to=State.ARRIVED, by=samira, now=NOW)
    with pytest.raises(ValueError, match="reason"):
        move(case=waiting, to=State.CLOSED, by=samira, now=NOW)
    with pytest.raises(ValueError, match="reason"):
        move(case=waiting, to=State.PICKED_UP, by=samira, now=NOW, ending=Ending.HELPED)
    waiting.refresh_from_db()
    assert waiting.state == State.RECEIVED


def test_the_first_who_acts_is_its_worker(waiting: Case, samira: User) -> None:
    assert move(case=waiting, to=State.IN_CONVERSATION, by=samira, now=NOW).worker == samira


def test_a_municipality_sets_how_long_a_state_may_last(
    town: Municipality, waiting: Case, samira: User
) -> None:
    CaseSettings.objects.create(
        municipality=town, limits={State.PICKED_UP: 0, State.CONTACT_TRIED: 1}
    )
    assert move(case=waiting, to=State.PICKED_UP, by=samira, now=NOW).due_at is None
    tried = move(case=waiting, to=State.CONTACT_TRIED, by=samira, now=NOW)
    assert tried.due_at is not None
    assert tried.due_at.date() == (NOW + DAY).date()


def test_who_is_outside_the_team_reads_nothing(town: Municipality, own: Case, samira: User) -> None:
    ruud, hanneke = colleague(town), member(town, Role.COORDINATOR)
    ingrid = member(town, Role.PRIVACY_OFFICER)
    assert readers(own, samira, ruud, hanneke, ingrid) == [True, False, False, False]
    with pytest.raises(NotAllowedError):
        read_case(ruud, town, own.uid, now=NOW)
    with pytest.raises(NotAllowedError):
        add_note(case=own, text="Zag haar op straat", by=ruud, now=NOW)
    assert not Note.objects.exists()


def test_a_case_that_waits_is_for_every_link_worker_and_for_no_other_role(
    town: Municipality, waiting: Case, samira: User
) -> None:
    others = [
        member(town, role, email=f"{role}@x.example")
        for role in Role
        if role is not Role.LINK_WORKER
    ]
    assert readers(waiting, samira, *others) == [True] + [False] * len(others)


def test_team_and_stand_in_read_for_as_long_as_it_was_set(town: Municipality, own: Case) -> None:
    ruud, tine = colleague(town), colleague(town, "tine")
    TeamMember.objects.create(
        municipality=town, case=own, user=ruud, since=NOW.date(), until=(NOW + DAY).date()
    )
    own.stand_in, own.stand_in_until = tine, (NOW + DAY).date()
    own.save()
    assert readers(own, ruud, tine, now=NOW) == [True, True]
    assert readers(own, ruud, tine, now=NOW + 2 * DAY) == [False, False]
    assert readers(own, ruud, now=NOW - 2 * DAY) == [False]


def test_broken_glass_lets_one_person_in_for_a_while(town: Municipality, own: Case) -> None:
    ruud, hanneke = colleague(town), member(town, Role.COORDINATOR)
    for user in (ruud, hanneke):
        EmergencyAccess.objects.create(
            municipality=town, case=own, user=user, reason="brand", at=NOW, until=NOW + DAY
        )
    assert readers(own, ruud, hanneke, now=NOW) == [True, False]  # a coordinator hands over instead
    assert readers(own, ruud, hanneke, now=NOW + DAY) == [False, False]


def in_need(case: Case, user: User) -> None:
    break_glass(case=case, reason="Ze neemt niet op en het is warm.", by=user, now=NOW)


def test_who_broke_the_glass_lets_nobody_into_the_team_not_even_oneself(
    town: Municipality, own: Case
) -> None:
    ruud = colleague(town)
    in_need(own, ruud)
    with pytest.raises(NotAllowedError):
        add_to_team(case=own, user=ruud, by=ruud, now=NOW)
    with pytest.raises(NotAllowedError):
        remove_from_team(case=own, user=ruud, by=ruud, now=NOW)
    add_note(case=own, text="De huisarts komt.", by=ruud, now=NOW)
    assert readers(own, ruud, now=NOW + DAY) == [False]


def test_who_broke_the_glass_draws_nothing_into_a_case_of_their_own(
    town: Municipality, own: Case
) -> None:
    ruud = colleague(town)
    told = Told(name="Kees")
    mine = open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW - DAY, by=ruud)
    in_need(own, ruud)
    for case, other in ((mine, own), (own, mine)):
        with pytest.raises(NotAllowedError):
            join(case=case, other=other, by=ruud, now=NOW)


def test_officers_of_today_hear_that_the_glass_was_broken_also_one_whose_last_day_is_known(
    town: Municipality, own: Case
) -> None:
    today = NOW.date()
    terms = {"ends@x.nl": (today, today + DAY), "left@x.nl": (today - 9 * DAY, today - DAY)}
    for email, (since, until) in terms.items():
        member(town, Role.PRIVACY_OFFICER, email=email, since=since, until=until)
    in_need(own, colleague(town))
    assert [mail.to for mail in OutgoingMessage.objects.all()] == ["ends@x.nl"]


def test_reading_a_case_is_written_down_with_the_names_of_fields(
    town: Municipality, own: Case, samira: User
) -> None:
    case = read_case(samira, town, own.uid, now=NOW)
    assert case is not None
    event = AuditEvent.objects.get(verb="case.read")
    assert event.object_id == str(own.uid)
    assert {"name", "phone", "address"} <= set(event.fields)


def test_notes_are_added_beside_each_other_and_a_double_click_makes_one(
    town: Municipality, own: Case, samira: User
) -> None:
    ruud = colleague(town)
    TeamMember.objects.create(municipality=town, case=own, user=ruud, since=NOW.date())
    for by, text in product((samira, ruud), ("Belt liever 's middags.",)):
        add_note(case=own, text=text, by=by, now=NOW)
        add_note(case=own, text=text, by=by, now=NOW)
    assert [note.by for note in Note.objects.all()] == [ruud, samira]


def test_a_case_is_kept_from_its_first_word_until_somebody_tried(
    town: Municipality, samira: User
) -> None:
    long_ago = NOW - 20 * DAY
    case = open_case(
        municipality=town,
        told=Told(name="Ton"),
        origin=Origin.SIGNAL,
        now=NOW,
        received_at=long_ago,
    )
    assert case.keep_until == (long_ago + 28 * DAY).date()
    case = move(case=case, to=State.PICKED_UP, by=samira, now=NOW)
    assert case.keep_until == (long_ago + 28 * DAY).date()
    case = move(case=case, to=State.CONTACT_TRIED, by=samira, now=NOW)
    assert case.keep_until == (NOW + 28 * DAY).date()


@pytest.mark.parametrize(
    ("ending", "days"), [(Ending.NOT_WANTED, 91), (Ending.LASTING, 730), (Ending.TOO_OLD, 28)]
)
def test_after_its_end_a_case_is_kept_as_its_ending_asks(
    own: Case, samira: User, ending: Ending, days: int
) -> None:
    case: Any = move(case=own, to=State.CLOSED, by=samira, now=NOW, ending=ending)
    assert case.keep_until == (NOW + days * DAY).date()
    assert case.due_at is None


def test_a_closed_case_can_be_taken_up_again(own: Case, samira: User) -> None:
    move(case=own, to=State.CLOSED, by=samira, now=NOW, ending=Ending.HELPED)
    case = move(case=own, to=State.IN_CONVERSATION, by=samira, now=NOW)
    assert (case.ending, case.ended_at) == ("", None)
