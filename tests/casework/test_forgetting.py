"""Forgetting takes what hangs on a person along: rows, indexes, mail and links. What a person asks is done at once."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps

from nabij.casework.actions.cases import ChangedSinceError, Told, add_note, move, open_case
from nabij.casework.actions.forgetting import forget_case
from nabij.casework.actions.retention import forget_due, forget_due_cases
from nabij.casework.actions.rights import correct, erase, erase_request, lift, restrict
from nabij.casework.actions.signals import join
from nabij.casework.belongings import belongings, everything_of, known_as, told_fields
from nabij.casework.models import (
    Case,
    CaseEvent,
    Deletion,
    EmergencyAccess,
    Ending,
    Note,
    Origin,
    Person,
    Request,
    State,
    TeamMember,
)
from nabij.casework.queries.rights import everything_about, find, who_read
from nabij.casework.rules import NotAllowedError
from nabij.core.encryption.fields import blind_indexes, encrypted_fields
from nabij.core.links.making import make_link
from nabij.core.models import AuditEvent, Municipality, OneTimeLink, OutgoingMessage, User
from nabij.core.post import kinds
from nabij.core.post.queueing import queue_message
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member
from tests.core.rows import a_row
from tests.factories import RequestFactory

DAY = dt.timedelta(days=1)
KIND = kinds.declare("test.forgetting", "a test")

#: Tables about people that hang on nobody who is helped; each is forgotten by an action of its own.
ROOTS = {
    "casework.Person",
    "casework.Request",
    "casework.Step",
    "casework.Volunteer",
    "casework.VisitRound",
}


@pytest.fixture
def officer(town: Municipality) -> User:
    return member(town, Role.PRIVACY_OFFICER)


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    told = Told(
        name="Corrie van Dam",
        phone="0180 123 456",
        email="corrie@dorp.example",
        address="Breedstraat 1",
        postcode="3131 AB",
        birth_year="1952",
    )
    return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=samira)


def night(town: Municipality, days: int) -> int:
    at = NOW + days * DAY
    return forget_due_cases(municipality=town, today=at.date(), now=at)


def mail(town: Municipality, to: str = "Corrie@dorp.example") -> OutgoingMessage:
    return queue_message(
        municipality=town, kind=KIND, to=to, subject="Dag Corrie", text="Tot dinsdag.", now=NOW
    )


def left_of(person: Person) -> list[str]:
    """Whatever still tells something of somebody in any row that hangs on this person."""
    return [
        f"{row._meta.label}.{name}"
        for row in everything_of(Person.objects.get(pk=person.pk))
        for name in told_fields(type(row))
        if getattr(row, name) not in (None, "", [], {}, row._meta.get_field(name).get_default())
    ]


def fill_everything(case: Case) -> None:
    """A row in every table that hangs on a case or a person, with something in every field about people."""
    for belonging in belongings(Person):
        if belonging.model is Case:
            continue
        above = belonging.path.split("__")[0]
        root: Any = {Case: case, Person: case.person}.get(
            belonging.model._meta.get_field(above).related_model  # type: ignore[arg-type]
        )
        given = {above: root} if root is not None else {}
        if not given:
            parent: Any = belonging.model._meta.get_field(above).related_model
            given = {above: parent._default_manager.filter(municipality=case.municipality).first()}
        words = {field.name: "over Corrie" for field in encrypted_fields(belonging.model)}
        a_row(belonging.model, case.municipality, **given, **words)


def test_every_table_about_people_hangs_on_a_person_or_is_a_known_root() -> None:
    hanging = {belonging.model._meta.label for belonging in belongings(Person)}
    about = {
        model._meta.label
        for model in apps.get_app_config("casework").get_models()
        if encrypted_fields(model) or told_fields(model)
    }
    assert about - hanging <= ROOTS
    assert {"casework.Case", "casework.Note", "casework.EmergencyAccess"} <= hanging


def test_what_nobody_acted_on_is_forgotten_whole_after_four_weeks(
    town: Municipality, case: Case
) -> None:
    fill_everything(case)
    assert night(town, 28) == 0
    assert night(town, 29) == 1
    assert left_of(case.person) == []
    case.refresh_from_db()
    assert (case.state, case.ending) == (State.CLOSED, Ending.TOO_OLD)
    assert case.forgotten_on == (NOW + 29 * DAY).date()


def test_no_index_finds_anybody_after_it(town: Municipality, case: Case, officer: User) -> None:
    fill_everything(case)
    for told in ("corrie van dam", "0180123456", "CORRIE@dorp.example"):
        assert find(officer, town, told).persons == [case.person]
    night(town, 29)
    for told in ("corrie van dam", "0180123456", "CORRIE@dorp.example"):
        assert find(officer, town, told).persons == []
    for row in everything_of(case.person):
        for index in blind_indexes(type(row)):
            fresh = type(row)._default_manager.get(pk=row.pk)
            assert getattr(fresh, index.attname) is None, f"{row._meta.label}.{index.name}"


def test_mail_to_the_person_is_emptied_and_what_waits_is_not_sent(
    town: Municipality, case: Case
) -> None:
    hers, anothers = mail(town), mail(town, "truus@dorp.example")
    night(town, 29)
    hers.refresh_from_db()
    anothers.refresh_from_db()
    assert (hers.to, hers.subject, hers.text) == ("", "", "")
    assert hers.state == OutgoingMessage.State.KEPT
    assert anothers.text == "Tot dinsdag."


def test_links_about_what_is_forgotten_open_nothing_any_more(
    town: Municipality, case: Case
) -> None:
    make_link(
        municipality=town, purpose="x.y", subject=case.uid, now=NOW, lasts=dt.timedelta(days=300)
    )
    night(town, 29)
    assert OneTimeLink.objects.get().expires_at == NOW + 29 * DAY


def test_a_run_that_was_stopped_goes_on_where_it_was(
    town: Municipality, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        open_case(municipality=town, told=Told(name=f"Ton {number}"), origin=Origin.SIGNAL, now=NOW)
    done: list[Case] = []

    def stops_at_the_third(**told: Any) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(told["case"])
        forget_case(**told)

    monkeypatch.setattr("nabij.casework.actions.retention.forget_case", stops_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        night(town, 29)
    assert Case.objects.filter(forgotten_on__isnull=False).count() == 2
    monkeypatch.undo()
    assert night(town, 29) == 2
    assert night(town, 30) == 0


def test_the_register_of_deletions_counts_and_names_nobody(
    town: Municipality, case: Case, samira: User
) -> None:
    add_note(case=case, text="Hoort slecht.", by=samira, now=NOW)
    mail(town)
    night(town, 29)
    lines = {line.kind: (line.why, line.count) for line in Deletion.objects.all()}
    assert lines == {
        "casework.person": ("retention", 1),
        "casework.note": ("retention", 1),
        "core.outgoingmessage": ("retention", 1),
    }


def test_a_person_who_came_back_is_kept_for_the_newer_case(
    town: Municipality, case: Case, samira: User
) -> None:
    add_note(case=case, text="Was er eerder.", by=samira, now=NOW)
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.NOTHING_NEEDED)
    newer = open_case(
        municipality=town,
        told=case.person,
        origin=Origin.AGAIN,
        now=NOW + 80 * DAY,
        by=samira,
    )
    assert night(town, 92) == 1
    assert Note.objects.get().text is None
    newer.person.refresh_from_db()
    assert newer.person.name == "Corrie van Dam"
    assert night(town, 80 + 29) == 1
    newer.person.refresh_from_db()
    assert newer.person.name is None


def test_nothing_is_added_to_what_was_forgotten(
    town: Municipality, case: Case, samira: User
) -> None:
    night(town, 29)
    with pytest.raises(NotAllowedError, match="forgotten"):
        add_note(case=case, text="Toch nog iets", by=samira, now=NOW + 29 * DAY)


def test_erasing_is_done_at_once_and_by_the_privacy_officer_only(
    town: Municipality, case: Case, samira: User, officer: User
) -> None:
    fill_everything(case)
    with pytest.raises(NotAllowedError):
        erase(person=case.person, by=samira, now=NOW, today=NOW.date())
    erase(person=case.person, by=officer, now=NOW, today=NOW.date())
    assert left_of(case.person) == []
    assert set(Deletion.objects.values_list("why", flat=True)) == {"erasure"}
    assert AuditEvent.objects.filter(verb="person.erased").count() == 1


def test_a_request_is_erased_with_the_mail_about_it(
    town: Municipality, ask: Any, officer: User
) -> None:
    asked = Request.objects.get(uid=ask(email="ton@dorp.example").uid)
    sent = mail(town, "ton@dorp.example")
    erase_request(asked=asked, by=officer, now=NOW, today=NOW.date())
    asked.refresh_from_db()
    sent.refresh_from_db()
    assert (asked.name, asked.email, asked.is_open, sent.to) == (None, None, False, "")
    assert forget_due(municipality=town, today=(NOW + 999 * DAY).date(), now=NOW) == 0


def test_a_correction_is_found_by_the_new_number_and_kept_in_the_history(
    town: Municipality, case: Case, officer: User
) -> None:
    told = {"phone": "06 99 88 77 66", "name": "Corrie van Dam"}
    assert correct(person=case.person, told=told, expected=1, by=officer, now=NOW) == ["phone"]
    assert find(officer, town, "0699887766").persons == [case.person]
    assert find(officer, town, "0180123456").persons == []
    assert CaseEvent.objects.filter(what=CaseEvent.What.CORRECTED).count() == 1


def test_two_who_correct_at_once_overwrite_nothing(case: Case, officer: User) -> None:
    correct(person=case.person, told={"name": "Cornelia"}, expected=1, by=officer, now=NOW)
    with pytest.raises(ChangedSinceError) as error:
        correct(person=case.person, told={"name": "Corry"}, expected=1, by=officer, now=NOW)
    assert error.value.theirs.name == "Cornelia"  # type: ignore[attr-defined]


def test_what_must_stay_as_it_is_is_not_worked_with_until_that_is_lifted(
    case: Case, samira: User, officer: User
) -> None:
    restrict(person=case.person, by=officer, now=NOW, today=NOW.date())
    with pytest.raises(NotAllowedError, match="leave it as it is"):
        add_note(case=case, text="Iets", by=samira, now=NOW)
    lift(person=case.person, by=officer, now=NOW)
    add_note(case=case, text="Iets", by=samira, now=NOW)


def test_what_must_stay_as_it_is_is_not_removed_by_the_night_until_that_is_lifted(
    town: Municipality, case: Case, officer: User
) -> None:
    asked = RequestFactory.create(
        municipality=town, name="Corrie", case=case, keep_until=(NOW + DAY).date()
    )
    restrict(person=case.person, by=officer, now=NOW, today=NOW.date())
    later = NOW + 1000 * DAY
    assert night(town, 1000) == 0
    assert forget_due(municipality=town, today=later.date(), now=later) == 0
    asked.refresh_from_db()
    assert (Person.objects.get().name, asked.name) == ("Corrie van Dam", "Corrie")
    lift(person=case.person, by=officer, now=NOW)
    assert night(town, 1000) == 1
    assert left_of(case.person) == []


def test_two_reports_that_were_joined_are_of_one_person_whatever_that_person_asks(
    town: Municipality, case: Case, samira: User, officer: User
) -> None:
    told = Told(name="Cor van Dam", phone="06 99 99 99 99")
    other = open_case(municipality=town, told=told, origin=Origin.SIGNAL, now=NOW, by=samira)
    join(case=case, other=other, by=samira, now=NOW)
    both = list(Person.objects.order_by("pk"))
    for person in both:
        kept = {one.value for row in everything_about(officer, person) for one in row.kept}
        assert {"Corrie van Dam", "06 99 99 99 99"} <= kept
    restrict(person=both[1], by=officer, now=NOW, today=NOW.date())
    assert not Person.objects.filter(restricted_on__isnull=True).exists()
    lift(person=both[0], by=officer, now=NOW)
    assert not Person.objects.filter(restricted_on__isnull=False).exists()
    assert len(find(officer, town, "06 99 99 99 99").persons) == 1
    erase(person=both[0], by=officer, now=NOW, today=NOW.date())
    assert [left_of(person) for person in both] == [[], []]
    assert find(officer, town, "06 99 99 99 99").persons == []


def test_whoever_is_joined_with_whom_in_whatever_order_is_one_person_once(
    town: Municipality, case: Case, samira: User
) -> None:
    def again(person: Person | Told) -> Case:
        return open_case(municipality=town, told=person, origin=Origin.SIGNAL, now=NOW, by=samira)

    ton, kees = again(Told(name="Ton")), again(Told(name="Kees"))
    join(case=case, other=ton, by=samira, now=NOW)
    join(case=kees, other=again(ton.person), by=samira, now=NOW)
    join(case=again(case.person), other=again(kees.person), by=samira, now=NOW)
    people = list(Person.objects.order_by("pk"))
    assert [sorted(one.pk for one in known_as(person)) for person in people] == [
        [one.pk for one in people]
    ] * 3


def test_what_is_handed_over_is_all_of_it_in_words_and_says_why(
    case: Case, samira: User, officer: User
) -> None:
    add_note(case=case, text="Hoort slecht.", by=samira, now=NOW)
    records = everything_about(officer, case.person)
    told = {kept.value for record in records for kept in record.kept}
    assert {"Corrie van Dam", "0180 123 456", "Breedstraat 1", "1952", "Hoort slecht."} <= told
    assert all(kept.purpose and kept.name for record in records for kept in record.kept)
    with pytest.raises(NotAllowedError):
        everything_about(samira, case.person)


def test_who_read_tells_of_the_person_and_of_their_cases(
    town: Municipality, case: Case, samira: User, officer: User
) -> None:
    from nabij.casework.queries.cases import read_case

    read_case(samira, town, case.uid, now=NOW)
    verbs = [event.verb for event in who_read(officer, case.person)]
    assert "case.read" in verbs
    assert "case.opened" in verbs


def test_team_and_emergencies_of_others_are_left_alone(
    town: Municipality, case: Case, samira: User
) -> None:
    other = open_case(
        municipality=town, told=Told(name="Ton"), origin=Origin.SELF, now=NOW + 20 * DAY, by=samira
    )
    for one in (case, other):
        EmergencyAccess.objects.create(
            municipality=town, case=one, user=samira, reason="brand", at=NOW, until=NOW + DAY
        )
        TeamMember.objects.create(municipality=town, case=one, user=samira, since=NOW.date())
    night(town, 29)
    reasons = list(EmergencyAccess.objects.order_by("pk").values_list("case_id", flat=True))
    assert reasons == [case.pk, other.pk]
    assert [row.reason for row in EmergencyAccess.objects.order_by("pk")] == [None, "brand"]
