"""How it goes on in a case: one tap an outcome, the next step, and taking the last tap back."""

import datetime as dt
from typing import Any

from django.utils import timezone

from nabij.casework.actions.undoing import last_tap
from nabij.casework.models import Case, Ending, NextStep, State
from nabij.casework.models.ladder import GOOD, LADDER
from nabij.casework.queries.settings import intake_settings
from nabij.core.models import User
from nabij.web.desk.cases.rows import row
from nabij.web.desk.request_words import follow_up_days

#: Endings that one taps on the list too.
SAID_NO = (Ending.NOTHING_NEEDED, Ending.NOT_WANTED)
#: Why a case may be closed by hand, good endings first.
ENDINGS = tuple(
    sorted(
        (each for each in Ending if each not in (*SAID_NO, Ending.TOO_OLD)),
        key=lambda each: each not in GOOD,
    )
)
_BY_TAPS = (State.CLOSED, State.CONTACT_TRIED, State.PICKED_UP)


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any] | None:
    """What can be done now. Nothing for a case that was forgotten."""
    if case.forgotten_on:
        return None
    return {
        "row": row(case, viewer, now=now),
        "days": follow_up_days(intake_settings(case.municipality), now=now),
        "today": timezone.localdate(now).isoformat(),
        "steps": NextStep.choices,
        "endings": ENDINGS,
        "on_to": [state for state in LADDER[State(case.state)].next if state not in _BY_TAPS],
        "tap": last_tap(case, by=viewer, now=now),
    }
