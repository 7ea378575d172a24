"""Who referred somebody, what they were told, and telling them now what may be told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabij.casework.actions.referring import tell_what_is_due
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import back_to_case, case_or_refuse
from nabij.web.public.refer.letters import send


@requires("casework.work_cases")
@require_POST
def tell(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Tell whoever referred the furthest that may be told and was not."""
    case, now = case_or_refuse(request, uid), timezone.now()
    told = tell_what_is_due(request.municipality, send=send, now=now, case=case, by=request.user)
    if told:
        messages.success(request, _("The referrer gets a mail."))
    else:
        messages.info(request, _("There is nothing new that may be told."))
    return back_to_case(request, case)
