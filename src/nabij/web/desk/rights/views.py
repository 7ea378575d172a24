"""A person asks what we keep about them: find it, show it, hand it over, correct it, leave it, remove it."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework.actions import rights
from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.rounds_walked import erase_address
from nabij.casework.models import Person
from nabij.casework.queries import rights as kept
from nabij.core.personal_data.lines import Whom
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.rights.forms import CorrectForm, SearchForm
from nabij.web.desk.trail_words import lines

GET_OR_POST = ["GET", "HEAD", "POST"]


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def search(request: DeskRequest) -> HttpResponse:
    """Find somebody who asks. What was typed stays out of addresses and logs: it is posted."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = kept.find(request.user, request.municipality, form.cleaned_data["told"])
    left = kept.left_as_they_are(request.user, request.municipality)
    context = {"form": form, "found": found, "left": left}
    return render(request, "desk/rights/search.html", context)


@requires("casework.handle_rights")
@require_safe
def person(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Everything that we keep about one person, to read and to print, and what can be done with it."""
    row = _person(request, uid)
    context = {
        "person": row,
        "cases": kept.cases_of(row),
        "records": kept.everything_about(request.user, row),
        "today": timezone.localdate(),
    }
    return render(request, "desk/rights/person.html", context)


@requires("casework.handle_rights")
@require_safe
def file(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The same as a file that other programs read."""
    row = _person(request, uid)
    told = {
        "made_on": timezone.localdate(),
        "municipality": request.municipality.name,
        "records": [
            {
                "kind": record.kind,
                "name": record.label,
                "number": record.uid,
                "since": record.at,
                "fields": [
                    {
                        "field": one.field,
                        "name": one.name,
                        "why": one.purpose,
                        "value": one.value,
                        "words": one.words,
                    }
                    for one in record.kept
                ],
            }
            for record in kept.everything_about(request.user, row)
        ],
    }
    text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("what-we-keep")}.json"'
    return response


@requires("casework.handle_rights")
@require_safe
def read_by(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Who read about this person and what was done with it: by role, to hand over."""
    row = _person(request, uid)
    found = kept.who_read(request.user, row)
    context = {
        "lines": lines(found, {}, with_names=False),
        "person": row,
        "today": timezone.localdate(),
    }
    return render(request, "desk/rights/read_by.html", context)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def correct_person(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Mend what is wrong. Where a colleague was first, both texts are shown and nothing is overwritten."""
    row = _person(request, uid)
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=_now(row))
    theirs: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in rights.CORRECTABLE}
        try:
            rights.correct(
                person=row,
                told=told,
                expected=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
            )
        except ChangedSinceError:
            theirs = _now(row)
            form = CorrectForm({**request.POST.dict(), "version": str(row.version)})
        else:
            messages.success(request, _("It is corrected."))
            return _back(request, row)
    context = {"form": form, "person": row, "theirs": _differences(theirs, form)}
    wrong = bool(form.errors or theirs)
    return render(request, "desk/rights/correct.html", context, status=400 if wrong else 200)


@requires("casework.handle_rights")
@require_POST
def leave_as_it_is(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Nobody works with it until this is lifted; or lift it."""
    row, now = _person(request, uid), timezone.now()
    if request.POST.get("lift") == "1":
        rights.lift(person=row, by=request.user, now=now)
        messages.success(request, _("Colleagues can work with it again."))
    else:
        rights.restrict(person=row, by=request.user, now=now, today=timezone.localdate())
        messages.success(request, _("It stays as it is. Nobody can change or use it."))
    return _back(request, row)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def remove(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Ask once more, then remove everything about this person."""
    row = _person(request, uid)
    if request.method == "POST":
        rights.erase(person=row, by=request.user, now=timezone.now(), today=timezone.localdate())
        messages.success(request, _("Everything about this person was removed."))
        return _to_search(request)
    context = {"person": row, "cases": kept.cases_of(row)}
    return render(request, "desk/rights/remove.html", context)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def asked(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What somebody told with a request, to hand over or to remove."""
    row = kept.request_for_rights(request.user, request.municipality, uid)
    if row is None:
        raise Http404("no such request")
    if request.method == "POST":
        rights.erase_request(
            asked=row, by=request.user, now=timezone.now(), today=timezone.localdate()
        )
        messages.success(request, _("Everything that was told with this request was removed."))
        return _to_search(request)
    context = {"asked": row, "record": kept.as_record(row), "today": timezone.localdate()}
    return render(request, "desk/rights/request.html", context)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def on_a_list(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What the list of a round says of somebody, to hand over or to remove."""
    row = kept.address_for_rights(request.user, request.municipality, uid)
    if row is None:
        raise Http404("no such address")
    if request.method == "POST":
        erase_address(address=row, by=request.user, now=timezone.now())
        messages.success(request, _("It was removed, and nobody asks there again in that round."))
        return _to_search(request)
    context = {"address": row, "record": kept.as_record(row), "today": timezone.localdate()}
    return render(request, "desk/rights/round.html", context)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def volunteer(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What we keep about somebody who gives time, to hand over or to remove."""
    row = kept.volunteer_for_rights(request.user, request.municipality, uid)
    if row is None:
        raise Http404("no such volunteer")
    if request.method == "POST":
        rights.erase_volunteer(
            volunteer=row, by=request.user, now=timezone.now(), today=timezone.localdate()
        )
        messages.success(request, _("What we knew of this volunteer was removed."))
        return _to_search(request)
    context = {
        "volunteer": row,
        "record": kept.as_record(row, Whom.VOLUNTEER),
        "today": timezone.localdate(),
    }
    return render(request, "desk/rights/volunteer.html", context)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def who_told(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What we keep of somebody who told of a worry, to hand over or to remove; of whom they told is not on it."""
    row = kept.reporter_for_rights(request.user, request.municipality, uid)
    if row is None:
        raise Http404("nobody told this")
    if request.method == "POST":
        rights.erase_reporter(
            reporter=row, by=request.user, now=timezone.now(), today=timezone.localdate()
        )
        messages.success(request, _("Who told it was removed. What was told stays."))
        return _to_search(request)
    context = {"record": kept.as_record(row, Whom.OTHER), "today": timezone.localdate()}
    return render(request, "desk/rights/who_told.html", context)


@requires("casework.handle_rights")
@require_http_methods(GET_OR_POST)
def who_referred(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What we keep of somebody who referred, to hand over or to remove; whom they referred is not on it."""
    row = kept.referral_for_rights(request.user, request.municipality, uid)
    if row is None:
        raise Http404("nobody referred here")
    if request.method == "POST":
        rights.erase_referrer(
            referral=row, by=request.user, now=timezone.now(), today=timezone.localdate()
        )
        messages.success(request, _("Who referred was removed. That somebody was referred stays."))
        return _to_search(request)
    context = {"record": kept.as_record(row, Whom.CONTACT), "today": timezone.localdate()}
    return render(request, "desk/rights/who_told.html", context)


def _person(request: DeskRequest, uid: UUID) -> Person:
    row = kept.person_for_rights(request.user, request.municipality, uid)
    if row is None:
        raise Http404("no such person")
    return row


def _now(row: Person) -> dict[str, Any]:
    fields = {name: getattr(row, name) or "" for name in rights.CORRECTABLE}
    return {**fields, "version": row.version}


def _differences(theirs: dict[str, Any], form: CorrectForm) -> list[tuple[str, str]]:
    """What a colleague wrote in fields where this form says something else."""
    return [
        (str(form.fields[name].label), theirs[name])
        for name in rights.CORRECTABLE
        if theirs and theirs[name] != form.data.get(name, "")
    ]


def _back(request: DeskRequest, row: Person) -> HttpResponseRedirect:
    address = {"municipality": request.municipality.slug, "uid": row.uid}
    return HttpResponseRedirect(reverse("desk:rights-person", kwargs=address))


def _to_search(request: DeskRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(
        reverse("desk:rights", kwargs={"municipality": request.municipality.slug})
    )
