"""From answers to what the intake takes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.casework import intake
from nabij.web.municipality import PublicRequest
from nabij.web.public.asking.journeys import Journey
from nabij.web.public.asking.promises import what_happens
from nabij.web.public.asking.spam import signs
from nabij.web.public.asking.state import DoneState, FormState
from nabij.web.public.asking.walk import Walk


@dataclass(frozen=True, slots=True)
class Sender:
    """What becomes of answers: send hands them in and gives what the last page tells; promise says it beforehand."""

    send: Callable[[PublicRequest, Walk, FormState, dt.datetime], DoneState]
    promise: Callable[[PublicRequest, Walk, dt.datetime], list[str]]


def _send(request: PublicRequest, walk: Walk, state: FormState, now: dt.datetime) -> DoneState:
    """Hand the answers to the intake."""
    receipt = intake.receive(
        municipality=request.municipality,
        asked=_asked(request, walk, state, now),
        form_key=state.key,
        now=now,
    )
    return DoneState(
        kind=receipt.kind,
        due=timezone.localdate(receipt.due_at),
        way=way_of(walk),
        uid=receipt.uid if state.helper else None,
    )


def _promise(request: PublicRequest, walk: Walk, now: dt.datetime) -> list[str]:
    kind = kind_of(walk.journey, walk)
    promised = intake.promised(request.municipality, kind, now=now)
    due = timezone.localdate(promised.due_at)
    today = timezone.localdate(now)
    return [what_happens(kind, way_of(walk), promised.who, due, today=today)]


#: Of call me, come along and an idea.
REQUESTS = Sender(_send, _promise)


def _asked(request: HttpRequest, walk: Walk, state: FormState, now: dt.datetime) -> intake.Asked:
    told = walk.told()
    helper_name = told.get("helper_name", "")
    behalf = told.get("behalf") or (intake.Behalf.SOMEONE if helper_name else intake.Behalf.SELF)
    areas = {area.code: area for area in walk.setting.districts}
    words = _words(told)
    suspicious = (
        []
        if state.helper
        else signs(request, state, name=told.get("name", ""), words=words, now=now)
    )
    return intake.Asked(
        kind=intake.Kind(told.get("kind") or walk.journey.kind or intake.Kind.CALL),
        name=told.get("name", ""),
        phone=told.get("phone", ""),
        email=told.get("email", ""),
        words=words,
        helper_name=helper_name,
        moment=intake.Moment(told.get("moment") or intake.Moment.ANY),
        language=(get_language() or "nl")[:2],
        offer_uid=walk.setting.offer.uid if walk.setting.offer else None,
        area=areas.get(told.get("district", "")),
        came_in=intake.CameIn(told.get("came_in") or intake.CameIn.WEB),
        behalf=intake.Behalf(behalf),
        entered_by=state.helper,
        suspicious=suspicious,
    )


def _words(told: dict[str, Any]) -> str:
    """One's own words; of an idea with what it needs."""
    words: str = told.get("words", "")
    if told.get("needs"):
        return f"{words}\n\n{_('Needed:')} {told['needs']}"
    return words


def way_of(walk: Walk) -> str:
    """How somebody is answered: `phone`, `email` or, for an idea without a name, nothing."""
    told = walk.told()
    return "phone" if told.get("phone") else "email" if told.get("email") else ""


def kind_of(journey: Journey, walk: Walk) -> str:
    """What is asked for, as far as it is known."""
    return str(walk.posted.get("kind") or journey.kind)
