"""Who goes with whom: what was worked out, with the reasons, and one pair from being asked to its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions.buddies import NoBuddyConsentError, PairMovedError, propose_pairs
from nabij.casework.models import Consent, Pair
from nabij.casework.queries import buddies as asking
from nabij.casework.queries.consents import agreed
from nabij.core.audit.recording import record
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.buddies import words
from nabij.web.desk.buddies.steps import FORMS, STEPS, Step, steps_of
from nabij.web.desk.cases.views import refused_in_words

State = Pair.State


@requires("casework.work_cases")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Proposed, asked, going and to be asked about; of cases that one may read. The reading is written down."""
    town, now = request.municipality, timezone.now()
    look = list(asking.pairs_to_look_at(request.user, town, now=now))
    going = list(asking.pairs_running(request.user, town, now=now))
    nobody = list(asking.nobody_found(request.user, town, now=now))
    if look or going or nobody:
        record("pair.list_read", municipality=town, fields=["name"], at=now)
    context = {
        "proposed": [line(pair) for pair in look if pair.state == State.PROPOSED],
        "asked": [line(pair) for pair in look if pair.state == State.ASKED],
        "over": [line(pair) for pair in going if pair.to_ask],
        "going": [line(pair) for pair in going if pair.state == State.RUNNING],
        "nobody": nobody,
    }
    return render(request, "desk/buddies/pairs.html", context)


@requires("casework.work_cases")
@require_POST
def work_out(request: DeskRequest) -> HttpResponse:
    """Work out anew who fits whom, of who was not asked yet."""
    count = propose_pairs(municipality=request.municipality, by=request.user, now=timezone.now())
    if count:
        told = ngettext(
            "%(count)s pair is proposed now.", "%(count)s pairs are proposed now.", count
        ) % {"count": count}
        messages.success(request, told)
    else:
        messages.info(request, _("Nobody who gives time fits with who looks for somebody now."))
    return _back(request)


@requires("casework.work_cases")
@require_safe
def one(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Both people, why they were proposed, what each said and what can be done now."""
    return _page(request, _pair(request, uid))


@requires("casework.work_cases")
@require_POST
def step(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Do one thing, and say what was done; or show the form again with what is wrong."""
    row, now = _pair(request, uid), timezone.now()
    name = request.POST.get("step", "")
    if name not in STEPS:
        messages.error(request, _("We could not read what you chose. Nothing was changed."))
        return _back(request, row)
    form: Any = None
    if name in FORMS:
        form = FORMS[name](row, timezone.localdate(now), request.POST)
        if not form.is_valid():
            return _page(request, row, wrong={name: form})
    try:
        with refused_in_words():
            messages.success(request, STEPS[name](Step(row, request.user, now, form)))
    except NoBuddyConsentError:
        messages.warning(request, no_consent_in_words())
    except PairMovedError:
        messages.warning(request, _("Somebody else was first: look where it stands now."))
    return _back(request, row)


def no_consent_in_words() -> str:
    """What to do where the person does not agree."""
    return _(
        "The person does not agree, or not any more, to be introduced to somebody. Ask them, and note it on the page of the case."
    )


def line(pair: Pair) -> dict[str, Any]:
    """A pair as lists and its page show it."""
    return {
        "pair": pair,
        "kind": pair.wish.get_kind_display(),
        "reasons": words.reasons(pair),
        "steps": steps_of(pair),
    }


def _page(request: DeskRequest, row: Pair, wrong: dict[str, Any] | None = None) -> HttpResponse:
    today, case = timezone.localdate(), row.wish.case
    may = agreed(case.person, Consent.Purpose.BUDDY)
    shown = line(row)
    if not may:
        shown["steps"] = tuple(name for name in shown["steps"] if name in ("aside", "end"))
    forms = {
        name: (wrong or {}).get(name) or FORMS[name](row, today, None)
        for name in shown["steps"]
        if name in FORMS
    }
    settings = asking.buddy_settings(request.municipality)
    context = {
        "line": shown,
        "pair": row,
        "case": case,
        "may": may,
        "forms": forms,
        "wrong": bool(wrong),
        "sought": words.sought(row.wish),
        "papers": words.papers(row.volunteer, settings, today),
        "facts": words.facts(row.volunteer),
    }
    return render(request, "desk/buddies/pair.html", context, status=400 if wrong else 200)


def _pair(request: DeskRequest, uid: UUID) -> Pair:
    row = asking.read_pair(request.user, request.municipality, uid, now=timezone.now())
    if row is None:
        raise Http404("no such pair in a case that you may read")
    return row


def _back(request: DeskRequest, row: Pair | None = None) -> HttpResponseRedirect:
    """To the case, the list or the page of the pair, wherever one came from."""
    kwargs: dict[str, Any] = {"municipality": request.municipality.slug}
    back = request.POST.get("back", "")
    if back.startswith("case-"):
        try:
            kwargs["uid"] = UUID(back.removeprefix("case-"))
        except ValueError:
            pass
        else:
            return HttpResponseRedirect(reverse("desk:case", kwargs=kwargs) + "#buddies")
    if row is None or back == "list":
        return HttpResponseRedirect(reverse("desk:pairs", kwargs=kwargs))
    return HttpResponseRedirect(reverse("desk:pair", kwargs=kwargs | {"uid": row.uid}))
