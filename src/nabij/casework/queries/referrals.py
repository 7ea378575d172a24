"""Who referred somebody, and what they may be told next."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from nabij.casework.models import (
    Case,
    CaseEvent,
    Consent,
    Placement,
    Referral,
    ReferralAnswer,
    Stage,
    State,
)
from nabij.casework.models.ladder import BEFORE_CONTACT
from nabij.casework.queries.consents import agreed
from nabij.core.models import Municipality

What = ReferralAnswer.What

#: From the least to the furthest: what was told makes what comes before it superfluous.
ORDER = (What.RECEIVED, What.NO_ANSWER_YET, What.SPOKEN, What.FOUND, What.ENDED)
_SPOKEN = (CaseEvent.What.SPOKEN, CaseEvent.What.VISITED)


def referrals_of(case: Case) -> list[Referral]:
    """Of this case with what was told, the newest first. Two queries; whoever asks has read the case."""
    rows = _rows(case.municipality).filter(case=case)
    return list(rows.prefetch_related("answers"))


def may_tell(case: Case) -> bool:
    """Whether the person agrees that the referrer hears how it went."""
    return agreed(case.person, Consent.Purpose.TELL_REFERRER)


def to_answer(municipality: Municipality, *, case: Case | None = None) -> list[Referral]:
    """Referrals to which something may still be said, with what happened. Two queries."""
    here = {"municipality": OuterRef("municipality"), "case": OuterRef("case")}
    spoken = CaseEvent.objects.filter(what__in=_SPOKEN, **here)
    found = Placement.objects.filter(stage__in=(Stage.ACCEPTED, Stage.ARRIVED), **here)
    consent = Consent.objects.filter(
        municipality=OuterRef("municipality"),
        person=OuterRef("case__person"),
        purpose=Consent.Purpose.TELL_REFERRER,
        withdrawn_on__isnull=True,
    )
    rows = _rows(municipality).filter(
        case__forgotten_on__isnull=True,
        case__person__restricted_on__isnull=True,
        referrer_email__isnull=False,
    )
    if case is not None:
        rows = rows.filter(case=case)
    rows = rows.annotate(spoken=Exists(spoken), found=Exists(found), may_tell=Exists(consent))
    return list(rows.select_related("case").prefetch_related("answers"))


def next_answer(referral: Referral, *, today: dt.date) -> What | None:
    """The furthest that may be told of a referral of `to_answer`, and was not; None where there is nothing new.

    Without the person's agreement that is only, after a while, that we can say no more yet.
    """
    told = {answer.what for answer in referral.answers.all()}
    furthest = max((ORDER.index(What(what)) for what in told), default=-1)
    real = not referral.suspicious or referral.case.worker_id is not None
    happened = [What.RECEIVED] if real else []
    if real and referral.answer_on is not None and referral.answer_on <= today:
        happened.append(What.NO_ANSWER_YET)
    if referral.may_tell:  # type: ignore[attr-defined]
        happened += _happened(referral)
    newest = max(happened, key=ORDER.index, default=None)
    if newest is None or ORDER.index(newest) <= furthest:
        return None
    return newest


def _happened(referral: Referral) -> list[What]:
    case = referral.case
    spoken = referral.spoken or case.state not in (*BEFORE_CONTACT, State.CLOSED)  # type: ignore[attr-defined]
    seen = {
        What.SPOKEN: spoken,
        What.FOUND: referral.found,  # type: ignore[attr-defined]
        What.ENDED: case.state == State.CLOSED,
    }
    return [what for what, is_so in seen.items() if is_so]


def _rows(municipality: Municipality) -> QuerySet[Referral]:
    rows: QuerySet[Referral] = Referral.objects.filter(municipality=municipality)
    return rows
