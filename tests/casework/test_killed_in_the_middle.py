"""A process that is killed in the middle of something: what was acknowledged is there, and nothing is there half.

Each action runs in a process of its own that kills itself: before its first write, before one in the middle, before the
last, and between that and the commit. What is left is exactly what was there; done again, it is done once.
"""

import datetime as dt
import os
import pickle
import signal
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from nabij.casework import intake
from nabij.casework.actions import reporters, signals
from nabij.casework.actions.aftercare import HowItIs, asked_how_it_is
from nabij.casework.actions.asking_providers import ask_provider
from nabij.casework.actions.cases import Told
from nabij.casework.actions.contacts import spoken
from nabij.casework.actions.conversations import Said, record_conversation
from nabij.casework.actions.provider_answers import Answered, accept, told_whether_there
from nabij.casework.actions.referring import Referred, Referrer, refer
from nabij.casework.actions.retention import forget_due_cases
from nabij.casework.belongings import of_the_case, told_fields
from nabij.casework.models import (
    Case,
    Consent,
    FollowUp,
    Person,
    Placement,
    Reporter,
    Shared,
    Signal,
)
from nabij.casework.models import Said as There
from nabij.core.audit.verifying import verify
from nabij.core.models import Municipality, OneTimeLink, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.web.desk.cases import provider_mail
from nabij.web.public.refer import letters
from tests.casework.clock import NOW
from tests.casework.placing import agrees, case_of, wanted
from tests.core.people import member
from tests.factories import MunicipalityFactory, OfferFactory

Act = Callable[[], object]
DAY = dt.timedelta(days=1)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
ANS = intake.Teller(name="Ans", email="ans@overkant.example", owed=intake.Owed.SPOKEN)


@dataclass(frozen=True, slots=True)
class World:
    """Where it happens."""

    town: Municipality
    samira: User
    case: Case


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    town = MunicipalityFactory.create(slug="testdam")
    with within(town):
        samira = member(town, Role.LINK_WORKER)
        yield World(town, samira, case_of(town, samira))


# --- dying -------------------------------------------------------------------------------------


def writes_of(act: Act) -> int:
    """How many statements write, when it is done; undone again."""
    count = 0

    def note(execute: Any, sql: str, *more: Any) -> Any:
        nonlocal count
        count += writes(sql)
        return execute(sql, *more)

    with transaction.atomic(), connection.execute_wrapper(note):
        act()
        transaction.set_rollback(True)
    return count


def writes(sql: str) -> bool:
    return sql.lstrip().upper().startswith(WRITES)


def killed_in(act: Act, *, before: int, commits: bool = False) -> None:
    """Do it in another process, that dies before its write of this number, or before its first commit.

    commits: it may commit as it goes.
    """
    connections.close_all()  # two processes may not speak over one connection
    child = os.fork()
    if not child:
        _do_and_die(act, before, commits)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended before it was killed"
    assert os.WTERMSIG(status) == signal.SIGKILL


def _do_and_die(act: Act, before: int, commits: bool) -> None:
    seen = 0

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def count(execute: Any, sql: str, *more: Any) -> Any:
        nonlocal seen
        seen += writes(sql)
        if seen == before:
            die()
        return execute(sql, *more)

    try:
        connection.ensure_connection()
        if not commits:
            connection.commit = die  # type: ignore[method-assign]
        with connection.execute_wrapper(count):
            act()
    finally:
        os._exit(1)  # an error: the test sees that nobody killed it


def everything() -> bytes:
    """Every row of every table, as it is."""
    rows = {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
    }
    return pickle.dumps(rows)


# --- what is done in one go --------------------------------------------------------------------


def reported(world: World) -> Signal:
    told = intake.Reported(
        seen="De gordijnen blijven dicht.", person=intake.Told(name="Bep"), teller=ANS
    )
    noted = intake.report(municipality=world.town, told=told, form_key=uuid.uuid4(), now=NOW)
    return Signal.objects.select_related("municipality", "case__municipality").get(uid=noted.uid)


def a_worry(world: World) -> Act:
    told = intake.Reported(seen="Dicht.", person=intake.Told(name="Bep"), teller=ANS)
    return partial(
        intake.report, municipality=world.town, told=told, form_key=uuid.uuid4(), now=NOW
    )


def a_referral(world: World) -> Act:
    told = Referred(
        person=Told(name="Bep"),
        referrer=Referrer(name="De Wit", email="praktijk@dorp.example"),
        words="Wil onder de mensen.",
        agreed=True,
    )
    return partial(
        refer,
        municipality=world.town,
        told=told,
        form_key=uuid.uuid4(),
        now=NOW,
        send=letters.send,
    )


def telling_back(world: World) -> Act:
    signal_ = reported(world)
    spoken(case=signal_.case, by=world.samira, now=NOW)
    reporter = Reporter.objects.select_related("municipality", "signal__case").get()
    return partial(reporters.tell_back, reporter=reporter, by=world.samira, now=NOW)


def joining(world: World) -> Act:
    one, other = reported(world).case, reported(world).case
    return partial(signals.join, case=one, other=other, by=world.samira, now=NOW)


def splitting(world: World) -> Act:
    return partial(
        signals.split,
        signal=reported(world),
        told=Told(name="Joop"),
        seen="Ook hij.",
        by=world.samira,
        now=NOW,
        key=uuid.uuid4(),
    )


def a_conversation(world: World) -> Act:
    return partial(
        record_conversation,
        case=world.case,
        said=Said(held_on=NOW.date(), cause_words="Sinds Piet er niet meer is"),
        expected=0,
        form_key=uuid.uuid4(),
        by=world.samira,
        now=NOW,
        agrees_to=list(Consent.Purpose),
    )


def asking(world: World) -> Act:
    agrees(world.case.person, Consent.Purpose.SHARE_WITH_PROVIDER, Consent.Purpose.ASK_LATER)
    offer = OfferFactory.create(municipality=world.town, contact_email="theepot@dorp.example")
    return partial(
        ask_provider,
        placement=wanted(world.case, offer, world.samira),
        shared=[Shared.NAME],
        note="",
        by=world.samira,
        now=NOW,
        send=provider_mail.send,
    )


def an_answer_by_link(world: World) -> Act:
    asking(world)()
    answered = Answered(link=OneTimeLink.objects.select_related("municipality").get())
    placement = Placement.objects.select_related("case__person", "municipality").get()
    return partial(accept, placement=placement, answered=answered, now=NOW, welcomed_by="Joke")


def having_been_there(world: World) -> Act:
    an_answer_by_link(world)()
    placement = Placement.objects.select_related("case__person", "municipality").get()
    return partial(
        told_whether_there,
        placement=placement,
        person=There.YES,
        provider=There.YES,
        by=world.samira,
        now=NOW,
    )


def a_talk_afterwards(world: World) -> Act:
    having_been_there(world)()
    [moment] = FollowUp.objects.filter(which="w4")
    told = HowItIs({moment.pk: FollowUp.StillGoing.NO}, changed="Verhuisd.", look_again=True)
    return partial(
        asked_how_it_is,
        case=world.case,
        moments=[moment],
        told=told,
        by=world.samira,
        now=NOW + 28 * DAY,
    )


@pytest.mark.parametrize(
    "prepared",
    [
        a_worry,
        a_referral,
        telling_back,
        joining,
        splitting,
        a_conversation,
        asking,
        an_answer_by_link,
        having_been_there,
        a_talk_afterwards,
    ],
    ids=lambda prepared: prepared.__name__,
)
def test_nothing_is_half_done_and_done_again_it_is_done(
    world: World, prepared: Callable[[World], Act]
) -> None:
    act = prepared(world)
    count, before = writes_of(act), everything()
    assert count > 2
    for number in sorted({1, count // 2, count, count + 1}):
        killed_in(act, before=number)
        assert everything() == before, f"killed before write {number} of {count}"
    act()
    assert everything() != before
    whole_trail(world.town)


def whole_trail(town: Municipality) -> None:
    verdict = verify(town.code)
    assert verdict.whole, verdict.problems


# --- what is done in many steps ----------------------------------------------------------------


def test_a_night_that_is_killed_again_and_again_forgets_whole_cases_and_ends(
    world: World,
) -> None:
    for _number in range(4):
        reported(world)
    later = NOW + 4000 * DAY
    night = partial(forget_due_cases, municipality=world.town, today=later.date(), now=later)
    for part in (0.3, 0.5, 0.7):
        killed_in(night, before=int(writes_of(night) * part), commits=True)
        assert_each_case_is_whole_or_gone()
    left = Case.objects.filter(forgotten_on__isnull=True).count()
    assert 0 < left < 5, "what was done before it was killed is not done again"
    night()
    assert not Case.objects.filter(forgotten_on__isnull=True).exists()
    assert_each_case_is_whole_or_gone()
    whole_trail(world.town)


def assert_each_case_is_whole_or_gone() -> None:
    """All that hangs on a case is there, or nothing of it is."""
    for case in Case.objects.select_related("person"):
        rows = [*of_the_case(case), Person.objects.get(pk=case.person_id)]
        held = [
            getattr(row, name)
            for row in rows
            for name in told_fields(type(row))
            if name in {"name", "seen"}
        ]
        assert all(held) if case.forgotten_on is None else not any(held), case.pk
