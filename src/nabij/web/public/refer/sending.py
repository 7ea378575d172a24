"""From the answers of a referrer to what is taken in, and what we promise."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.casework import referring
from nabij.web.municipality import PublicRequest
from nabij.web.public.asking.sending import Sender
from nabij.web.public.asking.spam import signs
from nabij.web.public.asking.state import DoneState, FormState
from nabij.web.public.asking.walk import Walk
from nabij.web.public.refer.letters import send as mail
from nabij.web.public.words import full_day


def _send(request: PublicRequest, walk: Walk, state: FormState, now: dt.datetime) -> DoneState:
    """Take it in. The last page learns our number and by when they hear more, and nothing about the person."""
    received = referring.refer(
        municipality=request.municipality,
        told=_referred(request, walk, state, now),
        form_key=state.key,
        now=now,
        send=mail,
    )
    return DoneState(kind="refer", due=received.answer_on, way=received.reference)


def _referred(
    request: PublicRequest, walk: Walk, state: FormState, now: dt.datetime
) -> referring.Referred:
    told = walk.told()
    names = f"{told['person_name']} {told['name']}"
    return referring.Referred(
        person=referring.Told(
            name=told["person_name"],
            phone=told.get("person_phone", ""),
            address=told.get("person_address", ""),
            postcode=told.get("person_postcode", ""),
        ),
        referrer=referring.Referrer(
            name=told["name"],
            email=told["email"],
            organisation=told.get("organisation", ""),
            phone=told.get("phone", ""),
            role=referring.Role(told["role"]),
        ),
        words=told["words"],
        agreed=told["agreed"] == "yes",
        language=(get_language() or "nl")[:2],
        suspicious=[]
        if state.helper
        else signs(request, state, name=names, words=told["words"], now=now),
    )


def _promise(request: PublicRequest, walk: Walk, now: dt.datetime) -> list[str]:
    day = referring.promised(request.municipality, now=now).answer_on
    return promises(request, day, now=now)


def promises(request: PublicRequest, day: dt.date, *, now: dt.datetime) -> list[str]:
    """What happens now, and what the referrer hears."""
    who = referring.promised(request.municipality, now=now).who
    words = {"who": who, "day": full_day(day, timezone.localdate(now))}
    return [
        _("Someone of %(who)s gets in touch with the person.") % words,
        _("You get a mail that we have it, and hear from us by %(day)s at the latest.") % words,
        _("How it goes you hear if the person agrees to that. What they tell us stays with us."),
    ]


#: Of a referral.
REFERRALS = Sender(_send, _promise)
