"""Asking: page after page, one's answers checked, sent, and what happens now.

No session and no cookie: the answers travel in hidden fields and a signed state (ADR 0056).
"""

import datetime as dt
import re
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import intake
from nabij.core.words import public_name
from nabij.directory.models import Offer
from nabij.directory.queries.shown import public_offer
from nabij.web.helping import helper_of
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page
from nabij.web.public.asking.forms import PageForm, Setting
from nabij.web.public.asking.journeys import CALL_ME, COME_ALONG, IDEA, Journey
from nabij.web.public.asking.limits import wait_until
from nabij.web.public.asking.promises import what_happens
from nabij.web.public.asking.review import answers
from nabij.web.public.asking.sending import REQUESTS, Sender
from nabij.web.public.asking.spam import TRAP
from nabij.web.public.asking.state import FormState, opened_now, read_done, read_state
from nabij.web.public.asking.walk import Walk
from nabij.web.public.views.agenda import districts_of
from nabij.web.public.words import clock


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def call_me(request: PublicRequest) -> HttpResponse:
    """Call me: what, how to reach, when."""
    return ask(request, CALL_ME, REQUESTS)


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def come_along(request: PublicRequest) -> HttpResponse:
    """Come along with me: where to, how to reach, when."""
    return ask(request, COME_ALONG, REQUESTS)


@cache_control(private=True)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: PublicRequest) -> HttpResponse:
    """I have an idea: what, may we call."""
    return ask(request, IDEA, REQUESTS)


def ask(request: PublicRequest, journey: Journey, sender: Sender) -> HttpResponse:
    """The page of the journey that the form asks for; sent, it goes on to the last page."""
    now = timezone.now()
    state = _state(request, journey, now)
    setting = Setting(
        districts=tuple(districts_of(request.municipality)),
        offer=_offer(request),
        helping=state.helper is not None,
        point=_point(request),
    )
    walk = Walk(journey, setting, request.POST)
    asking = _Asking(request, walk, state, sender, now)
    if request.method != "POST" or "at" not in request.POST:
        return asking.page(0, walk.shown(0))
    return asking.answer(request.POST.get("go", "next"), _number(request.POST["at"], walk.count))


class _Asking:
    """One request for a page of a journey."""

    def __init__(
        self,
        request: PublicRequest,
        walk: Walk,
        state: FormState,
        sender: Sender,
        now: dt.datetime,
    ) -> None:
        self.request, self.walk, self.state, self.now = request, walk, state, now
        self.sender = sender

    def answer(self, go: str, at: int) -> HttpResponse:
        """The page after this one, or one before it, or what was sent."""
        walk = self.walk
        if go == "back":
            number = max(0, at - 1)
            return self.page(number, walk.shown(number))
        if found := re.fullmatch(r"page-(\d)", go):
            number = _number(found[1], walk.count - 1)
            return self.page(number, walk.shown(number), then_check=True)
        if go == "send":
            return self.send()
        until = walk.count if self.request.POST.get("then") == "check" else at + 1
        until = min(until, walk.count)
        wrong = walk.first_wrong(until)
        if wrong:
            return self.page(*wrong, then_check=until == walk.count)
        if out := walk.way_out(until):
            return HttpResponseRedirect(page(self.request.municipality, out))
        if until >= walk.count:
            return self.check()
        return self.page(until, walk.shown(until))

    def page(self, number: int, form: PageForm, *, then_check: bool = False) -> HttpResponse:
        """One page, with the answers of the others along."""
        context = {
            "form": form,
            "number": number + 1,
            "at": number,
            "then_check": then_check,
            "carried": self.walk.carried(form),
        }
        return self._render(form.template, context)

    def check(self, *, again: bool = False, wait: dt.datetime | None = None) -> HttpResponse:
        """One's answers, and what will happen. `again`: what was sent could not be told to come from our page."""
        context = {
            "answers": answers(self.walk),
            "at": self.walk.count,
            "carried": self.walk.carried(),
            "promise": self.sender.promise(self.request, self.walk, self.now),
            "again": again,
            "wait": clock(timezone.localtime(wait)) if wait else "",
        }
        response = self._render("check.html", context)
        if wait:
            response.status_code = 429
            response["Retry-After"] = str(max(1, int((wait - self.now).total_seconds())))
        return response

    def send(self) -> HttpResponse:
        """Take it in and say what happens now; or say what is wrong, with all that was typed."""
        walk, municipality = self.walk, self.request.municipality
        wrong = walk.first_wrong(walk.count)
        if wrong:
            return self.page(*wrong, then_check=True)
        if out := walk.way_out(walk.count):
            return HttpResponseRedirect(page(municipality, out))
        posted = self.request.POST.get("form", "")
        if read_state(posted, municipality, walk.journey.name) is None:
            return self.check(again=True)
        if helper_of(self.request) is None:
            wait = wait_until(self.request, "asking", now=self.now)
            if wait:
                return self.check(wait=wait)
        done = self.sender.send(self.request, walk, self.state, self.now)
        address = page(municipality, walk.journey.done)
        return HttpResponseRedirect(f"{address}?r={done.signed()}")

    def _render(self, template: str, context: dict[str, Any]) -> HttpResponse:
        journey = self.walk.journey
        shared = {
            "journey": journey,
            "title": public_name(journey.called, self.request.municipality),
            "pages": self.walk.count,
            "offer": self.walk.setting.offer,
            "point": self.walk.setting.point,
            "helping": self.walk.setting.helping,
            "state": self.state.signed(self.request.municipality, journey.name),
            "trap": TRAP,
        }
        return render(self.request, f"web/public/asking/{template}", shared | context)


def _state(request: PublicRequest, journey: Journey, now: dt.datetime) -> FormState:
    """What the form carried, or a new one; a member who helps now is its helper."""
    helper = helper_of(request)
    carried = read_state(request.POST.get("form", ""), request.municipality, journey.name)
    if carried is None:
        return opened_now(now, helper.uid if helper else None)
    if helper and carried.helper != helper.uid:
        return FormState(carried.key, carried.opened, helper.uid)
    return carried


def _offer(request: PublicRequest) -> Offer | None:
    """The offer that it is about; nothing where it is gone meanwhile."""
    try:
        uid = UUID(request.POST.get("offer") or request.GET.get("offer") or "")
    except ValueError:
        return None
    return public_offer(request.municipality, uid)


def _point(request: PublicRequest) -> str:
    """The address of the signal point that led here, as it travels along; whether it is one is looked up when sent."""
    told = request.POST.get("point") or request.GET.get("point") or ""
    return told if re.fullmatch(r"[a-z0-9-]{1,60}", told) else ""


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 3 else 0


@require_safe
@cache_control(private=True)
def done(request: PublicRequest, journey: Journey) -> HttpResponse:
    """It is in: what happens now, when, and who."""
    today = timezone.localdate()
    told = read_done(request.GET.get("r", ""))
    title = public_name(journey.called, request.municipality)
    context: dict[str, Any] = {"journey": journey, "title": title, "told": told}
    if told:
        promised = intake.promised(request.municipality, told.kind, now=timezone.now())
        context["promise"] = what_happens(told.kind, told.way, promised.who, told.due, today=today)
        context["letter_for"] = told.uid if helper_of(request) else None
    return render(request, "web/public/asking/done.html", context)
