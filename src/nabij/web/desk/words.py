"""The words of a municipality: which it avoids, and what it calls everything that residents see."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.core.actions.words import (
    UnfitWordError,
    allow_word,
    avoid_word,
    choose_name,
    restore_word,
)
from nabij.core.words import NAMES, Avoided, default_name, public_name
from nabij.core.words.lexicon import Entry, entries
from nabij.core.words.names import chosen_name
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.word_forms import NameForm, WordForm

LANGUAGES = dict(settings.LANGUAGES)


@requires("words.choose")
@require_safe
def words(request: DeskRequest) -> HttpResponse:
    """The avoided words of both languages, each with what to say instead."""
    lists = [(code, name, entries(code, request.municipality)) for code, name in LANGUAGES.items()]
    return render(request, "desk/words.html", {"lists": lists})


@requires("words.choose")
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: DeskRequest, language: str) -> HttpResponse:
    """Add a word, or change the one that the address names (`?word=`)."""
    if language not in LANGUAGES:
        raise Http404(f"no words in {language!r}")
    known = _asked(request, language)
    form = WordForm(
        request.POST if request.method == "POST" else None,
        known=known is not None,
        initial=_initial(known),
    )
    if request.method == "POST" and form.is_valid() and _avoided(request, form, language, known):
        messages.success(request, _("From now on this word is pointed out to whoever writes."))
        return _to(request, "words", f"#{language}")
    context = {
        "form": form,
        "known": known.avoided.word if known else "",
        "language": language,
        "language_name": LANGUAGES[language],
    }
    return render(request, "desk/word.html", context, status=400 if form.errors else 200)


@requires("words.choose")
@require_POST
def switch_word(request: DeskRequest, language: str) -> HttpResponse:
    """Switch a word off, or have it as Nabij has it again (`to`: off, on)."""
    if language not in LANGUAGES:
        raise Http404(f"no words in {language!r}")
    word = request.POST.get("word", "")
    if not _find(request, language, word):
        messages.info(request, _("That word is not in the list any more."))
        return _to(request, "words", f"#{language}")
    said = {"word": word}
    try:
        if request.POST.get("to") == "on":
            restore_word(municipality=request.municipality, language=language, word=word)
            messages.success(request, _("“%(word)s” is as Nabij has it again.") % said)
        else:
            allow_word(municipality=request.municipality, language=language, word=word)
            messages.success(request, _("“%(word)s” is no longer pointed out.") % said)
    except UnfitWordError as problem:
        messages.error(request, str(problem))
    return _to(request, "words", f"#{language}")


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name on the desk: what it is for, and what it is called in each language; `own`: chosen here."""

    key: str
    what: Promise
    called: tuple[tuple[str, str, bool], ...]


@requires("words.choose")
@require_safe
def names(request: DeskRequest) -> HttpResponse:
    """Everything that has a name of its own, and what it is called here."""
    return render(request, "desk/names.html", {"rows": [_row(request, key) for key in NAMES]})


@requires("words.choose")
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: DeskRequest, thing: str) -> HttpResponse:
    """Choose what something is called, in both languages at once."""
    if thing not in NAMES:
        raise Http404(f"nothing is called by {thing!r}")
    here = request.municipality
    initial = {code: chosen_name(thing, here, code) for code in LANGUAGES}
    usual = {code: default_name(thing, here, code) for code in LANGUAGES}
    form = NameForm(
        request.POST if request.method == "POST" else None, usual=usual, initial=initial
    )
    if request.method == "POST" and form.is_valid() and _named(request, form, thing):
        messages.success(request, _("Residents see it like this from now on."))
        return _to(request, "names")
    context = {"form": form, "what": NAMES[thing].what}
    return render(request, "desk/name.html", context, status=400 if form.errors else 200)


def _avoided(request: DeskRequest, form: WordForm, language: str, known: Entry | None) -> bool:
    """Whether the word could be written; if not, the form says why."""
    given = form.cleaned_data
    try:
        avoid_word(
            municipality=request.municipality,
            language=language,
            word=known.avoided.word if known else given["word"],
            better=given["better"],
            stems=given["stems"],
            inside=given["inside"],
        )
    except UnfitWordError as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True


def _named(request: DeskRequest, form: NameForm, thing: str) -> bool:
    for code in LANGUAGES:
        try:
            choose_name(
                municipality=request.municipality,
                key=thing,
                language=code,
                text=form.cleaned_data[code],
            )
        except UnfitWordError as problem:
            form.add_error(problem.field, str(problem))
    return not form.errors


def _find(request: DeskRequest, language: str, wanted: str) -> Entry | None:
    lines = entries(language, request.municipality)
    return next((entry for entry in lines if entry.avoided.word == wanted), None)


def _asked(request: DeskRequest, language: str) -> Entry | None:
    """The word that the address names; None where it names none."""
    if "word" not in request.GET:
        return None
    entry = _find(request, language, request.GET["word"])
    if entry is None:
        raise Http404("not in the list")
    return entry


def _initial(known: Entry | None) -> dict[str, object]:
    if known is None:
        return {"inside": True}
    row: Avoided = known.avoided
    stems = "" if row.stems == row.word else row.stems.replace("|", "\n")
    return {"better": row.better, "stems": stems, "inside": row.inside}


def _row(request: DeskRequest, key: str) -> NameRow:
    here = request.municipality
    called = (
        (code, public_name(key, here, code), bool(chosen_name(key, here, code)))
        for code in LANGUAGES
    )
    return NameRow(key, NAMES[key].what, tuple(called))


def _to(request: DeskRequest, page: str, rest: str = "") -> HttpResponse:
    slug = request.municipality.slug
    return HttpResponseRedirect(reverse(f"desk:{page}", kwargs={"municipality": slug}) + rest)
