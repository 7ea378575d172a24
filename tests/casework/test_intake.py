"""What somebody asks comes in once, is promised a day, and is kept behind one door."""

import datetime as dt
import threading
import uuid

import pytest
from django.apps import apps
from django.db import connection, connections, models

from nabij.casework import intake
from nabij.casework.actions import handling
from nabij.casework.actions.receive import Asked, receive
from nabij.casework.models import IntakeSettings, Request, Step
from nabij.core.models import AuditEvent
from nabij.core.tenancy import within
from tests.casework.clock import NOW
from tests.factories import MunicipalityFactory


def test_it_is_kept_with_what_was_told_and_written_down(ask, town):
    receipt = ask(name="Nel", phone="0299-550123", words="Ik ken hier nog niemand.")
    row = Request.objects.get(uid=receipt.uid)
    assert (row.name, row.phone, row.words) == ("Nel", "0299-550123", "Ik ken hier nog niemand.")
    assert row.state == Request.State.RECEIVED
    assert [step.what for step in row.steps.all()] == [Step.What.RECEIVED]
    event = AuditEvent.objects.filter(verb="request.received").get()
    assert event.fields == ["name", "phone", "words"]
    assert event.object_id == str(row.uid)


def test_the_database_holds_no_readable_word_of_it(ask, town):
    ask(name="Nel Dijkgraaf", phone="0612345678", email="nel@dorp.example", words="stilte")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_request")
        row = " ".join(map(str, cursor.fetchone()))
    for word in ("Nel", "Dijkgraaf", "0612345678", "dorp", "stilte"):
        assert word not in row


def test_a_form_that_is_sent_twice_makes_one(ask):
    key = uuid.uuid4()
    first, second = ask(form_key=key), ask(form_key=key, at=NOW + dt.timedelta(minutes=3))
    assert (first.uid, first.due_at) == (second.uid, second.due_at)
    assert first.new
    assert not second.new
    assert Request.objects.count() == 1


def test_whoever_goes_back_and_mends_the_number_changes_the_same_request(ask):
    key = uuid.uuid4()
    ask(form_key=key, phone="06 12 34 56 78")
    ask(form_key=key, phone="06 12 34 56 87")
    row = Request.objects.get()
    assert row.phone == "06 12 34 56 87"
    assert [step.what for step in row.steps.all()] == [Step.What.RECEIVED, Step.What.AMENDED]


def test_the_next_one_at_the_same_computer_does_not_overwrite_the_one_before(ask):
    key = uuid.uuid4()
    ask(form_key=key, name="Ton", phone="06 12 34 56 78")
    ask(form_key=key, name="Nel", phone="0299 55 01 23")
    ask(form_key=key, name="Nel", phone="0299 55 01 23")
    assert sorted(row.name for row in Request.objects.all()) == ["Nel", "Ton"]


def test_a_change_after_somebody_picked_it_up_is_a_second_request(ask, samira):
    key = uuid.uuid4()
    ask(form_key=key)
    handling.pick_up(asked=Request.objects.get(), by=samira, now=NOW)
    ask(form_key=key, words="Liever na vieren.")
    assert Request.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_also_in_the_same_moment():
    town = MunicipalityFactory.create(slug="testdam")
    key, start, uids = uuid.uuid4(), threading.Barrier(3), []
    asked = Asked(kind=Request.Kind.CALL, name="Ton", phone="0612345678")

    def click() -> None:
        try:
            with within(town):
                start.wait()
                uids.append(receive(municipality=town, asked=asked, form_key=key, now=NOW).uid)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _number in range(3)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    with within(town):
        assert Request.objects.count() == 1
    assert len(uids) == 3
    assert len(set(uids)) == 1


@pytest.mark.parametrize(
    ("came_in", "day"),
    [
        ("2026-11-26 10:00", "2026-11-30"),  # Thursday: Friday, Monday
        ("2026-11-27 23:50", "2026-12-01"),  # Friday night: Monday, Tuesday
        ("2026-11-29 12:00", "2026-12-01"),  # Sunday
        ("2026-12-24 09:00", "2026-12-29"),  # Christmas is Friday and Saturday
        ("2026-05-13 09:00", "2026-05-18"),  # Ascension Day, and the Friday after
    ],
)
def test_the_promise_counts_days_on_which_somebody_works(town, came_in, day):
    now = dt.datetime.fromisoformat(came_in).replace(tzinfo=NOW.tzinfo)
    promised = intake.promised(town, intake.Kind.CALL, now=now)
    assert promised.due_at.astimezone(NOW.tzinfo).date() == dt.date.fromisoformat(day)


def test_a_municipality_sets_its_own_promise(town):
    IntakeSettings.objects.create(
        municipality=town,
        who="het team van de Waag",
        within_days=1,
        weekdays=[1, 3],
        closed_days=["2026-12-01"],
    )
    promised = intake.promised(town, intake.Kind.CALL, now=NOW)
    assert promised.who == "het team van de Waag"
    assert promised.due_at.astimezone(NOW.tzinfo).date() == dt.date(2026, 12, 3)


def test_something_is_promised_even_where_nobody_ever_works(town):
    IntakeSettings.objects.create(municipality=town, weekdays=[])
    assert intake.promised(town, intake.Kind.CALL, now=NOW).due_at > NOW


def test_an_idea_has_its_own_term(town, ask):
    idea = ask(kind=Request.Kind.IDEA)
    assert idea.due_at > ask().due_at


@pytest.mark.parametrize(
    "name", ["Jan 🌻", "محمد علي", "Wies", "Van der " * 60 + "Berg", "O'Brien-ten Have", "李"]
)
def test_every_name_is_a_name(ask, name):
    assert Request.objects.get(uid=ask(name=name).uid).name == name


def test_nothing_points_into_what_people_asked():
    """Personal data is read through the queries of this slice, never by a join from elsewhere."""
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label != "casework"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label == "casework"
    ]
    assert pointing == []


def test_another_municipality_sees_nothing_of_it(ask, town):
    ask()
    with within(MunicipalityFactory.create(slug="elders")):
        assert not Request.objects.exists()
        assert not Step.objects.exists()
