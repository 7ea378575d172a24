"""Something is proposed, the organisation is asked with no more than was agreed, and it is known whether somebody came."""

import datetime as dt

import pytest

from nabij.casework import answers
from nabij.casework.actions.asking_providers import (
    NoAddressError,
    NotAgreedError,
    answer_provider,
    ask_provider,
    read_out_a_code,
    remind_provider,
)
from nabij.casework.actions.cases import move
from nabij.casework.actions.placing import CannotBecomeError, propose, stop
from nabij.casework.actions.provider_answers import (
    Answered,
    accept,
    ask_back,
    decline,
    told_whether_there,
)
from nabij.casework.models import (
    Case,
    CaseEvent,
    Consent,
    Decline,
    Ending,
    Placement,
    Said,
    Shared,
    Stage,
    State,
    Stop,
)
from nabij.casework.models.placing import NEXT, OVER, UNDER_WAY
from nabij.casework.queries.placements import own_to_do, to_remind
from nabij.casework.rules import NotAllowedError
from nabij.core.links.opening import LinkUsedError, look_up
from nabij.core.models import AuditEvent, Municipality, OneTimeLink, User
from nabij.core.roles import Role
from nabij.core.vocabulary import Capacity
from nabij.directory.index import refresh
from nabij.directory.models import Offer, OfferEntry, Organisation
from tests.casework.clock import NOW
from tests.casework.placing import TERMS, Sent, agrees, case_of, proposed, wanted
from tests.core.people import member
from tests.factories import OfferFactory

DAY = dt.timedelta(days=1)
SHARE = Consent.Purpose.SHARE_WITH_PROVIDER


@pytest.fixture
def offer(town: Municipality) -> Offer:
    row: Offer = OfferFactory.create(municipality=town, contact_email="theepot@dorp.example")
    refresh(town, [row.pk])
    return row


@pytest.fixture
def case(town: Municipality, samira: User) -> Case:
    case = case_of(town, samira, email="corrie@dorp.example")
    agrees(case.person, SHARE)
    return case


def state_of(case: Case) -> str:
    return str(Case.objects.get(pk=case.pk).state)


def asked(
    case: Case, offer: Offer, by: User, sent: Sent | None = None, *, shared: tuple[Shared, ...] = ()
) -> Placement:
    return ask_provider(
        placement=wanted(case, offer, by),
        shared=shared,
        note="Hoort slecht.",
        by=by,
        now=NOW,
        send=sent or Sent(),
    )


def test_every_stage_can_be_reached_and_what_is_under_way_can_be_ended() -> None:
    reached = {after for nexts in NEXT.values() for after in nexts}
    assert reached | {Stage.PROPOSED} == set(Stage) == set(NEXT)
    assert all(Stage.STOPPED in NEXT[stage] for stage in UNDER_WAY)
    assert all(not NEXT[stage] for stage in OVER)


def test_what_is_proposed_keeps_why_and_moves_the_case_into_its_plan(
    case: Case, offer: Offer, samira: User
) -> None:
    placement = proposed(case, offer, samira)
    assert placement.terms == [list(term) for term in TERMS]
    assert placement.score == sum(points for _code, points in TERMS)
    assert (placement.stage, placement.seed, state_of(case)) == ("proposed", "corrie", "in_plan")
    again = propose(case=case, offer_uid=offer.uid, terms=(), seed="x", by=samira, now=NOW)
    assert again.pk == placement.pk


def test_a_colleague_outside_the_team_proposes_nothing(
    town: Municipality, case: Case, offer: Offer
) -> None:
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    with pytest.raises(NotAllowedError):
        proposed(case, offer, ruud)
    assert not Placement.objects.exists()


def test_no_organisation_is_asked_without_the_persons_agreement(
    case: Case, offer: Offer, samira: User
) -> None:
    Consent.objects.update(withdrawn_on=NOW.date())
    sent = Sent()
    with pytest.raises(NotAgreedError):
        asked(case, offer, samira, sent)
    with pytest.raises(NotAgreedError):
        read_out_a_code(placement=Placement.objects.get(), by=samira, now=NOW)
    assert (sent.mails, OneTimeLink.objects.count()) == ([], 0)
    assert Placement.objects.get().stage == Stage.AGREED


def test_the_organisation_reads_what_was_agreed_and_nothing_else(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    placement = asked(case, offer, samira, shared=(Shared.NAME, Shared.NEEDS))
    question = answers.question_of(town, placement.uid, aloud=False, now=NOW)
    assert question is not None
    assert dict(question.person) == {"name": "Corrie van Dam", "needs": "Hoort slecht."}
    event = AuditEvent.objects.get(verb="placement.read_by_link")
    assert event.fields == ["name", "needs"]


def test_whoever_opened_it_by_a_code_reads_nothing_about_the_person(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    placement = asked(case, offer, samira, shared=(Shared.NAME,))
    question = answers.question_of(town, placement.uid, aloud=True, now=NOW)
    assert question is not None
    assert (question.person, question.open) == ((), True)


def test_nothing_is_shown_any_more_once_the_agreement_was_taken_back(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    placement = asked(case, offer, samira, shared=(Shared.NAME,))
    Consent.objects.update(withdrawn_on=NOW.date())
    assert answers.question_of(town, placement.uid, aloud=False, now=NOW) is None


def test_welcome_goes_with_a_name_and_a_day_uses_the_link_up_and_guides_the_case(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    sent = Sent()
    placement = asked(case, offer, samira, sent)
    (link, address, _reminder) = sent.mails[0]
    assert address == "theepot@dorp.example"
    assert "Corrie" not in link.token
    question = answers.question_of(town, placement.uid, aloud=False, now=NOW)
    assert question is not None
    told = {"now": NOW, "welcomed_by": "Joke", "first_on": NOW.date() + DAY, "first_at": None}
    answers.accept(question, link=link.link, room=Capacity.WAITING_LIST, **told)  # type: ignore[arg-type]
    row = Placement.objects.get()
    assert (row.stage, row.welcomed_by, row.first_on) == ("accepted", "Joke", NOW.date() + DAY)
    assert state_of(case) == State.GUIDED
    offer.refresh_from_db()
    assert offer.capacity == Capacity.WAITING_LIST
    assert OfferEntry.objects.filter(pk=offer.pk).exists()
    with pytest.raises((LinkUsedError, CannotBecomeError)):
        answers.accept(question, link=link.link, **told)  # type: ignore[arg-type]
    assert not look_up(municipality=town, key=link.token, now=NOW).open


def test_a_question_waits_at_the_desk_and_its_answer_goes_with_a_new_link(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    sent = Sent()
    placement = asked(case, offer, samira, sent)
    by_link = Answered(link=sent.mails[0][0].link)
    ask_back(placement=placement, answered=by_link, question="Rolstoel?", now=NOW)
    assert [one.question for one in own_to_do(samira, town, now=NOW, today=NOW.date())] == [
        "Rolstoel?"
    ]
    answer_provider(placement=placement, answer="Nee, een stok.", by=samira, now=NOW, send=sent)
    question = answers.question_of(town, placement.uid, aloud=False, now=NOW)
    assert question is not None
    assert (question.asked_back, question.answer) == ("Rolstoel?", "Nee, een stok.")
    assert len(sent.mails) == 2
    assert look_up(municipality=town, key=sent.mails[1][0].token, now=NOW).open


def test_no_with_a_reason_sends_the_case_back_to_looking(
    case: Case, offer: Offer, samira: User
) -> None:
    sent = Sent()
    placement = asked(case, offer, samira, sent)
    decline(
        placement=placement,
        answered=Answered(link=sent.mails[0][0].link, room=Capacity.FULL),
        because=Decline.FULL,
        words="Tot januari.",
        now=NOW,
    )
    row = Placement.objects.get()
    assert (row.stage, row.declined_because, row.decline_words) == (
        "declined", "full", "Tot januari.",
    )  # fmt: skip
    assert state_of(case) == State.IN_PLAN
    offer.refresh_from_db()
    assert offer.capacity == Capacity.FULL


def test_an_organisation_is_reminded_once_and_then_the_link_worker_hears(
    town: Municipality, case: Case, offer: Offer, samira: User
) -> None:
    sent = Sent()
    placement = asked(case, offer, samira, sent)
    assert placement.remind_on is not None
    assert placement.late_on is not None
    assert to_remind(town, today=placement.remind_on - DAY) == []
    later = NOW + 5 * DAY
    for row in to_remind(town, today=placement.remind_on):
        assert remind_provider(placement=row, now=later, send=sent)
    assert [reminder for _link, _address, reminder in sent.mails] == [False, True]
    assert to_remind(town, today=placement.remind_on) == []
    assert not remind_provider(placement=placement, now=later, send=sent)
    first, second = (link for link, _address, _reminder in sent.mails)
    assert not look_up(municipality=town, key=first.token, now=later).open
    assert look_up(municipality=town, key=second.token, now=later).open
    assert own_to_do(samira, town, now=later, today=placement.late_on - DAY) == []
    assert own_to_do(samira, town, now=later, today=placement.late_on) == [placement]


def test_without_an_address_it_is_done_on_the_phone(case: Case, offer: Offer, samira: User) -> None:
    Offer.objects.filter(pk=offer.pk).update(contact_email="")
    Organisation.objects.update(email="")
    with pytest.raises(NoAddressError):
        asked(case, offer, samira)
    placement = Placement.objects.get()
    assert placement.stage == Stage.AGREED
    called = ask_provider(placement=placement, shared=(), note="", by=samira, now=NOW, send=None)
    assert called.remind_on is None
    code = read_out_a_code(placement=called, by=samira, now=NOW)
    assert look_up(municipality=case.municipality, key=code, now=NOW).open
    accept(placement=called, answered=Answered(by=samira), welcomed_by="Joke", now=NOW)
    assert not look_up(municipality=case.municipality, key=code, now=NOW).open


def test_the_persons_word_goes_before_that_of_the_organisation(
    case: Case, offer: Offer, samira: User
) -> None:
    placement = wanted(case, offer, samira)
    told = {"by": samira, "now": NOW}
    row = told_whether_there(placement=placement, provider=Said.YES, person=Said.NO, **told)  # type: ignore[arg-type]
    assert (row.stage, row.told_by_provider, row.told_by_person) == ("not_arrived", "yes", "no")
    row = told_whether_there(placement=row, provider=Said.YES, person=None, **told)  # type: ignore[arg-type]
    assert row.stage == Stage.NOT_ARRIVED
    row = told_whether_there(placement=row, provider=None, person=Said.YES, **told)  # type: ignore[arg-type]
    assert (row.stage, row.arrived_on, state_of(case)) == ("arrived", NOW.date(), "arrived")


def test_ending_the_only_proposal_sends_the_case_back_to_looking(
    case: Case, offer: Offer, samira: User
) -> None:
    placement = asked(case, offer, samira)
    accept(placement=placement, answered=Answered(by=samira), welcomed_by="Joke", now=NOW)
    stop(placement=placement, because=Stop.DID_NOT_SUIT, by=samira, now=NOW)
    assert state_of(case) == State.IN_PLAN
    with pytest.raises(CannotBecomeError):
        accept(placement=placement, answered=Answered(by=samira), welcomed_by="Joke", now=NOW)


def test_a_closed_case_stays_closed_whatever_the_organisation_answers(
    case: Case, offer: Offer, samira: User
) -> None:
    sent = Sent()
    placement = asked(case, offer, samira, sent)
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.HELPED)
    assert answers.question_of(case.municipality, placement.uid, aloud=False, now=NOW) is None
    accept(placement=placement, answered=Answered(link=sent.mails[0][0].link), now=NOW)
    assert state_of(case) == State.CLOSED


def test_the_trail_and_the_history_tell_what_happened_without_a_name(
    case: Case, offer: Offer, samira: User
) -> None:
    sent = Sent()
    placement = asked(case, offer, samira, sent, shared=(Shared.NAME,))
    by_link = Answered(link=sent.mails[0][0].link)
    accept(placement=placement, answered=by_link, welcomed_by="Joke", now=NOW)
    whats = set(CaseEvent.objects.values_list("what", flat=True))
    assert {"proposed", "provider_asked", "provider_said"} <= whats
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"placement.agreed", "placement.asked", "placement.accepted", "link.used"} <= verbs
    told = [str(vars(event)) for event in AuditEvent.objects.all()]
    assert not any("Corrie" in line or "Joke" in line for line in told)
