"""Would you come to this? What may come, one's answer without a name, and the result when it may be seen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nabij.directory.actions.proposals import ClosedError, give_opinion
from nabij.directory.models import Opinion, Proposal
from nabij.directory.queries.proposals import (
    counts_of,
    proposal_with,
    public_proposals,
    shown_result,
)
from nabij.methods.disclosure import LEAST
from nabij.web.forms import PlainForm
from nabij.web.helping import helper_of
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page
from nabij.web.public.asking.fields import OwnWords
from nabij.web.public.asking.limits import wait_until
from nabij.web.public.asking.spam import TRAP, signs
from nabij.web.public.asking.state import opened_now, read_state
from nabij.web.public.views.agenda import qr_code
from nabij.web.public.words import clock, full_day

FORM = "would-you-come"


class OpinionForm(PlainForm):
    """Yes, maybe or no, and what would make it easier."""

    answer = forms.ChoiceField(
        label=_("Would you come to this?"),
        choices=Opinion.Answer.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose yes, maybe or no. There is no wrong answer.")
        ),
    )
    easier = OwnWords(
        label=_("What would make it easier to come?"),
        help_text=_("Please do not write names or phone numbers here."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("This is longer than we can keep. Could it be shorter?")},
    )


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal in words."""

    uid: UUID
    name: str
    name_lang: str
    about: str
    about_lang: str
    place: str
    moment: str
    asked_by: str
    is_open: bool
    until: str


def shown(proposal: Proposal, today: dt.date) -> ShownProposal:
    """A proposal as everyone sees it, in the reader's language where it has one."""
    return ShownProposal(
        uid=proposal.uid,
        name=proposal.text("name"),
        name_lang=proposal.text_language("name"),
        about=proposal.text("about"),
        about_lang=proposal.text_language("about"),
        place=proposal.place,
        moment=proposal.moment,
        asked_by=proposal.asked_by,
        is_open=proposal.is_open(today),
        until=full_day(proposal.open_until, today),
    )


@require_safe
def proposals(request: PublicRequest) -> HttpResponse:
    """Everything that may come, the open ones first."""
    today = timezone.localdate()
    rows = [shown(row, today) for row in public_proposals(request.municipality, today=today)]
    rows.sort(key=lambda row: not row.is_open)
    return render(request, "web/public/asking/proposals.html", {"rows": rows})


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: PublicRequest, uid: UUID) -> HttpResponse:
    """One of them: say what you think; without a name, a cookie or a session (ADR 0056)."""
    found = _found(request, uid)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    wait = None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if helper_of(request) is None:
            wait = wait_until(request, "opinion", now=now)
        if wait is None and _given(request, found, form, now):
            return HttpResponseRedirect(f"{request.path}?thanks=1")
    return _show(request, found, form, wait)


@require_safe
def poster(request: PublicRequest, uid: UUID) -> HttpResponse:
    """On paper, for a wall: three columns to put a sticker in, and the QR code of its page."""
    found = _found(request, uid)
    address = request.build_absolute_uri(page(request.municipality, "proposal", uid=uid))
    context = {
        "row": shown(found, timezone.localdate()),
        "answers": [answer.label for answer in Opinion.Answer],
        "qr": qr_code(address),
        "address": request.municipality.short_url or request.get_host(),
    }
    return render(request, "web/public/asking/poster.html", context)


def _given(request: PublicRequest, found: Proposal, form: OpinionForm, now: dt.datetime) -> bool:
    """Whether it was taken in; if not, the page shows why, or that it must be sent once more."""
    carried = read_state(request.POST.get("form", ""), request.municipality, FORM)
    if carried is None:
        return False
    told = form.cleaned_data
    seen = signs(request, carried, name="", words=told["easier"], now=now)
    try:
        give_opinion(
            proposal=found,
            answer=Opinion.Answer(told["answer"]),
            easier=told["easier"],
            form_key=carried.key,
            now=now,
            today=timezone.localdate(now),
            doubtful=bool(seen) and helper_of(request) is None,
        )
    except ClosedError:
        return False
    return True


def _show(
    request: PublicRequest, found: Proposal, form: OpinionForm, wait: dt.datetime | None
) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    counts = counts_of(request.municipality, [found])[found.pk]
    carried = read_state(request.POST.get("form", ""), request.municipality, FORM)
    context: dict[str, Any] = {
        "row": shown(found, today),
        "form": form,
        "state": (carried or opened_now(now)).signed(request.municipality, FORM),
        "trap": TRAP,
        "thanks": bool(request.GET.get("thanks")),
        "again": form.is_bound and not form.errors and not wait,
        "wait": clock(timezone.localtime(wait)) if wait else "",
        "result": shown_result(found, counts, today=today),
        "least": LEAST,
    }
    response = render(request, "web/public/asking/proposal.html", context)
    if wait:
        response.status_code = 429
        response["Retry-After"] = str(max(1, int((wait - now).total_seconds())))
    return response


def _found(request: PublicRequest, uid: UUID) -> Proposal:
    found = proposal_with(request.municipality, uid)
    if found is None:
        raise Http404(f"no proposal {uid}")
    return found
