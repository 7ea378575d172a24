"""Whoever handles requests sees who to call, and one tap says how it went."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.casework.actions import handling
from nabij.casework.models import Request, Step
from nabij.casework.queries import requests, wanted_near
from nabij.casework.rules import NotAllowedError
from nabij.core.models import AuditEvent
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member
from tests.factories import AreaFactory, OfferFactory

MAY_NOT = sorted(set(Role) - {Role.LINK_WORKER, Role.COORDINATOR})


def test_who_was_promised_first_is_called_first_and_late_shows(ask, samira, town):
    ask(name="Nel", at=NOW)
    ask(name="Ton", at=NOW - dt.timedelta(days=9))
    listed = requests.to_do(samira, town, now=NOW + dt.timedelta(hours=1))
    assert [row.name for row in listed.waiting] == ["Ton", "Nel"]
    assert [row.is_late(NOW) for row in listed.waiting] == [True, False]
    assert listed.late(NOW) == 1


def test_what_may_be_no_real_question_stands_apart_and_is_never_lost(ask, samira, town):
    ask(name="Goedkope pillen", suspicious=["links"])
    ask(name="Ton")
    listed = requests.to_do(samira, town, now=NOW)
    assert [row.name for row in listed.waiting] == ["Ton"]
    assert [row.name for row in listed.doubtful] == ["Goedkope pillen"]
    handling.trust(asked=listed.doubtful[0], by=samira, now=NOW)
    assert len(requests.to_do(samira, town, now=NOW).waiting) == 2


@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_else_reads_or_handles_it(role, asked, town):
    other = member(town, role)
    with pytest.raises(NotAllowedError):
        requests.to_do(other, town, now=NOW)
    with pytest.raises(NotAllowedError):
        requests.read(other, town, asked.uid, now=NOW)
    with pytest.raises(NotAllowedError):
        handling.spoken(asked=asked, by=other, now=NOW)
    with pytest.raises(NotAllowedError):
        requests.read_for_letter(other, town, asked.uid, now=NOW)


def test_whoever_filled_it_in_may_print_its_confirmation_that_day(ask, town):
    helper = member(town, Role.ORGANISATION_EDITOR)
    uid = ask(entered_by=helper.uid).uid
    printed = requests.read_for_letter(helper, town, uid, now=NOW + dt.timedelta(hours=1))
    assert printed is not None
    assert printed.name == "Ton"
    with pytest.raises(NotAllowedError):
        requests.read_for_letter(helper, town, uid, now=NOW + dt.timedelta(days=1))


def test_every_reading_is_written_down(asked, samira, town):
    requests.to_do(samira, town, now=NOW)
    requests.read(samira, town, asked.uid, now=NOW)
    verbs = list(AuditEvent.objects.filter(chain=town.code).values_list("verb", "object_id"))
    assert ("request.list_read", "list") in verbs
    assert ("request.read", str(asked.uid)) in verbs


def test_not_reached_is_tried_again_the_next_working_day(asked, samira):
    handling.not_reached(asked=asked, by=samira, now=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.tries) == (Request.State.TRIED, 1)
    assert asked.due_at.astimezone(NOW.tzinfo).date() == dt.date(2026, 11, 27)
    assert asked.handler == samira


def test_another_moment_is_the_day_that_was_agreed_on(asked, samira):
    handling.another_moment(asked=asked, by=samira, day=dt.date(2026, 12, 3), now=NOW)
    asked.refresh_from_db()
    assert asked.due_at.astimezone(NOW.tzinfo).date() == dt.date(2026, 12, 3)
    with pytest.raises(handling.InThePastError):
        handling.another_moment(asked=asked, by=samira, day=dt.date(2026, 11, 20), now=NOW)


def test_spoken_ends_it_and_a_second_tap_says_so(asked, samira):
    handling.spoken(asked=asked, by=samira, now=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.ended_at) == (Request.State.DONE, NOW)
    with pytest.raises(handling.EndedError):
        handling.not_reached(asked=asked, by=samira, now=NOW)


def test_what_is_closed_says_why(asked, samira):
    handling.close(asked=asked, by=samira, reason=Request.Reason.NOT_NEEDED, now=NOW)
    asked.refresh_from_db()
    assert asked.reason == Request.Reason.NOT_NEEDED
    step = asked.steps.get(what=Step.What.CLOSED)
    assert (step.reason, step.by) == (Request.Reason.NOT_NEEDED, samira)


def test_the_page_of_one_tells_its_history_and_what_the_same_number_asked(ask, samira, town):
    first = ask(phone="06-12345678", at=NOW - dt.timedelta(days=1))
    second = ask(phone="+31 6 1234 5678")
    ask(phone="0299 55 01 23")
    read = requests.read(samira, town, second.uid, now=NOW)
    assert read is not None
    assert [row.uid for row in read.also] == [first.uid]
    assert [step.what for step in read.steps] == [Step.What.RECEIVED]


@pytest.mark.parametrize("read", ["list", "near"])
def test_the_number_of_queries_does_not_grow_with_the_rows(ask, samira, town, read):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            if read == "list":
                listed = requests.to_do(samira, town, now=NOW)
                assert all(
                    row.name and (row.area is None or row.area.name) for row in listed.waiting
                )
            else:
                wanted_near(town, today=NOW.date(), limit=50)
        return len(queries)

    area = AreaFactory.create()
    ask(kind=Request.Kind.WALK_ALONG, area=area)
    count()  # the key to decrypt with is looked up once
    before = count()
    for number in range(8):
        ask(name=f"Ton {number}", kind=Request.Kind.WALK_ALONG, area=area)
    assert count() == before


def test_partners_hear_what_is_asked_nearby_and_never_by_whom(ask, town):
    district = AreaFactory.create(code="WK800001", kind="district", name="Vogelweide")
    area = AreaFactory.create(name="Spechtenbuurt", parent=district)
    offer = OfferFactory.create(municipality=town)
    ask(kind=Request.Kind.WALK_ALONG, offer_uid=offer.uid, at=NOW - dt.timedelta(days=3))
    ask(kind=Request.Kind.HELP_WITH, area=area, at=NOW - dt.timedelta(days=5))
    ask(kind=Request.Kind.CALL, area=area)
    ask(kind=Request.Kind.WALK_ALONG, area=area, suspicious=["links"])
    near = wanted_near(town, today=NOW.date(), area_codes=[district.code], limit=5)
    assert [(each.kind, each.area_name, each.days_waiting) for each in near] == [
        ("help_with", "Spechtenbuurt", 5)
    ]
    about = wanted_near(town, today=NOW.date(), offer_uids=[offer.uid], limit=5)
    assert [(each.offer_uid, each.days_waiting) for each in about] == [(offer.uid, 3)]
    assert len(wanted_near(town, today=NOW.date(), limit=5)) == 2
    assert "Ton" not in repr(near)


def test_what_has_ended_is_no_longer_wanted(ask, samira, town):
    uid = ask(kind=Request.Kind.WALK_ALONG).uid
    handling.spoken(asked=Request.objects.get(uid=uid), by=samira, now=NOW)
    assert wanted_near(town, today=NOW.date()) == []
    assert requests.to_do(samira, town, now=NOW).ended[0].uid == uid
