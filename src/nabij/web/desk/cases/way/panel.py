"""The panels of a case with what was proposed, and how it is afterwards."""

import datetime as dt
from typing import Any

from django.utils import timezone

from nabij.casework.aftercare import talks
from nabij.casework.models import Case, Consent, FollowUp, State
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.followups import follow_ups_of
from nabij.casework.queries.placements import placements_of
from nabij.casework.queries.referrals import may_tell, referrals_of
from nabij.core.models import User
from nabij.web.desk.cases.way.lines import placement_lines


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any]:
    """What was proposed and where each stands. Three queries, however many there are."""
    lines = placement_lines(case.municipality, placements_of(case), timezone.localdate(now))
    return {
        "lines": lines,
        "paper": any(line.placement.under_way and line.offer for line in lines),
    }


def show_aftercare(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any] | None:
    """The moments that were and are to come. Four queries, however many there are; None where there are none."""
    every = follow_ups_of(case)
    ends = case.state == State.ARRIVED
    if not every and not ends:
        return None
    today = timezone.localdate(now)
    planned = talks(one for one in every if one.state == FollowUp.State.PLANNED)
    return {
        "done": [one for one in every if one.state != FollowUp.State.PLANNED],
        "planned": [(each, each.due_on <= today) for each in planned],
        "may_ask": agreed(case.person, Consent.Purpose.ASK_LATER),
        "ends": ends,
    }


def show_referred(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any] | None:
    """Who referred and what they were told. Three queries; None where nobody did."""
    referrals = referrals_of(case)
    return {"referrals": referrals, "may_tell": may_tell(case)} if referrals else None
