"""Who helps in a case: the worker, who stands in and the team; and who else could."""

import datetime as dt
from typing import Any

from django.utils import timezone

from nabij.casework.models import Case
from nabij.casework.queries.handover import colleagues, team_of
from nabij.casework.rules import only_in_need
from nabij.core.models import User


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any] | None:
    """Who helps, and who else could. Three queries."""
    if case.forgotten_on or not case.is_open or case.worker is None:
        return None
    team = team_of(case, now=now)
    others = [user for user in colleagues(case.municipality, today=now.date()) if user != viewer]
    helps = not only_in_need(viewer, case, now=now)
    inside = {case.worker_id, *(member.user_id for member in team)}
    return {
        "team": team,
        "own": case.worker == viewer,
        "helps": helps,
        "to": others if helps else [],
        "to_add": [user for user in others if user.pk not in inside],
        "stands_in": case.stand_in if _still(case, timezone.localdate(now)) else None,
    }


def _still(case: Case, today: dt.date) -> bool:
    return case.stand_in_until is None or case.stand_in_until >= today
