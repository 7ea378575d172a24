"""What was agreed about the person, in words, and the page for a question that is not open any more."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nabij.casework.answers import Question, Shared
from nabij.core.vocabulary import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that they may read. kind: of `Shared`, for a link to call or write."""

    kind: str
    label: str
    text: str


def shown_lines(question: Question) -> list[Line]:
    """What was agreed that this organisation may read."""
    labels = {
        Shared.NAME: _("Name"),
        Shared.PHONE: _("Phone"),
        Shared.EMAIL: _("E-mail"),
        Shared.LANGUAGE: _("Speaks"),
        Shared.NEEDS: _("Good to know"),
    }
    return [Line(kind.value, labels[kind], _text(kind, text)) for kind, text in question.person]


def closed_question(request: HttpRequest) -> HttpResponse:
    """Nothing is asked any more: it was answered another way, or the person changed their mind."""
    context = {
        "heading": _("This question is closed"),
        "text": _("You need do nothing more. It was answered already, or it is no longer needed."),
    }
    response = render(request, "links/closed.html", context, status=410)
    response["Cache-Control"] = "no-store"
    return response


def _text(kind: Shared, text: str) -> str:
    return str(LANGUAGE_NAMES.get(text, text)) if kind == Shared.LANGUAGE else text
