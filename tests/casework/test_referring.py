"""A professional refers somebody who agreed, and always hears back: no more than the person agreed to, each thing once."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from nabij.casework.actions.cases import Told, move
from nabij.casework.actions.placing import agree, propose
from nabij.casework.actions.provider_answers import Answered, accept
from nabij.casework.actions.referring import (
    Answer,
    NotAgreedToReferralError,
    Received,
    Referred,
    Referrer,
    refer,
    tell,
    tell_what_is_due,
)
from nabij.casework.actions.retention import forget_due_cases
from nabij.casework.models import (
    Case,
    Consent,
    Ending,
    Origin,
    Referral,
    ReferralAnswer,
    State,
)
from nabij.core.encryption.fields import same_as
from nabij.core.models import AuditEvent, Municipality, OutgoingMessage, User
from nabij.web.public.refer import letters
from tests.casework.clock import NOW
from tests.casework.placing import agrees
from tests.factories import OfferFactory

DAY = dt.timedelta(days=1)
What = ReferralAnswer.What

TOLD = Referred(
    person=Told(name="Corrie van Dam", phone="0180 123 456"),
    referrer=Referrer(
        name="dr. De Wit",
        email="praktijk@dorp.example",
        role=Referral.Role.GP,
        organisation="De Brug",
    ),
    words="Wil overdag onder de mensen.",
    agreed=True,
)


class Mails(list[Answer]):
    """Stands for the mail."""

    def __call__(self, answer: Answer) -> None:
        self.append(answer)

    @property
    def whats(self) -> list[str]:
        return [one.what.value for one in self]


@pytest.fixture
def mails() -> Mails:
    return Mails()


def come_in(
    town: Municipality, mails: Mails, told: Referred = TOLD, key: uuid.UUID | None = None
) -> Received:
    return refer(municipality=town, told=told, form_key=key or uuid.uuid4(), now=NOW, send=mails)


def night(town: Municipality, mails: Mails, days: int = 1) -> list[str]:
    """What goes out in one night, so many days later."""
    before = len(mails)
    tell_what_is_due(town, send=mails, now=NOW + days * DAY)
    return mails.whats[before:]


def test_a_referral_opens_a_case_and_is_answered_at_once(town: Municipality, mails: Mails) -> None:
    received = come_in(town, mails)
    referral = Referral.objects.get(
        same_as(Referral, "referrer_email_index", "Praktijk@dorp.example")
    )
    assert referral.case.origin == Origin.REFERRAL
    assert referral.case.person.name == "Corrie van Dam"
    assert referral.words == TOLD.words
    assert mails.whats == ["received"]
    assert (mails[0].to, mails[0].reference) == ("praktijk@dorp.example", received.reference)
    assert received.answer_on > NOW.date()
    told = [str(vars(event)) for event in AuditEvent.objects.all()]
    assert not any("Corrie" in line or "Wit" in line for line in told)


def test_nobody_is_referred_behind_their_back(town: Municipality, mails: Mails) -> None:
    with pytest.raises(NotAgreedToReferralError):
        come_in(town, mails, replace(TOLD, agreed=False))
    assert not Case.objects.exists()


def test_the_same_form_sent_twice_is_one_referral_and_one_mail(
    town: Municipality, mails: Mails
) -> None:
    key = uuid.uuid4()
    first, second = come_in(town, mails, key=key), come_in(town, mails, key=key)
    assert (first.uid, first.new, second.new) == (second.uid, True, False)
    assert (Referral.objects.count(), Case.objects.count(), mails.whats) == (1, 1, ["received"])
    come_in(town, mails, replace(TOLD, words="Iets anders."), key=key)
    assert Referral.objects.count() == 2


def test_what_may_be_no_real_referral_is_told_nothing_until_somebody_took_it_up(
    town: Municipality, mails: Mails, samira: User
) -> None:
    come_in(town, mails, replace(TOLD, suspicious=["trap"]))
    assert night(town, mails, 30) == []
    move(case=Case.objects.get(), to=State.PICKED_UP, by=samira, now=NOW)
    assert night(town, mails, 1) == ["received"]


def test_without_agreement_a_referrer_hears_once_that_we_can_say_no_more_yet(
    town: Municipality, mails: Mails, samira: User
) -> None:
    received = come_in(town, mails)
    case = move(case=Case.objects.get(), to=State.IN_CONVERSATION, by=samira, now=NOW)
    assert night(town, mails) == []
    days = (received.answer_on - NOW.date()).days
    assert night(town, mails, days) == ["no_answer_yet"]
    assert night(town, mails, days + 1) == []
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.HELPED)
    assert night(town, mails, days + 2) == []
    referral = Referral.objects.get()
    assert not tell(referral=referral, what=What.ENDED, send=mails, now=NOW, by=samira)


def test_with_agreement_each_thing_is_told_once_and_only_the_furthest_of_one_night(
    town: Municipality, mails: Mails, samira: User
) -> None:
    come_in(town, mails)
    case = Case.objects.get()
    agrees(case.person, Consent.Purpose.TELL_REFERRER)
    assert night(town, mails) == []
    move(case=case, to=State.IN_CONVERSATION, by=samira, now=NOW)
    assert night(town, mails) == ["spoken"]
    assert night(town, mails) == []
    offer = OfferFactory.create(municipality=town)
    placement = propose(case=case, offer_uid=offer.uid, terms=(), seed="", by=samira, now=NOW)
    agree(placement=placement, by=samira, now=NOW)
    accept(placement=placement, answered=Answered(by=samira), welcomed_by="Joke", now=NOW)
    case.refresh_from_db()
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.LASTING)
    assert night(town, mails) == ["ended"]
    assert night(town, mails, 60) == []
    assert mails.whats == ["received", "spoken", "ended"]


def test_a_case_closed_before_anybody_spoke_does_not_say_that_somebody_did(
    town: Municipality, mails: Mails, samira: User
) -> None:
    come_in(town, mails)
    case = Case.objects.get()
    agrees(case.person, Consent.Purpose.TELL_REFERRER)
    move(case=case, to=State.CLOSED, by=samira, now=NOW, ending=Ending.NOT_REACHED)
    assert night(town, mails) == ["ended"]


@pytest.mark.parametrize(
    "name", ["Jan\n\nKlik hier:\nhttps://x.example/", "U wint! ga naar prijs.example", "Jan " * 40]
)
def test_nobody_has_us_mail_a_text_of_theirs_to_somebody_else(
    town: Municipality, name: str
) -> None:
    told = replace(TOLD, referrer=replace(TOLD.referrer, name=name))
    refer(municipality=town, told=told, form_key=uuid.uuid4(), now=NOW, send=letters.send)
    mail = OutgoingMessage.objects.get()
    for text in (mail.subject, mail.text, mail.html):
        assert "x.example" not in text
        assert "prijs" not in text
        assert "Jan" not in text


@pytest.mark.parametrize("name", ["dr. De Wit", "J.P. van den Heuvel-O'Neill", "Ayşe Demirtaşlı"])
def test_who_refers_is_greeted_by_name(town: Municipality, name: str) -> None:
    told = replace(TOLD, referrer=replace(TOLD.referrer, name=name))
    refer(municipality=town, told=told, form_key=uuid.uuid4(), now=NOW, send=letters.send)
    assert name in OutgoingMessage.objects.get().text


def test_forgetting_one_patient_keeps_the_mail_about_the_next(town: Municipality) -> None:
    known = [
        refer(municipality=town, told=TOLD, form_key=uuid.uuid4(), now=at, send=letters.send)
        for at in (NOW - 20 * DAY, NOW)
    ]
    later = NOW + 9 * DAY
    assert forget_due_cases(municipality=town, today=later.date(), now=later) == 1
    told = {mail.once.split(":")[1]: mail for mail in OutgoingMessage.objects.all()}
    first, second = (told[str(one.uid)] for one in known)
    assert (first.to, first.state) == ("", OutgoingMessage.State.KEPT)
    assert (second.to, second.state) == ("praktijk@dorp.example", OutgoingMessage.State.QUEUED)
