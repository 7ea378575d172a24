"""Help with writing: paste a text and hear how it reads. Nothing of it is kept."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from nabij.web.access import DeskRequest, requires
from nabij.web.advice import LONGEST, advise
from nabij.web.forms import PlainForm

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class WritingForm(PlainForm):
    """A text and its language."""

    text = forms.CharField(
        label=_("Your text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Type or paste a text first.")},
    )
    language = forms.ChoiceField(
        label=_("In which language is it?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )


@requires("desk.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def writing_help(request: DeskRequest) -> HttpResponse:
    """The text, and beside it what could be easier or kinder."""
    asked = request.POST if request.method == "POST" else None
    form = WritingForm(asked, initial={"language": (get_language() or "nl")[:2]})
    advice = None
    if asked is not None and form.is_valid():
        given = form.cleaned_data
        advice = advise(given["text"], given["language"], request.municipality)
    status = 400 if form.errors else 200
    return render(
        request, "desk/writing_help.html", {"form": form, "advice": advice}, status=status
    )


@requires("desk.enter")
@require_POST
def advice(request: DeskRequest) -> HttpResponse:
    """The piece of a page with advice on some fields of a form.

    read: the names of the fields, with spaces; written_in: their language, or written_from: the field that says it.
    """
    names = request.POST.get("read", "text").split()[:20]
    text = "\n\n".join(value for name in names for value in request.POST.getlist(name))
    found = advise(text, _written(request), request.municipality)
    return render(request, "web/advice.html", {"advice": found})


def _written(request: HttpRequest) -> str:
    field = request.POST.get("written_from", "")
    language = request.POST.get(field, "") if field else request.POST.get("written_in", "")
    return language if language in LANGUAGES else LANGUAGES[0]
