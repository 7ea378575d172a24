"""The first page of a link worker: today."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nabij.casework.actions.undoing import last_tap
from nabij.casework.models import Case
from nabij.casework.queries import today as day
from nabij.casework.queries.buddies import count_to_call, count_to_look_at
from nabij.casework.queries.cases import read_case
from nabij.casework.queries.settings import intake_settings
from nabij.casework.rules import NotAllowedError
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.rows import rows, to_do_rows
from nabij.web.desk.request_words import follow_up_days
from nabij.web.desk.request_words import rows as request_rows
from nabij.web.public.words import full_day


@requires("casework.work_cases")
@require_safe
def today(request: DeskRequest) -> HttpResponse:
    """Who to call, who waits for anybody, what comes this week; one tap an outcome."""
    now, viewer = timezone.now(), request.user
    found = day.today(viewer, request.municipality, now=now)
    date = timezone.localdate(now)
    context = {
        "day": full_day(date, date),
        "found": found,
        "to_do": to_do_rows(found.now, viewer, now=now),
        "later": to_do_rows(found.later, viewer, now=now),
        "handed": rows(found.handed, viewer, now=now),
        "waiting": rows(found.waiting, viewer, now=now),
        "requests": request_rows(found.requests, {}, now=now),
        "days": follow_up_days(intake_settings(request.municipality), now=now),
        "tapped": tapped(request),
        "volunteers": count_to_call(request.municipality),
        "pairs": count_to_look_at(viewer, request.municipality, now=now),
    }
    return render(request, "desk/cases/today.html", context)


def tapped(request: DeskRequest) -> Case | None:
    """The case of the tap just now, where it can still be taken back."""
    try:
        uid = UUID(request.GET.get("tapped", ""))
        case = read_case(request.user, request.municipality, uid, now=timezone.now())
    except (ValueError, NotAllowedError):
        return None
    if case is None or last_tap(case, by=request.user, now=timezone.now()) is None:
        return None
    return case
