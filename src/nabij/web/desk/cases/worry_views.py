"""What is done with a worry from the page of its case. Each is one tap, or one short form."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nabij.casework.actions import contacts, reporters, signals
from nabij.casework.actions.cases import Told
from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.reporting import Teller
from nabij.casework.models import Case, Ending, Reporter, Signal
from nabij.casework.queries.cases import read_case
from nabij.casework.queries.signals import reporter_in, signal_in
from nabij.casework.rules import NotAllowedError
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import back_to_case, case_or_refuse
from nabij.web.desk.cases.worry_forms import SplitForm, TellerForm
from nabij.web.forms import PlainForm

Given = TypeVar("Given")


@requires("casework.work_cases")
@require_POST
def person_told(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """The person knows now, or why they were not told."""
    case, signal = _signal(request, uid, number)
    how = request.POST.get("how", "")
    told: dict[str, Any] = {"signal": signal, "by": request.user, "now": timezone.now()}
    if how == "told":
        _do(lambda: signals.told_person(**told))
        messages.success(request, _("Noted: the person knows."))
    elif how in Signal.NotTold.values:
        _do(lambda: signals.not_told_person(why=Signal.NotTold(how), **told))
        messages.success(request, _("Noted, with the reason."))
    else:
        messages.error(request, _("We could not read what you chose. Nothing was changed."))
    return back_to_case(request, case)


@requires("casework.work_cases")
@require_POST
def reporter_told(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """Who told it heard what was agreed: mailed now, or read out just now."""
    case = case_or_refuse(request, uid)
    reporter = reporter_in(case, number)
    if reporter is None:
        raise Http404("nobody told this here")
    mailed = reporter.how == Reporter.How.MAIL and bool(reporter.email)
    try:
        _do(lambda: reporters.tell_back(reporter=reporter, by=request.user, now=timezone.now()))
    except reporters.NothingOwedError:
        messages.warning(request, _("They were told already, or it is not so yet."))
    else:
        said = _("The mail is on its way.") if mailed else _("Noted: they heard what was agreed.")
        messages.success(request, said)
    return back_to_case(request, case)


@requires("casework.work_cases")
@require_POST
def real(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """It is a real worry, or it is none and the case ends."""
    case, signal = _signal(request, uid, number)
    now = timezone.now()
    if request.POST.get("real") == "yes":
        _do(lambda: signals.trust(signal=signal, by=request.user, now=now))
        messages.success(request, _("It now waits with the others."))
        return back_to_case(request, case)
    try:
        _do(lambda: contacts.close(case=case, ending=Ending.NO_QUESTION, by=request.user, now=now))
    except EndedError:
        messages.warning(request, _("This case had been closed already. Nothing was changed."))
    else:
        messages.success(request, _("Noted: closed."))
    return back_to_case(request, case)


@requires("casework.work_cases")
@require_POST
def join(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Make one case of two that are about the same person."""
    case, now = case_or_refuse(request, uid), timezone.now()
    other = _other(request)
    try:
        stays = _do(lambda: signals.join(case=case, other=other, by=request.user, now=now))
    except signals.CannotJoinError:
        messages.warning(
            request,
            _("These two cannot be joined: one has ended, or with both somebody has spoken."),
        )
        return back_to_case(request, case)
    messages.success(request, _("They are one case now. Everything that was told is here."))
    return back_to_case(request, stays)


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """A part of what was told is about somebody else: give them a case of their own."""
    case, signal = _signal(request, uid, number)
    form = SplitForm(_posted(request), initial={"key": uuid.uuid4()})
    if request.method != "POST" or not form.is_valid():
        heading = _("This is about another person too")
        return _ask(request, case, signal, form, heading, _("Make a case of their own"))
    told = form.cleaned_data
    part = _do(
        lambda: signals.split(
            signal=signal,
            told=Told(name=told["name"], phone=told["phone"], address=told["address"]),
            seen=told["seen"],
            by=request.user,
            now=timezone.now(),
            key=told["key"],
        )
    )
    messages.success(request, _("This is the case of the other person. It is yours."))
    return back_to_case(request, part)


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def second_caller(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """Somebody else called about the same: keep who it was, beside the others."""
    case, signal = _signal(request, uid, number)
    form = TellerForm(_posted(request))
    if request.method != "POST" or not form.is_valid():
        heading = _("Somebody else told this too")
        return _ask(request, case, signal, form, heading, _("Keep who told it"))
    told = form.cleaned_data
    teller = Teller(**{**told, "owed": Reporter.Owed(told["owed"])})
    _do(
        lambda: reporters.one_more(
            signal=signal, teller=teller, by=request.user, now=timezone.now()
        )
    )
    messages.success(request, _("Noted who else told it."))
    return back_to_case(request, case)


def _ask(
    request: DeskRequest, case: Case, signal: Signal, form: PlainForm, heading: str, button: str
) -> HttpResponse:
    context = {"case": case, "signal": signal, "form": form, "heading": heading, "button": button}
    status = 400 if form.errors else 200
    return render(request, "desk/cases/worry_form.html", context, status=status)


def _signal(request: DeskRequest, uid: UUID, number: UUID) -> tuple[Case, Signal]:
    case = case_or_refuse(request, uid)
    signal = signal_in(case, number)
    if signal is None:
        raise Http404("no such worry in this case")
    return case, signal


def _posted(request: DeskRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _other(request: DeskRequest) -> Case:
    """The case to join with. Raises Http404 where there is none, PermissionDenied outside its team."""
    try:
        uid = UUID(request.POST.get("other", ""))
    except ValueError as error:
        raise Http404("no case was named") from error
    try:
        other = read_case(request.user, request.municipality, uid, now=timezone.now())
    except NotAllowedError as error:
        raise PermissionDenied(str(error)) from error
    if other is None:
        raise Http404("no such case")
    return other


def _do(act: Callable[[], Given]) -> Given:
    """Do it. Raises PermissionDenied for a case that may not be worked on, such as one that was left as it is."""
    try:
        return act()
    except NotAllowedError as error:
        raise PermissionDenied(str(error)) from error
