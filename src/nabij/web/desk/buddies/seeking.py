"""Looking for somebody for the person of a case, and looking no further."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nabij.casework.actions.buddies import NoBuddyConsentError, Sought, look_no_further, seek
from nabij.casework.models import BuddyWish, Case, Consent, Together
from nabij.casework.queries.buddies import of_case
from nabij.casework.queries.consents import agreed
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.buddies.pair_forms import SeekForm
from nabij.web.desk.buddies.pairs import no_consent_in_words
from nabij.web.desk.cases.views import back_to_case, case_or_refuse, refused_in_words


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def look_for(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What the person looks for. Without their agreement there is nothing to fill in yet."""
    case, now = case_or_refuse(request, uid), timezone.now()
    form = SeekForm(
        request.POST if request.method == "POST" else None, today=timezone.localdate(now)
    )
    if request.method == "POST" and form.is_valid():
        return _seek(request, case, form)
    context = {
        "case": case,
        "form": form,
        "always": [form[name] for name in ("kind", "words", "may_share")],
        "once": [form[name] for name in SeekForm.ONCE],
        "may": agreed(case.person, Consent.Purpose.BUDDY),
    }
    status = 400 if form.errors else 200
    return render(request, "desk/buddies/seek.html", context, status=status)


@requires("casework.work_cases")
@require_POST
def no_further(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """Nobody is needed any more; who was asked is told by their link that it is closed."""
    case = case_or_refuse(request, uid)
    wish = next((one for one in of_case(case) if one.uid == number), None)
    if wish is None:
        raise Http404("nothing like this is sought in this case")
    if wish.state == BuddyWish.State.WAITING:
        wish.case = case
        with refused_in_words():
            look_no_further(wish=wish, by=request.user, now=timezone.now())
        messages.success(request, _("Noted: nobody is sought any more."))
    return back_to_case(request, case)


def _seek(request: DeskRequest, case: Case, form: SeekForm) -> HttpResponse:
    told = form.cleaned_data
    sought = Sought(
        kind=Together(told["kind"]),
        words=told["words"],
        may_share=told["may_share"],
        on=told["on"],
        at=told["at"],
        place=told["place"],
    )
    try:
        with refused_in_words():
            seek(case=case, sought=sought, by=request.user, now=timezone.now())
    except NoBuddyConsentError:
        messages.warning(request, no_consent_in_words())
    else:
        messages.success(request, _("Noted. Now look who fits."))
    return back_to_case(request, case)
