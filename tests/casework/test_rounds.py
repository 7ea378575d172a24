"""Rounds of visits and calls: least data, one tap an outcome, “rather not” means gone, and all of it ends."""

import datetime as dt
import uuid
from typing import Any

import pytest

from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.rounds import (
    NobodyGoesError,
    TooLongError,
    TooManyError,
    add_addresses,
    add_visitor,
    change_round,
    end_round,
    make_round,
    remove_visitor,
    share_out_round,
    take_lead,
)
from nabij.casework.actions.rounds_walked import (
    NotAgreedToTalkError,
    forget_due_rounds,
    rather_not,
    take_back,
    tap,
    would_like_a_talk,
)
from nabij.casework.actions.undoing import TooLateError
from nabij.casework.models import (
    Case,
    CaseEvent,
    Deletion,
    Note,
    Origin,
    RoundAddress,
    RoundTap,
    State,
    VisitRound,
)
from nabij.casework.queries.rounds import (
    Given,
    address_with,
    addresses_of,
    own_addresses,
    progress,
    rounds,
    shares,
    to_do_of,
    weigh,
    who_can_go,
)
from nabij.casework.rules import NotAllowedError
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member
from tests.core.rows import a_row
from tests.factories import AreaFactory, PostcodeFactory

DAY = dt.timedelta(days=1)
TODAY = NOW.date()
OUTCOME = RoundAddress.Outcome
TOLD: dict[str, Any] = {
    "kind": VisitRound.Kind.VISIT,
    "name": "75 en ouder, Noord",
    "reason": "Iedereen van 75 en ouder een keer spreken.",
    "ground": VisitRound.Why.TASK,
    "source": "De gemeente",
    "sentence": "Goedendag, ik ben van de gemeente.",
    "begins": TODAY - DAY,
    "ends": TODAY + 20 * DAY,
}
JANSEN = Given("Mw. Jansen", "Dorpsstraat 12", "3131 AB", "0180 123 456")


def street(name: str, count: int) -> list[Given]:
    return [Given(address=f"{name} {number}", postcode="3131 AB") for number in range(1, count + 1)]


@pytest.fixture
def hanneke(town: Municipality) -> User:
    return member(town, Role.COORDINATOR)


@pytest.fixture
def ruud(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER, email="ruud@testdam.example")


@pytest.fixture
def round_(town: Municipality, samira: User) -> VisitRound:
    return make_round(municipality=town, told=TOLD, form_key=uuid.uuid4(), by=samira, now=NOW)


def leader(round_: VisitRound) -> User:
    assert round_.leader
    return round_.leader


def fill(round_: VisitRound, *given: Given) -> list[RoundAddress]:
    add_addresses(round_=round_, given=given, by=leader(round_), now=NOW)
    return list(RoundAddress.objects.filter(round=round_))


@pytest.fixture
def jansen(round_: VisitRound) -> RoundAddress:
    return fill(round_, JANSEN)[0]


def test_the_same_form_twice_is_one_round_and_its_maker_leads_it(
    town: Municipality, samira: User
) -> None:
    key = uuid.uuid4()
    made = [
        make_round(municipality=town, told=TOLD, form_key=key, by=samira, now=NOW) for _ in "ab"
    ]
    assert made[0] == made[1]
    assert made[0].leader == samira
    assert made[0].keep_until == TODAY + 48 * DAY


def test_nobody_stands_on_a_list_for_longer_than_half_a_year(
    town: Municipality, samira: User
) -> None:
    told = TOLD | {"ends": TODAY + 200 * DAY}
    with pytest.raises(TooLongError):
        make_round(municipality=town, told=told, form_key=uuid.uuid4(), by=samira, now=NOW)


def test_two_who_change_it_both_hear_of_it(round_: VisitRound, samira: User) -> None:
    change: dict[str, Any] = {"round_": round_, "version": 1, "by": samira, "now": NOW}
    change_round(told=TOLD | {"name": "Anders"}, **change)
    with pytest.raises(ChangedSinceError):
        change_round(told=TOLD | {"name": "Nog anders"}, **change)
    round_.refresh_from_db()
    assert (round_.name, round_.version) == ("Anders", 2)


def test_the_same_list_twice_is_one_and_stands_in_the_order_of_the_walk(
    round_: VisitRound,
) -> None:
    area = AreaFactory.create(name="Noord")
    PostcodeFactory.create(code="3131AB", area=area)
    rows = fill(round_, *reversed(street("Dorpsstraat", 11)), JANSEN, JANSEN)
    assert [row.address for row in rows][-2:] == ["Dorpsstraat 11", "Dorpsstraat 12"]
    assert {row.area for row in rows} == {area}
    again = add_addresses(round_=round_, given=[JANSEN], by=leader(round_), now=NOW)
    assert (again.new, again.there) == ([], 1)
    same_number = Given(phone="+31 180 123456")
    assert weigh(round_, [same_number]).there == 1


def test_a_list_has_an_end(round_: VisitRound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nabij.casework.actions.rounds.MOST_ADDRESSES", 3)
    with pytest.raises(TooManyError):
        fill(round_, *street("Dorpsstraat", 4))
    assert not RoundAddress.objects.exists()


def test_it_is_shared_out_by_street_and_again_when_somebody_stops(
    round_: VisitRound, samira: User, ruud: User
) -> None:
    with pytest.raises(NobodyGoesError):
        share_out_round(round_=round_, by=samira, now=NOW)
    fill(round_, *street("Dorpsstraat", 3), *street("Kerkpad", 3))
    for who in (samira, ruud, ruud):
        last = add_visitor(round_=round_, who=who, by=samira, now=NOW)
    assert share_out_round(round_=round_, by=samira, now=NOW) == 6
    assert [share.to_do for share in shares(round_)] == [3, 3]
    streets = {
        who: {row.address.rpartition(" ")[0] for row in own_addresses(who, round_, now=NOW)}
        for who in (samira, ruud)
    }
    assert streets == {samira: {"Dorpsstraat"}, ruud: {"Kerkpad"}}
    tap(address=own_addresses(ruud, round_, now=NOW)[0], outcome=OUTCOME.SPOKEN, by=ruud, now=NOW)
    assert remove_visitor(visitor=last, by=samira, now=NOW) == 2
    assert share_out_round(round_=round_, by=samira, now=NOW) == 2
    assert [share.to_do for share in shares(round_)] == [5]


def test_only_who_leads_reads_the_list_and_who_goes_reads_their_own(
    round_: VisitRound, jansen: RoundAddress, samira: User, ruud: User, hanneke: User
) -> None:
    for other in (ruud, hanneke):
        assert own_addresses(other, round_, now=NOW) == []
        assert address_with(other, round_, jansen.uid, now=NOW) is None
        with pytest.raises(NotAllowedError):
            addresses_of(other, round_, None, now=NOW)
        with pytest.raises(NotAllowedError):
            tap(address=jansen, outcome=OUTCOME.SPOKEN, by=other, now=NOW)
    assert addresses_of(samira, round_, None, now=NOW) == [jansen]
    read = AuditEvent.objects.filter(verb="round.list_read").order_by("-sequence")
    assert read[0].reason == "nobody: 1"
    add_visitor(round_=round_, who=ruud, by=samira, now=NOW)
    share_out_round(round_=round_, by=samira, now=NOW)
    assert own_addresses(ruud, round_, now=NOW) == [jansen]
    assert to_do_of(ruud, round_.municipality, now=NOW) == 1
    assert own_addresses(ruud, round_, now=NOW + 30 * DAY) == []


def test_a_coordinator_takes_over_from_who_is_ill(
    round_: VisitRound, jansen: RoundAddress, samira: User, ruud: User, hanneke: User
) -> None:
    with pytest.raises(NotAllowedError):
        take_lead(round_=round_, by=ruud, now=NOW)
    led = take_lead(round_=round_, by=hanneke, now=NOW)
    assert addresses_of(hanneke, led, None, now=NOW) == [jansen]
    with pytest.raises(NotAllowedError):
        addresses_of(samira, led, None, now=NOW)


def test_who_works_elsewhere_reads_no_round(round_: VisitRound) -> None:
    from tests.factories import MunicipalityFactory

    stranger = member(MunicipalityFactory.create(slug="elders"), Role.LINK_WORKER)
    with pytest.raises(NotAllowedError):
        rounds(stranger, round_.municipality)
    assert to_do_of(stranger, round_.municipality, now=NOW) == 0


def test_tries_are_counted_a_double_click_is_one_and_a_mistake_is_taken_back(
    jansen: RoundAddress, samira: User
) -> None:
    for minutes in (0, 0, 5):
        at = NOW + dt.timedelta(minutes=minutes)
        tap(address=jansen, outcome=OUTCOME.NOT_HOME, by=samira, now=at)
    jansen.refresh_from_db()
    assert (jansen.outcome, jansen.tries, jansen.tried_on) == (OUTCOME.NOT_HOME, 2, TODAY)
    take_back(address=jansen, by=samira, now=at)
    jansen.refresh_from_db()
    assert (jansen.outcome, jansen.tries) == (OUTCOME.NOT_HOME, 1)
    assert RoundTap.objects.filter(taken_back_at__isnull=False).count() == 1
    with pytest.raises(TooLateError):
        take_back(address=jansen, by=samira, now=at)
    with pytest.raises(ValueError, match="no tap"):
        tap(address=jansen, outcome=OUTCOME.RATHER_NOT, by=samira, now=NOW)


def test_who_would_rather_not_is_gone_at_once_and_not_asked_again_in_this_round(
    round_: VisitRound, jansen: RoundAddress, samira: User, town: Municipality
) -> None:
    rather_not(address=jansen, by=samira, now=NOW)
    jansen.refresh_from_db()
    kept = (jansen.name, jansen.address, jansen.postcode, jansen.phone)
    assert kept == (None, None, None, None)
    assert (jansen.name_index, jansen.phone_index) == (None, None)
    assert jansen.outcome == OUTCOME.RATHER_NOT
    assert Deletion.objects.get().count == 1
    for again in (
        JANSEN,
        Given("mw. jansen", "DORPSSTRAAT 12", "3131AB"),
        Given(phone="0180-123456"),
        Given(address="Dorpsstraat 12", postcode="3131 AB"),
    ):
        assert weigh(round_, [again]).refused == 1
    neighbour = Given("Hr. Kok", "Dorpsstraat 12", "3131 AB")
    assert weigh(round_, [neighbour]).new == [neighbour]
    for act in (rather_not, take_back):
        with pytest.raises(EndedError):
            act(address=jansen, by=samira, now=NOW)
    other = make_round(municipality=town, told=TOLD, form_key=uuid.uuid4(), by=samira, now=NOW)
    assert weigh(other, [JANSEN]).new == [JANSEN]


def test_a_door_where_somebody_would_rather_not_is_left_alone(round_: VisitRound) -> None:
    door = fill(round_, Given(address="Kerkpad 1", postcode="3131 AB"))[0]
    rather_not(address=door, by=leader(round_), now=NOW)
    assert weigh(round_, [Given("Hr. Kok", "Kerkpad 1", "3131 AB")]).refused == 1


def test_who_would_like_a_talk_has_a_case_and_leaves_the_list(
    jansen: RoundAddress, samira: User, town: Municipality
) -> None:
    with pytest.raises(NotAgreedToTalkError):
        would_like_a_talk(address=jansen, agreed=False, by=samira, now=NOW)
    assert not Case.objects.exists()
    case = would_like_a_talk(address=jansen, agreed=True, by=samira, now=NOW)
    case.refresh_from_db()
    assert (case.origin, case.state, case.worker) == (Origin.ROUND, State.IN_CONVERSATION, samira)
    assert (case.person.name, case.person.phone) == ("Mw. Jansen", "0180 123 456")
    assert "75 en ouder, Noord" in (Note.objects.get(case=case).text or "")
    what = set(case.events.values_list("what", flat=True))
    assert {CaseEvent.What.AGREED, CaseEvent.What.VISITED} <= what
    jansen.refresh_from_db()
    assert (jansen.name, jansen.address, jansen.outcome) == (None, None, OUTCOME.TALK)
    assert jansen.case == case


def test_entered_from_paper_by_a_coordinator_the_case_waits_for_a_link_worker(
    round_: VisitRound, jansen: RoundAddress, hanneke: User
) -> None:
    take_lead(round_=round_, by=hanneke, now=NOW)
    case = would_like_a_talk(address=jansen, agreed=True, phone="06 1", by=hanneke, now=NOW)
    assert (case.worker, case.state, case.person.phone) == (None, State.RECEIVED, "06 1")


def test_before_and_after_a_round_nothing_is_tapped(
    round_: VisitRound, jansen: RoundAddress, samira: User
) -> None:
    for days in (-2, 21):
        with pytest.raises(EndedError):
            tap(address=jansen, outcome=OUTCOME.SPOKEN, by=samira, now=NOW + days * DAY)
    end_round(round_=round_, by=samira, now=NOW)
    with pytest.raises(EndedError):
        tap(address=jansen, outcome=OUTCOME.SPOKEN, by=samira, now=NOW)
    with pytest.raises(EndedError):
        fill(round_, *street("Kerkpad", 1))
    round_.refresh_from_db()
    assert (round_.ended_on, round_.keep_until) == (TODAY, TODAY + 28 * DAY)


def night(town: Municipality, days: int) -> int:
    at = NOW + days * DAY
    return forget_due_rounds(municipality=town, today=at.date(), now=at)


def test_weeks_after_its_end_nobody_of_the_list_is_known_any_more(
    town: Municipality, round_: VisitRound, samira: User
) -> None:
    fill(round_, JANSEN, *street("Kerkpad", 2))
    gone = RoundAddress.objects.filter(round=round_).first()
    assert gone
    rather_not(address=gone, by=samira, now=NOW)
    assert night(town, 48) == 0
    assert night(town, 49) == 3
    assert night(town, 49) == 0
    for row in RoundAddress.objects.filter(round=round_):
        assert (row.name, row.address, row.postcode, row.phone, row.marks) == (None,) * 4 + ([],)
        assert (row.name_index, row.phone_index) == (None, None)
    round_.refresh_from_db()
    assert round_.secret is None
    lines = {(line.why, line.kind, line.count) for line in Deletion.objects.all()}
    assert ("retention", "casework.roundaddress", 3) in lines
    assert progress(round_).total == 3


def test_a_volunteer_who_goes_has_paper_and_no_page(
    town: Municipality, round_: VisitRound, samira: User, jansen: RoundAddress
) -> None:
    from nabij.casework.models import Volunteer

    ans = a_row(Volunteer, town, name="Ans", state=Volunteer.State.ACTIVE)
    assert ans in who_can_go(samira, round_, today=TODAY)
    visitor = add_visitor(round_=round_, who=ans, by=samira, now=NOW)
    assert ans not in who_can_go(samira, round_, today=TODAY)
    share_out_round(round_=round_, by=samira, now=NOW)
    assert [row.pk for row in addresses_of(samira, round_, visitor, now=NOW)] == [jansen.pk]
    assert visitor.name == "Ans"
