"""After arriving, somebody is asked after weeks and months whether it lasts; where it does not, looking goes on."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.casework.actions.aftercare import (
    HowItIs,
    NothingToAskError,
    asked_how_it_is,
    end_guidance,
    not_reached,
    plan_aftercare,
    plan_everywhere,
    rather_not,
    talk_of,
)
from nabij.casework.actions.cases import move
from nabij.casework.actions.provider_answers import told_whether_there
from nabij.casework.aftercare import after_guidance, talks
from nabij.casework.models import (
    Case,
    CaseEvent,
    Consent,
    Ending,
    FollowUp,
    Placement,
    Said,
    Stage,
    State,
)
from nabij.casework.queries.followups import count_due, due_now
from nabij.core.models import Municipality, User
from nabij.directory.models import Offer
from tests.casework.clock import NOW
from tests.casework.placing import agrees, case_of, wanted
from tests.factories import OfferFactory

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
TODAY = NOW.date()
Going = FollowUp.StillGoing


@pytest.fixture
def offer(town: Municipality) -> Offer:
    row: Offer = OfferFactory.create(municipality=town)
    return row


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    case = case_of(town, samira)
    agrees(case.person, Consent.Purpose.ASK_LATER)
    return case


def arrive(case: Case, offer: Offer, by: User, *, now: dt.datetime = NOW) -> Placement:
    row = wanted(case, offer, by, now=now)
    return told_whether_there(placement=row, provider=None, person=Said.YES, by=by, now=now)


def planned() -> dict[str, dt.date]:
    rows = FollowUp.objects.filter(state="planned")
    return dict(rows.order_by("due_on").values_list("which", "due_on"))


def test_arriving_plans_four_and_twelve_weeks_and_the_end_of_guidance_the_months(
    case: Case, offer: Offer, samira: User
) -> None:
    arrive(case, offer, samira)
    assert planned() == {"w4": TODAY + 4 * WEEK, "w12": TODAY + 12 * WEEK}
    later = NOW + 2 * WEEK
    end_guidance(case=case, by=samira, now=later)
    day = later.date()
    assert planned()["m3"] == dt.date(*_months(day, 3))
    assert planned()["m12"] == day.replace(year=day.year + 1)
    assert plan_aftercare(case=case, now=later) == []


def _months(day: dt.date, months: int) -> tuple[int, int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1, day.day


@pytest.mark.parametrize(
    ("ended", "after"),
    [
        (dt.date(2026, 11, 30), dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), dt.date(2028, 2, 29)),
        (dt.date(2026, 1, 15), dt.date(2026, 4, 15)),
    ],
)
def test_a_month_ends_where_it_has_no_such_day(ended: dt.date, after: dt.date) -> None:
    assert after_guidance(ended)[FollowUp.Which.M3] == after


def test_nothing_is_planned_for_who_did_not_agree_to_be_asked(
    case: Case, offer: Offer, samira: User
) -> None:
    Consent.objects.update(withdrawn_on=TODAY)
    arrive(case, offer, samira)
    assert planned() == {}


def test_moments_within_two_weeks_are_one_talk() -> None:
    days = [0, 10, 14, 15, 29, 30]
    rows = [FollowUp(pk=number, due_on=TODAY + day * DAY) for number, day in enumerate(days, 1)]
    assert [len(talk.moments) for talk in talks(reversed(rows))] == [3, 2, 1]
    assert talks([]) == []


def test_one_talk_answers_all_its_moments(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    arrive(case, offer, samira)
    end_guidance(case=case, by=samira, now=NOW - 5 * DAY + DAY)
    when = NOW + 13 * WEEK
    rows = list(FollowUp.objects.filter(which__in=("w12", "m3")).order_by("due_on"))
    talk = talk_of(case, rows[0])
    assert {one.which for one in talk} == {"w12", "m3"}
    told = HowItIs({rows[0].pk: Going.YES}, somebody="yes", changed="Ze bellen elkaar.")
    asked_how_it_is(case=case, moments=talk, told=told, by=samira, now=when)
    done = FollowUp.objects.filter(state="done")
    assert {(one.which, one.still_going, one.somebody, one.changed) for one in done} == {
        ("w12", "yes", "yes", "Ze bellen elkaar."),
        ("m3", "yes", "yes", "Ze bellen elkaar."),
    }
    assert CaseEvent.objects.filter(what="aftercare").count() == 1
    with pytest.raises(NothingToAskError):
        asked_how_it_is(case=case, moments=talk, told=told, by=samira, now=when)


def test_where_it_stopped_the_case_looks_again_and_is_not_asked_about_it_any_more(
    case: Case, offer: Offer, samira: User
) -> None:
    placement = arrive(case, offer, samira)
    w4 = FollowUp.objects.get(which="w4")
    told = HowItIs({w4.pk: Going.NO})
    after = asked_how_it_is(case=case, moments=[w4], told=told, by=samira, now=NOW + 4 * WEEK)
    assert after.state == State.IN_PLAN
    placement.refresh_from_db()
    assert placement.stage == Stage.STOPPED
    assert FollowUp.objects.get(which="w12").state == "dropped"


@pytest.mark.parametrize(("going", "again", "state"), [
    (Going.YES, True, State.IN_PLAN),
    (Going.LESS, False, State.ARRIVED),
])  # fmt: skip
def test_who_wants_something_else_looks_again_and_who_goes_on_goes_on(
    case: Case, offer: Offer, samira: User, going: Going, again: bool, state: State
) -> None:
    arrive(case, offer, samira)
    w4 = FollowUp.objects.get(which="w4")
    told = HowItIs({w4.pk: going}, look_again=again)
    after = asked_how_it_is(case=case, moments=[w4], told=told, by=samira, now=NOW + 4 * WEEK)
    assert after.state == state


def test_not_reached_comes_back_a_few_times_and_then_ends(
    case: Case, offer: Offer, samira: User
) -> None:
    arrive(case, offer, samira)
    w4 = FollowUp.objects.get(which="w4")
    when = NOW + 4 * WEEK
    for number in (1, 2):
        (row,) = not_reached(case=case, moments=[w4], by=samira, now=when)
        assert (row.tries, row.state, row.due_on) == (number, "planned", when.date() + 3 * DAY)
    (row,) = not_reached(case=case, moments=[w4], by=samira, now=when)
    assert row.state == "not_reached"
    assert "w12" in planned()


def test_who_would_rather_not_be_asked_is_not(case: Case, offer: Offer, samira: User) -> None:
    arrive(case, offer, samira)
    assert rather_not(case=case, by=samira, now=NOW) == 2
    assert planned() == {}
    assert plan_aftercare(case=case, now=NOW) == []


def test_the_desk_sees_who_is_due_and_nobody_after_a_death_or_without_agreement(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    arrive(case, offer, samira)
    when = NOW + 4 * WEEK

    def due() -> list[Case]:
        found = due_now(samira, town, now=when, today=when.date())
        assert len(found) == count_due(samira, town, now=when, today=when.date())
        return [one.case for one in found]

    assert due_now(samira, town, now=NOW, today=TODAY) == []
    assert due() == [case]
    Consent.objects.update(withdrawn_on=TODAY)
    assert due() == []
    Consent.objects.update(withdrawn_on=None)
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.DIED)
    assert due() == []


def test_who_came_to_aftercare_another_way_is_planned_by_night_once(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    arrive(case, offer, samira)
    FollowUp.objects.all().delete()
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.LASTING)
    assert plan_everywhere(town, now=NOW) == 4
    assert plan_everywhere(town, now=NOW) == 0
    assert set(planned()) == {"w4", "w12", "m3", "m12"}


def test_the_list_asks_no_more_of_the_database_with_more_people(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    when = NOW + 4 * WEEK
    arrive(case, offer, samira)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            due_now(samira, town, now=when, today=when.date())
        return len(caught)

    few = queries()
    for _number in range(3):
        other = case_of(town, samira)
        agrees(other.person, Consent.Purpose.ASK_LATER)
        arrive(other, offer, samira)
    assert queries() == few
