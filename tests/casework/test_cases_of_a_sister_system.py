"""Three things that went wrong in a system like this one, as tests that must hold here.

It anonymised the newest reporter of a signal and forgot the others; its search index still found whom the rows had
forgotten; and a part that was split off got a new date, and with it a longer life.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from nabij.casework import intake
from nabij.casework.actions import reporters, signals
from nabij.casework.actions.assigning import take_up
from nabij.casework.actions.cases import Told, move
from nabij.casework.actions.contacts import agree, spoken
from nabij.casework.actions.retention import forget_due_cases
from nabij.casework.actions.rights import correct, erase
from nabij.casework.actions.undoing import undo
from nabij.casework.models import Case, Ending, NextStep, Person, Reporter, Signal, State
from nabij.casework.queries.people import search
from nabij.casework.queries.rights import find
from nabij.casework.queries.signals import alike
from nabij.core.encryption.fields import blind_indexes, encrypted_fields, same_as
from nabij.core.models import Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member
from tests.core.rows import walled_models

DAY = dt.timedelta(days=1)
BEP = intake.Told(name="Bep Jansen", phone="0180 12 34 56")
SEEN = "De gordijnen blijven dicht."

Worry = Callable[..., Signal]


@pytest.fixture
def officer(town: Municipality) -> User:
    return member(town, Role.PRIVACY_OFFICER)


@pytest.fixture
def worry(town: Municipality) -> Worry:
    """`worry("Ans de Boer", at=…)`: a worry about Bep, told by Ans."""

    def tell(teller: str, *, at: dt.datetime = NOW, **told: Any) -> Signal:
        reported = intake.Reported(**{"seen": SEEN, "person": BEP, "teller": who(teller), **told})
        noted = intake.report(municipality=town, told=reported, form_key=uuid.uuid4(), now=at)
        return Signal.objects.select_related("municipality", "case__municipality").get(
            uid=noted.uid
        )

    return tell


def who(name: str) -> intake.Teller:
    """Somebody who can be found back by name, by number and by address."""
    phone = f"06 {sum(map(ord, name)):08d}"
    return intake.Teller(
        name=name, phone=phone, email=f"{name.split()[0].lower()}@post.example", relation="buren"
    )


def split(signal: Signal, by: User, at: dt.datetime = NOW, name: str = "Joop") -> Signal:
    """The worry about somebody else that was a part of this one."""
    case = signals.split(
        signal=signal, told=Told(name=name), seen="Ook hij.", by=by, now=at, key=uuid.uuid4()
    )
    return Signal.objects.select_related("municipality", "case__municipality").get(case=case)


def fresh(signal: Signal) -> Case:
    return Case.objects.select_related("municipality", "person").get(signals=signal)


def night(town: Municipality, at: dt.datetime) -> None:
    """What forgets by itself."""
    reporters.forget_reporters(municipality=town, today=at.date(), now=at)
    forget_due_cases(municipality=town, today=at.date(), now=at)


def still_told(*words: str) -> list[str]:
    """Every field of every table, decrypted, that still holds one of these words."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in walled_models()
        for row in model.objects.all()
        for field in model._meta.concrete_fields
        if any(word in str(getattr(row, field.attname)) for word in words)
    ]


def stale() -> list[str]:
    """Every index of a text that is not there any more."""
    return [
        f"{model._meta.label}.{index.name}"
        for model in walled_models()
        for index in blind_indexes(model)
        for row in model.objects.all()
        if not getattr(row, index.source) and getattr(row, index.attname)
    ]


# --- every reporter is anonymised when they should be -----------------------------------------


TELLERS = ("Ans de Boer", "Nel Bos", "Kees Smit", "Truus Vos", "Wim Mol")


@pytest.fixture
def told_by_five(worry: Worry, samira: User) -> Signal:
    """One person, told of by five: the first, a second caller, two worries that were joined, and one after that.

    A part about her brother was split off, twice over, so that three of them stand in three cases.
    """
    first, joined, later = worry(TELLERS[0]), worry(TELLERS[1]), worry(TELLERS[2])
    reporters.one_more(signal=first, teller=who(TELLERS[3]), by=samira, now=NOW)
    split(split(first, samira), samira, name="Zijn vrouw")
    for other in (joined, later):
        signals.join(case=fresh(first), other=fresh(other), by=samira, now=NOW)
    reporters.one_more(signal=joined, teller=who(TELLERS[4]), by=samira, now=NOW)
    return first


def test_all_who_told_are_there_to_begin_with(told_by_five: Signal, town: Municipality) -> None:
    assert Reporter.objects.count() == 5 + 2 + 2
    assert Case.objects.exclude(state=State.CLOSED).count() == 3
    assert {row.name for row in Reporter.objects.all()} == set(TELLERS)


def test_each_reporter_is_anonymised_when_nobody_acted(
    told_by_five: Signal, town: Municipality
) -> None:
    night(town, NOW + 29 * DAY)
    assert_nobody_told_it(town)
    assert Reporter.objects.count() == 9, "that somebody told it stays"


def test_each_reporter_is_anonymised_while_their_cases_go_on(
    told_by_five: Signal, town: Municipality, samira: User
) -> None:
    for case in Case.objects.exclude(state=State.CLOSED):
        spoken(case=case, by=samira, now=NOW)
    night(town, NOW + 29 * DAY)
    assert_nobody_told_it(town)
    assert fresh(told_by_five).person.name == "Bep Jansen"


def test_each_reporter_is_anonymised_after_their_cases_ended(
    told_by_five: Signal, town: Municipality, samira: User
) -> None:
    for case in Case.objects.exclude(state=State.CLOSED):
        spoken(case=case, by=samira, now=NOW)
        move(case=case, to=State.CLOSED, ending=Ending.NOTHING_NEEDED, by=samira, now=NOW + 5 * DAY)
    night(town, NOW + 34 * DAY)
    assert_nobody_told_it(town)


def test_each_reporter_of_a_person_who_asks_is_removed_at_once_and_of_nobody_else(
    told_by_five: Signal, town: Municipality, officer: User
) -> None:
    for person in Person.objects.filter(cases__signals=told_by_five).distinct():
        erase(person=person, by=officer, now=NOW, today=NOW.date())
    of_bep = Reporter.objects.filter(signal__case=fresh(told_by_five))
    assert of_bep.count() == 5
    assert {row.name for row in of_bep} == {None}
    of_the_brother = Reporter.objects.exclude(signal__case=fresh(told_by_five))
    assert {row.name for row in of_the_brother} == {TELLERS[0], TELLERS[3]}


def test_owed_or_not_each_goes_on_their_own_day(
    worry: Worry, town: Municipality, samira: User
) -> None:
    signal = worry(TELLERS[0])
    owed = intake.Teller(name=TELLERS[1], phone="06 1", owed=intake.Owed.SPOKEN)
    reporters.one_more(signal=signal, teller=owed, by=samira, now=NOW)
    split(signal, samira)
    for case in Case.objects.all():
        spoken(case=case, by=samira, now=NOW)
    night(town, NOW + 29 * DAY)
    assert still_told(TELLERS[0]) == []
    assert still_told(TELLERS[1]) == ["casework.Reporter.name"] * 2
    night(town, NOW + 200 * DAY)
    assert_nobody_told_it(town)


def assert_nobody_told_it(town: Municipality) -> None:
    """No row of any table, decrypted, tells who told it; each says since when."""
    assert still_told(*TELLERS, "@post.example") == []
    for row in Reporter.objects.all():
        held = {field.name: getattr(row, field.name) for field in encrypted_fields(Reporter)}
        assert not any(held.values()), row.pk
        assert row.forgotten_on is not None
    assert stale() == []


# --- the index is not stale after it -----------------------------------------------------------


def test_no_index_finds_who_was_forgotten_by_any_way_of_looking(
    told_by_five: Signal, town: Municipality, samira: User, officer: User
) -> None:
    assert len(find(officer, town, "bep jansen").persons) == 3
    night(town, NOW + 29 * DAY)
    assert stale() == []
    for told in ("bep jansen", "0180-123456", "+31 180 123456"):
        assert find(officer, town, told).persons == []
        assert search(samira, town, told, now=NOW + 29 * DAY).cases == []
    for name in TELLERS:
        assert not Reporter.objects.filter(same_as(Reporter, "name_index", name)).exists()
        by_phone = same_as(Reporter, "phone_index", who(name).phone)
        assert not Reporter.objects.filter(by_phone).exists()


def test_a_new_worry_about_who_was_forgotten_is_like_nobody(
    told_by_five: Signal, worry: Worry, town: Municipality, samira: User
) -> None:
    night(town, NOW + 29 * DAY)
    again = worry(TELLERS[0], at=NOW + 30 * DAY)
    assert alike(samira, fresh(again), now=NOW + 30 * DAY) == []


def test_no_index_finds_the_number_from_before_a_correction(
    worry: Worry, town: Municipality, officer: User
) -> None:
    person = fresh(worry(TELLERS[0])).person
    told = {"name": "Bep Janssen", "phone": "0180 65 43 21"}
    correct(person=person, told=told, expected=person.version, by=officer, now=NOW)
    assert find(officer, town, "0180 12 34 56").persons == []
    assert find(officer, town, "Bep Jansen").persons == []
    assert find(officer, town, "0180654321").persons == [person]


def test_what_joining_fills_in_is_found_at_once(
    worry: Worry, town: Municipality, samira: User, officer: User
) -> None:
    named = worry(TELLERS[0], person=intake.Told(name="Bep Jansen", address="Kerkstraat 3"))
    numbered = worry(TELLERS[1], person=intake.Told(name="Bep Jansen", phone="0180 12 34 56"))
    signals.join(case=fresh(named), other=fresh(numbered), by=samira, now=NOW)
    assert fresh(named).person in find(officer, town, "0180123456").persons


def test_forgetting_one_keeps_the_mail_about_another_to_who_told_of_both(
    worry: Worry, town: Municipality, samira: User
) -> None:
    one, other = worry(TELLERS[0], at=NOW - 20 * DAY), worry(TELLERS[0])
    owed = intake.Owed.PICKED_UP
    Reporter.objects.update(owed=owed, how=Reporter.How.MAIL)
    for signal in (one, other):
        take_up(case=signal.case, by=samira, now=NOW)
        reporters.tell_back(reporter=Reporter.objects.get(signal=signal), by=samira, now=NOW)
    night(town, NOW + 9 * DAY)
    mails = {mail.once.rpartition(":")[2]: mail for mail in OutgoingMessage.objects.all()}
    of_one, of_other = (mails[str(Reporter.objects.get(signal=row).uid)] for row in (one, other))
    assert (of_one.to, of_one.text, of_one.state) == ("", "", OutgoingMessage.State.KEPT)
    assert (of_other.to, of_other.state) == ("ans@post.example", OutgoingMessage.State.QUEUED)


# --- splitting a signal does not prolong retention ----------------------------------------------


@pytest.mark.parametrize(
    "done",
    [
        ("split",),
        ("split", "split"),
        ("split", "join"),
        ("split", "join", "split"),
        ("join", "split", "split", "join"),
    ],
    ids="-".join,
)
def test_however_often_it_is_split_and_joined_all_is_gone_on_the_first_day(
    worry: Worry, town: Municipality, samira: User, done: tuple[str, ...]
) -> None:
    signal = worry(TELLERS[0], at=NOW - 20 * DAY)
    last_day, reporters_day = fresh(signal).keep_until, Reporter.objects.get().keep_until
    for days, what in enumerate(done):
        at = NOW + days * DAY
        if what == "split":
            signal = split(signal, samira, at)
        else:
            newer = worry(TELLERS[1], at=NOW - 20 * DAY)
            signals.join(case=fresh(signal), other=fresh(newer), by=samira, now=at)
    assert {case.keep_until for case in Case.objects.all()} == {last_day}
    assert {row.keep_until for row in Reporter.objects.all()} == {reporters_day}
    assert {row.reported_at for row in Signal.objects.all()} == {NOW - 20 * DAY}
    night(town, NOW + 9 * DAY)
    assert {case.ending for case in Case.objects.all()} <= {Ending.TOO_OLD, Ending.TWICE}
    assert still_told("Bep", "Joop", SEEN, "Ook hij", *TELLERS) == []


def test_joining_an_old_worry_to_a_new_one_takes_the_first_day_of_both(
    worry: Worry, town: Municipality, samira: User
) -> None:
    old, new = worry(TELLERS[0], at=NOW - 20 * DAY), worry(TELLERS[1])
    first_day = fresh(old).keep_until
    signals.join(case=fresh(old), other=fresh(new), by=samira, now=NOW)
    part = split(new, samira)
    assert {fresh(old).keep_until, fresh(part).keep_until} == {first_day}


def test_splitting_what_is_being_helped_gives_the_part_four_weeks_whatever_is_tapped(
    worry: Worry, town: Municipality, samira: User
) -> None:
    """The other side of it: nobody loses the new case on the night after, because its first word is long ago."""
    signal = worry(TELLERS[0], at=NOW - 60 * DAY)
    spoken(case=signal.case, by=samira, now=NOW - 50 * DAY)
    part = split(signal, samira)
    agree(case=fresh(part), step=NextStep.CALL, day=NOW.date() + DAY, by=samira, now=NOW)
    assert fresh(part).keep_until == (NOW + 28 * DAY).date() <= fresh(signal).keep_until
    undo(case=fresh(part), by=samira, now=NOW)
    assert fresh(part).keep_until == (NOW + 28 * DAY).date()
    night(town, NOW + DAY)
    assert fresh(part).person.name == "Joop"
