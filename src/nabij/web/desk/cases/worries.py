"""What was told about the person, on the page of their case: by whom, who hears what, and what can be done with it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from nabij.casework.models import Case, Reporter, Signal
from nabij.casework.models.ladder import BEFORE_CONTACT
from nabij.casework.queries.signals import Alike, alike, signals_of, spoke_with_person, what_to_say
from nabij.casework.rules import only_in_need
from nabij.core.models import User
from nabij.web.desk.request_words import signs_in_words


@dataclass(frozen=True, slots=True)
class Teller:
    """One who told it. say: the sentence that they hear now; empty where nothing is owed or it is not so yet."""

    reporter: Reporter
    say: str


@dataclass(frozen=True, slots=True)
class Told:
    """One worry with who told it. late: the month in which the person must know has passed."""

    signal: Signal
    tellers: list[Teller]
    late: bool
    signs: list[str]


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any] | None:
    """The worries of the case; None where there are none. Constant queries and an event."""
    if case.forgotten_on is not None:
        return None
    signals = signals_of(case, now=now)
    if not signals:
        return None
    spoke = spoke_with_person(case)
    today = timezone.localdate(now)
    return {
        "signals": [_told(signal, spoke, today) for signal in signals],
        "alike": _alike(viewer, case, now),
        "why_not": Signal.NotTold.choices,
        "may_work": case.person.restricted_on is None and not only_in_need(viewer, case, now=now),
    }


def _told(signal: Signal, spoke: bool, today: dt.date) -> Told:
    tellers = []
    for reporter in signal.reporters.all():
        reporter.signal = signal
        say = what_to_say(reporter, spoke=spoke) if reporter.is_owed else ""
        tellers.append(Teller(reporter, say))
    return Told(signal, tellers, signal.tells_late(today), signs_in_words(signal.suspicious))


def _alike(viewer: User, case: Case, now: dt.datetime) -> list[Alike]:
    """Other open cases that may be of the same person, while this one can still be joined."""
    if not case.is_open:
        return []
    found = alike(viewer, case, now=now)
    if case.state in BEFORE_CONTACT:
        return found
    return [one for one in found if one.case.state in BEFORE_CONTACT]
