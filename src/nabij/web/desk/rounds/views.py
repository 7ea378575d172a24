"""The rounds, one round, and making or changing it. Nobody of a list is named on these pages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.rounds import FIELDS, change_round, make_round
from nabij.casework.models import RoundAddress, VisitRound
from nabij.casework.queries.rounds import progress, read_round, rounds, shares, who_can_go
from nabij.core.rules import Permission
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.rounds.forms import RoundForm, first_values, values_of
from nabij.web.desk.rounds.words import chosen

GET_OR_POST = ["GET", "HEAD", "POST"]


@requires("casework.work_rounds")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """All of them: what runs first, then what comes and what is over."""
    today = timezone.localdate()
    found = rounds(request.user, request.municipality)
    groups = [
        (_("Now"), [row for row in found if row.is_open(today)]),
        (_("Later"), [row for row in found if row.begins > today and not row.is_over(today)]),
        (_("Over"), [row for row in found if row.is_over(today)]),
    ]
    context = {"groups": [(name, rows) for name, rows in groups if rows]}
    return render(request, "desk/rounds/rounds.html", context)


@requires("casework.work_rounds")
@require_safe
def one(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Why, how far, and who goes; for who leads it also what to do next."""
    round_, today = round_or_404(request, uid), timezone.localdate()
    leads = round_.leader_id == request.user.pk
    over = round_.is_over(today)
    far = progress(round_)
    going = shares(round_)
    context = {
        "round": round_,
        "leads": leads,
        "may_lead": not leads and Permission.ASSIGN_CASES in request.permissions,
        "over": over,
        "open": round_.is_open(today),
        "progress": far,
        "counts": [(each.label, far.counts.get(each, 0)) for each in RoundAddress.Outcome],
        "shares": going,
        "goes": any(share.visitor.user_id == request.user.pk for share in going),
        "choices": [
            (chosen(who), who.name) for who in who_can_go(request.user, round_, today=today)
        ]
        if leads and not over
        else [],
    }
    return render(request, "desk/rounds/round.html", context)


@requires("casework.work_rounds")
@require_http_methods(GET_OR_POST)
def new(request: DeskRequest) -> HttpResponse:
    """Make one; its list comes after."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = RoundForm(request.POST or None, today=today, initial=first_values(today))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["form_key"]
        told: dict[str, Any] = {"told": form.told(), "form_key": key, "by": request.user}
        made = make_round(municipality=request.municipality, now=now, **told)
        messages.success(request, _("The round is there. Now its list."))
        return to(request, "round-list", made)
    return _form(request, form, None)


@requires("casework.work_rounds")
@require_http_methods(GET_OR_POST)
def change(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Change it. Where a colleague was first, both texts are shown and nothing is overwritten."""
    round_, now = round_or_404(request, uid), timezone.now()
    if round_.leader_id != request.user.pk:
        raise PermissionDenied("only who leads a round changes it")
    today, values = timezone.localdate(now), values_of(round_)
    form = RoundForm(request.POST or None, today=today, initial=values)
    if request.method == "GET" or not form.is_valid():
        return _form(request, form, round_)
    try:
        change_round(
            round_=round_,
            told=form.told(),
            version=form.cleaned_data["version"],
            by=request.user,
            now=now,
        )
    except EndedError:
        messages.warning(request, _("This round has ended. Nothing was changed."))
    except ChangedSinceError:
        again = RoundForm({**request.POST.dict(), "version": str(round_.version)}, today=today)
        again.is_valid()
        theirs = [
            (again.fields[name].label, values[name])
            for name in FIELDS
            if str(values[name]) != again.data.get(name, "")
        ]
        return _form(request, again, round_, theirs=theirs)
    else:
        messages.success(request, _("It is changed."))
    return to(request, "round", round_)


def round_or_404(request: DeskRequest, uid: UUID) -> VisitRound:
    """The round of this address."""
    found = read_round(request.user, request.municipality, uid)
    if found is None:
        raise Http404(f"no round {uid}")
    return found


def to(request: DeskRequest, page: str, round_: VisitRound, query: str = "") -> HttpResponse:
    """To a page of this round, after something was done."""
    parts = {"municipality": request.municipality.slug, "uid": round_.uid}
    return HttpResponseRedirect(reverse(f"desk:{page}", kwargs=parts) + query)


def _form(
    request: DeskRequest,
    form: RoundForm,
    round_: VisitRound | None,
    theirs: list[tuple[Any, Any]] | None = None,
) -> HttpResponse:
    context = {"form": form, "round": round_, "theirs": theirs}
    status = 400 if form.errors or theirs else 200
    return render(request, "desk/rounds/form.html", context, status=status)
