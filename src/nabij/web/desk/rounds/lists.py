"""Giving a list: look at it first, mend what is wrong in the same box, then put it on the round.

Between looking and putting nothing is kept here: the lines stand in the box of the page.
"""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.rounds import MOST_ADDRESSES, TooManyError, add_addresses
from nabij.casework.models import VisitRound
from nabij.casework.queries.rounds import Given, Weighed, weigh
from nabij.exchange.address_lists import (
    LIMITS,
    NEEDS_ADDRESS,
    NEEDS_PHONE,
    AddressList,
    from_file,
    from_text,
)
from nabij.exchange.reading.tables import BadInputError
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import refused_in_words
from nabij.web.desk.rounds.forms import ListForm
from nabij.web.desk.rounds.views import round_or_404, to

#: So many lines are shown as they will be kept; all of them stand in the box.
SHOWN = 25


@requires("casework.work_rounds")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The box, what was read from it, and what is wrong."""
    round_ = round_or_404(request, uid)
    if round_.leader_id != request.user.pk:
        raise PermissionDenied("only who leads a round gives its list")
    if round_.is_over(timezone.localdate()):
        messages.warning(request, _("This round has ended. Nothing was changed."))
        return to(request, "round", round_)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, round_, form)
    found = _read(round_, form)
    if found is None:
        return _page(request, round_, form)
    if request.POST.get("do") != "add" or form.cleaned_data["file"]:
        return _look(request, round_, found)
    return _put(request, round_, found)


def _read(round_: VisitRound, form: ListForm) -> AddressList | None:
    """All lines of the box and the file; None where there is none, which the form then says."""
    needs = NEEDS_ADDRESS if round_.kind == VisitRound.Kind.VISIT else NEEDS_PHONE
    upload = form.cleaned_data["file"]
    typed = from_text(form.cleaned_data["text"], needs=needs)
    try:
        read = _of_file(upload, needs) if upload else AddressList(())
    except BadInputError as error:
        form.add_error("file", str(error))
        return None
    both = AddressList(typed.entries + read.entries, read.left_out)
    if not both.entries:
        form.add_error("text", _("There is no line in it yet. Choose a file, or type an address."))
        return None
    return both


def _of_file(upload: UploadedFile[Any], needs: str) -> AddressList:
    """Read in a directory of our own that is gone right after. Raises BadInputError."""
    name = Path(upload.name or "").name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"list{Path(name).suffix[:8]}")
        path.write_bytes(upload.read(LIMITS.file + 1))
        return from_file(path, name=name, needs=needs)


def _look(request: DeskRequest, round_: VisitRound, found: AddressList) -> HttpResponse:
    weighed = weigh(round_, _given(found))
    context = {
        "found": found,
        "weighed": weighed,
        "some": [
            (line.name, line.address, line.postcode, line.phone) for line in weighed.new[:SHOWN]
        ],
        "shown": SHOWN,
    }
    return _page(request, round_, ListForm(initial={"text": found.text}), **context)


def _put(request: DeskRequest, round_: VisitRound, found: AddressList) -> HttpResponse:
    """What is right goes on the list; what is wrong stays in the box."""
    try:
        with refused_in_words():
            added = add_addresses(
                round_=round_, given=_given(found), by=request.user, now=timezone.now()
            )
    except EndedError:
        messages.warning(request, _("This round has ended. Nothing was changed."))
        return to(request, "round", round_)
    except TooManyError:
        form = ListForm({"text": found.text})
        words = _("A round has %(most)s addresses at most. Make two rounds of it.")
        form.add_error("text", words % {"most": MOST_ADDRESSES})
        return _page(request, round_, form)
    messages.success(request, " ".join(_said(added)))
    if not found.wrong:
        return to(request, "round", round_)
    rest = AddressList(tuple(found.wrong))
    form = ListForm(initial={"text": rest.text})
    return _page(request, round_, form, found=rest, weighed=Weighed([], 0, 0), left=True)


def _said(added: Weighed) -> list[str]:
    number = len(added.new)
    put = ngettext("%(number)s address is on the list.", "%(number)s addresses are on the list.", number)  # fmt: skip
    there = ngettext("%(number)s stood there already.", "%(number)s stood there already.", added.there)  # fmt: skip
    refused = ngettext("%(number)s would rather not, and was left out.", "%(number)s would rather not, and were left out.", added.refused)  # fmt: skip
    told = ((put, number, True), (there, added.there, added.there), (refused, added.refused, added.refused))  # fmt: skip
    return [words % {"number": count} for words, count, say in told if say]


def _given(found: AddressList) -> list[Given]:
    return [Given(line.name, line.address, line.postcode, line.phone) for line in found.good]


def _page(request: DeskRequest, round_: VisitRound, form: ListForm, **context: Any) -> HttpResponse:
    wrong = bool(form.errors) or bool(context.get("found") and context["found"].wrong)
    if context.get("found"):
        form.fields["text"].label = _("All lines")
    told = {"form": form, "round": round_, **context}
    return render(request, "desk/rounds/list.html", told, status=400 if wrong else 200)
