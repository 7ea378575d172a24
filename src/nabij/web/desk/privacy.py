"""For the privacy officer: the register of personal data, who did and read what, who read about one person."""

import csv
import re
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.core.audit.recording import chain_of, record
from nabij.core.audit.verifying import verify
from nabij.core.encryption.errors import KeysError
from nabij.core.personal_data.telling import told_by_whom
from nabij.core.queries import trail
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.privacy_forms import PersonForm, TrailForm
from nabij.web.desk.trail_words import lines, object_words

_KIND = re.compile(r"[a-z_]+\.[a-z_]+")


@requires("audit.read")
@require_safe
def register(request: DeskRequest) -> HttpResponse:
    """Every field about a person: why, on which ground, how long, who reads."""
    return render(request, "desk/register.html", {"groups": told_by_whom()})


@requires("audit.read")
@require_safe
def events(request: DeskRequest) -> HttpResponse:
    """Who did and read what, narrowed by whatever is filled in."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "desk/trail.html", {"form": form, "lines": [], "found": None})
    found = trail.page_of_events(
        request.municipality,
        form.asked(),
        before=_number(request, "before"),
        after=_number(request, "after"),
    )
    kept = [(name, value) for name, value in form.data.items() if name in form.fields and value]
    context = {
        "form": form,
        "found": found,
        "lines": lines(found.events, found.names),
        "narrowed": bool(form.asked().narrowed_by),
        "kept": kept,
        "keep": urlencode(kept),
        "verdict": _verdict(request) if "check" in request.GET else None,
    }
    return render(request, "desk/trail.html", context)


@requires("audit.read")
@require_POST
def export(request: DeskRequest) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "desk/trail.html", {"form": form, "lines": [], "found": None})
    found = trail.exported_events(request.municipality, form.asked())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{_("trail")}-{day}.csv"'
    response.write("\ufeff")  # spreadsheets read UTF-8 by it
    table = csv.writer(response, delimiter=";")
    table.writerow(
        [_("When"), _("Who"), _("Role"), _("What"), _("About"), _("Number"), _("Fields")]
    )
    for line in lines(found, trail.names_of(found)):
        at = timezone.localtime(line.event.at).strftime("%Y-%m-%d %H:%M:%S")
        row = [at, line.who, line.role, line.what, line.on, line.event.object_id, line.fields]
        table.writerow([_safe(cell) for cell in row])
    return response


@requires("audit.read")
def person(request: DeskRequest) -> HttpResponse:
    """Find what we keep about somebody who asks, by their own e-mail address or telephone number."""
    form = PersonForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = [
            {
                "words": object_words(one.object_type),
                "kind": one.object_type,
                "number": one.object_id,
            }
            for one in trail.records_about(request.municipality, form.cleaned_data["told"])
        ]
    return render(request, "desk/trail_person.html", {"form": form, "found": found})


@requires("audit.read")
@require_safe
def about(request: DeskRequest, kind: str, number: str) -> HttpResponse:
    """Who read about one record, to hand over on paper: roles, and names only where that was decided."""
    if not _KIND.fullmatch(kind) or len(number) > 64:
        raise Http404("no such record")
    with_names = request.GET.get("names") == "1"
    found = trail.events_about(request.municipality, kind, number)
    context = {
        "lines": lines(found, trail.names_of(found) if with_names else {}, with_names=with_names),
        "on": object_words(kind),
        "number": number,
        "with_names": with_names,
        "today": timezone.localdate(),
    }
    return render(request, "desk/trail_about.html", context)


def _form(request: DeskRequest) -> TrailForm:
    told = request.POST if request.method == "POST" else request.GET
    return TrailForm(told, members=trail.members_of(request.municipality))


def _verdict(request: DeskRequest) -> dict[str, Any]:
    """Whether every event is there as it was written; looking is noted."""
    chain = chain_of(request.municipality)
    try:
        verdict = verify(chain)
    except KeysError as problem:
        return {"problem": str(problem)}
    record("audit.verified", municipality=request.municipality)
    return {"verdict": verdict}


def _number(request: DeskRequest, name: str) -> int | None:
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
