"""Who with whom: worked out with the reasons, both asked, what each said, the first time and the end; the panel of a case."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nabij.casework.actions.forgetting import forget_case
from nabij.casework.actions.volunteers import change
from nabij.casework.belongings import everything_of, told_fields
from nabij.casework.models import BuddyWish, Case, Consent, Deletion, Pair, Volunteer
from nabij.core.models import AuditEvent, Municipality, OneTimeLink, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.web.desk.cases.nightly import along_the_way
from tests.casework.pairing import looks, volunteer
from tests.casework.placing import agrees, case_of
from tests.core.people import browser, member
from tests.web.pages import page

PAIRS = "/en/testdam/desk/who-with-whom/"


@pytest.fixture
def user(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def samira(user: User) -> Client:
    return browser(user)


@pytest.fixture
def case(town: Municipality, user: User) -> Case:
    return case_of(town, user, now=timezone.now())


@pytest.fixture
def bo(town: Municipality, user: User) -> Volunteer:
    return volunteer(town, user, certificate_on=timezone.localdate())


@pytest.fixture
def proposed(samira: Client, case: Case, bo: Volunteer, user: User) -> Pair:
    looks(case, user, now=timezone.now(), words="samen fietsen")
    samira.post(f"{PAIRS}work-out/")
    found: Pair = Pair.objects.get()
    return found


def of(pair: Pair, rest: str = "") -> str:
    return f"{PAIRS}{pair.uid}/{rest}"


def on_case(case: Case, rest: str = "") -> str:
    return f"/en/testdam/desk/cases/{case.uid}/{rest}"


def step(browser: Client, pair: Pair, name: str, **told: Any) -> str:
    """What the page says after this step."""
    answer = browser.post(of(pair, "step/"), {"step": name, **told}, follow=True)
    return page(answer).text


def asked(browser: Client, pair: Pair) -> Pair:
    step(browser, pair, "ask")
    return now(pair)


def now(pair: Pair) -> Pair:
    found: Pair = Pair.objects.get(pk=pair.pk)
    return found


def test_a_proposal_shows_both_with_its_reasons_in_words_that_add_up(
    samira: Client, proposed: Pair, html_valid: Any
) -> None:
    answer = samira.get(PAIRS)
    html_valid(answer.content.decode(), PAIRS)
    text = page(answer).text
    assert "Corrie van Dam and Bo Visser" in text
    assert "They share one thing that they like or ask for (20)" in text
    assert "They can speak Dutch together (10)" in text
    assert "Together 50 of 100 points" in text
    html_valid(samira.get(of(proposed)).content.decode(), of(proposed))


def test_who_looks_at_a_pair_reads_a_name_and_stands_in_the_trail(
    samira: Client, proposed: Pair
) -> None:
    samira.get(of(proposed))
    event = AuditEvent.objects.get(verb="pair.read")
    assert (event.object_id, event.fields) == (str(proposed.uid), ["name", "phone"])


def test_asking_both_mails_the_volunteer_and_yes_twice_brings_them_together(
    samira: Client, proposed: Pair, html_valid: Any
) -> None:
    assert "no name is in it" in step(samira, proposed, "ask", back="list")
    assert OutgoingMessage.objects.get(kind="pair.asked").to == "bo@dorp.example"
    html_valid(samira.get(of(proposed)).content.decode(), of(proposed))
    assert "The other one still has to answer" in step(
        samira, proposed, "person", person="yes", told=["name"]
    )
    assert "They both said yes" in step(samira, proposed, "volunteer", volunteer="yes")
    assert (now(proposed).state, now(proposed).told) == ("running", ["name"])
    assert "Corrie" not in OutgoingMessage.objects.get(kind="pair.known").text
    day = timezone.localdate() + dt.timedelta(days=4)
    step(samira, proposed, "first", first_on=f"{day:%d-%m-%Y}")
    assert now(proposed).first_on == day
    html_valid(samira.get(PAIRS).content.decode(), PAIRS)
    html_valid(samira.get(of(proposed)).content.decode(), of(proposed))
    step(samira, proposed, "end", over="did_not_click", look_on="on")
    assert (now(proposed).state, BuddyWish.objects.get().state) == ("ended", "waiting")
    assert "Nobody found yet" in page(samira.get(PAIRS)).text


@pytest.mark.parametrize(
    ("name", "told"), [("person", {"person": "no"}), ("volunteer", {}), ("end", {"over": "later"})]
)
def test_what_is_missing_is_said_and_nothing_changes(
    samira: Client, proposed: Pair, name: str, told: dict[str, str]
) -> None:
    asked(samira, proposed)
    answer = samira.post(of(proposed, "step/"), {"step": name, **told})
    assert answer.status_code == 400
    assert "Something is not right yet" in page(answer).text
    assert now(proposed).state == "asked"


def test_a_no_with_its_reason_is_noted_and_somebody_else_was_first_is_said(
    samira: Client, proposed: Pair
) -> None:
    asked(samira, proposed)
    said = step(samira, proposed, "person", person="no", person_because="time")
    assert "not proposed again" in said
    assert "The times do not suit" in said
    assert "Somebody else was first" in step(samira, proposed, "volunteer", volunteer="yes")
    assert "Nobody who gives time fits" in page(samira.post(f"{PAIRS}work-out/", follow=True)).text


def test_put_aside_is_for_ever_and_a_volunteer_without_mail_is_called(
    samira: Client, proposed: Pair, bo: Volunteer, user: User
) -> None:
    change(volunteer=bo, told={"email": None}, version=1, by=user, now=timezone.now())
    buttons = [
        one.get("value") for one in page(samira.get(of(proposed))).all("button", name="step")
    ]
    assert buttons == ["phone", "aside"]
    assert "not proposed again" in step(samira, proposed, "aside")
    samira.post(f"{PAIRS}work-out/")
    assert now(proposed).state == "dropped"


def test_without_the_persons_agreement_the_page_says_what_to_do_and_nobody_is_asked(
    samira: Client, case: Case, proposed: Pair, html_valid: Any
) -> None:
    Consent.objects.update(withdrawn_on=timezone.localdate())
    answer = samira.get(of(proposed))
    html_valid(answer.content.decode(), of(proposed))
    assert "Note it on the page of the case" in page(answer).text
    assert "does not agree" in step(samira, proposed, "ask")
    assert now(proposed).state == "proposed"
    assert not OutgoingMessage.objects.exists()
    panel = page(samira.get(on_case(case))).text
    assert "the person must agree to be introduced" in panel
    seek = samira.get(on_case(case, "look-for-somebody/"))
    html_valid(seek.content.decode(), "seek")
    assert "Ask the person first" in page(seek).text


def test_on_the_case_one_says_what_is_sought_and_sees_who_is_proposed(
    samira: Client, case: Case, bo: Volunteer, html_valid: Any
) -> None:
    agrees(case.person, Consent.Purpose.BUDDY)
    seek = on_case(case, "look-for-somebody/")
    html_valid(samira.get(seek).content.decode(), seek)
    told = {"kind": "buddy", "words": "samen fietsen", "may_share": "on"}
    for _time in range(2):
        assert samira.post(seek, told).status_code == 302
    wish = BuddyWish.objects.get()
    assert (wish.kind, wish.words, wish.may_share) == ("buddy", "samen fietsen", True)
    samira.post(f"{PAIRS}work-out/", {"back": f"case-{case.uid}"})
    answer = samira.get(on_case(case))
    html_valid(answer.content.decode(), on_case(case))
    assert "Bo Visser" in page(answer).text
    over = on_case(case, f"look-for-somebody/{wish.uid}/no-further/")
    assert "nobody is sought" in page(samira.post(over, follow=True)).text
    wish.refresh_from_db()
    assert (wish.state, Pair.objects.exists()) == ("over", False)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Choose what comes nearest"),
        ({"kind": "ride"}, "Write on which day it is"),
        ({"kind": "ride", "on": "1-1-2020"}, "between today"),
    ],
)
def test_what_is_sought_is_checked(
    samira: Client, case: Case, told: dict[str, str], said: str
) -> None:
    agrees(case.person, Consent.Purpose.BUDDY)
    answer = samira.post(on_case(case, "look-for-somebody/"), {**told, "words": "naar de markt"})
    assert answer.status_code == 400
    assert said in page(answer).text
    assert "naar de markt" in answer.content.decode()
    assert not BuddyWish.objects.exists()


def test_what_was_for_once_asks_how_it_was_after_its_day(
    samira: Client, town: Municipality, case: Case, user: User
) -> None:
    volunteer(town, user, kinds=["ride"], certificate_on=timezone.localdate())
    looks(case, user, kind="ride", on=timezone.localdate(), now=timezone.now())  # type: ignore[arg-type]
    samira.post(f"{PAIRS}work-out/")
    pair = asked(samira, Pair.objects.get())
    step(samira, pair, "person", person="yes")
    step(samira, pair, "volunteer", volunteer="yes")
    along_the_way(town, now=timezone.now() + dt.timedelta(days=1))
    assert "It has been: ask how it was" in page(samira.get(PAIRS)).text
    assert "Ask how it was" in page(samira.get(on_case(case))).text
    step(samira, pair, "end", over="done")
    assert not now(pair).to_ask


def test_a_colleague_outside_the_team_finds_no_pair(
    town: Municipality, samira: Client, proposed: Pair
) -> None:
    ruud = browser(member(town, Role.LINK_WORKER, email="ruud@testdam.example"))
    assert "Corrie" not in page(ruud.get(PAIRS)).text
    assert ruud.get(of(proposed)).status_code == 404
    assert ruud.post(of(proposed, "step/"), {"step": "ask"}).status_code == 404


def test_a_case_with_a_pair_is_forgotten_wholly_and_the_volunteer_stays(
    town: Municipality, samira: Client, proposed: Pair, case: Case, bo: Volunteer
) -> None:
    asked(samira, proposed)
    step(samira, proposed, "person", person="yes", told=["name", "phone"])
    at = timezone.now()
    forget_case(case=case, why=Deletion.Why.ERASURE, now=at, today=timezone.localdate(at))
    left = [
        f"{row._meta.label}.{name}"
        for row in everything_of(case.person.__class__.objects.get())
        for name in told_fields(type(row))
        if getattr(row, name) not in (None, "", [], {}, row._meta.get_field(name).get_default())
    ]
    assert left == []
    assert OneTimeLink.objects.get().expires_at <= at
    along_the_way(town, now=at)
    assert now(proposed).state == "ended"
    assert "Corrie" not in page(samira.get(PAIRS)).text
    bo.refresh_from_db()
    assert bo.name == "Bo Visser"


def test_the_page_asks_the_database_as_often_for_many_as_for_one(
    samira: Client, town: Municipality, user: User, proposed: Pair
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            samira.get(PAIRS)
        return len(caught)

    count()
    few = count()
    for number in range(4):
        volunteer(town, user, name=f"V{number}", certificate_on=timezone.localdate())
        looks(case_of(town, user, name=f"P{number}", now=timezone.now()), user, now=timezone.now())
    samira.post(f"{PAIRS}work-out/")
    assert Pair.objects.count() == 5
    assert count() == few
