"""A professional refers somebody, and always hears back: what, is one small table; each at most once."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.actions.happening import happened
from nabij.casework.models import (
    Case,
    CaseEvent,
    Origin,
    Referral,
    ReferralAnswer,
)
from nabij.casework.promise import working_day
from nabij.casework.queries.referrals import may_tell, next_answer, to_answer
from nabij.casework.queries.settings import intake_settings
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, Postcode, User

What = ReferralAnswer.What
How = ReferralAnswer.How

#: Working days after which a referrer hears that we can say no more yet, where nothing else was said.
ANSWER_WITHIN = 10
#: Answers that say nothing of the person beyond that the referral is here; the others need TELL_REFERRER.
NEUTRAL = (What.RECEIVED, What.NO_ANSWER_YET)


class NotAgreedToReferralError(ValueError):
    """Nobody is referred behind their back."""


@dataclass(frozen=True, slots=True)
class Referrer:
    """Who refers, and where they hear back."""

    name: str
    email: str
    organisation: str = ""
    phone: str = ""
    role: Referral.Role = Referral.Role.OTHER


@dataclass(frozen=True, slots=True)
class Referred:
    """What a referrer filled in. agreed: the person agreed to being referred."""

    person: Told
    referrer: Referrer
    words: str
    agreed: bool
    came_in: Referral.CameIn = Referral.CameIn.FORM
    language: str = "nl"
    suspicious: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Received:
    """What a referrer may know: that it is in, and by when they hear more. reference: to name on the phone."""

    uid: uuid.UUID
    reference: str
    answer_on: dt.date
    new: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes to a referrer: of which referral, what, and nothing about the person."""

    municipality: Municipality
    uid: uuid.UUID
    what: ReferralAnswer.What
    to: str
    name: str
    language: str
    reference: str
    received_on: dt.date
    answer_on: dt.date | None


Send = Callable[[Answer], None]
"""Queues the mail; called in the transaction that writes down that it went."""


def refer(
    *, municipality: Municipality, told: Referred, form_key: uuid.UUID, now: dt.datetime, send: Send
) -> Received:
    """Take it in, and answer at once that it is here. The same words with the same key are the same referral.

    Raises NotAgreedToReferralError.
    """
    if not told.agreed:
        raise NotAgreedToReferralError("the person did not agree to being referred")
    key = _key(form_key, told)
    there = _there(municipality, key)
    if there is None:
        try:
            return _add(municipality, told, key, now, send)
        except IntegrityError:  # sent twice in the same moment: the other one was first
            there = _there(municipality, key)
            if there is None:
                raise
    return _received(there, new=False)


@transaction.atomic
def tell(*, referral: Referral, what: What, send: Send, now: dt.datetime, by: User | None) -> bool:
    """Tell the referrer one thing; False where that was told before, or may not be told."""
    case = Case.objects.select_related("municipality", "person").get(pk=referral.case_id)
    if referral.referrer_email is None or not (what in NEUTRAL or may_tell(case)):
        return False
    _row, new = ReferralAnswer.objects.get_or_create(
        municipality=case.municipality,
        referral=referral,
        what=what,
        defaults={"at": now, "how": How.MAIL},
    )
    if not new:
        return False
    send(
        Answer(
            municipality=case.municipality,
            uid=referral.uid,
            what=what,
            to=referral.referrer_email,
            name=referral.referrer_name or "",
            language=referral.language,
            reference=case.reference,
            received_on=timezone.localdate(referral.received_at),
            answer_on=referral.answer_on,
        )
    )
    happened(case, CaseEvent.What.TOLD_REFERRER, now=now, by=by)
    record(f"referral.told_{what.value}", municipality=case.municipality, on=referral, at=now)
    return True


def tell_what_is_due(
    municipality: Municipality,
    *,
    send: Send,
    now: dt.datetime,
    case: Case | None = None,
    by: User | None = None,
) -> int:
    """Tell every referrer (of one case: those of it) the furthest that may be told and was not; how many were told."""
    today = timezone.localdate(now)
    told = 0
    for referral in to_answer(municipality, case=case):
        what = next_answer(referral, today=today)
        told += what is not None and tell(referral=referral, what=what, send=send, now=now, by=by)
    return told


def _there(municipality: Municipality, key: uuid.UUID) -> Referral | None:
    rows = Referral.objects.filter(municipality=municipality, form_key=key)
    return rows.select_related("case").first()


@transaction.atomic
def _add(
    municipality: Municipality, told: Referred, key: uuid.UUID, now: dt.datetime, send: Send
) -> Received:
    case = open_case(municipality=municipality, told=_person(told), origin=Origin.REFERRAL, now=now)
    settings = intake_settings(municipality)
    referrer = told.referrer
    referral: Referral = Referral.objects.create(
        municipality=municipality,
        case=case,
        role=referrer.role,
        came_in=told.came_in,
        referrer_name=referrer.name or None,
        referrer_organisation=referrer.organisation or None,
        referrer_phone=referrer.phone or None,
        referrer_email=referrer.email,
        words=told.words or None,
        person_agreed=True,
        language=told.language[:2],
        form_key=key,
        received_at=now,
        answer_on=working_day(ANSWER_WITHIN, now=now, settings=settings),
        suspicious=told.suspicious,
    )
    filled = ["words", "referrer_name", "referrer_email"]
    record("referral.received", municipality=municipality, on=referral, fields=filled, at=now)
    if not told.suspicious:
        tell(referral=referral, what=What.RECEIVED, send=send, now=now, by=None)
    return _received(referral, new=True)


def _person(told: Referred) -> Told:
    """With the neighbourhood of the postcode."""
    if told.person.area is not None or not told.person.postcode:
        return told.person
    code = "".join(told.person.postcode.upper().split())
    known = Postcode.objects.select_related("area").filter(code=code).first()
    return dataclasses.replace(told.person, area=known.area if known else None)


def _received(row: Referral, *, new: bool) -> Received:
    day = row.answer_on or timezone.localdate(row.received_at)
    return Received(uid=row.uid, reference=row.case.reference, answer_on=day, new=new)


def _key(form_key: uuid.UUID, told: Referred) -> uuid.UUID:
    """A key of these words in this form. Keyed, so that it tells nothing of what was typed."""
    person = dataclasses.replace(told.person, area=None)
    text = repr([form_key, person, told.referrer, told.words])
    digest = salted_hmac("casework.referring", text, algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16])
