"""The room of an organisation: its week, one thing to confirm, its offers, calling off a date, stopping."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from nabij.core.models import AuditEvent, Municipality
from nabij.core.roles import Role
from nabij.directory.index import refresh
from nabij.directory.models import Deviation, Occurrence, Offer, Organisation, Schedule
from nabij.directory.occurrences import materialise
from tests.core.people import browser, member
from tests.factories import OfferFactory, OrganisationFactory, ScheduleFactory
from tests.web.pages import page

WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def address(name: str, language: str = "nl", **parts: Any) -> str:
    with translation.override(language):
        return reverse(f"partner:{name}", kwargs={"municipality": "testdam", **parts})


@pytest.fixture
def daily(town: Municipality, teapot: Organisation) -> Any:
    """`daily(name)`: an offer of De Theepot that is there every day."""

    def make(name: str = "Koffie", **fields: Any) -> Offer:
        offer: Offer = OfferFactory.create(
            municipality=town, organisation=teapot, name=name, **fields
        )
        ScheduleFactory.create(
            municipality=town, offer=offer, weekdays=WEEK, starts_at=dt.time(23, 58), ends_at=None
        )
        materialise(town, [offer.pk], today=timezone.localdate())
        refresh(town, [offer.pk])
        return offer

    return make


def first_date(offer: Offer, ahead: int = 1) -> Occurrence:
    day = timezone.localdate() + dt.timedelta(days=ahead)
    return Occurrence.objects.get(offer=offer, rule_date=day)


def test_home_shows_the_week_and_the_one_offer_unchecked_for_longest(
    editor: Client, daily: Any
) -> None:
    today = timezone.localdate()
    daily("Kort geleden", verified_on=today - dt.timedelta(days=120))
    daily("Lang geleden", verified_on=today - dt.timedelta(days=200))
    daily("Vandaag nog")
    overview = editor.get(address("home")).context["overview"]
    assert len(overview.week) == 21
    assert overview.confirm.name == "Lang geleden"
    assert overview.title == "Stichting De Theepot"


def test_one_press_confirms_and_the_next_one_comes_up(editor: Client, daily: Any) -> None:
    offer = daily(verified_on=None)
    editor.post(address("status", uid=offer.uid), {"do": "confirm", "from": "home"})
    offer.refresh_from_db()
    assert offer.verified_on == timezone.localdate()
    assert offer.verifications.get().how == "own"
    assert editor.get(address("home")).context["overview"].confirm is None


def test_home_costs_as_many_queries_for_thirty_offers_as_for_three(
    editor: Client, daily: Any
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert editor.get(address("home")).status_code == 200
        return len(counted)

    for number in range(3):
        daily(f"Koffie {number}")
    few = queries()
    for number in range(27):
        daily(f"Thee {number}")
    assert queries() == few


def test_choosing_an_organisation_costs_the_same_for_many(
    worker: Client, town: Municipality
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert worker.get(address("home")).status_code == 200
        return len(counted)

    OrganisationFactory.create_batch(3, municipality=town)
    few = queries()
    OrganisationFactory.create_batch(27, municipality=town)
    assert queries() == few


def test_the_dates_of_an_offer_cost_the_same_for_many(editor: Client, daily: Any) -> None:
    def queries(offer: Offer) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert editor.get(address("offer", uid=offer.uid)).status_code == 200
        return len(counted)

    one = daily("Eens")
    Occurrence.objects.filter(offer=one, rule_date__gt=timezone.localdate()).delete()
    assert queries(one) == queries(daily("Elke dag"))


def test_staff_find_an_organisation_by_its_name(
    worker: Client, teapot: Organisation, town: Municipality
) -> None:
    OrganisationFactory.create(municipality=town, name="Koor De Leeuwerik")
    found = worker.get(address("home"), {"q": "thee pot"}).context["organisations"]
    assert found == [teapot]
    assert worker.get(address("home-of", uid=teapot.uid)).status_code == 200


def test_who_is_linked_to_no_organisation_reads_whom_to_call(town: Municipality) -> None:
    made = page(browser(member(town, Role.ORGANISATION_EDITOR)).get(address("home")))
    assert made.all("a", href="tel:0299550123")


def test_an_ambassador_keeps_the_offers_of_the_own_organisation(
    town: Municipality, teapot: Organisation, daily: Any
) -> None:
    offer = daily()
    ambassador = browser(member(town, Role.AMBASSADOR, organisation_uid=teapot.uid))
    assert ambassador.get(address("edit", uid=offer.uid)).status_code == 200


def test_one_date_is_called_off_with_a_reason_in_the_language_of_the_reader(
    editor: Client, daily: Any, client: Client
) -> None:
    offer = daily()
    row = first_date(offer)
    url = address("date", uid=offer.uid, schedule=row.schedule.uid, day=row.rule_date.isoformat())
    response = editor.post(url, {"what": "cancel", "reason": "ill"})
    assert response.headers["Location"] == address("offer", uid=offer.uid)
    row.refresh_from_db()
    assert (row.cancelled, row.reason) == (True, "Wie het begeleidt, is ziek.")
    feed = f"/nl/testdam/activiteit/{offer.uid}/agenda.ics"
    told = client.get(feed).content.decode().replace("\r\n ", "")
    assert "STATUS:CANCELLED" in told
    assert "Wie het begeleidt\\, is ziek." in told
    english = client.get(f"/en/testdam/activity/{offer.uid}/koffie/").content.decode()
    assert "The person who leads it is ill." in english
    assert AuditEvent.objects.filter(verb="date.cancelled", object_id=str(offer.uid)).exists()


def test_a_date_moves_and_goes_on_after_all(editor: Client, daily: Any) -> None:
    offer = daily()
    row = first_date(offer)
    day = timezone.localdate() + dt.timedelta(days=5)
    url = address("date", uid=offer.uid, schedule=row.schedule.uid, day=row.rule_date.isoformat())
    moved = {"what": "move", "new_date": f"{day.day}-{day.month}-{day.year}", "new_starts_at": "14"}
    editor.post(url, {**moved, "own_words": "De zaal is bezet."})
    row.refresh_from_db()
    assert (row.date, timezone.localtime(row.starts_at).hour, row.reason) == (
        day,
        14,
        "De zaal is bezet.",
    )
    editor.post(url, {"what": "restore"})
    row.refresh_from_db()
    assert (row.date, row.moved_from) == (row.rule_date, None)
    assert not Deviation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"what": "cancel"}, "reason"),
        ({"what": "cancel", "reason": "own"}, "own_words"),
        ({"what": "cancel", "reason": "own", "own_words": "x" * 201}, "own_words"),
        ({"what": "move"}, "new_date"),
        ({"what": "move", "new_date": "1-1-2020"}, "new_date"),
        ({"what": "move", "new_date": "ooit"}, "new_date"),
        ({}, "what"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    typed: dict[str, str], name: str, editor: Client, daily: Any
) -> None:
    offer = daily()
    row = first_date(offer)
    url = address("date", uid=offer.uid, schedule=row.schedule.uid, day=row.rule_date.isoformat())
    response = editor.post(url, typed)
    assert response.status_code == 422
    assert f'id="id_{name}_error"' in response.content.decode()
    assert not Deviation.objects.exists()


@pytest.mark.parametrize("day", ["2019-01-01", "morgen", "9999-99-99"])
def test_a_date_that_is_not_there_has_no_page(day: str, editor: Client, daily: Any) -> None:
    offer = daily()
    rule = Schedule.objects.get()
    assert editor.get(address("date", uid=offer.uid, schedule=rule.uid, day=day)).status_code == 404


def test_pausing_and_going_on_again(editor: Client, daily: Any) -> None:
    offer = daily()
    url = address("status", uid=offer.uid)
    editor.post(url, {"do": "pause"})
    offer.refresh_from_db()
    assert offer.status == Offer.Status.PAUSED
    editor.post(url, {"do": "resume"})
    offer.refresh_from_db()
    assert offer.status == Offer.Status.OPEN


def test_stopping_asks_first_and_stopped_is_stopped(
    editor: Client, daily: Any, client: Client
) -> None:
    offer = daily()
    url = address("status", uid=offer.uid)
    asked = editor.post(url, {"do": "stop"})
    assert asked.status_code == 200
    offer.refresh_from_db()
    assert offer.status == Offer.Status.OPEN
    editor.post(url, {"do": "stop", "sure": "yes"})
    editor.post(url, {"do": "resume"})
    offer.refresh_from_db()
    assert offer.status == Offer.Status.CLOSED
    assert client.get(f"/nl/testdam/activiteit/{offer.uid}/koffie/").status_code == 404
    feed = client.get(f"/nl/testdam/activiteit/{offer.uid}/agenda.ics").content.decode()
    assert "STATUS:CANCELLED" in feed, "who subscribed sees that it stopped"


def test_staff_read_the_history_and_editors_do_not(
    editor: Client, worker: Client, daily: Any
) -> None:
    offer = daily()
    editor.post(address("status", uid=offer.uid), {"do": "pause"})
    url = address("history", uid=offer.uid)
    lines = worker.get(url).context["lines"]
    assert [(line.what, line.who) for line in lines] == [
        ("Ligt stil", "Redacteur van een organisatie")
    ]
    assert editor.get(url).status_code == 403


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_valid_and_names_itself(
    language: str, editor: Client, worker: Client, daily: Any, teapot: Organisation, html_valid: Any,
    filled: Any,
) -> None:  # fmt: skip
    offer = daily()
    row = first_date(offer)
    date = {"schedule": row.schedule.uid, "day": row.rule_date.isoformat()}
    at = {
        "home": address("home", language),
        "publish": address("publish", language, uid=teapot.uid),
        "offer": address("offer", language, uid=offer.uid),
        "edit": address("edit", language, uid=offer.uid),
        "copy": address("copy", language, uid=offer.uid),
        "date": address("date", language, uid=offer.uid, **date),
        "history": address("history", language, uid=offer.uid),
    }
    answers = {name: (worker if name == "history" else editor).get(url) for name, url in at.items()}
    answers["choose"] = worker.get(at["home"])
    answers["wrong"] = editor.post(at["publish"], {"step": "check"})
    answers["check"] = editor.post(at["publish"], filled(step="check"))
    answers["stop"] = editor.post(address("status", language, uid=offer.uid), {"do": "stop"})
    titles = set()
    for name, response in answers.items():
        html_valid(response.content, f"{language}/{name}")
        made = page(response)
        assert len(made.all("h1")) == 1, name
        titles.add(made.title)
        assert not [given for _tag, given in made.elements if "style" in given], name
    assert len(titles) >= len(answers) - 1  # the form with what is wrong is the same page
