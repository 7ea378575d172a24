"""The page of one case."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions.cases import add_note
from nabij.casework.models import Case
from nabij.casework.queries.cases import read_case
from nabij.casework.rules import NotAllowedError
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.panels import shown

LONGEST_NOTE = 2000


@requires("casework.work_cases")
@require_safe
def one(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Who it is, where the case stands, and a panel of each subject."""
    try:
        case, now = case_or_refuse(request, uid), timezone.now()
    except PermissionDenied:
        return render(request, "desk/cases/not_yours.html", {"uid": uid}, status=403)
    context = {
        "case": case,
        "person": case.person,
        "late": case.is_late(now),
        "panels": shown(case, request.user, now),
    }
    return render(request, "desk/cases/case.html", context)


@requires("casework.work_cases")
@require_POST
def note(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Keep a note; an empty one is nothing."""
    case = case_or_refuse(request, uid)
    text = request.POST.get("text", "").strip()[:LONGEST_NOTE]
    if text:
        is_view = request.POST.get("is_view") == "on"
        with refused_in_words():
            add_note(case=case, text=text, by=request.user, now=timezone.now(), is_view=is_view)
        messages.success(request, _("Your note is kept."))
    return back_to_case(request, case)


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Turn what the slice does not allow into the page that says so: PermissionDenied."""
    try:
        yield
    except NotAllowedError as error:
        raise PermissionDenied(str(error)) from error


def case_or_refuse(request: DeskRequest, uid: UUID) -> Case:
    """The case, its reading written down. Raises Http404 where there is none, PermissionDenied outside its team."""
    with refused_in_words():
        case = read_case(request.user, request.municipality, uid, now=timezone.now())
    if case is None:
        raise Http404("no such case")
    return case


def back_to_case(request: DeskRequest, case: Case) -> HttpResponseRedirect:
    """To the page of the case, after something was done."""
    address = {"municipality": request.municipality.slug, "uid": case.uid}
    return HttpResponseRedirect(reverse("desk:case", kwargs=address))
