"""The door for professionals who refer somebody: writing only. The public form and the API come here."""

import datetime as dt
from dataclasses import dataclass

from nabij.casework.actions.cases import Told
from nabij.casework.actions.referring import (
    ANSWER_WITHIN,
    Answer,
    NotAgreedToReferralError,
    Received,
    Referred,
    Referrer,
    Send,
    What,
    refer,
)
from nabij.casework.models import Referral
from nabij.casework.promise import working_day
from nabij.casework.queries.settings import intake_settings
from nabij.core.models import Municipality

Role = Referral.Role
CameIn = Referral.CameIn

__all__ = [
    "Answer",
    "CameIn",
    "NotAgreedToReferralError",
    "Promised",
    "Received",
    "Referred",
    "Referrer",
    "Role",
    "Send",
    "Told",
    "What",
    "promised",
    "refer",
]


@dataclass(frozen=True, slots=True)
class Promised:
    """Who picks it up, and by when the referrer hears something, whatever happened."""

    who: str
    answer_on: dt.date


def promised(municipality: Municipality, *, now: dt.datetime) -> Promised:
    """What a referrer is promised now."""
    settings = intake_settings(municipality)
    return Promised(
        who=settings.shown_who(municipality.shown_name),
        answer_on=working_day(ANSWER_WITHIN, now=now, settings=settings),
    )
