"""What people told leaves in time; that something was asked stays."""

import datetime as dt

from nabij.casework.actions import handling
from nabij.casework.actions.retention import forget_due
from nabij.casework.models import Request, Step
from nabij.core.encryption.fields import encrypted_fields, same_as
from nabij.core.models import AuditEvent
from nabij.core.personal_data import register
from tests.casework.clock import NOW


def forget(town, days: int) -> int:
    at = NOW + dt.timedelta(days=days)
    return forget_due(municipality=town, today=at.date(), now=at)


def test_what_was_handled_is_forgotten_after_four_weeks(asked, samira, town):
    handling.spoken(asked=asked, by=samira, now=NOW)
    assert forget(town, 28) == 0
    assert forget(town, 29) == 1
    asked.refresh_from_db()
    assert [getattr(asked, field.name) for field in encrypted_fields(Request)] == [None] * 5
    assert not Request.objects.filter(same_as(Request, "phone_index", "0612345678")).exists()
    assert (asked.kind, asked.state) == (Request.Kind.CALL, Request.State.DONE)
    assert AuditEvent.objects.filter(verb="request.forgotten").exists()


def test_it_is_forgotten_once(asked, samira, town):
    handling.spoken(asked=asked, by=samira, now=NOW)
    assert [forget(town, 29), forget(town, 60)] == [1, 0]


def test_what_nobody_acted_on_ends_as_too_old_and_says_so(asked, town):
    assert forget(town, 90) == 0
    assert forget(town, 91) == 1
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == (Request.State.CLOSED, Request.Reason.TOO_OLD)
    whats = [step.what for step in asked.steps.all()]
    assert whats[-2:] == [Step.What.CLOSED, Step.What.FORGOTTEN]


def test_an_idea_may_wait_for_a_year(ask, samira, town):
    idea = Request.objects.get(uid=ask(kind=Request.Kind.IDEA).uid)
    handling.spoken(asked=idea, by=samira, now=NOW)
    assert forget(town, 364) == 0
    assert forget(town, 366) == 1


def test_what_may_be_no_real_question_goes_after_a_month(ask, town):
    ask(suspicious=["links"])
    assert forget(town, 31) == 1


def test_many_are_forgotten_in_batches(ask, town, monkeypatch):
    monkeypatch.setattr("nabij.casework.actions.retention._BATCH", 2)
    for _number in range(5):
        ask()
    assert forget(town, 91) == 5


def test_every_personal_field_stands_in_the_register():
    lines = list(register())
    assert {"casework.Request", "directory.OrganisationContact"} <= {
        line.model._meta.label for line in lines
    }
    for line in lines:
        assert line.personal.purpose
        assert line.personal.retention
        assert line.personal.readers
