"""The page behind the link "Is it still so?". Opening it, however often, changes nothing; its buttons do.

Nobody is signed in and no cookie is set: whoever holds the link may answer, so there is nothing that a
forged request could borrow. A page that was open for days still sends.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nabij.core.links.opening import Found, LinkState, look_up
from nabij.core.links.secrets import plain_code
from nabij.core.models import OneTimeLink
from nabij.directory.actions import checking
from nabij.directory.actions.asking import PURPOSE, answered_by_link
from nabij.directory.models import CheckRequest, Offer, Verification
from nabij.directory.queries.checks import due_of, due_offer, request_of
from nabij.web.checking.forms import ChangeForm
from nabij.web.checking.lines import CheckLine, check_line
from nabij.web.links import limits
from nabij.web.links.pages import closed_page
from nabij.web.municipality import PublicRequest

HOW = Verification.How.LINK

#: What was answered, as the address of the next page says it: `?said=right`.
SAID = ("right", "changed", "stopped")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link: what it is about, and the key that stands in its address."""

    key: str
    link: OneTimeLink
    request: CheckRequest

    @property
    def offers(self) -> list[Offer]:
        """What is still to be answered."""
        return due_of(self.request.organisation)


View = Callable[..., HttpResponse]


def with_open_link(view: View) -> View:
    """Open the link in the address, or show why it does not open."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def opened(request: PublicRequest, key: str, **parts: UUID) -> HttpResponse:
        found = _found(request, key)
        about = request_of(request.municipality, found.link.subject) if found.link else None
        if about is None:
            return closed_page(request, found)
        if found.state is LinkState.USED:
            return _thanks(request, about)
        if not found.open or found.link is None:
            return closed_page(request, found)
        response = view(request, Opened(key, found.link, about), **parts)
        response["Referrer-Policy"] = "no-referrer"  # the address is the key
        return response

    return opened


@with_open_link
def check(request: PublicRequest, opened: Opened) -> HttpResponse:
    """Everything that is to be looked at, each with its three answers. POST: it is right (one, or all)."""
    if request.method == "POST":
        return _right(request, opened)
    offers = opened.offers
    if not offers:
        return _thanks(request, opened.request)
    today = timezone.localdate()
    said = request.GET.get("said", "")
    context = {
        "organisation": opened.request.organisation,
        "lines": [_with_addresses(request, opened, check_line(one, today)) for one in offers],
        "said": said if said in SAID else "",
    }
    return render(request, "checking/check.html", context)


@with_open_link
def change(request: PublicRequest, opened: Opened, uid: UUID) -> HttpResponse:
    """What changes: a short form that keeps what was typed."""
    offer = _offer(opened, uid)
    form = ChangeForm.of(offer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        checking.confirm_with_changes(
            offer=offer,
            changes=form.changes,
            times=form.cleaned_data["times"],
            how=HOW,
            now=timezone.now(),
        )
        return _next(request, opened, "changed")
    line = check_line(offer, timezone.localdate())
    context = {"form": form, "line": line, "back": _address(request, opened.key)}
    return render(request, "checking/change.html", context, status=400 if form.errors else 200)


@with_open_link
def stopped(request: PublicRequest, opened: Opened, uid: UUID) -> HttpResponse:
    """Ask once more before something is taken off the map for good."""
    offer = _offer(opened, uid)
    if request.method == "POST":
        checking.stop(offer=offer, how=HOW, now=timezone.now())
        return _next(request, opened, "stopped")
    line = check_line(offer, timezone.localdate())
    context = {"line": line, "back": _address(request, opened.key)}
    return render(request, "checking/stopped.html", context)


def _right(request: PublicRequest, opened: Opened) -> HttpResponse:
    wanted = request.POST.get("offer", "")
    now = timezone.now()
    for offer in opened.offers:
        if wanted in ("all", str(offer.uid)):
            checking.confirm(offer=offer, how=HOW, now=now)
    return _next(request, opened, "right")


def _next(request: PublicRequest, opened: Opened, said: str) -> HttpResponse:
    """Back to what is left. With nothing left the link is used up, and the page says thank you."""
    answered_by_link(request=opened.request, link=opened.link, now=timezone.now())
    return HttpResponseRedirect(f"{_address(request, opened.key)}?{urlencode({'said': said})}")


def _thanks(request: PublicRequest, about: CheckRequest) -> HttpResponse:
    context = {"organisation": about.organisation, "answered_at": about.answered_at}
    return render(request, "checking/thanks.html", context)


def _found(request: PublicRequest, key: str) -> Found:
    """What the key is worth. Wrong codes are counted, in the address as much as in the form."""
    is_code = bool(plain_code(key))
    if is_code and limits.too_many(request, request.municipality):
        return Found(LinkState.UNKNOWN, by_code=True)
    found = look_up(municipality=request.municipality, key=key, purpose=PURPOSE, now=timezone.now())
    if is_code and found.link is None:
        limits.count_wrong(request, request.municipality)
        return Found(LinkState.UNKNOWN, by_code=True)
    return found


def _offer(opened: Opened, uid: UUID) -> Offer:
    offer = due_offer(opened.request.organisation, uid)
    if offer is None or offer.status == Offer.Status.CLOSED:
        raise Http404(_("This is not there any more."))
    return offer


def _address(request: PublicRequest, key: str, page: str = "check", **parts: object) -> str:
    kwargs = {"municipality": request.municipality.slug, "key": key, **parts}
    return reverse(f"links:{page}", kwargs=kwargs)


def _with_addresses(request: PublicRequest, opened: Opened, line: CheckLine) -> dict[str, object]:
    uid = line.offer.uid
    return {
        "line": line,
        "change": _address(request, opened.key, "check-change", uid=uid),
        "stopped": _address(request, opened.key, "check-stopped", uid=uid),
    }
