"""What people asked: who to call first, one tap an outcome, and the confirmation on paper."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.casework.actions import handling
from nabij.casework.actions.going_on import help_further
from nabij.casework.models import Request
from nabij.casework.queries import requests as asking
from nabij.casework.queries.settings import intake_settings
from nabij.casework.rules import NotAllowedError
from nabij.directory.models import Offer
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.request_words import follow_up_days, row, rows
from nabij.web.public.asking.promises import what_happens
from nabij.web.public.words import full_day

#: Why a request may be closed by hand.
REASONS = tuple(reason for reason in Request.Reason if reason is not Request.Reason.TOO_OLD)


@requires("casework.handle_requests")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Who to call first. What is late says so; what may be no real question stands apart."""
    now = timezone.now()
    todo = asking.to_do(request.user, request.municipality, now=now)
    offers = _offers(request, [*todo.waiting, *todo.doubtful])
    context = {
        "waiting": rows(todo.waiting, offers, now=now),
        "doubtful": rows(todo.doubtful, offers, now=now),
        "ended": rows(todo.ended, {}, now=now),
        "late": todo.late(now),
    }
    return render(request, "desk/requests.html", context)


@requires("casework.handle_requests")
@require_safe
def one(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One request with its history and what can be done with it now."""
    now = timezone.now()
    read = asking.read(request.user, request.municipality, uid, now=now)
    if read is None:
        raise Http404(f"no request {uid}")
    offers = _offers(request, [read.asked])
    context = {
        "asked": read.asked,
        "row": row(read.asked, offers, now=now),
        "steps": read.steps,
        "also": rows(read.also, {}, now=now),
        "days": follow_up_days(intake_settings(request.municipality), now=now),
        "reasons": REASONS,
        "may_go_on": not read.asked.forgotten_on and read.asked.kind != Request.Kind.IDEA,
    }
    return render(request, "desk/request.html", context)


@requires("casework.handle_requests")
@require_POST
def outcome(request: DeskRequest, uid: UUID) -> HttpResponse:
    """How it went, in one tap; then back to the list."""
    rows_ = Request.objects.filter(municipality=request.municipality, uid=uid)
    asked = rows_.select_related("municipality").first()
    if asked is None:
        raise Http404(f"no request {uid}")
    went = request.POST.get("went", "")
    try:
        said = _write(request, asked, went)
    except handling.EndedError:
        messages.warning(request, _("This one had ended already. Somebody else was first."))
        return _to_list(request)
    except handling.InThePastError:
        messages.error(request, _("That day has passed. Choose another one."))
        return _to_one(request, uid)
    if not said:
        messages.error(request, _("We could not read what you chose. Nothing was changed."))
        return _to_one(request, uid)
    messages.success(request, said)
    return _to_one(request, uid) if went in ("pick_up", "trust") else _to_list(request)


def _write(request: DeskRequest, asked: Request, went: str) -> str:
    """Do it and say what was done; nothing where it is no outcome."""
    now, by = timezone.now(), request.user
    simple: dict[str, tuple[Callable[..., None], str]] = {
        "pick_up": (handling.pick_up, _("You picked this one up.")),
        "spoken": (handling.spoken, _("Noted: spoken. Well done.")),
        "not_reached": (handling.not_reached, _("Noted. It comes back on the next working day.")),
        "trust": (handling.trust, _("It now waits with the others.")),
    }
    if went in simple:
        action, said = simple[went]
        action(asked=asked, by=by, now=now)
        return said
    if went == "another_moment" and (day := _day(request.POST.get("day", ""))):
        handling.another_moment(asked=asked, by=by, day=day, now=now)
        return _("Noted. It comes back on %(day)s.") % {
            "day": full_day(day, timezone.localdate(now))
        }
    reason = went.removeprefix("close-")
    if went != reason and reason in REASONS:
        handling.close(asked=asked, by=by, reason=Request.Reason(reason), now=now)
        return _("Noted: closed.")
    return ""


@requires("casework.work_cases")
@require_POST
def further(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Help this person further: what was told goes on as a case."""
    rows_ = Request.objects.filter(municipality=request.municipality, uid=uid)
    asked = rows_.select_related("municipality").first()
    if asked is None:
        raise Http404(f"no request {uid}")
    try:
        case = help_further(asked=asked, by=request.user, now=timezone.now())
    except NotAllowedError:
        messages.error(request, _("What was told is gone, so it cannot go on as a case."))
        return _to_one(request, uid)
    messages.success(
        request, _("This is the case now, with what was told. Nothing needs typing again.")
    )
    return HttpResponseRedirect(_address(request, "case", uid=case.uid))


@requires("casework.help_someone")
@require_safe
def letter(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The confirmation of what somebody asked, to print and hand over or post."""
    now = timezone.now()
    try:
        asked = asking.read_for_letter(request.user, request.municipality, uid, now=now)
    except NotAllowedError:
        messages.warning(request, _("You can print this on the day that you filled it in."))
        return HttpResponseRedirect(_address(request, "home"))
    if asked is None:
        raise Http404(f"no request {uid}")
    way = "phone" if asked.phone else "email" if asked.email else ""
    who = intake_settings(request.municipality).shown_who(request.municipality.shown_name)
    received, due = timezone.localdate(asked.received_at), timezone.localdate(asked.due_at)
    context = {
        "asked": asked,
        "received": full_day(received, received),
        "promise": what_happens(asked.kind, way, who, due, today=received),
        "row": row(asked, _offers(request, [asked]), now=now),
    }
    return render(request, "desk/letter.html", context)


def _offers(request: DeskRequest, asked: list[Request]) -> dict[UUID, Offer]:
    """The offers that these are about, one query."""
    uids = {each.offer_uid for each in asked if each.offer_uid}
    found = Offer.objects.filter(municipality=request.municipality, uid__in=uids)
    return {offer.uid: offer for offer in found} if uids else {}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _address(request: DeskRequest, name: str, **parts: object) -> str:
    return reverse(f"desk:{name}", kwargs={"municipality": request.municipality.slug, **parts})


def _to_list(request: DeskRequest) -> HttpResponse:
    return HttpResponseRedirect(_address(request, "requests"))


def _to_one(request: DeskRequest, uid: UUID) -> HttpResponse:
    return HttpResponseRedirect(_address(request, "request", uid=uid))
