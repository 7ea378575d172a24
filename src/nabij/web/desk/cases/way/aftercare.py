"""Asking somebody how it is, weeks and months later: in plain words, a tap an answer."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nabij.casework.actions import aftercare as doing
from nabij.casework.actions.aftercare import HowItIs, NothingToAskError
from nabij.casework.actions.cases import CannotFollowError
from nabij.casework.aftercare import Talk, talks
from nabij.casework.models import Case, Consent, FollowUp, State
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.followups import follow_ups_of
from nabij.directory.queries.reaching import offers_named
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import back_to_case, case_or_refuse, refused_in_words
from nabij.web.desk.cases.way.talk_form import TalkForm

PLANNED = FollowUp.State.PLANNED


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The first talk that is planned: three questions. POST: what they said, or that it was something else."""
    case, now = case_or_refuse(request, uid), timezone.now()
    planned = _first(case)
    if request.method == "POST" and request.POST.get("what") in _OTHERWISE:
        return _otherwise(request, case, planned, now)
    if planned is None or not agreed(case.person, Consent.Purpose.ASK_LATER):
        messages.info(request, _("There is nothing to ask now."))
        return back_to_case(request, case)
    names = _names(case, planned)
    form = TalkForm(request.POST if request.method == "POST" else None, talk=planned, names=names)
    if request.method == "POST" and form.is_valid():
        return _told(request, case, planned, form.told, now)
    context = {
        "case": case,
        "person": case.person,
        "talk": planned,
        "form": form,
        "early": planned.due_on > timezone.localdate(now),
    }
    status = 400 if form.errors else 200
    return render(request, "desk/cases/way/talk.html", context, status=status)


def _told(
    request: DeskRequest, case: Case, planned: Talk, told: HowItIs, now: dt.datetime
) -> HttpResponse:
    try:
        with refused_in_words():
            after = doing.asked_how_it_is(
                case=case, moments=planned.moments, told=told, by=request.user, now=now
            )
    except NothingToAskError:
        messages.warning(request, _("Somebody else was first: look where it stands now."))
        return back_to_case(request, case)
    if told.look_again or after.state == State.IN_PLAN:
        messages.success(request, _("Noted. Look for something that fits now."))
        kwargs = {"municipality": request.municipality.slug, "uid": case.uid}
        page = "desk:case-match" if after.is_open else "desk:case"
        return HttpResponseRedirect(reverse(page, kwargs=kwargs))
    messages.success(request, _("Noted. How good that you asked."))
    return back_to_case(request, case)


#: What one can tap besides answering.
_OTHERWISE = ("not_reached", "rather_not", "end_guidance")


def _otherwise(
    request: DeskRequest, case: Case, planned: Talk | None, now: dt.datetime
) -> HttpResponse:
    """Not reached, rather not, or guidance ends: from now on we only ask."""
    what, by = request.POST["what"], request.user
    try:
        with refused_in_words():
            if what == "rather_not":
                doing.rather_not(case=case, by=by, now=now)
                said = _("Noted: they would rather not be asked. Nothing is planned any more.")
            elif what == "end_guidance":
                doing.end_guidance(case=case, by=by, now=now)
                said = _("Noted: they go on by themselves. We ask later how it is.")
            else:
                moments = planned.moments if planned else ()
                doing.not_reached(case=case, moments=moments, by=by, now=now)
                said = _("Noted. It comes back in a few days.")
    except (NothingToAskError, CannotFollowError):
        messages.warning(request, _("Somebody else was first: look where it stands now."))
    else:
        messages.success(request, said)
    return back_to_case(request, case)


def _first(case: Case) -> Talk | None:
    planned = talks(one for one in follow_ups_of(case) if one.state == PLANNED)
    return planned[0] if planned else None


def _names(case: Case, planned: Talk) -> dict[int, str]:
    """By number of a moment what it is about, each activity once."""
    about = {one.placement_id: one for one in planned.moments if one.placement}
    offers = offers_named(
        case.municipality, (one.placement.offer_uid for one in about.values() if one.placement)
    )
    found = {}
    for moment in about.values():
        uid = moment.placement.offer_uid if moment.placement else None
        offer = offers.get(uid) if uid else None
        found[moment.pk] = offer.text("name") if offer else _("what was found then")
    return found
