"""At the door or on the phone: one's own list with an outcome in one tap; and the same for who leads, from paper."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions import rounds_walked
from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.undoing import TooLateError
from nabij.casework.models import RoundAddress, RoundVisitor, VisitRound
from nabij.casework.queries.rounds import (
    address_with,
    addresses_of,
    last_tap,
    own_addresses,
    shares,
    visitor_of,
)
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import refused_in_words
from nabij.web.desk.rounds.views import round_or_404, to

Outcome = RoundAddress.Outcome
#: What nobody has yet, in the address of the page.
NOBODY = "nobody"
LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Stop:
    """One address as the page shows it."""

    row: RoundAddress
    title: str
    more: str
    tried: str


@requires("casework.work_rounds")
@require_safe
def mine(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Where I go, as one walks it."""
    round_ = round_or_404(request, uid)
    with refused_in_words():
        rows = own_addresses(request.user, round_, now=timezone.now())
    return _walk(request, round_, rows, back="mine", heading=_("My round"))


@requires("casework.work_rounds")
@require_safe
def of_somebody(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Where somebody goes, for who leads: to look, and to fill in what the paper says."""
    round_ = round_or_404(request, uid)
    whose = request.GET.get("for", NOBODY)
    visitor = _visitor(round_, whose)
    with refused_in_words():
        rows = addresses_of(request.user, round_, visitor, now=timezone.now())
    heading = visitor.name if visitor else _("Nobody has these yet")
    return _walk(request, round_, rows, back=whose, heading=heading)


@requires("casework.work_rounds")
@require_safe
def paper(request: DeskRequest, uid: UUID) -> HttpResponse:
    """A list on paper for each who goes, or for one of them."""
    round_ = round_or_404(request, uid)
    whose = request.GET.get("for", "")
    visitors = [_visitor(round_, whose)] if whose else [each.visitor for each in shares(round_)]
    now = timezone.now()
    with refused_in_words():
        sheets = [
            (
                visitor,
                [
                    row
                    for row in addresses_of(request.user, round_, visitor, now=now)
                    if row.is_open
                ],
            )
            for visitor in visitors
        ]
    context = {"round": round_, "sheets": [sheet for sheet in sheets if sheet[1]]}
    return render(request, "desk/rounds/paper.html", context)


@requires("casework.work_rounds")
@require_POST
def outcome(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """Write down how it went, and go back to the list."""
    round_ = round_or_404(request, uid)
    row, went = _address(request, round_, number), request.POST.get("went", "")
    query = {"tapped": str(row.uid)}
    try:
        with refused_in_words():
            messages.success(request, _write(request, row, went))
    except EndedError:
        messages.warning(request, _("The round has ended, or somebody was here before. Nothing was changed."))  # fmt: skip
        query = {}
    except (ValueError, KeyError):
        messages.error(request, _("We could not read what you chose. Nothing was changed."))
        query = {}
    return _back(request, round_, query)


@requires("casework.work_rounds")
@require_POST
def take_back(request: DeskRequest, uid: UUID, number: UUID) -> HttpResponse:
    """It was a mistake: the address is as it was before."""
    round_ = round_or_404(request, uid)
    row = _address(request, round_, number)
    try:
        with refused_in_words():
            rounds_walked.take_back(address=row, by=request.user, now=timezone.now())
    except (TooLateError, EndedError):
        messages.warning(request, _("It is too late to take it back. Tap what is right now."))
    else:
        messages.success(request, _("Taken back."))
    return _back(request, round_, {})


def _write(request: DeskRequest, row: RoundAddress, went: str) -> str:
    """Do it, and say what was done. Raises ValueError for what is no outcome."""
    told: dict[str, Any] = {"address": row, "by": request.user, "now": timezone.now()}
    if went == Outcome.RATHER_NOT:
        rounds_walked.rather_not(**told)
        return _(
            "Noted. Name, address and number are removed; nobody asks there again in this round."
        )
    if went == Outcome.TALK:
        number = request.POST.get("phone", "").strip()[:LONGEST_NUMBER]
        agreed = request.POST.get("agreed") == "yes"
        case = rounds_walked.would_like_a_talk(agreed=agreed, phone=number, **told)
        words = _("Noted. It is a case now, with number %(number)s.")
        return words % {"number": case.reference}
    rounds_walked.tap(outcome=went, **told)
    return _("Noted: %(outcome)s.") % {"outcome": Outcome(went).label}


def _walk(
    request: DeskRequest, round_: VisitRound, rows: list[RoundAddress], *, back: str, heading: str
) -> HttpResponse:
    today = timezone.localdate()
    done = [row for row in rows if not row.is_open]
    tapped = next((row for row in rows if str(row.uid) == request.GET.get("tapped")), None)
    if tapped and not last_tap(tapped, by=request.user, now=timezone.now()):
        tapped = None
    context = {
        "round": round_,
        "heading": heading,
        "back": back,
        "stops": [_stop(round_, row) for row in _open(rows)],
        "done": [_stop(round_, row) for row in done if row.forgotten_on is None],
        "gone": sum(row.forgotten_on is not None for row in done),
        "total": len(rows),
        "tapped": _stop(round_, tapped) if tapped else None,
        "taps": round_.is_open(today),
        "over": round_.is_over(today),
    }
    return render(request, "desk/rounds/walk.html", context)


def _open(rows: list[RoundAddress]) -> list[RoundAddress]:
    """Where somebody still goes: first where nobody was yet, then where nobody was at home."""
    return sorted((row for row in rows if row.is_open), key=lambda row: row.tries)


def _stop(round_: VisitRound, row: RoundAddress) -> Stop:
    place = f"{row.address or ''}, {row.postcode}" if row.postcode and row.address else row.address
    told = [row.name, place]
    if round_.kind == VisitRound.Kind.VISIT:
        told.reverse()
    known = [each for each in told if each]
    tried = ngettext("tried %(number)s time", "tried %(number)s times", row.tries)
    return Stop(
        row=row,
        title=known[0] if known else (row.phone or "–"),
        more=known[1] if len(known) > 1 else "",
        tried=tried % {"number": row.tries} if row.tries else "",
    )


def _visitor(round_: VisitRound, whose: str) -> RoundVisitor | None:
    """Somebody who goes, or nobody. Raises Http404 for who does not go here."""
    visitor = visitor_of(round_, whose)
    if visitor is None and whose != NOBODY:
        raise Http404(f"{whose} does not go in round {round_.uid}")
    return visitor


def _address(request: DeskRequest, round_: VisitRound, number: UUID) -> RoundAddress:
    found = address_with(request.user, round_, number, now=timezone.now())
    if found is None:
        raise Http404(f"no address {number}")
    return found


def _back(request: DeskRequest, round_: VisitRound, query: dict[str, str]) -> HttpResponse:
    """To the list on which one tapped."""
    whose = request.POST.get("back", "mine")
    page = "round-mine" if whose == "mine" else "round-addresses"
    asked = query if whose == "mine" else {"for": whose, **query}
    return to(request, page, round_, f"?{urlencode(asked)}" if asked else "")
