"""On the page of a case: what somebody looks for, who is proposed, and who goes with them."""

import datetime as dt
from typing import Any

from nabij.casework.models import BuddyWish, Case, Consent, Pair
from nabij.casework.models.buddies import TAKES_ROOM
from nabij.casework.queries.buddies import of_case
from nabij.casework.queries.consents import agreed
from nabij.core.models import User
from nabij.web.desk.buddies import words

LIVE = (Pair.State.PROPOSED, *TAKES_ROOM)


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any] | None:
    """Wishes with their pairs. Four queries, however many there are; None for a case that was forgotten."""
    if case.forgotten_on is not None:
        return None
    wishes = of_case(case)
    may = agreed(case.person, Consent.Purpose.BUDDY)
    if not (wishes or case.is_open):
        return None
    return {
        "may": may,
        "wishes": [_line(wish) for wish in wishes if wish.state != BuddyWish.State.OVER],
        "earlier": [_line(wish) for wish in wishes if wish.state == BuddyWish.State.OVER],
        "can_seek": may and case.is_open,
    }


def _line(wish: BuddyWish) -> dict[str, Any]:
    pairs = sorted(wish.pairs.all(), key=lambda pair: pair.proposed_at, reverse=True)
    live = next((pair for pair in pairs if pair.state in LIVE or pair.to_ask), None)
    return {
        "wish": wish,
        "told": words.sought(wish),
        "live": live,
        "reasons": words.reasons(live) if live else [],
        "before": [pair for pair in pairs if pair is not live],
        "waits": wish.state == BuddyWish.State.WAITING,
    }
