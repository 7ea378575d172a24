"""Looking for something that fits, with the score as its own explanation; and why not this one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions.matching import choose, look
from nabij.casework.models import Case
from nabij.casework.queries.conversations import newest, profile_of
from nabij.casework.queries.placements import placements_of
from nabij.core.models import Municipality
from nabij.directory.models import Offer
from nabij.directory.queries import matching
from nabij.directory.queries.matching import Matched
from nabij.directory.queries.reaching import offer_named, offers_called
from nabij.methods.matching import Language, Term
from nabij.web.access import DeskRequest, requires
from nabij.web.checking.lines import CheckLine, check_line
from nabij.web.desk.cases.views import case_or_refuse, refused_in_words
from nabij.web.desk.cases.way.lines import LIMITS

#: So many of what a change would give are named; the others are behind it.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Proposed:
    """An offer that fits, and why. chosen: it is proposed already."""

    line: CheckLine
    organisation: str
    score: float
    terms: tuple[Term, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What the person could decide otherwise, and what that would give."""

    text: str
    offers: tuple[CheckLine, ...]
    more: int


@requires("casework.work_cases")
@require_safe
def match(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What fits, the best and most varied first; where nothing does, what would change that.

    Before a conversation nothing is proposed: without a cause it would be the same for everybody.
    """
    case, now = case_or_refuse(request, uid), timezone.now()
    today, conversation = timezone.localdate(now), newest(case)
    context = {
        "case": case,
        "conversation": conversation,
        "q": request.GET.get("q", "").strip()[:80],
        **(_found(request, case, now) if conversation else {}),
        **_why_not(request, case, today),
    }
    return render(request, "desk/cases/way/match.html", context)


def _found(request: DeskRequest, case: Case, now: dt.datetime) -> dict[str, object]:
    with refused_in_words():
        found = look(case=case, by=request.user, now=now, language=_language())
    today = timezone.localdate(now)
    prefetch_related_objects(list(found.offers.values()), "schedules")
    chosen = {one.offer_uid for one in placements_of(case) if one.under_way}
    return {
        "weighed": found.weighed,
        "proposals": _proposed(found, chosen, today),
        "changes": _changes(found, today),
        "blocked": _blocked(found),
    }


@requires("casework.work_cases")
@require_POST
def choose_offer(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Look at this one together."""
    case = case_or_refuse(request, uid)
    offer = _uid(request.POST.get("offer", ""))
    with refused_in_words():
        placement = (
            choose(case=case, offer_uid=offer, by=request.user, now=timezone.now())
            if offer
            else None
        )
    kwargs: dict[str, Any] = {"municipality": request.municipality.slug, "uid": case.uid}
    if placement is None:
        messages.error(request, _("This is not on the map any more. Nothing was chosen."))
        return HttpResponseRedirect(reverse("desk:case-match", kwargs=kwargs))
    messages.success(request, _("Chosen. Look at it together, and note what the person says."))
    kwargs["placement"] = placement.uid
    return HttpResponseRedirect(reverse("desk:placement", kwargs=kwargs))


def _proposed(found: Matched, chosen: set[UUID | None], today: dt.date) -> list[Proposed]:
    rows = []
    for proposal in found.answer.proposals:
        offer = found.offers[proposal.offer]
        rows.append(
            Proposed(
                line=check_line(offer, today),
                organisation=offer.organisation.name,
                score=proposal.score,
                terms=proposal.terms,
                chosen=offer.uid in chosen,
            )
        )
    return rows


def _changes(found: Matched, today: dt.date) -> list[Change]:
    return [
        Change(
            one.text,
            tuple(check_line(found.offers[pk], today) for pk in one.offers[:NAMED]),
            max(0, len(one.offers) - NAMED),
        )
        for one in found.answer.relaxations
    ]


def _blocked(found: Matched) -> list[tuple[str, int]]:
    """By limit how many offers it keeps away, the most first."""
    rows = sorted(found.excluded.items(), key=lambda pair: -pair[1])
    return [(str(LIMITS.get(limit, limit)), count) for limit, count in rows]


def _why_not(request: DeskRequest, case: Case, today: dt.date) -> dict[str, object]:
    """Why one offer is not proposed, by name or by number; several of that name are listed to choose from."""
    words, wanted = request.GET.get("q", "").strip()[:80], _uid(request.GET.get("why", ""))
    named = offers_called(request.municipality, words) if words else []
    offer = offer_named(request.municipality, wanted) if wanted else None
    if offer is None and len(named) == 1:
        offer = named[0]
    blocks = _blocks(request.municipality, case, offer, today) if offer else None
    if offer is None or blocks is None:
        return {"named": named, "searched": bool(words)}
    return {"why": offer, "why_name": offer.text("name"), "blocks": blocks}


def _blocks(
    municipality: Municipality, case: Case, offer: Offer, today: dt.date
) -> list[str] | None:
    profile = profile_of(case, today=today)
    found = matching.why_not(municipality, profile, offer.uid, language=_language())
    return None if found is None else [block.text for block in found]


def _language() -> Language:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
