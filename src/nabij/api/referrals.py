"""Taking in referrals from other systems. Writing only, and only of somebody who agreed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from nabij.api.referral_shapes import ReferralIn
from nabij.api.sent import Taken, take_in
from nabij.casework import intake, referring


def referrals(request: HttpRequest) -> HttpResponse:
    """Take in one referral; sent again with the same `Idempotency-Key` it is the same one."""
    return take_in(request, sends=intake.Sends.REFERRALS, shape=ReferralIn, keep=_keep)


def _keep(taken: Taken[ReferralIn]) -> dict[str, str]:
    received = referring.refer(
        municipality=taken.municipality,
        told=taken.told.referred(),
        form_key=taken.form_key,
        now=taken.now,
        send=_letter(),
    )
    return {
        "receipt": str(received.uid),
        "reference": received.reference,
        "answerOn": received.answer_on.isoformat(),
    }


def _letter() -> referring.Send:
    """The mail of the site, which this floor may not know by name."""
    send: referring.Send = import_string(settings.NABIJ_REFERRER_MAIL)
    return send
