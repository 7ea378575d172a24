"""The way of a case, as one table of data: what each state is called, how long it may last and what may come next.

Source of the ladder: signal → contact → conversation → plan → guidance → warm arrival → nazorg (DOMAIN section 5). The
working days are Nabij's proposal; a municipality sets its own (`CaseSettings.limits`).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case is."""

    RECEIVED = "received", _("Received")
    PICKED_UP = "picked_up", _("Picked up")
    CONTACT_TRIED = "contact_tried", _("Contact tried")
    IN_CONVERSATION = "in_conversation", _("In conversation")
    IN_PLAN = "in_plan", _("In plan")
    GUIDED = "guided", _("Being guided")
    ARRIVED = "arrived", _("Arrived")
    FOLLOW_UP = "follow_up", _("Aftercare")
    CLOSED = "closed", _("Closed")


class Ending(models.TextChoices):
    """Why a case was closed. The first five are good endings."""

    LASTING = "lasting", _("Has a contact that lasts")
    HELPED = "helped", _("Helped with what was needed")
    NOT_WANTED = "not_wanted", _("Does not want it")
    NOTHING_NEEDED = "nothing_needed", _("Nothing is needed")
    ELSEWHERE = "elsewhere", _("Helped somewhere else")
    NOT_REACHED = "not_reached", _("Could not be reached")
    MOVED = "moved", _("Moved to another municipality")
    DIED = "died", _("Died")
    TWICE = "twice", _("Known already in another case")
    NO_QUESTION = "no_question", _("Not a real question")
    TOO_OLD = "too_old", _("Nobody acted on it in time")


class Kept(models.TextChoices):
    """How long a case is kept after it stopped: which number of `CaseSettings` says."""

    NOT_ACTED_ON = "not_acted_on", _("nobody acted on it")
    DECLINED = "declined", _("declined")
    HELPED = "helped", _("helped")


GOOD = frozenset(
    {
        Ending.LASTING,
        Ending.HELPED,
        Ending.NOT_WANTED,
        Ending.NOTHING_NEEDED,
        Ending.ELSEWHERE,
    }
)

#: Endings before anybody was helped: kept short.
DECLINED = frozenset(
    {
        Ending.NOT_WANTED,
        Ending.NOTHING_NEEDED,
        Ending.NOT_REACHED,
        Ending.TWICE,
        Ending.NO_QUESTION,
        Ending.TOO_OLD,
    }
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One state: working days it may last (0: no limit), and the states that may follow."""

    state: State
    days: int
    next: tuple[State, ...]


S = State

LADDER: dict[State, Rung] = {
    rung.state: rung
    for rung in (
        Rung(S.RECEIVED, 2, (S.PICKED_UP, S.CONTACT_TRIED, S.IN_CONVERSATION, S.CLOSED)),
        Rung(S.PICKED_UP, 3, (S.CONTACT_TRIED, S.IN_CONVERSATION, S.CLOSED)),
        Rung(S.CONTACT_TRIED, 5, (S.CONTACT_TRIED, S.IN_CONVERSATION, S.CLOSED)),
        Rung(S.IN_CONVERSATION, 15, (S.IN_PLAN, S.GUIDED, S.CLOSED)),
        Rung(S.IN_PLAN, 15, (S.GUIDED, S.ARRIVED, S.IN_CONVERSATION, S.CLOSED)),
        Rung(S.GUIDED, 30, (S.ARRIVED, S.IN_PLAN, S.IN_CONVERSATION, S.CLOSED)),
        Rung(S.ARRIVED, 20, (S.FOLLOW_UP, S.IN_PLAN, S.CLOSED)),
        Rung(S.FOLLOW_UP, 0, (S.IN_PLAN, S.IN_CONVERSATION, S.CLOSED)),
        Rung(S.CLOSED, 0, (S.IN_CONVERSATION,)),
    )
}

#: Somebody still does something for this person.
OPEN = tuple(state for state in State if state is not State.CLOSED)

#: Nobody has spoken with the person yet: who does not act in time loses it.
BEFORE_CONTACT = (State.RECEIVED, State.PICKED_UP, State.CONTACT_TRIED)


def may_follow(state: str, after: str) -> bool:
    """Whether a case may go from `state` to `after`."""
    return State(after) in LADDER[State(state)].next


def kept_as(ending: str) -> Kept:
    """Which retention goes with this ending."""
    if ending == Ending.TOO_OLD:
        return Kept.NOT_ACTED_ON
    return Kept.DECLINED if ending in DECLINED else Kept.HELPED
