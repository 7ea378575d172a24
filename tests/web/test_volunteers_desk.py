"""The list of volunteers: who must be called first, papers that are too old, two who change one, and being removed."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nabij.casework.actions.buddies import propose_pairs
from nabij.casework.actions.volunteers import forget_due_volunteers, register
from nabij.casework.models import BuddySettings, Deletion, Pair, Volunteer
from nabij.casework.queries.buddies import buddy_settings
from nabij.core.models import AuditEvent, Municipality, OneTimeLink, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.web.desk.cases.nightly import along_the_way
from tests.casework.pairing import asked_pair, somebody_looks, volunteer
from tests.core.people import browser, member
from tests.web.pages import page

LIST = "/en/testdam/desk/volunteers/"
TOLD = {"name": "Bo Visser", "phone": "06 11 22 33 44", "capacity": "1", "within_km": "3"}


@pytest.fixture
def user(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def samira(user: User) -> Client:
    return browser(user)


@pytest.fixture
def bo(town: Municipality, user: User) -> Volunteer:
    return volunteer(town, user, certificate_on=timezone.localdate())


def of(row: Volunteer, rest: str = "") -> str:
    return f"{LIST}{row.uid}/{rest}"


def comes_forward(town: Municipality, **told: Any) -> Volunteer:
    about = {"name": "Ann de Wit", "phone": "06 55 66 77 88", "kinds": ["ride"], **told}
    return register(
        municipality=town, told=about, form_key=uuid.uuid4(), now=timezone.now(), by=None
    )


def test_who_came_forward_is_to_be_called_first_and_stands_on_today(
    samira: Client, town: Municipality, bo: Volunteer, html_valid: Any
) -> None:
    ann = comes_forward(town)
    answer = samira.get(LIST)
    html_valid(answer.content.decode(), LIST)
    text = page(answer).text
    assert text.index("Call first") < text.index("Ann de Wit") < text.index("Bo Visser")
    assert AuditEvent.objects.filter(verb="volunteer.list_read").exists()
    assert "Volunteers to call" in page(samira.get("/en/testdam/desk/today/")).text
    shown = samira.get(of(ann))
    html_valid(shown.content.decode(), of(ann))
    assert "get to know each other" in page(shown).text
    samira.post(of(ann, "state/"), {"state": "active"})
    ann.refresh_from_db()
    assert (ann.state, ann.keep_until) == ("active", None)
    assert "Call first" not in page(samira.get(LIST)).text


def test_filters_keep_who_does_this_and_who_stopped(
    samira: Client, town: Municipality, bo: Volunteer
) -> None:
    comes_forward(town)
    rides = page(samira.get(LIST, {"kind": "ride"})).text
    assert ("Ann de Wit" in rides, "Bo Visser" in rides) == (True, False)
    samira.post(of(bo, "state/"), {"state": "stopped"})
    assert "Bo Visser" not in page(samira.get(LIST)).text
    assert "Bo Visser" in page(samira.get(LIST, {"state": "stopped"})).text
    assert "Nobody like this" in page(samira.get(LIST, {"state": "paused"})).text


def test_papers_that_are_missing_or_too_old_say_so(
    samira: Client, bo: Volunteer, html_valid: Any
) -> None:
    old = timezone.localdate() - dt.timedelta(days=1200)
    Volunteer.objects.update(certificate_on=old)
    text = page(samira.get(LIST)).text
    assert "Certificate of conduct (VOG) too old" in text
    assert "References not asked yet" in text
    Volunteer.objects.update(certificate_on=None, references_on=timezone.localdate())
    answer = samira.get(of(bo))
    html_valid(answer.content.decode(), of(bo))
    assert "No certificate of conduct (VOG) yet" in page(answer).text


def test_somebody_new_is_kept_once_and_can_be_proposed(
    samira: Client, town: Municipality, html_valid: Any
) -> None:
    answer = samira.get(f"{LIST}new/")
    html_valid(answer.content.decode(), f"{LIST}new/")
    key = page(answer).all("input", name="form_key")[0]["value"]
    told = {
        **TOLD,
        "form_key": key,
        "kinds": ["buddy"],
        "free_TU": ["morning"],
        "certificate_on": "3-12-2024",
    }
    for _time in range(2):
        assert samira.post(f"{LIST}new/", told).status_code == 302
    row = Volunteer.objects.get()
    assert (row.state, row.free, row.certificate_on) == (
        "active",
        ["TU-morning"],
        dt.date(2024, 12, 3),
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": ""}, "Fill in a name"),
        ({"phone": ""}, "Fill in a phone number"),
        ({"capacity": "a few"}, "Type a number"),
        ({"references_on": f"31-12-{timezone.localdate().year + 1}"}, "still to come"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    samira: Client, town: Municipality, told: dict[str, str], said: str
) -> None:
    answer = samira.post(f"{LIST}new/", {**TOLD, "words": "schaken", **told})
    assert answer.status_code == 400
    assert said in page(answer).text
    assert "schaken" in answer.content.decode()
    assert not Volunteer.objects.exists()


def test_two_who_change_one_volunteer_both_keep_their_words(
    samira: Client, bo: Volunteer, html_valid: Any
) -> None:
    first = {**TOLD, "kinds": ["buddy"], "languages": ["nl"], "version": "1"}
    samira.post(of(bo, "change/"), {**first, "words": "fietsen, koken\nschaken", "capacity": "2"})
    clash = samira.post(of(bo, "change/"), {**first, "words": "fietsen, koken\nzingen"})
    assert clash.status_code == 409
    html_valid(clash.content.decode(), "clash")
    told = page(clash)
    assert "Somebody else saved this while you were writing" in told.text
    assert "schaken" in told.text
    again = {**first, "version": told.all("input", name="version")[0]["value"]}
    samira.post(
        of(bo, "change/"),
        {
            **again,
            "words": "fietsen, koken\nzingen",
            "take-words": "both",
            "take-capacity": "theirs",
        },
    )
    bo.refresh_from_db()
    assert bo.words == "fietsen, koken\nschaken\nzingen"
    assert bo.capacity == 2


def test_who_still_goes_to_somebody_does_not_stop_and_is_not_removed(
    samira: Client, town: Municipality, user: User, bo: Volunteer
) -> None:
    somebody_looks(town, user)
    asked_pair(town, user)
    for rest, told in (("state/", {"state": "stopped"}), ("remove/", {})):
        answer = samira.post(of(bo, rest), told, follow=True)
        assert "They still go to somebody" in page(answer).text
    bo.refresh_from_db()
    assert (bo.state, bo.forgotten_on) == ("active", None)
    assert "Corrie" in page(samira.get(of(bo))).text


def test_a_coordinator_keeps_volunteers_and_reads_no_name_of_whom_they_go_to(
    town: Municipality, user: User, bo: Volunteer
) -> None:
    somebody_looks(town, user)
    asked_pair(town, user)
    coordinator = browser(member(town, Role.COORDINATOR))
    text = page(coordinator.get(of(bo))).text
    assert "And to 1 person whom you do not look after." in text
    assert "Corrie" not in text
    assert coordinator.get("/en/testdam/desk/who-with-whom/").status_code == 403


def test_who_asks_to_be_removed_is_gone_at_once_with_what_was_only_proposed(
    samira: Client, town: Municipality, user: User, bo: Volunteer
) -> None:
    somebody_looks(town, user)
    propose_pairs(municipality=town, by=user, now=timezone.now())
    answer = samira.post(of(bo, "remove/"), follow=True)
    assert "was removed" in page(answer).text
    assert "Bo Visser" not in page(answer).text
    assert samira.get(of(bo)).status_code == 404
    row = Volunteer.objects.get()
    assert (row.name, row.phone, row.email, row.words) == (None, None, None, None)
    assert not Pair.objects.exists()
    assert Deletion.objects.get(kind="casework.volunteer").why == "erasure"


def test_who_came_forward_and_was_never_called_is_forgotten_with_other_questions(
    town: Municipality,
) -> None:
    ann = comes_forward(town)
    for days, done in ((90, 0), (91, 1)):
        at = timezone.now() + dt.timedelta(days=days)
        day = timezone.localdate(at)
        assert forget_due_volunteers(municipality=town, now=at, today=day) == done
    ann.refresh_from_db()
    assert ann.name is None


def test_the_night_tells_once_that_papers_are_too_old_and_names_nobody(
    town: Municipality, user: User, bo: Volunteer
) -> None:
    hanneke = member(town, Role.COORDINATOR)
    Volunteer.objects.update(certificate_on=timezone.localdate() - dt.timedelta(days=1200))
    for _night in range(2):
        along_the_way(town, now=timezone.now())
    mail = OutgoingMessage.objects.get(kind="volunteer.papers")
    assert mail.to == hanneke.email
    assert "Bo" not in f"{mail.subject} {mail.text}"


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    samira: Client, town: Municipality, user: User, bo: Volunteer
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            samira.get(LIST)
        return len(caught)

    asked()
    few = asked()
    for number in range(5):
        volunteer(town, user, name=f"V{number}")
        comes_forward(town, name=f"A{number}")
    assert asked() <= few + 1  # where somebody is to be called, they are asked for once


def test_how_pairs_are_proposed_is_set_by_the_coordinator(
    samira: Client, town: Municipality, html_valid: Any
) -> None:
    settings = f"{LIST}settings/"
    assert samira.get(settings).status_code == 403
    coordinator = browser(member(town, Role.COORDINATOR))
    html_valid(coordinator.get(settings).content.decode(), settings)
    told = {"floor": "40", "fairness_per_day": "0.2", "months": "24", "keep_days": "100"}
    coordinator.post(settings, {**told, "certificate_kinds": ["ride"]})
    now = buddy_settings(town)
    assert (now.floor, now.fairness_per_day, now.months) == (40, 0.2, 24)
    assert now.certificate_kinds == ["ride"]
    assert AuditEvent.objects.filter(verb="pair.settings_changed").count() == 1
    wrong = coordinator.post(settings, {**told, "floor": "101"})
    assert wrong.status_code == 400
    assert BuddySettings.objects.get().floor == 40


def test_a_volunteer_who_asks_what_we_keep_reads_it_and_is_removed_and_nobody_waits_in_vain(
    town: Municipality, user: User, bo: Volunteer, html_valid: Any
) -> None:
    wish = somebody_looks(town, user)
    pair = asked_pair(town, user)
    officer = browser(member(town, Role.PRIVACY_OFFICER))
    rights = "/en/testdam/desk/privacy/rights/"
    assert "Volunteer: Bo Visser" in page(officer.post(rights, {"told": "bo@dorp.example"})).text
    answer = officer.get(f"{rights}volunteer/{bo.uid}/")
    html_valid(answer.content.decode(), "rights")
    told = page(answer).text
    assert "fietsen, koken" in told
    assert "Corrie" not in told
    officer.post(f"{rights}volunteer/{bo.uid}/")
    for row in (bo, pair, wish):
        row.refresh_from_db()
    assert (bo.name, bo.email_index, bo.state) == (None, None, "stopped")
    assert (pair.state, pair.over, pair.volunteer_said) == ("ended", "volunteer_stops", "")
    assert wish.state == "waiting"
    assert OneTimeLink.objects.filter(expires_at__gt=timezone.now()).count() == 0
    assert officer.get(f"{rights}volunteer/{bo.uid}/").status_code == 404
