"""From the answers of somebody who offers their time to what the intake takes, and what we promise."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework import intake
from nabij.web.municipality import PublicRequest
from nabij.web.public.asking.sending import Sender
from nabij.web.public.asking.spam import signs
from nabij.web.public.asking.state import DoneState, FormState
from nabij.web.public.asking.walk import Walk
from nabij.web.public.volunteer.forms import parts_of_week
from nabij.web.public.words import full_day


def _send(request: PublicRequest, walk: Walk, state: FormState, now: dt.datetime) -> DoneState:
    """Hand it in. The last page learns by when somebody calls, and nothing of who it is."""
    told = _told(walk)
    marks = signs(request, state, name=told.name, words=told.words, now=now)
    intake.come_forward(
        municipality=request.municipality,
        told=told,
        form_key=state.key,
        now=now,
        suspicious=[] if state.helper else marks,
    )
    return DoneState(kind="volunteer", due=_due(request, now), way=_way(told))


def _told(walk: Walk) -> intake.ComesForward:
    told = walk.told()
    areas = {area.code: area for area in walk.setting.districts}
    return intake.ComesForward(
        name=told["name"],
        phone=told["phone"],
        email=told["email"],
        kinds=tuple(intake.Together(kind) for kind in told["kinds"]),
        words=told["words"],
        free=parts_of_week(told["moments"]),
        languages=tuple(told["languages"]),
        area=areas.get(told.get("district", "")),
    )


def _way(told: intake.ComesForward) -> str:
    return "phone" if told.phone else "email"


def _due(request: PublicRequest, now: dt.datetime) -> dt.date:
    promised = intake.promised(request.municipality, intake.Kind.CALL, now=now)
    return timezone.localdate(promised.due_at)


def _promise(request: PublicRequest, walk: Walk, now: dt.datetime) -> list[str]:
    return promises(request, _way(_told(walk)), _due(request, now), now=now)


def promises(request: PublicRequest, way: str, due: dt.date, *, now: dt.datetime) -> list[str]:
    """What happens now, and that nothing is settled yet."""
    who = intake.promised(request.municipality, intake.Kind.CALL, now=now).who
    words = {"who": who, "day": full_day(due, timezone.localdate(now))}
    first = (
        _("Someone of %(who)s calls you, by %(day)s at the latest.")
        if way == "phone"
        else _("Someone of %(who)s mails you, by %(day)s at the latest.")
    )
    return [
        first % words,
        _("Then we get to know each other, and look together at what suits you."),
        _("For some things you need a certificate of conduct (VOG). We help you ask for it."),
    ]


#: Of somebody who offers their time.
VOLUNTEERS = Sender(_send, _promise)
