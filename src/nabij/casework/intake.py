"""The door for what people ask and tell: writing only. The public site and the API come here and nowhere else in this slice."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from nabij.casework.actions.cases import Told
from nabij.casework.actions.receive import Asked, Receipt, receive
from nabij.casework.actions.reporting import Noted, Reported, Teller, report
from nabij.casework.actions.sources import note_use
from nabij.casework.actions.volunteers import register
from nabij.casework.models import (
    Reporter,
    Request,
    Signal,
    SignalPoint,
    SignalSource,
    State,
    Together,
)
from nabij.casework.promise import due, due_after
from nabij.casework.queries.settings import case_settings, intake_settings
from nabij.casework.queries.sources import municipality_at, point_at, point_of, source_with
from nabij.core.models import Area, Municipality

Kind = Request.Kind
Moment = Request.Moment
CameIn = Request.CameIn
Behalf = Request.Behalf
About = Signal.About
Knows = Signal.Knows
SignalCameIn = Signal.CameIn
Owed = Reporter.Owed
How = Reporter.How
Sends = SignalSource.Sends

__all__ = [
    "About",
    "Asked",
    "Behalf",
    "CameIn",
    "ComesForward",
    "How",
    "Kind",
    "Knows",
    "Moment",
    "Noted",
    "Owed",
    "Promised",
    "Receipt",
    "Reported",
    "Sends",
    "SignalCameIn",
    "SignalPoint",
    "SignalSource",
    "Teller",
    "Together",
    "Told",
    "come_forward",
    "municipality_at",
    "note_use",
    "point_at",
    "point_of",
    "promised",
    "promised_for_a_worry",
    "receive",
    "report",
    "source_with",
]


@dataclass(frozen=True, slots=True)
class ComesForward:
    """Somebody who would like to do something for somebody. free: codes such as "TU-morning"; None: any time."""

    name: str
    phone: str = ""
    email: str = ""
    kinds: tuple[Together, ...] = ()
    words: str = ""
    free: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """Who answers whoever asks now, within how many working days, and by when that is."""

    who: str
    working_days: int
    due_at: dt.datetime


def promised(municipality: Municipality, kind: str, *, now: dt.datetime) -> Promised:
    """What the municipality promises for this kind of request."""
    settings = intake_settings(municipality)
    days = settings.idea_within_days if kind == Kind.IDEA else settings.within_days
    return Promised(
        who=settings.shown_who(municipality.shown_name),
        working_days=days,
        due_at=due(kind, now=now, settings=settings),
    )


def promised_for_a_worry(municipality: Municipality, *, now: dt.datetime) -> Promised:
    """Who picks up a worry that is told now, and by when."""
    settings = intake_settings(municipality)
    days = case_settings(municipality).limit(State.RECEIVED)
    return Promised(
        who=settings.shown_who(municipality.shown_name),
        working_days=days,
        due_at=due_after(days, now=now, settings=settings),
    )


def come_forward(
    *,
    municipality: Municipality,
    told: ComesForward,
    form_key: UUID,
    now: dt.datetime,
    suspicious: Sequence[str] = (),
) -> None:
    """Keep somebody who offers their time, for a colleague to call; the same form twice is once."""
    register(
        municipality=municipality,
        told={
            "name": told.name or None,
            "phone": told.phone or None,
            "email": told.email or None,
            "kinds": list(told.kinds),
            "words": told.words or None,
            "free": None if told.free is None else list(told.free),
            "languages": list(told.languages),
            "area": told.area,
        },
        form_key=form_key,
        now=now,
        by=None,
        suspicious=suspicious,
    )
