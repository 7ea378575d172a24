"""The list of people who give time, one of them, and what changes: pausing, stopping, being removed."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework.actions import volunteers as doing
from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.volunteers import StillGoingError
from nabij.casework.models import BuddySettings, Together, Volunteer
from nabij.casework.queries import buddies as asking
from nabij.core.rules import Permission
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.buddies import words
from nabij.web.desk.buddies.volunteer_form import VolunteerForm, shown_first
from nabij.web.desk.buddies.written_twice import differences, with_choices
from nabij.web.desk.request_words import signs_in_words

#: So many stand on one page.
PER_PAGE = 50
#: Somebody else was first; what was typed is on the page beside theirs.
CHANGED = 409
State = Volunteer.State


@requires("casework.work_volunteers")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Who came forward and must be called first; then everybody, by what they do and how it stands."""
    town, now = request.municipality, timezone.now()
    state, kind = _choice(request, "state", State.values), _choice(request, "kind", Together.values)
    rows = asking.volunteers(request.user, town, state=state, kind=kind, now=now)
    settings, page = asking.buddy_settings(town), request.GET.get("page")
    shown = Paginator(asking.after_the_call(rows) if not state else rows, PER_PAGE).get_page(page)
    to_call = asking.to_call(rows) if not state else []
    keep = "".join(
        f"&{name}={value}" for name, value in (("state", state), ("kind", kind)) if value
    )
    context = {
        "to_call": [_line(row, settings) for row in to_call],
        "lines": [_line(row, settings) for row in shown],
        "page": shown,
        "keep": keep,
        "state": state,
        "kind": kind,
        "states": State.choices,
        "kinds": Together.choices,
        "filtered": bool(state or kind),
    }
    return render(request, "desk/buddies/volunteers.html", context)


@requires("casework.work_volunteers")
@require_safe
def one(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What somebody told, their papers, to whom they go, and what can be done now."""
    row, now = _volunteer(request, uid), timezone.now()
    settings = asking.buddy_settings(request.municipality)
    works = Permission.WORK_CASES in request.permissions
    pairs = asking.pairs_of_volunteer(request.user, row, now=now) if works else []
    context = {
        "volunteer": row,
        "line": _line(row, settings),
        "facts": words.facts(row),
        "pairs": pairs,
        "hidden": row.taken - sum(pair.state in asking.TAKES_ROOM for pair in pairs),  # type: ignore[attr-defined]
    }
    return render(request, "desk/buddies/volunteer.html", context)


@requires("casework.work_volunteers")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Somebody new, whom a colleague spoke: they can be proposed at once."""
    first = {"capacity": 1, "within_km": 3, "form_key": uuid.uuid4()}
    form = _form(request, first)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    row = doing.register(
        municipality=request.municipality,
        told=form.told(),
        form_key=form.cleaned_data["form_key"] or uuid.uuid4(),
        now=timezone.now(),
        by=request.user,
    )
    messages.success(request, _("Kept. From now on they can be proposed to somebody."))
    return _to(request, row)


@requires("casework.work_volunteers")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Change what is known. Where a colleague was first, both texts are shown and nothing is overwritten."""
    row = _volunteer(request, uid)
    form = _form(request, shown_first(row))
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, row)
    version, told = form.cleaned_data["version"] or 0, form.told()
    if version == row.version:
        told = with_choices(told, row, request.POST)
    try:
        doing.change(volunteer=row, told=told, version=version, by=request.user, now=timezone.now())
    except ChangedSinceError as error:
        theirs: Any = error.theirs
        again = _form(request, {}, {"version": str(theirs.version)})
        twice = differences(told, theirs)
        return _shown(request, again, row, differences=twice, status=CHANGED)
    messages.success(request, _("Kept."))
    return _to(request, row)


@requires("casework.work_volunteers")
@require_POST
def become(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Helps from now on, pauses or stops: one tap."""
    row, state = _volunteer(request, uid), request.POST.get("state", "")
    if state not in _SAID:
        messages.error(request, _("We could not read what you chose. Nothing was changed."))
        return _to(request, row)
    try:
        doing.become(volunteer=row, state=state, by=request.user, now=timezone.now())
    except StillGoingError:
        messages.warning(request, _still_going())
    else:
        messages.success(request, _SAID[state]())
    return _to(request, row)


@requires("casework.work_volunteers")
@require_POST
def remove(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Forget somebody at once, because they asked, or because it was nobody."""
    row, now = _volunteer(request, uid), timezone.now()
    try:
        doing.erase(volunteer=row, by=request.user, now=now, today=timezone.localdate(now))
    except StillGoingError:
        messages.warning(request, _still_going())
        return _to(request, row)
    messages.success(request, _("What we knew of this volunteer was removed."))
    kwargs = {"municipality": request.municipality.slug}
    return HttpResponseRedirect(reverse("desk:volunteers", kwargs=kwargs))


_SAID: Mapping[str, Any] = {
    State.ACTIVE: lambda: _("Noted: helps. They can be proposed to somebody."),
    State.PAUSED: lambda: _("Noted: pauses. Nobody new is proposed."),
    State.STOPPED: lambda: _("Noted: stopped. After a while we forget them."),
}


def _still_going() -> str:
    return _("They still go to somebody. End that first, so that nobody waits in vain.")


def _line(row: Volunteer, settings: BuddySettings) -> dict[str, Any]:
    """One volunteer as the list and their page show them."""
    return {
        "volunteer": row,
        "does": words.kinds_in_words(row.kinds),
        "papers": words.papers(row, settings, timezone.localdate()),
        "room": words.room(row),
        "signs": signs_in_words(row.suspicious),
    }


def _form(
    request: DeskRequest, first: dict[str, Any], instead: Mapping[str, str] | None = None
) -> VolunteerForm:
    posted: Any = request.POST if request.method == "POST" else None
    if posted is not None and instead:
        posted = posted.copy()
        for name, value in instead.items():
            posted[name] = value
    return VolunteerForm(
        posted, initial=first, today=timezone.localdate(), municipality=request.municipality
    )


def _shown(
    request: DeskRequest,
    form: VolunteerForm,
    row: Volunteer | None = None,
    *,
    differences: Any = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "parts": form.parts(),
        "volunteer": row,
        "differences": differences,
    }
    status = 400 if form.errors else status
    return render(request, "desk/buddies/volunteer_form.html", context, status=status)


def _volunteer(request: DeskRequest, uid: UUID) -> Volunteer:
    row = asking.read_volunteer(request.user, request.municipality, uid, now=timezone.now())
    if row is None:
        raise Http404("no such volunteer")
    row.municipality = request.municipality
    return row


def _to(request: DeskRequest, row: Volunteer) -> HttpResponseRedirect:
    kwargs = {"municipality": request.municipality.slug, "uid": row.uid}
    return HttpResponseRedirect(reverse("desk:volunteer", kwargs=kwargs))


def _choice(request: DeskRequest, name: str, among: list[str]) -> str:
    chosen = request.GET.get(name, "")
    return chosen if chosen in among else ""
