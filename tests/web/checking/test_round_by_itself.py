"""The round of mails that `nabij tick` starts: on its day, once, about each check once."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from nabij.core.models import AuditEvent, Job, Municipality, OutgoingMessage
from nabij.core.tenancy import within
from nabij.directory.actions.asking import ask, ask_once
from nabij.directory.actions.checking import confirm
from nabij.directory.actions.rhythm import begin_round, choose_round
from nabij.directory.models import CheckSettings, Offer, OrganisationContact, Verification
from nabij.directory.queries.checks import OPEN_FOR, to_ask
from nabij.ops.commands.tick import _night_of
from nabij.web.checking.asking import ROUND, send
from tests.factories import MunicipalityFactory

DAY = dt.timedelta(days=1)
NOW = timezone.now()


def tuesday(weeks: int = 0) -> dt.datetime:
    """The night of the first Tuesday from today, or of one so many weeks later."""
    today = timezone.localdate(NOW)
    date = today + DAY * ((1 - today.weekday()) % 7 + 7 * weeks)
    return dt.datetime.combine(date, dt.time(3), ZoneInfo("Europe/Amsterdam"))


def begin(town: Municipality, now: dt.datetime) -> Job | None:
    return begin_round(municipality=town, now=now, today=timezone.localdate(now), kind=ROUND)


def mails() -> int:
    return OutgoingMessage.objects.count()


def test_the_night_of_its_day_starts_it_and_other_nights_do_not(
    town: Municipality, add_due: Any
) -> None:
    add_due("Koffie")
    _night_of(town, tuesday() + DAY)
    assert mails() == 0
    _night_of(town, tuesday())
    assert mails() == 1
    assert Job.objects.get().parameters == {"by_itself": True}
    assert AuditEvent.objects.filter(verb="check.asked").count() == 1


def test_two_ticks_in_one_night_are_one_round(town: Municipality, add_due: Any) -> None:
    add_due("Koffie")
    assert begin(town, tuesday()) is not None
    assert begin(town, tuesday() + dt.timedelta(hours=1)) is None
    assert mails() == 1


def test_a_quiet_week_makes_no_job_and_no_noise(town: Municipality, teapot: Any) -> None:
    assert begin(town, tuesday()) is None
    assert not Job.objects.exists()
    assert CheckSettings.objects.get().last_round_on == tuesday().date()


def test_it_can_be_switched_off_and_one_municipality_does_not_speak_for_another(
    town: Municipality, add_due: Any
) -> None:
    add_due("Koffie")
    other = MunicipalityFactory.create(slug="elders")
    with within(other):
        begin(other, tuesday())
    choose_round(municipality=town, every_weeks=0, weekday=2)
    assert begin(town, tuesday()) is None
    choose_round(municipality=town, every_weeks=1, weekday=2)
    assert begin(town, tuesday()) is not None


def test_nobody_gets_a_second_mail_about_the_same_check_by_itself(
    town: Municipality, teapot: Any, add_due: Any
) -> None:
    add_due("Koffie")
    long_ago = NOW - OPEN_FOR - 8 * DAY
    ask(organisation=teapot, now=long_ago, send=send)
    assert [row.pk for row in to_ask(town, now=NOW)] == [teapot.pk], "the desk may ask again"
    assert begin(town, tuesday()) is None
    assert mails() == 1
    add_due("Wandelen")  # another check
    assert begin(town, tuesday(1)) is not None
    assert mails() == 2


def test_who_answered_is_asked_again_when_the_next_check_is_due(
    town: Municipality, teapot: Any, add_due: Any
) -> None:
    offer = add_due("Koffie")
    asked = NOW - 300 * DAY
    ask(organisation=teapot, now=asked, send=send)
    confirm(offer=Offer.objects.get(pk=offer.pk), how=Verification.How.LINK, now=asked)
    _night_of(town, tuesday())
    assert mails() == 2


def test_a_round_by_hand_that_is_under_way_is_not_begun_twice(
    town: Municipality, add_due: Any
) -> None:
    add_due("Koffie")
    by_hand = Job.objects.create(municipality=town, kind=ROUND, state=Job.State.RUNNING)
    assert begin(town, tuesday()) is None
    Job.objects.filter(pk=by_hand.pk).update(state=Job.State.DONE)
    assert begin(town, tuesday()) is not None, "the day is not lost"


def test_two_rounds_at_once_mail_once(town: Municipality, teapot: Any, add_due: Any) -> None:
    add_due("Koffie")
    OrganisationContact.objects.create(
        municipality=town, organisation=teapot, name="Fatma", email="fatma@dorp.example"
    )
    assert ask_once(organisation=teapot, now=NOW, send=send) is not None
    assert ask_once(organisation=teapot, now=NOW - dt.timedelta(minutes=1), send=send) is None
    assert mails() == 1


@pytest.mark.parametrize("state", [Job.State.STOPPED, Job.State.FAILED])
def test_what_a_stopped_round_left_is_asked_by_the_next_one(
    town: Municipality, add_due: Any, state: str
) -> None:
    add_due("Koffie")
    CheckSettings.objects.create(municipality=town, last_round_on=tuesday(-1).date())
    Job.objects.create(municipality=town, kind=ROUND, state=state, parameters={"by_itself": True})
    assert begin(town, tuesday()) is not None
    assert mails() == 1
