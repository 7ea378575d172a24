"""The page of one proposal, and the paper that one takes home."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions.asking_providers import NoAddressError, NotAgreedError, OfferGoneError
from nabij.casework.actions.placing import CannotBecomeError
from nabij.casework.models import Case, Consent, Placement
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.placements import placement_of, placements_of
from nabij.directory.queries.reaching import addresses_for, offer_named
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import case_or_refuse, refused_in_words
from nabij.web.desk.cases.way.lines import kept_terms, placement_lines
from nabij.web.desk.cases.way.steps import FORMS, OF_STAGE, STEPS, Step


@requires("casework.work_cases")
@require_safe
def one(request: DeskRequest, uid: UUID, placement: UUID) -> HttpResponse:
    """What it is, why it was proposed, where it stands and what can be done now."""
    case = case_or_refuse(request, uid)
    return _page(request, case, _placement(case, placement))


@requires("casework.work_cases")
@require_POST
def step(request: DeskRequest, uid: UUID, placement: UUID) -> HttpResponse:
    """Do one thing, and say what was done; or show the form again with what is wrong."""
    case, now = case_or_refuse(request, uid), timezone.now()
    row = _placement(case, placement)
    name = request.POST.get("step", "")
    if name not in STEPS:
        messages.error(request, _("We could not read what you chose. Nothing was changed."))
        return _back(request, case, row)
    form: Any = None
    if name in FORMS:
        form = FORMS[name](row, timezone.localdate(now), request.POST)
        if not form.is_valid():
            return _page(request, case, row, wrong={"ask" if name == "phone" else name: form})
    try:
        with refused_in_words():
            messages.success(request, STEPS[name](Step(row, request.user, now, form)))
    except _REFUSED as error:
        messages.warning(request, _why(error))
    return _back(request, case, row)


@requires("casework.work_cases")
@require_safe
def paper(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What we looked at together, on one page of paper: names, days, places, whom to call; nothing about the person."""
    case, today = case_or_refuse(request, uid), timezone.localdate()
    live = [each for each in placements_of(case) if each.under_way]
    lines = [line for line in placement_lines(case.municipality, live, today) if line.offer]
    context = {"case": case, "lines": lines, "today": today, "worker": request.user}
    return render(request, "desk/cases/way/paper.html", context)


_REFUSED = (CannotBecomeError, NotAgreedError, NoAddressError, OfferGoneError)


def _why(error: Exception) -> str:
    if isinstance(error, NotAgreedError):
        return _("The person did not agree that an organisation hears of them. Nothing was sent.")
    if isinstance(error, NoAddressError):
        return _("There is no mail address of this organisation. Call them, and read out a code.")
    if isinstance(error, OfferGoneError):
        return _("This is not on the map any more. Nothing was sent.")
    return _("Somebody else was first: look where it stands now.")


def _page(
    request: DeskRequest, case: Case, row: Placement, wrong: dict[str, Any] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    row.case = case
    may_share = agreed(case.person, Consent.Purpose.SHARE_WITH_PROVIDER)
    steps = OF_STAGE[row.stage] if case.is_open else ()
    able = [name for name in steps if may_share or name not in ("ask", "code", "reply")]
    found = {
        name: (wrong or {}).get(name) or FORMS[name](row, today, None)
        for name in able
        if name in FORMS
    }
    offer = offer_named(case.municipality, row.offer_uid)
    context = {
        "case": case,
        "placement": row,
        "line": placement_lines(case.municipality, [row], today)[0],
        "terms": kept_terms(row),
        "steps": able,
        "forms": found,
        "may_share": may_share,
        "mailable": offer is not None and bool(addresses_for(offer)),
        "organisation": offer.organisation if offer else None,
        "wrong": bool(wrong),
    }
    return render(request, "desk/cases/way/placement.html", context, status=400 if wrong else 200)


def _placement(case: Case, uid: UUID) -> Placement:
    row = placement_of(case, uid)
    if row is None:
        raise Http404("no such proposal in this case")
    row.case = case
    return row


def _back(request: DeskRequest, case: Case, row: Placement) -> HttpResponseRedirect:
    kwargs = {"municipality": request.municipality.slug, "uid": case.uid, "placement": row.uid}
    return HttpResponseRedirect(reverse("desk:placement", kwargs=kwargs))
