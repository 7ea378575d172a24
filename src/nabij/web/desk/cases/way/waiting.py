"""What waits along the way: questions of organisations, organisations that are silent, and people to ask how it is."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nabij.casework.queries.followups import count_due, due_now
from nabij.casework.queries.placements import count_to_do, own_to_do
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.way.lines import placement_lines


@requires("casework.work_cases")
@require_safe
def waiting(request: DeskRequest) -> HttpResponse:
    """Of one's own cases, who waits longest first. The same number of queries however much waits."""
    now = timezone.now()
    today, town = timezone.localdate(now), request.municipality
    rows = own_to_do(request.user, town, now=now, today=today)
    if rows:
        record("placement.list_read", municipality=town, fields=["name", "question"], at=now)
    context = {
        "lines": placement_lines(town, rows, today),
        "due": due_now(request.user, town, now=now, today=today),
    }
    return render(request, "desk/cases/way/waiting.html", context)


def how_much_waits(viewer: User, municipality: Municipality, now: dt.datetime) -> int:
    """For the door of the desk: of one's own cases, without reading them."""
    told: Any = {"now": now, "today": timezone.localdate(now)}
    return count_to_do(viewer, municipality, **told) + count_due(viewer, municipality, **told)
