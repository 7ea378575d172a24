"""The door for what people ask: writing only. The public site and the API come here and nowhere else in this slice."""

import datetime as dt
from dataclasses import dataclass

from nabij.casework.actions.receive import Asked, Receipt, receive
from nabij.casework.models import Request
from nabij.casework.promise import due
from nabij.casework.queries.settings import intake_settings
from nabij.core.models import Municipality

Kind = Request.Kind
Moment = Request.Moment
CameIn = Request.CameIn
Behalf = Request.Behalf

__all__ = [
    "Asked",
    "Behalf",
    "CameIn",
    "Kind",
    "Moment",
    "Promised",
    "Receipt",
    "promised",
    "receive",
]


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
