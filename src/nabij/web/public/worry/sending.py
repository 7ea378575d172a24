"""From the answers about a worry to what the intake takes, and what we promise about it."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.casework import intake
from nabij.web.municipality import PublicRequest
from nabij.web.public.asking.sending import Sender
from nabij.web.public.asking.spam import signs
from nabij.web.public.asking.state import DoneState, FormState
from nabij.web.public.asking.walk import Walk
from nabij.web.public.words import full_day
from nabij.web.public.worry.forms import KNOWS, SELF


def _send(request: PublicRequest, walk: Walk, state: FormState, now: dt.datetime) -> DoneState:
    """Hand the answers to the intake. The last page learns what was agreed, and nothing of who it is about."""
    reported = _reported(request, walk, state, now)
    noted = intake.report(
        municipality=request.municipality, told=reported, form_key=state.key, now=now
    )
    return DoneState(
        kind=reported.about,
        due=timezone.localdate(noted.due_at or now),
        way="-".join([reported.teller.owed, reported.teller.how, "named" * reported.may_name]),
    )


def _reported(
    request: PublicRequest, walk: Walk, state: FormState, now: dt.datetime
) -> intake.Reported:
    told = walk.told()
    helping = state.helper is not None
    return intake.Reported(
        seen=told["seen"],
        person=_person(walk, told),
        teller=_teller(told),
        about=intake.About.SELF if told["whom"] == SELF else intake.About.SOMEONE,
        knows=_knows(told["whom"]),
        may_name=told.get("may_name") == "yes",
        came_in=intake.SignalCameIn(told.get("came_in") or intake.SignalCameIn.WEB),
        language=(get_language() or "nl")[:2],
        entered_by=state.helper,
        suspicious=[] if helping else _signs(request, state, told, now),
        point=intake.point_of(walk.setting.point, request.municipality)
        if walk.setting.point
        else None,
    )


def _person(walk: Walk, told: dict[str, Any]) -> intake.Told:
    areas = {area.code: area for area in walk.setting.districts}
    return intake.Told(
        name=told.get("person_name", ""),
        phone=told.get("person_phone", ""),
        address=told.get("person_address", ""),
        area=areas.get(told.get("district", "")),
    )


def _teller(told: dict[str, Any]) -> intake.Teller:
    if told["whom"] == SELF:
        return intake.Teller()
    return intake.Teller(
        name=told.get("name", ""),
        phone=told.get("phone", ""),
        email=told.get("email", ""),
        relation=told.get("relation", ""),
        owed=intake.Owed(told.get("owed") or intake.Owed.NOTHING),
    )


def _knows(whom: str) -> intake.Knows:
    if whom == SELF:
        return intake.Knows.UNSAID
    return intake.Knows.YES if whom == KNOWS else intake.Knows.NO


def _signs(
    request: HttpRequest, state: FormState, told: dict[str, Any], now: dt.datetime
) -> list[str]:
    names = " ".join([told.get("person_name", ""), told.get("name", "")])
    return signs(request, state, name=names, words=told["seen"], now=now)


def _promise(request: PublicRequest, walk: Walk, now: dt.datetime) -> list[str]:
    told = walk.told()
    teller = _teller(told)
    due = timezone.localdate(intake.promised_for_a_worry(request.municipality, now=now).due_at)
    way = "-".join([teller.owed, teller.how, "named" * (told.get("may_name") == "yes")])
    about = intake.About.SELF if told["whom"] == SELF else intake.About.SOMEONE
    return promises(request, DoneState(kind=about, due=due, way=way), now=now)


def promises(request: PublicRequest, told: DoneState, *, now: dt.datetime) -> list[str]:
    """What happens now, what the person hears, and what whoever told it hears and does not hear."""
    who = intake.promised_for_a_worry(request.municipality, now=now).who
    words = {"who": who, "day": full_day(told.due, timezone.localdate(now))}
    if told.kind == intake.About.SELF:
        return [_("Someone of %(who)s gets in touch with you, by %(day)s at the latest.") % words]
    owed, _hyphen, rest = told.way.partition("-")
    how, _hyphen, named = rest.partition("-")
    return [
        _("Someone of %(who)s picks this up, by %(day)s at the latest.") % words,
        _("Within a month we tell them that you told us.")
        if named
        else _("Within a month we tell them that somebody told us. We do not say who."),
        _heard(owed, how),
        _(
            "You do not hear from us how it goes with them, or what they choose. That is theirs to tell."
        ),
    ]


def _heard(owed: str, how: str) -> str:
    if owed == intake.Owed.PICKED_UP:
        return (
            _("We send you a mail when somebody has picked it up.")
            if how == intake.How.MAIL
            else _("We call you when somebody has picked it up.")
        )
    if owed == intake.Owed.SPOKEN:
        return (
            _("We send you a mail when we have spoken with them.")
            if how == intake.How.MAIL
            else _("We call you when we have spoken with them.")
        )
    return _("You asked to hear nothing more, so we do not call or mail you about it.")


#: Of a worry.
WORRIES = Sender(_send, _promise)
