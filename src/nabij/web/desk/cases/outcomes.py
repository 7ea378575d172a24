"""One tap an outcome, from a list or from the case; and taking it back."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabij.casework.actions import assigning, contacts
from nabij.casework.actions.cases import CannotFollowError, move
from nabij.casework.actions.handling import EndedError, InThePastError
from nabij.casework.actions.undoing import TooLateError, undo
from nabij.casework.models import Case, CaseEvent, Ending, NextStep, State
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import back_to_case, case_or_refuse
from nabij.web.public.words import full_day

#: Further than this nobody agrees on a day by hand.
AT_MOST = dt.timedelta(days=366)
_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")


class UnreadableError(ValueError):
    """What was sent is no outcome."""


@requires("casework.work_cases")
@require_POST
def outcome(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Write down how it went, and go back to where one tapped."""
    case = case_or_refuse(request, uid)
    try:
        said = _write(request, case, request.POST.get("went", ""))
    except EndedError:
        messages.warning(request, _("This case had been closed already. Nothing was changed."))
    except CannotFollowError:
        messages.warning(request, _("Somebody else moved this case. Look at it again first."))
    except InThePastError:
        messages.error(request, _("That day has passed. Choose another one."))
        return back_to_case(request, case)
    except UnreadableError as error:
        words = str(error) or _("We could not read what you chose. Nothing was changed.")
        messages.error(request, words)
        return back_to_case(request, case)
    else:
        messages.success(request, said)
    return _back(request, case)


@requires("casework.work_cases")
@require_POST
def take_back(request: DeskRequest, uid: UUID) -> HttpResponse:
    """It was a mistake: the case is as it was before."""
    case = case_or_refuse(request, uid)
    try:
        undo(case=case, by=request.user, now=timezone.now())
    except TooLateError:
        messages.warning(request, _("It is too late to take it back. Tap what is right now."))
    else:
        messages.success(request, _("Taken back. The case is as it was."))
    return _back(request, case)


@requires("casework.work_cases")
@require_POST
def take(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Take up a case that waits."""
    case = case_or_refuse(request, uid)
    try:
        assigning.take_up(case=case, by=request.user, now=timezone.now())
    except assigning.TakenError:
        messages.warning(request, _("Somebody else took this one up a moment ago."))
        return HttpResponseRedirect(_address(request, "today"))
    messages.success(request, _("It is yours now."))
    return back_to_case(request, case)


_SIMPLE: dict[str, tuple[Callable[..., CaseEvent], Callable[[], str]]] = {
    "spoken": (contacts.spoken, lambda: _("Noted: spoken. Well done.")),
    "visited": (contacts.visited, lambda: _("Noted: visited. Well done.")),
    "not_reached": (
        contacts.not_reached,
        lambda: _("Noted. It comes back on the next working day."),
    ),
    "wrote": (contacts.wrote, lambda: _("Noted: wrote. It comes back in a week, to call.")),
}


def _write(request: DeskRequest, case: Case, went: str) -> str:
    """Do it and say what was done. Raises UnreadableError where it is no outcome."""
    told: dict[str, Any] = {"case": case, "by": request.user, "now": timezone.now()}
    if went in _SIMPLE:
        act, said = _SIMPLE[went]
        act(**told)
        return said()
    if went == "agree":
        step, day = _step(request), _day(request)
        contacts.agree(step=step, day=day, **told)
        return _("Noted. It comes back on %(day)s.") % {"day": full_day(day, timezone.localdate())}
    kind, _dash, value = went.partition("-")
    if kind == "close" and value in Ending and value != Ending.TOO_OLD:
        contacts.close(ending=Ending(value), **told)
        return _("Noted: closed.")
    if kind == "to" and value in State:
        if not case.is_open:
            move(to=State(value), **told)
        else:
            contacts.go_on(to=State(value), **told)
        return _("Noted: %(state)s.") % {"state": State(value).label}
    raise UnreadableError


def _step(request: DeskRequest) -> NextStep:
    told = request.POST.get("step", NextStep.CALL)
    if told not in NextStep:
        raise UnreadableError
    return NextStep(told)


def _day(request: DeskRequest) -> dt.date:
    """The day of the button, or the one that was typed."""
    told = request.POST.get("day") or request.POST.get("other_day", "")
    for form in _DAYS:
        try:
            day = dt.datetime.strptime(told.strip(), form).date()  # noqa: DTZ007 a day, no moment
        except ValueError:
            continue
        if day > timezone.localdate() + AT_MOST:
            raise UnreadableError(_("That is more than a year away. Choose an earlier day."))
        return day
    raise UnreadableError(_("Type a day as 31-12-2026."))


def _back(request: DeskRequest, case: Case) -> HttpResponse:
    """To the list on which one tapped, which can take the tap back; otherwise to the case."""
    if request.POST.get("back") == "today":
        query = urlencode({"tapped": str(case.uid)})
        return HttpResponseRedirect(f"{_address(request, 'today')}?{query}")
    return back_to_case(request, case)


def _address(request: DeskRequest, page: str) -> str:
    return reverse(f"desk:{page}", kwargs={"municipality": request.municipality.slug})
