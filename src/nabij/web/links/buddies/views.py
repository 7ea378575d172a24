"""The page behind the link "Would you like to?". Opening it, however often, changes nothing; its buttons do.

Nobody is signed in and no cookie is set. Before both said yes it says what is asked and names nobody (ADR 0088).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nabij.casework import buddies
from nabij.core.links.opening import Found, LinkState, LinkUsedError
from nabij.core.models import OneTimeLink
from nabij.web.links.buddies.forms import NoForm
from nabij.web.links.buddies.letters import send
from nabij.web.links.buddies.words import lines
from nabij.web.links.looking_up import found_by
from nabij.web.links.pages import closed_page, opens
from nabij.web.municipality import PublicRequest

opens(buddies.PURPOSE, "links:pair")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link and what it asks."""

    key: str
    link: OneTimeLink
    question: buddies.Question


View = Callable[[PublicRequest, Opened], HttpResponse]


def with_open_question(view: View) -> Callable[..., HttpResponse]:
    """Open the link in the address, or show why it does not open."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def opened(request: PublicRequest, key: str) -> HttpResponse:
        found = found_by(request, key, buddies.PURPOSE)
        if found.link is None or not found.open:
            return closed_page(request, found)
        question = buddies.question_of(request.municipality, found.link.subject, now=timezone.now())
        if question is None:
            return _closed_question(request)
        try:
            response = view(request, Opened(key, found.link, question))
        except (LinkUsedError, buddies.PairMovedError):
            return closed_page(request, Found(LinkState.USED, found.link, by_code=found.by_code))
        response["Referrer-Policy"] = "no-referrer"  # the address is the key
        return response

    return opened


@with_open_question
def pair(request: PublicRequest, opened: Opened) -> HttpResponse:
    """What is asked, and the two answers; or whom they go to, once both said yes."""
    context = {
        "question": opened.question,
        "lines": lines(opened.question),
        "yes": _address(request, opened.key, "pair-yes"),
        "no": _address(request, opened.key, "pair-no"),
    }
    return render(request, "links/pair.html", context)


@with_open_question
def yes(request: PublicRequest, opened: Opened) -> HttpResponse:
    """They would like to. Looked at only, it leads to the question."""
    if request.method != "POST":
        return HttpResponseRedirect(_address(request, opened.key, "pair"))
    buddies.yes(opened.question, link=opened.link, now=timezone.now(), send=send)
    return _thanks(request, "yes")


@with_open_question
def no(request: PublicRequest, opened: Opened) -> HttpResponse:
    """Rather not, and why."""
    form = NoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        because = buddies.Because(form.cleaned_data["because"])
        buddies.no(opened.question, link=opened.link, now=timezone.now(), because=because)
        return _thanks(request, "no")
    context = {"form": form, "back": _address(request, opened.key, "pair")}
    return render(request, "links/pair_no.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD"])
def thanks(request: PublicRequest, said: str) -> HttpResponse:
    """It is in. The address holds no key and nothing about anybody."""
    return render(request, "links/pair_thanks.html", {"said": said})


def _closed_question(request: HttpRequest) -> HttpResponse:
    """Nothing is asked any more: somebody else answered, it ended, or the person changed their mind."""
    context = {
        "heading": _("This question is closed"),
        "text": _("You need do nothing more. It was answered already, or it is no longer needed."),
    }
    response = render(request, "links/closed.html", context, status=410)
    response["Cache-Control"] = "no-store"
    return response


def _thanks(request: PublicRequest, said: str) -> HttpResponse:
    kwargs = {"municipality": request.municipality.slug, "said": said}
    return HttpResponseRedirect(reverse("links:pair-thanks", kwargs=kwargs))


def _address(request: PublicRequest, key: str, page: str) -> str:
    return reverse(f"links:{page}", kwargs={"municipality": request.municipality.slug, "key": key})
