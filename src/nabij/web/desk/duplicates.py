"""Possible duplicates: look at two records side by side, make one of them, or say that they are two."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.directory.actions.duplicates import ask_again, not_the_same
from nabij.directory.actions.merging import CHOICES, NotMergeableError, merge, undo_merge
from nabij.directory.models import DuplicatePair, Merge
from nabij.directory.queries.duplicates import (
    PairToLookAt,
    decided_different,
    latest_merges,
    open_pairs,
    pair_with_records,
)
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.side_by_side import Row, brief, reasons, rows

LEFT, RIGHT, CHOSEN = "left", "right", "chosen"


@requires("directory.edit")
@require_safe
def duplicates(request: DeskRequest) -> HttpResponse:
    """What to look at, the likeliest first; what was merged, and what was said to be two."""
    pairs, total = open_pairs(request.municipality)
    context = {
        "cards": [_card(one) for one in pairs],
        "total": total,
        "merges": latest_merges(request.municipality),
        "different": [_card(one) for one in decided_different(request.municipality)],
    }
    return render(request, "desk/duplicates.html", context)


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: DeskRequest, uid: str) -> HttpResponse:
    """Two records side by side, field by field."""
    found = _found(request, uid)
    if found is None:
        messages.info(request, _("These two are not there any more, or somebody decided already."))
        return _back(request)
    lines = rows(found.pair.kind, found.left, found.right)
    if request.method == "POST":
        return _merge(request, found, lines)
    context = {
        "pair": found.pair,
        "left": brief(found.pair.kind, found.left),
        "right": brief(found.pair.kind, found.right),
        "rows": lines,
        "same": [line for line in lines if not line.differs],
        "differing": [line for line in lines if line.differs],
        "reasons": reasons(found.pair.terms),
    }
    return render(request, "desk/duplicate.html", context)


@requires("directory.edit")
@require_POST
def different(request: DeskRequest, uid: str) -> HttpResponse:
    """Not the same, in one tap; and back again (`to`: again)."""
    row = _pair(request, uid)
    if row is None:
        return _back(request)
    if request.POST.get("to") == "again":
        ask_again(pair=row, by=request.user)
        messages.success(request, _("It stands among what to look at again."))
    else:
        not_the_same(pair=row, by=request.user)
        messages.success(request, _("Thank you. We do not ask about these two again."))
    return _back(request)


@requires("directory.edit")
@require_POST
def take_apart(request: DeskRequest, uid: str) -> HttpResponse:
    """Make two records of one again."""
    row = Merge.objects.filter(municipality=request.municipality, uid=uid).first()
    if row is None:
        return _back(request)
    try:
        left = undo_merge(row=row, by=request.user, today=localdate())
    except NotMergeableError:
        messages.info(request, _("They are two already, or one was merged on. Nothing changed."))
        return _back(request)
    said = _("“%(kept)s” and “%(gone)s” are two again, as they were.") % {
        "kept": row.kept_name,
        "gone": row.gone_name,
    }
    if left:
        more = _("What somebody changed in the meantime has stayed.")
        said = f"{said} {more}"
    messages.success(request, said)
    return _back(request)


def _merge(request: DeskRequest, found: PairToLookAt, lines: list[Row]) -> HttpResponse:
    """One record of two; the side whose name is chosen keeps its address."""
    how = request.POST.get("how", CHOSEN)
    sides = {
        line.field: how if how in (LEFT, RIGHT) else request.POST.get(f"f-{line.field}", LEFT)
        for line in lines
    }
    keeps_left = sides.get("name", how if how in (LEFT, RIGHT) else LEFT) != RIGHT
    kept, gone = (found.left, found.right) if keeps_left else (found.right, found.left)
    other = RIGHT if keeps_left else LEFT
    take = [name for name in CHOICES[found.pair.kind] if sides.get(name) == other]
    try:
        row = merge(
            kind=found.pair.kind,
            kept=kept,
            gone=gone,
            take=take,
            by=request.user,
            today=localdate(),
        )
    except NotMergeableError:
        messages.info(request, _("These two are not there any more, or somebody decided already."))
        return _back(request)
    messages.success(
        request,
        _(
            "“%(gone)s” is now one with “%(kept)s”. Was that not right? Below you take them apart again."
        )
        % {"gone": row.gone_name, "kept": row.kept_name},
    )
    return _back(request, "#merged")


def _card(one: PairToLookAt) -> dict[str, Any]:
    kind = one.pair.kind
    return {
        "pair": one.pair,
        "left": brief(kind, one.left),
        "right": brief(kind, one.right),
        "reasons": reasons(one.pair.terms)[:3],
    }


def _pair(request: DeskRequest, uid: str) -> DuplicatePair | None:
    row: DuplicatePair | None = DuplicatePair.objects.filter(
        municipality=request.municipality, uid=uid
    ).first()
    return row


def _found(request: DeskRequest, uid: str) -> PairToLookAt | None:
    row = _pair(request, uid)
    if row is None or row.state == DuplicatePair.State.MERGED:
        return None
    return pair_with_records(request.municipality, row)


def _back(request: DeskRequest, rest: str = "") -> HttpResponse:
    slug = request.municipality.slug
    return HttpResponseRedirect(reverse("desk:duplicates", kwargs={"municipality": slug}) + rest)
