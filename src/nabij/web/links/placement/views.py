"""The page behind the link "Is somebody welcome?". Opening it, however often, changes nothing; its buttons do.

Nobody is signed in and no cookie is set: whoever holds the link may answer once. Opened by a code that was read out on
the phone it shows nothing about the person, for a code can be guessed; the one who reads it out tells (ADR 0061, 0085).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nabij.casework import answers
from nabij.core.links.opening import Found, LinkState, LinkUsedError
from nabij.core.models import OneTimeLink
from nabij.web.checking.lines import check_line
from nabij.web.links.looking_up import found_by
from nabij.web.links.pages import closed_page, opens
from nabij.web.links.placement.forms import DeclineForm, QuestionForm, WelcomeForm
from nabij.web.links.placement.words import closed_question, shown_lines
from nabij.web.municipality import PublicRequest

opens(answers.PURPOSE, "links:placement")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link and what it asks."""

    key: str
    link: OneTimeLink
    question: answers.Question
    by_code: bool


View = Callable[[PublicRequest, Opened], HttpResponse]


def with_open_question(view: View) -> Callable[..., HttpResponse]:
    """Open the link in the address, or show why it does not open."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def opened(request: PublicRequest, key: str) -> HttpResponse:
        found, now = found_by(request, key, answers.PURPOSE), timezone.now()
        if found.link is None or not found.open:
            return closed_page(request, found)
        question = answers.question_of(
            request.municipality, found.link.subject, aloud=found.by_code, now=now
        )
        if question is None or not question.open:
            return closed_question(request)
        try:
            response = view(request, Opened(key, found.link, question, found.by_code))
        except (LinkUsedError, answers.CannotBecomeError):
            return closed_page(request, Found(LinkState.USED, found.link, by_code=found.by_code))
        response["Referrer-Policy"] = "no-referrer"  # the address is the key
        return response

    return opened


@with_open_question
def placement(request: PublicRequest, opened: Opened) -> HttpResponse:
    """What it is about, what was agreed that they may read, and the three answers."""
    addresses = {
        page: _address(request, opened.key, f"placement-{page}")
        for page in ("welcome", "question", "decline")
    }
    context = _about(opened) | {"addresses": addresses, "person": shown_lines(opened.question)}
    return render(request, "links/placement.html", context)


@with_open_question
def welcome(request: PublicRequest, opened: Opened) -> HttpResponse:
    """Somebody is welcome: who waits at the door, and when first."""
    form = WelcomeForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        answers.accept(
            opened.question,
            link=opened.link,
            now=timezone.now(),
            welcomed_by=form.cleaned_data["welcomed_by"],
            first_on=form.cleaned_data["first_on"],
            first_at=form.cleaned_data["first_at"],
            room=form.told_room,
        )
        return _thanks(request, opened, "welcome")
    return _form(request, opened, form, "welcome")


@with_open_question
def question(request: PublicRequest, opened: Opened) -> HttpResponse:
    """They want to know something first."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers.ask_back(
            opened.question,
            link=opened.link,
            now=timezone.now(),
            words=form.cleaned_data["question"],
            room=form.told_room,
        )
        return _thanks(request, opened, "question")
    return _form(request, opened, form, "question")


@with_open_question
def decline(request: PublicRequest, opened: Opened) -> HttpResponse:
    """It cannot be there, and why."""
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers.decline(
            opened.question,
            link=opened.link,
            now=timezone.now(),
            because=answers.Decline(form.cleaned_data["because"]),
            words=form.cleaned_data["words"],
            room=form.told_room,
        )
        return _thanks(request, opened, "decline")
    return _form(request, opened, form, "decline")


@never_cache
@require_http_methods(["GET", "HEAD"])
def thanks(request: PublicRequest, said: str) -> HttpResponse:
    """It is in. The address holds no key and nothing about anybody."""
    return render(request, "links/placement_thanks.html", {"said": said})


def _form(request: PublicRequest, opened: Opened, form: object, page: str) -> HttpResponse:
    wrong = bool(getattr(form, "errors", None))
    context = _about(opened) | {
        "form": form,
        "page": page,
        "back": _address(request, opened.key, "placement"),
    }
    return render(request, "links/placement_answer.html", context, status=400 if wrong else 200)


def _about(opened: Opened) -> dict[str, object]:
    return {
        "question": opened.question,
        "by_code": opened.by_code,
        "line": check_line(opened.question.offer, timezone.localdate()),
    }


def _thanks(request: PublicRequest, opened: Opened, said: str) -> HttpResponse:
    kwargs = {"municipality": request.municipality.slug, "said": said}
    return HttpResponseRedirect(reverse("links:placement-thanks", kwargs=kwargs))


def _address(request: PublicRequest, key: str, page: str) -> str:
    return reverse(f"links:{page}", kwargs={"municipality": request.municipality.slug, "key": key})
