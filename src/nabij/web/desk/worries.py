"""The desk's page of worries that came in: who waits, who must still hear something, and what may be no real worry."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nabij.casework.queries.signals import to_do
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.request_words import signs_in_words


@requires("casework.work_cases")
@require_safe
def worries(request: DeskRequest) -> HttpResponse:
    """All that somebody must still do. The reading is written down."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = to_do(request.user, request.municipality, now=now)
    context = {
        "waiting": [(row, row.case.is_late(now)) for row in found.waiting],
        "doubtful": [(row, signs_in_words(row.suspicious)) for row in found.doubtful],
        "to_tell": [(row, row.tells_late(today)) for row in found.to_tell],
        "owed": found.owed,
    }
    return render(request, "desk/worries.html", context)
