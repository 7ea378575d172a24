"""Giving a case to a colleague, or asking one along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabij.casework.actions import assigning
from nabij.casework.models import Case
from nabij.casework.queries.handover import colleagues
from nabij.casework.rules import NotAllowedError, readable_cases
from nabij.core.models import User
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import back_to_case, case_or_refuse


@requires("casework.work_cases")
@require_POST
def team(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Add or remove a colleague, hand the case over, or let somebody stand in."""
    case, by, now = case_or_refuse(request, uid), request.user, timezone.now()
    do, who = request.POST.get("do", ""), colleague(request, request.POST.get("who", ""))
    try:
        if do == "end_stand_in":
            assigning.end_stand_in(cases=[case], by=by, now=now)
            messages.success(request, _("Nobody stands in any more."))
        elif who is None:
            messages.error(request, _("Choose a colleague first."))
        elif do == "add":
            assigning.add_to_team(case=case, user=who, by=by, now=now)
            messages.success(request, _("%(name)s is in the team now.") % {"name": who.name})
        elif do == "remove":
            assigning.remove_from_team(case=case, user=who, by=by, now=now)
            messages.success(request, _("%(name)s is out of the team.") % {"name": who.name})
        elif do == "hand_over":
            assigning.hand_over(cases=[case], to=who, by=by, now=now)
            messages.success(request, _("Handed over to %(name)s.") % {"name": who.name})
    except NotAllowedError:
        messages.error(request, _("Only its own link worker can do that."))
    return _where_one_may_be(request, case)


def colleague(request: DeskRequest, uid: str) -> User | None:
    """The colleague with this public id who helps people here, if there is one; oneself too."""
    everybody = colleagues(request.municipality, today=timezone.localdate())
    return next((user for user in everybody if str(user.uid) == uid), None)


def _where_one_may_be(request: DeskRequest, case: Case) -> HttpResponse:
    """Back to the case, or to today for who may not read it any more."""
    still = readable_cases(request.user, request.municipality, now=timezone.now())
    if still.filter(pk=case.pk).exists():
        return back_to_case(request, case)
    address = reverse("desk:today", kwargs={"municipality": request.municipality.slug})
    return HttpResponseRedirect(address)
