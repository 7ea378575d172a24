"""Opening a case outside one's team in an emergency: the page that asks why."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nabij.casework.actions.emergency import LASTS, NoReasonError, break_glass
from nabij.casework.models import Case
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import back_to_case

LONGEST = 500


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Say why, and read the case for some hours; the privacy officer hears of it. Opening this page does nothing."""
    rows = Case.objects.filter(municipality=request.municipality, forgotten_on__isnull=True)
    case = rows.select_related("municipality").filter(uid=uid).first()
    if case is None:
        raise Http404("no such case")
    reason, problem = request.POST.get("reason", "")[:LONGEST], ""
    if request.method == "POST":
        try:
            break_glass(case=case, reason=reason, by=request.user, now=timezone.now())
        except NoReasonError:
            problem = _("Write in a few words what the emergency is.")
        else:
            return back_to_case(request, case)
    context = {
        "case": case,
        "reason": reason,
        "problem": problem,
        "hours": LASTS.seconds // 3600,
    }
    return render(request, "desk/cases/emergency.html", context, status=400 if problem else 200)
