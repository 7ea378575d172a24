"""Looking for something that fits on the page of a case, and the way of a proposal to being there."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nabij.casework.actions.matching import choose, look
from nabij.casework.actions.provider_answers import Answered, ask_back, told_whether_there
from nabij.casework.models import (
    Case,
    Consent,
    Conversation,
    FollowUp,
    Matching,
    Placement,
    Said,
    Stage,
    State,
    UnmetNeed,
)
from nabij.core.models import AuditEvent, Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.core.words import taboo_words
from nabij.directory.index import refresh
from nabij.directory.models import Offer
from tests.casework.placing import agrees, case_of, wanted
from tests.core.people import browser, member
from tests.web.pages import page

SHARE = Consent.Purpose.SHARE_WITH_PROVIDER


@pytest.fixture
def user(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def samira(user: User) -> Client:
    return browser(user)


@pytest.fixture
def case(town: Municipality, user: User) -> Case:
    return case_of(town, user, now=timezone.now(), birth_year="1944")


@pytest.fixture
def coffee(add_offer: Any) -> Offer:
    found: Offer = add_offer(
        name="Koffie aan tafel",
        contact_email="theepot@dorp.example",
        verified_on=timezone.localdate(),
        mechanisms=["meeting"],
    )
    return found


def tell(case: Case, **told: Any) -> None:
    Conversation.objects.create(
        municipality=case.municipality,
        case=case,
        held_on=timezone.localdate(),
        version=1,
        form_key=case.uid,
        at=timezone.now(),
        causes=["small_network"],
        **told,
    )


def address(case: Case, rest: str = "") -> str:
    return f"/en/testdam/desk/cases/{case.uid}/{rest}"


def of(placement: Placement, rest: str = "") -> str:
    return address(placement.case, f"proposals/{placement.uid}/{rest}")


def test_what_fits_is_shown_with_its_reasons_as_the_score_and_logged_with_its_seed(
    samira: Client, case: Case, coffee: Offer, html_valid: Any
) -> None:
    tell(case)
    answer = samira.get(address(case, "match/"))
    told = page(answer).text
    assert "Koffie aan tafel" in told
    assert "Meeting people suits: getting to know more people." in told
    html_valid(answer.content.decode(), "match/")
    event = AuditEvent.objects.get(verb="case.matched")
    assert event.reason.startswith("seed ")
    assert (Matching.objects.get().found, UnmetNeed.objects.count()) == (1, 0)


def test_choosing_keeps_the_terms_that_were_shown(
    samira: Client, case: Case, coffee: Offer, user: User
) -> None:
    tell(case)
    found = look(case=case, by=user, now=timezone.now())
    answer = samira.post(address(case, "match/choose/"), {"offer": str(coffee.uid)})
    assert answer.status_code == 302
    row = Placement.objects.get()
    assert row.terms == [[term.code, term.value] for term in found.answer.proposals[0].terms]
    assert row.score == found.answer.proposals[0].score
    assert row.seed == found.answer.seed
    samira.post(address(case, "match/choose/"), {"offer": str(coffee.uid)})
    assert Placement.objects.count() == 1
    assert "Koffie aan tafel" in page(samira.get(address(case))).text


def test_why_not_tells_every_limit_in_words_and_it_can_be_chosen_all_the_same(
    samira: Client, case: Case, coffee: Offer, user: User, html_valid: Any
) -> None:
    Offer.objects.filter(pk=coffee.pk).update(capacity="full", age_max=60)
    refresh(case.municipality, [coffee.pk])
    answer = samira.get(address(case, "match/"), {"q": "koffie"})
    told = page(answer).text
    assert "It is full." in told
    assert "It is for" in told
    html_valid(answer.content.decode(), "match/?q")
    row = choose(case=case, offer_uid=coffee.uid, by=user, now=timezone.now())
    assert row is not None
    assert {code for code, _points in row.terms} == {"despite:wrong_age", "despite:full"}
    assert "Nothing on the map" in page(samira.get(address(case, "match/"), {"q": "zzz"})).text


def test_nothing_fits_is_counted_once_a_day_without_the_person(
    samira: Client, case: Case, coffee: Offer, user: User, html_valid: Any
) -> None:
    Offer.objects.filter(pk=coffee.pk).update(cost_per_visit=20)
    refresh(case.municipality, [coffee.pk])
    tell(case, budget=5)
    for _time in range(3):
        answer = samira.get(address(case, "match/"))
    told = page(answer).text
    assert "Nothing fits everything" in told
    assert "This would give something" in told
    assert "Koffie aan tafel" in told
    html_valid(answer.content.decode(), "match/")
    need = UnmetNeed.objects.get()
    assert (need.causes, need.limits) == (["small_network"], ["too_expensive"])
    assert need.day == timezone.localdate()
    assert not any(field.is_relation and "case" in field.name for field in UnmetNeed._meta.fields)
    look(case=case, by=user, now=timezone.now() + dt.timedelta(days=1))
    assert UnmetNeed.objects.count() == 2


def test_before_a_conversation_nothing_is_counted_as_missing(
    case: Case, user: User, town: Municipality
) -> None:
    assert look(case=case, by=user, now=timezone.now()).unmet is not None
    assert not UnmetNeed.objects.exists()


def test_before_a_conversation_nothing_is_proposed_but_what_somebody_names_can_be_looked_up(
    samira: Client, case: Case, coffee: Offer, html_valid: Any
) -> None:
    answer = samira.get(address(case, "match/"))
    html_valid(answer.content, "match")
    shown = page(answer)
    assert "First a conversation" in shown.text
    assert coffee.name not in shown.text
    assert not Matching.objects.exists()
    found = page(samira.get(address(case, "match/"), {"q": "koffie"}))
    assert "Koffie aan tafel" in found.text


def test_the_list_asks_no_more_of_the_database_with_more_offers(
    samira: Client, case: Case, coffee: Offer, add_offer: Any
) -> None:
    tell(case)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert samira.get(address(case, "match/")).status_code == 200
        return len(caught)

    queries()
    few = queries()
    for number in range(4):
        add_offer(name=f"Wandelen {number}", verified_on=timezone.localdate())
    assert queries() <= few


def test_without_agreement_no_mail_can_be_sent(
    samira: Client, case: Case, coffee: Offer, user: User
) -> None:
    placement = wanted(case, coffee, user, now=timezone.now())
    told = page(samira.get(of(placement))).text
    assert "The organisation is not asked yet" in told
    assert "Send them a mail" not in told
    samira.post(of(placement, "step/"), {"step": "ask", "shared": "name"})
    assert not OutgoingMessage.objects.exists()
    assert "did not agree" in page(samira.get(of(placement))).text


def test_the_whole_way_from_looking_together_to_having_been_there(
    samira: Client, case: Case, coffee: Offer, user: User, html_valid: Any
) -> None:
    agrees(case.person, SHARE)
    choose(case=case, offer_uid=coffee.uid, by=user, now=timezone.now())
    placement = Placement.objects.get()

    def take(**told: Any) -> None:
        assert samira.post(of(placement, "step/"), told).status_code == 302
        placement.refresh_from_db()
        html_valid(samira.get(of(placement)).content.decode(), placement.stage)

    take(step="agree")
    take(step="ask", shared=["name", "needs"], note="Komt met de taxi.")
    assert OutgoingMessage.objects.count() == 1
    assert (placement.stage, placement.shared) == (Stage.ASKED, ["name", "needs"])
    ask_back(
        placement=placement, answered=Answered(by=user), question="Rolstoel?", now=timezone.now()
    )
    told = page(samira.get(address(case))).text
    assert "Rolstoel?" in told
    take(step="reply", answer="Nee, een stok.")
    assert OutgoingMessage.objects.count() == 2
    take(step="code")
    take(step="welcome", welcomed_by="Joke", first_on="3-12-2026")
    take(step="there", person="yes", provider="no")
    assert placement.stage == Stage.ARRIVED
    case.refresh_from_db()
    assert case.state == State.ARRIVED
    take(step="stop", why="did_not_suit")
    case.refresh_from_db()
    assert case.state == State.IN_PLAN


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"step": "ask", "shared": ["needs"]}, "take into account, or take the tick away"),
        ({"step": "stop"}, "Choose what comes nearest"),
    ],
)
def test_what_is_not_right_is_said_with_all_that_was_typed(
    samira: Client, case: Case, coffee: Offer, user: User, told: Any, said: str, html_valid: Any
) -> None:
    agrees(case.person, SHARE)
    placement = wanted(case, coffee, user, now=timezone.now())
    answer = samira.post(of(placement, "step/"), told)
    assert answer.status_code == 400
    assert said in page(answer).text
    html_valid(answer.content.decode(), "step/")


def test_a_step_that_somebody_else_took_first_is_said_in_words(
    samira: Client, case: Case, coffee: Offer, user: User
) -> None:
    placement = wanted(case, coffee, user, now=timezone.now())
    assert samira.post(of(placement, "step/"), {"step": "agree"}).status_code == 302
    assert "Somebody else was first" in page(samira.get(of(placement))).text
    assert samira.post(of(placement, "step/"), {"step": "fly"}).status_code == 302


def test_the_paper_names_days_and_places_and_no_label(
    samira: Client, case: Case, coffee: Offer, user: User, html_valid: Any
) -> None:
    wanted(case, coffee, user, now=timezone.now())
    answer = samira.get(address(case, "proposals/paper/"))
    told = page(answer).text
    assert "Koffie aan tafel" in told
    assert not taboo_words(told, "en")
    html_valid(answer.content.decode(), "paper/")


def test_outside_the_team_there_is_nothing_to_see(
    case: Case, coffee: Offer, user: User, town: Municipality
) -> None:
    placement = wanted(case, coffee, user, now=timezone.now())
    ruud = browser(member(town, Role.LINK_WORKER, email="ruud@testdam.example"))
    for where in (address(case, "match/"), of(placement), address(case, "proposals/paper/")):
        assert ruud.get(where).status_code == 403
    assert ruud.post(of(placement, "step/"), {"step": "agree"}).status_code == 403
    with within(town):
        other = case_of(town, user, now=timezone.now(), name="Ton", phone="0180 000 000")
    wrong = address(other, f"proposals/{placement.uid}/")
    assert browser(user).get(wrong).status_code == 404


def test_asking_how_it_is_in_three_questions_and_back_to_looking(
    samira: Client, case: Case, coffee: Offer, user: User, html_valid: Any
) -> None:
    agrees(case.person, Consent.Purpose.ASK_LATER)
    now = timezone.now()
    placement = wanted(case, coffee, user, now=now)
    told_whether_there(placement=placement, provider=None, person=Said.YES, by=user, now=now)
    FollowUp.objects.filter(which="w4").update(due_on=timezone.localdate())
    assert "Ask now how it is" in page(samira.get(address(case))).text
    asked = samira.get(address(case, "aftercare/"))
    told = page(asked).text
    assert "Do you still go to “Koffie aan tafel”?" in told
    assert "whom you would miss" in told
    html_valid(asked.content.decode(), "aftercare/")
    assert samira.post(address(case, "aftercare/"), {"changed": "Verhuisd."}).status_code == 400
    moment = FollowUp.objects.get(which="w4")
    answer = samira.post(address(case, "aftercare/"), {f"still_{moment.pk}": "no"})
    assert answer["Location"].endswith("/match/")
    case.refresh_from_db()
    assert case.state == State.IN_PLAN
    assert "Still going: No" in page(samira.get(address(case))).text
    samira.post(address(case, "aftercare/"), {"what": "rather_not"})
    assert not FollowUp.objects.filter(state="planned").exists()


def test_what_waits_stands_on_one_list_with_as_many_queries_however_much_it_is(
    samira: Client, case: Case, coffee: Offer, user: User, town: Municipality, html_valid: Any
) -> None:
    now = timezone.now()

    def add(name: str) -> None:
        other = case_of(town, user, now=now, name=name)
        agrees(other.person, SHARE, Consent.Purpose.ASK_LATER)
        question = wanted(other, coffee, user, now=now)
        told_whether_there(placement=question, provider=None, person=Said.YES, by=user, now=now)
        FollowUp.objects.update(due_on=timezone.localdate())
        Placement.objects.filter(pk=question.pk).update(stage=Stage.QUESTION)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            answer = samira.get("/en/testdam/desk/cases/waiting/")
        html_valid(answer.content.decode(), "waiting/")
        return len(caught)

    add("Ton")
    queries()
    few = queries()
    for name in ("Mien", "Piet", "Kees"):
        add(name)
    assert queries() == few
    told = page(samira.get("/en/testdam/desk/cases/waiting/")).text
    assert all(name in told for name in ("Ton", "Mien", "Piet", "Kees"))
