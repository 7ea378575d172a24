"""Who goes with whom: proposed by what fits and who waits longest, asked apart, introduced when both said yes."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.casework import buddies as door
from nabij.casework.actions.buddies import (
    NoBuddyConsentError,
    PairMovedError,
    Sought,
    ask,
    end,
    look_no_further,
    person_said,
    propose_pairs,
    put_aside,
    seek,
    volunteer_said,
)
from nabij.casework.actions.buddies_by_night import end_what_has_been
from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.volunteers import (
    StillGoingError,
    become,
    change,
    forget_due_volunteers,
    register,
    remind_of_papers,
)
from nabij.casework.models import (
    Because,
    BuddySettings,
    BuddyWish,
    Case,
    CaseEvent,
    Consent,
    Deletion,
    Over,
    Pair,
    Together,
    Volunteer,
)
from nabij.casework.queries import buddies as queries
from nabij.casework.rules import NotAllowedError
from nabij.core.links.opening import LinkUsedError
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.casework.pairing import (
    TODAY,
    Mailed,
    asked_pair,
    looks,
    proposed_pair,
    somebody_looks,
    told,
    volunteer,
)
from tests.casework.placing import case_of
from tests.core.people import member

DAY = dt.timedelta(days=1)


def names(pairs: Any) -> set[tuple[str, str]]:
    return {(pair.wish.case.person.name, pair.volunteer.name) for pair in pairs}


def propose(town: Municipality, by: User, now: dt.datetime = NOW) -> set[tuple[str, str]]:
    propose_pairs(municipality=town, by=by, now=now)
    return names(Pair.objects.filter(state=Pair.State.PROPOSED))


def test_nobody_looks_for_somebody_without_the_persons_agreement(town, samira) -> None:
    case = case_of(town, samira)
    wish = looks(case, samira)
    assert wish.state == BuddyWish.State.WAITING
    Consent.objects.update(withdrawn_on=TODAY)
    volunteer(town, samira)
    assert propose(town, samira) == set()
    with pytest.raises(NoBuddyConsentError):
        seek(case=case, sought=Sought(Together.PHONE), by=samira, now=NOW)


def test_who_share_most_are_proposed_with_the_reason_in_codes_and_no_word_of_theirs(
    town, samira
) -> None:
    volunteer(town, samira, name="Bo", words="fietsen, koken", email="")
    volunteer(town, samira, name="Ann", words="schaken", email="")
    somebody_looks(town, samira, "Corrie", words="samen fietsen")
    somebody_looks(town, samira, "Dina", words="een potje schaken")
    assert propose(town, samira) == {("Corrie", "Bo"), ("Dina", "Ann")}
    pair = Pair.objects.get(volunteer__in=[v for v in Volunteer.objects.all() if v.name == "Bo"])
    assert ["shared", 20.0, 1, ""] in pair.terms
    assert "fiets" not in str(pair.terms)
    assert pair.score == 50.0


def test_what_the_conversation_says_is_not_asked_again(town, samira) -> None:
    volunteer(town, samira, name="Bo", free=["TU-morning"], languages=["tr"])
    volunteer(town, samira, name="Ann", free=["WE-morning"], languages=["nl"])
    wish = somebody_looks(town, samira, "Corrie")
    told(wish.case, languages=["tr", "nl"], free=["TU-morning"])
    assert propose(town, samira) == {("Corrie", "Bo")}
    told(wish.case, languages=["nl"], free=["WE-morning"])
    assert propose(town, samira) == {("Corrie", "Ann")}


def test_without_a_valid_certificate_nobody_is_proposed_where_it_is_asked(town, samira) -> None:
    bo = volunteer(town, samira, certificate_on=None, kinds=["buddy", "phone"])
    somebody_looks(town, samira, "Corrie")
    assert propose(town, samira) == set()
    too_old = TODAY.replace(year=TODAY.year - 3) - DAY
    Volunteer.objects.filter(pk=bo.pk).update(certificate_on=too_old)
    assert propose(town, samira) == set()
    somebody_looks(town, samira, "Dina", kind=Together.PHONE)
    assert propose(town, samira) == {("Dina", "Bo Visser")}


def test_of_two_who_fit_as_well_the_one_who_waits_longest_goes_first(town, samira) -> None:
    volunteer(town, samira)
    somebody_looks(town, samira, "Dina", now=NOW)
    somebody_looks(town, samira, "Corrie", now=NOW - 30 * DAY)
    assert propose(town, samira) == {("Corrie", "Bo Visser")}


def test_a_pair_below_the_floor_is_never_proposed_however_long_somebody_waits(town, samira) -> None:
    volunteer(town, samira)
    somebody_looks(town, samira, "Corrie", now=NOW - 900 * DAY)
    BuddySettings.objects.create(municipality=town, floor=31)
    assert propose(town, samira) == set()
    BuddySettings.objects.update(floor=30)
    assert propose(town, samira) == {("Corrie", "Bo Visser")}


def test_a_volunteer_with_room_for_two_gets_two_and_with_none_nobody(town, samira) -> None:
    bo = volunteer(town, samira, capacity=2)
    for name in ("Corrie", "Dina", "Els"):
        somebody_looks(town, samira, name)
    assert len(propose(town, samira)) == 2
    for pair in Pair.objects.all():
        ask(pair=pair, by=samira, now=NOW, send=None)
    assert propose(town, samira) == set()
    Volunteer.objects.filter(pk=bo.pk).update(capacity=0)
    assert propose(town, samira) == set()


def test_proposing_again_leaves_what_stands_and_takes_back_what_no_longer_fits(
    town, samira
) -> None:
    bo = volunteer(town, samira)
    somebody_looks(town, samira, "Corrie")
    first = proposed_pair(town, samira)
    assert proposed_pair(town, samira).pk == first.pk
    become(volunteer=bo, state=Volunteer.State.PAUSED, by=samira, now=NOW)
    assert not Pair.objects.exists()
    assert propose(town, samira) == set()


def test_nobodys_name_is_told_before_both_said_yes(town, samira) -> None:
    volunteer(town, samira)
    wish = somebody_looks(
        town, samira, "Corrie", words="Wandelen met mijn hond Max", may_share=False
    )
    sent = Mailed()
    pair = asked_pair(town, samira, sent)
    question = door.question_of(town, pair.uid, now=NOW)
    assert question is not None
    assert (question.known, question.name, question.phone, question.words) == (False, "", "", "")
    BuddyWish.objects.filter(pk=wish.pk).update(may_share=True)
    question = door.question_of(town, pair.uid, now=NOW)
    assert question is not None
    assert "Max" in question.words
    door.yes(question, link=sent.links[0].link, now=NOW, send=sent)
    question = door.question_of(town, pair.uid, now=NOW)
    assert question is not None
    assert not question.known
    person_said(pair=pair, yes=True, told=("name",), by=samira, now=NOW, send=sent)
    question = door.question_of(town, pair.uid, now=NOW)
    assert question is not None
    assert (question.known, question.name, question.phone) == (True, "Corrie", "")
    assert len(sent.links) == 2
    assert AuditEvent.objects.filter(verb="pair.read_by_link", fields=["name"]).exists()
    wish.refresh_from_db()
    assert wish.state == BuddyWish.State.PAIRED
    Consent.objects.update(withdrawn_on=TODAY)
    assert door.question_of(town, pair.uid, now=NOW) is None


def test_a_no_of_either_needs_a_reason_and_that_pair_never_comes_back(town, samira) -> None:
    bo = volunteer(town, samira, name="Bo")
    wish = somebody_looks(town, samira, "Corrie")
    sent = Mailed()
    pair = asked_pair(town, samira, sent)
    with pytest.raises(ValueError):
        person_said(pair=pair, yes=False, by=samira, now=NOW)
    row = person_said(pair=pair, yes=False, because=Because.TIME, by=samira, now=NOW)
    assert (row.state, row.person_because) == (Pair.State.DECLINED, Because.TIME)
    with pytest.raises((LinkUsedError, PairMovedError)):
        volunteer_said(pair=pair, yes=True, now=NOW, link=sent.links[0].link)
    wish.refresh_from_db()
    assert wish.state == BuddyWish.State.WAITING
    assert propose(town, samira) == set()
    look_no_further(wish=wish, by=samira, now=NOW)
    looks(wish.case, samira)
    assert propose(town, samira) == set()
    volunteer(town, samira, name="Ann")
    assert propose(town, samira) == {("Corrie", "Ann")}
    assert bo.state == Volunteer.State.ACTIVE


def test_a_pair_put_aside_is_not_proposed_again_and_two_who_tap_at_once_are_told(
    town, samira
) -> None:
    volunteer(town, samira)
    somebody_looks(town, samira, "Corrie")
    pair = proposed_pair(town, samira)
    put_aside(pair=pair, by=samira, now=NOW)
    with pytest.raises(PairMovedError):
        ask(pair=pair, by=samira, now=NOW, send=None)
    assert propose(town, samira) == set()


def test_it_ends_with_a_reason_and_looking_goes_on_where_somebody_wants_that(town, samira) -> None:
    bo = volunteer(town, samira)
    wish = somebody_looks(town, samira, "Corrie")
    pair = asked_pair(town, samira)
    volunteer_said(pair=pair, yes=True, by=samira, now=NOW)
    person_said(pair=pair, yes=True, by=samira, now=NOW)
    with pytest.raises(StillGoingError):
        become(volunteer=bo, state=Volunteer.State.STOPPED, by=samira, now=NOW)
    row = end(pair=pair, over=Over.DID_NOT_CLICK, by=samira, now=NOW, look_on=True)
    assert (row.state, row.over) == (Pair.State.ENDED, Over.DID_NOT_CLICK)
    wish.refresh_from_db()
    assert wish.state == BuddyWish.State.WAITING
    whats = set(CaseEvent.objects.values_list("what", flat=True))
    assert {"buddy_sought", "buddy_asked", "buddy_began", "buddy_ended"} <= whats
    assert propose(town, samira) == set()


def test_what_is_for_once_ends_after_its_date_is_asked_about_and_may_be_done_again(
    town, samira
) -> None:
    volunteer(town, samira, kinds=["ride"], free=["FR-morning", "MO-morning"])
    friday = NOW.date() + DAY
    once: dict[str, Any] = {"kind": Together.RIDE, "at": dt.time(10), "place": "Het ziekenhuis"}
    wish = somebody_looks(town, samira, "Corrie", on=friday, **once)
    pair = asked_pair(town, samira)
    volunteer_said(pair=pair, yes=True, by=samira, now=NOW)
    person_said(pair=pair, yes=True, by=samira, now=NOW)
    for days, ended in ((1, 0), (2, 1), (2, 0)):
        at = NOW + days * DAY
        assert end_what_has_been(municipality=town, today=at.date(), now=at) == ended
    assert queries.count_to_look_at(samira, town, now=NOW) == 1
    end(pair=pair, over=Over.DONE, by=samira, now=NOW + 2 * DAY)
    assert queries.count_to_look_at(samira, town, now=NOW) == 0
    looks(wish.case, samira, on=friday + 3 * DAY, **once)
    assert propose(town, samira, NOW + 2 * DAY) == {("Corrie", "Bo Visser")}


def test_a_wish_for_a_day_that_has_been_is_looked_for_no_longer(town, samira) -> None:
    volunteer(town, samira, kinds=["ride"])
    wish = somebody_looks(town, samira, kind=Together.RIDE, on=TODAY)
    pair = asked_pair(town, samira)
    at = NOW + DAY
    end_what_has_been(municipality=town, today=at.date(), now=at)
    wish.refresh_from_db()
    pair.refresh_from_db()
    assert (wish.state, pair.state) == (BuddyWish.State.OVER, Pair.State.DROPPED)


def test_somebody_who_comes_forward_waits_for_a_call_and_a_form_sent_twice_is_one(town) -> None:
    key = uuid.uuid4()
    told_once = {"name": "Bo", "phone": "06 11 22 33 44", "kinds": ["buddy"]}
    rows = [
        register(municipality=town, told=told_once, form_key=key, now=NOW, by=None)
        for _time in range(2)
    ]
    assert rows[0].pk == rows[1].pk
    assert rows[0].state == Volunteer.State.APPLIED
    assert queries.count_volunteers_to_see_to(town, now=NOW) == 1


def test_what_a_colleague_changed_in_the_meantime_is_not_overwritten(town, samira) -> None:
    bo = volunteer(town, samira)
    changed = change(volunteer=bo, told={"capacity": 2}, version=1, by=samira, now=NOW)
    assert changed.version == 2
    with pytest.raises(ChangedSinceError):
        change(volunteer=bo, told={"capacity": 3}, version=1, by=samira, now=NOW)
    assert Volunteer.objects.get().capacity == 2


def test_papers_that_are_too_old_are_told_of_once(town, samira) -> None:
    old = TODAY.replace(year=TODAY.year - 3) - DAY
    volunteer(town, samira, name="Bo", certificate_on=old)
    volunteer(town, samira, name="Ann", references_on=old)
    volunteer(town, samira, name="Cees")
    mails: list[int] = []

    def remind(municipality: Municipality, count: int) -> None:
        mails.append(count)

    assert remind_of_papers(municipality=town, today=TODAY, remind=remind) == 2
    assert remind_of_papers(municipality=town, today=TODAY + DAY, remind=remind) == 0
    assert mails == [2]
    assert queries.count_volunteers_to_see_to(town, now=NOW) == 2


def test_who_stopped_is_forgotten_in_time_and_the_register_says_so(town, samira) -> None:
    bo = volunteer(town, samira)
    somebody_looks(town, samira, "Corrie")
    pair = asked_pair(town, samira)
    volunteer_said(pair=pair, yes=False, because=Because.FULL, by=samira, now=NOW)
    become(volunteer=bo, state=Volunteer.State.STOPPED, by=samira, now=NOW)
    for days, done in ((365, 0), (366, 1), (366, 0)):
        at = NOW + days * DAY
        assert forget_due_volunteers(municipality=town, now=at, today=at.date()) == done
    row, gone = Volunteer.objects.get(), Pair.objects.get()
    assert (row.name, row.phone, row.email, row.words, row.kinds) == (None, None, None, None, [])
    assert (row.name_index, row.phone_index, row.email_index) == (None, None, None)
    assert (gone.volunteer_said, gone.volunteer_because) == ("", "")
    assert Deletion.objects.filter(kind="casework.volunteer", count=1).exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LINK_WORKER, Role.COORDINATOR}))
def test_nobody_else_reads_or_keeps_volunteers(role, town, samira) -> None:
    bo = volunteer(town, samira)
    other = member(town, role)
    with pytest.raises(NotAllowedError):
        queries.volunteers(other, town, now=NOW)
    with pytest.raises(NotAllowedError):
        queries.read_volunteer(other, town, bo.uid, now=NOW)
    with pytest.raises(NotAllowedError):
        change(volunteer=bo, told={"capacity": 9}, version=1, by=other, now=NOW)
    with pytest.raises(NotAllowedError):
        propose_pairs(municipality=town, by=other, now=NOW)


def test_a_colleague_outside_the_team_sees_no_pair_of_a_case_and_asks_nobody(town, samira) -> None:
    volunteer(town, samira)
    somebody_looks(town, samira, "Corrie")
    pair = proposed_pair(town, samira)
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    assert list(queries.pairs_to_look_at(ruud, town, now=NOW)) == []
    assert queries.read_pair(ruud, town, pair.uid, now=NOW) is None
    with pytest.raises(NotAllowedError):
        ask(pair=pair, by=ruud, now=NOW, send=None)


def test_a_pair_of_somebody_who_was_forgotten_takes_no_room_and_ends(town, samira) -> None:
    volunteer(town, samira)
    wish = somebody_looks(town, samira, "Corrie")
    pair = asked_pair(town, samira)
    Case.objects.filter(pk=wish.case_id).update(forgotten_on=TODAY)
    assert queries.with_room(town).get().taken == 0  # type: ignore[attr-defined]
    assert door.question_of(town, pair.uid, now=NOW) is None
    end_what_has_been(municipality=town, today=TODAY, now=NOW)
    pair.refresh_from_db()
    assert pair.state == Pair.State.ENDED


def test_proposing_asks_the_database_as_often_for_many_as_for_one(town, samira) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            propose_pairs(municipality=town, by=samira, now=NOW)
        Pair.objects.all().delete()
        return len(caught)

    volunteer(town, samira)
    somebody_looks(town, samira, "Corrie", words="fietsen")
    asked()  # what is looked up once for all, such as a key
    few = asked()
    for number in range(6):
        volunteer(town, samira, name=f"V{number}")
        told(somebody_looks(town, samira, f"P{number}").case, languages=["nl"])
    assert asked() == few
