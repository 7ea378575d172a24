"""How a session stands to the second factor."""

import time
from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from nabij.core.rules import needs_second_factor

#: Set in a session that the example's door opened; counts only where that door exists.
DEMO_DOOR = "nabij_demo_door"

#: Seconds.
LATELY = 5 * 60

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactor(Enum):
    """Whether this session may meet personal data."""

    NOT_NEEDED = "not needed"
    USED = "used"
    MISSING = "missing"  # needed, and not set up
    NOT_USED = "not used"  # set up, but this session began without


def second_factor(request: HttpRequest) -> SecondFactor:
    """The state of the signed-in user's session."""
    if was_used(request):
        return SecondFactor.USED
    if is_mfa_enabled(request.user, FACTORS):
        return SecondFactor.NOT_USED
    if needs_second_factor(request.user):
        return SecondFactor.MISSING
    return SecondFactor.NOT_NEEDED


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this session began less than `LATELY` ago, with the second factor where one is set up."""
    records = get_authentication_records(request, request.user)
    if is_mfa_enabled(request.user, FACTORS):
        records = [record for record in records if record.get("method") == "mfa"]
    return bool(records) and time.time() - float(records[-1].get("at", 0)) < LATELY


def was_used(request: HttpRequest) -> bool:
    """Whether a second factor was given in this session (or the example's door stands for it)."""
    if settings.NABIJ_DEMO and request.session.get(DEMO_DOOR):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
