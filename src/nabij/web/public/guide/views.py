"""The guide's pages: five questions, the steps, and the steps on paper. Nothing is stored; everything is GET."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from nabij.core.queries.help_lines import shown_help_lines
from nabij.web.helping import helper_of
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page
from nabij.web.public.guide.answers import Answers, Who
from nabij.web.public.guide.questions import QUESTIONS, Question, WhereForm
from nabij.web.public.guide.steps import about, guidance, more, told
from nabij.web.public.views.agenda import qr_code


@require_safe
def question(request: PublicRequest, number: int) -> HttpResponse:
    """One question; sent in (`go`), it leads to the next one with the answer in its address."""
    asked, answers = QUESTIONS[number], Answers.of(request.GET)
    sent = "go" in request.GET
    if "who" not in request.GET and not sent and helper_of(request):
        answers = replace(answers, who=Who.CLIENT)
    form = asked.form(request.GET) if sent else asked.form(initial=answers.initial())
    if sent and _understood(form, request):
        return _private(HttpResponseRedirect(_next(request, number, answers)))
    return _private(
        render(request, "web/public/guide/question.html", _context(request, number, answers, form))
    )


def _understood(form: Any, request: PublicRequest) -> bool:
    understood = form.is_valid()
    return understood and (
        not isinstance(form, WhereForm) or form.check_place(request.municipality)
    )


def _context(request: PublicRequest, number: int, answers: Answers, form: Any) -> dict[str, Any]:
    asked = QUESTIONS[number]
    others = answers.without(asked.names)
    then = _then(request)
    return {
        "form": form,
        "question": asked,
        "title": asked.titles[answers.who],
        "number": number + 1,
        "of": len(QUESTIONS),
        "first": number == 0,
        "single": len(asked.fields) == 1,
        "hidden": [*others.fields().items(), *([("then", then)] if then else [])],
        "here_url": page(request.municipality, asked.page),
        "back_url": _back(request, number, answers),
        "skip_url": _next(request, number, others),
        "changing": bool(then),
    }


def _then(request: PublicRequest) -> str:
    """Where an answer leads when it was only changed: to the steps."""
    return "steps" if request.GET.get("then") == "steps" else ""


def _next(request: PublicRequest, number: int, answers: Answers) -> str:
    last = number + 1 == len(QUESTIONS)
    name = "guide-steps" if last or _then(request) else QUESTIONS[number + 1].page
    return page(request.municipality, name) + answers.query()


def _back(request: PublicRequest, number: int, answers: Answers) -> str:
    if _then(request):
        return page(request.municipality, "guide-steps") + answers.query()
    if number == 0:
        return page(request.municipality, "home")
    return page(request.municipality, QUESTIONS[number - 1].page) + answers.query()


@require_safe
def steps(request: PublicRequest) -> HttpResponse:
    """At most three steps, each with its reason; someone to talk with; what was told, to change."""
    answers = Answers.of(request.GET)
    last: Question = QUESTIONS[-1]
    context = {
        "guidance": guidance(request.municipality, answers, now=timezone.localtime()),
        "told": told(request.municipality, answers),
        "more": more(request.municipality, answers),
        "about": about(answers),
        "sheet_url": page(request.municipality, "guide-sheet") + answers.query(),
        "back_url": page(request.municipality, last.page) + answers.query(),
        "again_url": page(request.municipality, "guide"),
    }
    return _private(render(request, "web/public/guide/steps.html", context))


@require_safe
def sheet(request: PublicRequest) -> HttpResponse:
    """“My steps” on one A4, in large type, with phone number, short address and QR code."""
    answers = Answers.of(request.GET)
    here = page(request.municipality, "guide-steps") + answers.query()
    context = {
        "guidance": guidance(request.municipality, answers, now=timezone.localtime()),
        "today": timezone.localdate(),
        "qr": qr_code(request.build_absolute_uri(here)),
        "address": request.municipality.short_url or request.get_host(),
        "back_url": here,
        "lines": shown_help_lines(request.municipality),
    }
    return _private(render(request, "web/public/guide/sheet.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """What somebody answered is kept by no cache: the next one at the library's computer sees nothing of it."""
    patch_cache_control(response, private=True, no_store=True)
    return response
