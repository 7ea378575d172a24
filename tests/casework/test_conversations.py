"""A conversation is written down in short, two who write lose nothing, and each purpose is agreed to apart."""

import datetime as dt
import uuid
from typing import Any

import pytest

from nabij.casework.actions.cases import ChangedSinceError, Told, move, open_case
from nabij.casework.actions.consents import give_consent, withdraw_consent
from nabij.casework.actions.conversations import Said, record_conversation, said_in
from nabij.casework.actions.measuring import MayNotMeasureError, keep_score
from nabij.casework.models import (
    Case,
    CaseEvent,
    Consent,
    Conversation,
    Ending,
    Origin,
    ScaleScore,
    State,
)
from nabij.casework.queries.consents import agreed, consents_of
from nabij.casework.queries.measuring import WhyNot, scores_of, why_not_measured
from nabij.casework.rules import NotAllowedError
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from nabij.methods.scales import DJG6, DJG11
from tests.casework.clock import NOW
from tests.core.people import member

TODAY = NOW.date()
DAY = dt.timedelta(days=1)
MEASURE = Consent.Purpose.MEASURE


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    told = Told(name="Corrie", phone="0180 123 456")
    return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=samira)


def write(case: Case, by: User, expected: int = 0, **more: Any) -> Conversation:
    extra: dict[str, Any] = {
        name: more.pop(name) for name in ("form_key", "change", "now") if name in more
    }
    plain: dict[str, Any] = {"form_key": uuid.uuid4(), "now": NOW, **extra}
    said = Said(**{"held_on": TODAY, **more})
    return record_conversation(case=case, said=said, expected=expected, by=by, **plain)


def test_the_first_conversation_moves_the_case_on_and_is_the_last_contact(
    case: Case, samira: User
) -> None:
    told = write(case, samira, causes=("loss",), cause_words="Sinds Piet er niet meer is.")
    case.refresh_from_db()
    assert (case.state, case.last_contact_on) == (State.IN_CONVERSATION, TODAY)
    assert (told.version, told.causes, told.talents) == (1, ["loss"], None)
    assert CaseEvent.objects.filter(what=CaseEvent.What.TALKED, case=case).count() == 1


def test_the_trail_tells_which_fields_and_never_what_was_said(case: Case, samira: User) -> None:
    write(case, samira, causes=("loss",), cause_words="Sinds Piet er niet meer is.")
    event = AuditEvent.objects.get(verb="case.talked")
    assert set(event.fields) == {"held_on", "causes", "cause_words"}
    assert "Piet" not in str(vars(event))


def test_words_stand_encrypted_in_the_database(case: Case, samira: User) -> None:
    write(case, samira, talents="taarten bakken")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_conversation")
        told = str(cursor.fetchall())
    assert "n1:" in told
    assert "taarten" not in told


def test_nothing_is_compulsory_but_the_day(case: Case, samira: User) -> None:
    assert said_in(write(case, samira)) == Said(held_on=TODAY)


def test_a_code_that_nobody_knows_is_refused(case: Case, samira: User) -> None:
    with pytest.raises(ValueError, match="causes has no sadness"):
        write(case, samira, causes=("sadness",))
    assert not Conversation.objects.exists()


def test_several_conversations_stay_beside_each_other(case: Case, samira: User) -> None:
    write(case, samira, causes=("loss",))
    write(case, samira, expected=1, held_on=TODAY + DAY, causes=("loss", "mobility"))
    assert [row.causes for row in Conversation.objects.all()] == [["loss", "mobility"], ["loss"]]


def test_a_correction_changes_the_newest(case: Case, samira: User) -> None:
    write(case, samira, talents="bakken")
    write(case, samira, expected=1, talents="breien", change=True)
    assert [(row.talents, row.version) for row in Conversation.objects.all()] == [("breien", 2)]


def test_who_comes_second_is_told_what_the_first_wrote_and_nothing_is_overwritten(
    case: Case, samira: User
) -> None:
    write(case, samira, talents="bakken")
    write(case, samira, expected=1, talents="bakken, breien", change=True)
    for change in (True, False):
        with pytest.raises(ChangedSinceError) as error:
            write(case, samira, expected=1, talents="bakken, zingen", change=change)
        assert error.value.theirs.talents == "bakken, breien"  # type: ignore[attr-defined]
    assert Conversation.objects.get().talents == "bakken, breien"


def test_a_form_that_arrives_twice_is_one_conversation(case: Case, samira: User) -> None:
    key = uuid.uuid4()
    first = write(case, samira, form_key=key, talents="bakken")
    assert write(case, samira, form_key=key, talents="bakken") == first
    changed = uuid.uuid4()
    write(case, samira, expected=1, form_key=changed, talents="breien", change=True)
    write(case, samira, expected=1, form_key=changed, talents="breien", change=True)
    assert Conversation.objects.get().version == 2


def test_who_wrote_on_while_the_answer_did_not_come_loses_nothing(case: Case, samira: User) -> None:
    key = uuid.uuid4()
    write(case, samira, form_key=key, talents="bakken")
    write(case, samira, form_key=key, talents="bakken\nbreien")
    assert [(row.talents, row.version) for row in Conversation.objects.all()] == [
        ("bakken\nbreien", 2)
    ]
    write(case, samira, expected=2, talents="zingen")
    with pytest.raises(ChangedSinceError):
        write(case, samira, form_key=key, talents="bakken\nlezen")


def test_who_is_outside_the_team_writes_nothing(
    town: Municipality, case: Case, samira: User
) -> None:
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    with pytest.raises(NotAllowedError):
        write(case, ruud)
    with pytest.raises(NotAllowedError):
        give_consent(case=case, purpose=MEASURE, by=ruud, now=NOW)
    assert not Conversation.objects.exists()
    assert not Consent.objects.exists()


def test_a_conversation_after_the_end_is_kept_and_moves_nothing(case: Case, samira: User) -> None:
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.NOT_WANTED)
    write(case, samira)
    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_consent_is_given_and_taken_back_per_purpose_and_its_history_stays(
    case: Case, samira: User
) -> None:
    first = give_consent(case=case, purpose=Consent.Purpose.PLAN, by=samira, now=NOW)
    assert give_consent(case=case, purpose=Consent.Purpose.PLAN, by=samira, now=NOW + DAY) == first
    withdraw_consent(case=case, purpose=Consent.Purpose.PLAN, by=samira, now=NOW + DAY)
    assert not agreed(case.person, Consent.Purpose.PLAN)
    assert withdraw_consent(case=case, purpose=MEASURE, by=samira, now=NOW) is None
    give_consent(
        case=case, purpose=Consent.Purpose.PLAN, by=samira, now=NOW + 2 * DAY, how=Consent.How.PAPER
    )
    assert agreed(case.person, Consent.Purpose.PLAN)
    told = [(row.given_on, row.withdrawn_on) for row in consents_of(case.person)]
    assert told == [(TODAY + 2 * DAY, None), (TODAY, TODAY + DAY)]
    whats = list(CaseEvent.objects.values_list("what", flat=True))
    assert whats.count(CaseEvent.What.AGREED) == 2
    assert whats.count(CaseEvent.What.TOOK_BACK) == 1


def ask(case: Case, by: User, scale: str = "djg6", **more: Any) -> ScaleScore:
    answers = more.pop("answers", {3: 3, 4: 1, 7: 2, 8: 3, 9: 1, 10: 1})
    key = more.pop("form_key", None) or uuid.uuid4()
    return keep_score(case=case, scale=scale, answers=answers, form_key=key, by=by, now=NOW, **more)


def test_no_questionnaire_before_somebody_wants_support_and_agreed(
    case: Case, samira: User
) -> None:
    assert why_not_measured(case) == WhyNot.NOT_WANTED_YET
    with pytest.raises(MayNotMeasureError):
        ask(case, samira)
    write(case, samira, wants_support=True)
    assert why_not_measured(case) == WhyNot.NOT_AGREED
    give_consent(case=case, purpose=MEASURE, by=samira, now=NOW)
    assert why_not_measured(case) is None
    assert ask(case, samira).total == 3
    withdraw_consent(case=case, purpose=MEASURE, by=samira, now=NOW)
    with pytest.raises(MayNotMeasureError):
        ask(case, samira)


def test_a_plan_says_that_somebody_wants_support(case: Case, samira: User) -> None:
    give_consent(case=case, purpose=MEASURE, by=samira, now=NOW)
    write(case, samira, wants_support=False)
    case = move(case=case, to=State.IN_PLAN, by=samira, now=NOW)
    assert why_not_measured(case) is None


@pytest.fixture
def measured(case: Case, samira: User) -> Case:
    write(case, samira, wants_support=True)
    give_consent(case=case, purpose=MEASURE, by=samira, now=NOW)
    return case


def test_each_score_carries_its_rule_and_two_rules_are_two_scores(
    measured: Case, samira: User
) -> None:
    ask(measured, samira)
    ask(measured, samira, rule="djg6/cbs")
    ask(measured, samira, "djg11", answers=dict.fromkeys(DJG11.items, 2))
    told = {(row.scale, row.rule, row.total, row.band) for row in scores_of(measured)}
    assert told == {
        ("djg6", "djg6/vu", 3, "moderately"),
        ("djg6", "djg6/cbs", 3, "moderately"),
        ("djg11", "djg11/now", 11, "very_strongly"),
    }


def test_what_was_left_open_gives_no_total(measured: Case, samira: User) -> None:
    answers: dict[int, int | None] = {**dict.fromkeys(DJG6.items, 3), 3: None, 4: None}
    row = ask(measured, samira, answers=answers)
    assert (row.total, row.missing, row.band) == (None, 2, "")


def test_the_direct_question_stands_apart_and_has_no_total(measured: Case, samira: User) -> None:
    row = ask(measured, samira, "direct", answers={1: 2})
    assert (row.rule, row.total, row.band) == ("direct/ons", None, "some_of_the_time")
    with pytest.raises(ValueError, match="direct question"):
        ask(measured, samira, "direct", answers={1: 6})


def test_a_questionnaire_that_arrives_twice_is_one_score(measured: Case, samira: User) -> None:
    key = uuid.uuid4()
    assert ask(measured, samira, form_key=key) == ask(measured, samira, form_key=key)
