"""One offer of one's own: what it says now, its coming dates, pausing, stopping, its history."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.core.rules import Permission
from nabij.directory.actions import (
    StoppedError,
    confirm_offer,
    pause_offer,
    resume_offer,
    stop_offer,
)
from nabij.directory.models import Offer
from nabij.directory.occurrences import recurrence
from nabij.directory.queries.history import history_of
from nabij.directory.queries.own import dates_to_manage, latest_reviews
from nabij.directory.queries.shown import schedules_of
from nabij.methods.dates import in_words
from nabij.web.access import DeskRequest, requires
from nabij.web.partner.access import is_staff, offer_of
from nabij.web.partner.addresses import home_page, offer_page
from nabij.web.partner.days import date_rows
from nabij.web.partner.history import in_words as history_in_words
from nabij.web.partner.overview import state_of
from nabij.web.public.addresses import offer_page as public_page
from nabij.web.public.pictures import picture_of
from nabij.web.public.words import checked


@requires("directory.publish")
@require_safe
def offer(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What one can do with it, and its coming dates."""
    found = offer_of(request, uid)
    today = timezone.localdate()
    told = latest_reviews([found]).get(found.pk)
    kind, state = state_of(found, told)
    language = get_language() or "nl"
    rules = [in_words(recurrence(rule), language, today) for rule in schedules_of(found)]
    context = {
        "offer": found,
        "kind": kind,
        "state": state,
        "told": told if kind in ("asked", "refused") else None,
        "rules": rules,
        "dates": date_rows(found, dates_to_manage(found, today=today), today),
        "picture": picture_of(found),
        "checked": checked(found, today),
        "public_url": public_page(request.municipality, found)
        if kind in ("open", "paused")
        else "",
        "home_url": home_page(found.organisation),
        "staff": is_staff(request),
    }
    return render(request, "partner/offer.html", context)


#: What the buttons do, and what we say then.
_DO: dict[str, Callable[..., None]] = {
    "confirm": confirm_offer,
    "pause": pause_offer,
    "resume": resume_offer,
    "stop": stop_offer,
}


@requires("directory.publish")
@require_POST
def status(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Confirm, pause, resume or stop."""
    found = offer_of(request, uid)
    what = request.POST.get("do", "")
    action = _DO.get(what)
    if action is None:
        return HttpResponseRedirect(offer_page(found))
    if what == "stop" and request.POST.get("sure") != "yes":
        return render(request, "partner/stop.html", {"offer": found, "back_url": offer_page(found)})
    try:
        action(offer=found, by=request.user, now=timezone.now())
    except StoppedError:
        messages.warning(request, _("This has stopped already. You can copy it and begin again."))
    else:
        messages.success(request, _done(what, found))
    to_home = what == "confirm" and request.POST.get("from") == "home"
    return HttpResponseRedirect(home_page(found.organisation) if to_home else offer_page(found))


def _done(what: str, offer: Offer) -> str:
    name = offer.text("name")
    words = {
        "confirm": _("Thank you. Everyone now reads that “%(name)s” was checked today."),
        "pause": _("“%(name)s” is paused. Residents read so, and can still call."),
        "resume": _("“%(name)s” goes on again."),
        "stop": _("“%(name)s” has stopped. Nobody finds it any more."),
    }
    return words[what] % {"name": name}


@requires(Permission.EDIT_DIRECTORY)
@require_safe
def history(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Who changed what and when, for staff: names of fields, never what was in them."""
    found = offer_of(request, uid)
    events = history_of(request.municipality, found)
    context = {
        "offer": found,
        "lines": history_in_words(events, timezone.localdate()),
        "back_url": offer_page(found),
    }
    return render(request, "partner/history.html", context)
