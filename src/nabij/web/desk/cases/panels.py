"""What stands on the page of a case, from top to bottom.

A subject that belongs to a case (what was told, the conversation, what was proposed, how it is now) adds its line to
`PANELS` and shows what it has with a template of its own.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nabij.casework.models import Case
from nabij.core.models import User
from nabij.web.desk.buddies import panel as buddies
from nabij.web.desk.cases import contact, history, team, told, worries
from nabij.web.desk.cases.way import panel as way

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page. show: what its template needs, or None where it has nothing to say or do now."""

    name: str
    template: str
    show: Callable[[Case, User, dt.datetime], Context | None]


PANELS: tuple[Panel, ...] = (
    Panel("worries", "desk/cases/_worries.html", worries.show),
    Panel("contact", "desk/cases/_contact.html", contact.show),
    Panel("talk", "desk/cases/_talk.html", told.show),
    Panel("way", "desk/cases/way/_panel.html", way.show),
    Panel("buddies", "desk/buddies/_panel.html", buddies.show),
    Panel("referred", "desk/cases/way/_referred.html", way.show_referred),
    Panel("aftercare", "desk/cases/way/_aftercare.html", way.show_aftercare),
    Panel("team", "desk/cases/_team.html", team.show),
    Panel("history", "desk/cases/_history.html", history.show),
)


def shown(case: Case, viewer: User, now: dt.datetime) -> list[tuple[Panel, Context]]:
    """The panels that have something to say, each with what its template needs."""
    found = ((panel, panel.show(case, viewer, now)) for panel in PANELS)
    return [(panel, context) for panel, context in found if context is not None]
