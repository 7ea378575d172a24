"""Advice on a text for whoever writes it: words that label people, and how easily it reads. Nothing is kept.

Advice, never a gate: who writes decides. It is about the text, not about its writer.

In a form: `{% include "web/advice_live.html" with read="name description" written="nl" %}`, with `advice` in the context
where the form comes back. Without JavaScript it shows once the form was sent; with it while one writes.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nabij.core.models import Municipality
from nabij.core.words import taboo_words
from nabij.methods.text.readability import Readability, readability

#: Letters; what comes after is not read.
LONGEST = 20_000
#: More of one kind discourages more than it helps.
SENTENCES, HARD, LONG = 3, 8, 4
_SHOWN = 140


@dataclass(frozen=True, slots=True)
class Line:
    """Something in the text, and what could stand there instead."""

    found: str
    instead: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say about one text. `written`: its language; empty lists where there is nothing to say."""

    written: str
    avoided: tuple[Line, ...]
    headline: str
    figures: str
    sentences: tuple[Line, ...]
    hard: tuple[Line, ...]
    long: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing that could be better."""
        return not (self.avoided or self.sentences or self.hard or self.long)


def advise(text: str, written: str, municipality: Municipality) -> Advice | None:
    """Advice on a text in `nl` or `en`; None for a text without words."""
    text = text[:LONGEST]
    measured = readability(text, written)
    if not measured.words:
        return None
    avoided = {hit.found.lower(): hit for hit in taboo_words(text, written, municipality)}
    hard = [one for one in measured.hard_words if one.found.lower() not in avoided]
    return Advice(
        written=written,
        avoided=tuple(Line(hit.found, hit.avoided.better) for hit in avoided.values()),
        headline=str(_HEADLINES[measured.level]) if measured.level else "",
        figures=_figures(measured),
        sentences=tuple(
            _sentence(one.text, one.words) for one in measured.long_sentences[:SENTENCES]
        ),
        hard=tuple(Line(one.found, one.easier) for one in hard[:HARD]),
        long=measured.long_words[:LONG],
    )


_HEADLINES = {
    "easy": gettext_lazy("Most people read this with ease."),
    "ordinary": gettext_lazy("Most people can read this."),
    "effort": gettext_lazy("This takes some effort to read."),
    "hard": gettext_lazy("Many people will find this hard to read."),
}


def _figures(measured: Readability) -> str:
    mean = round(measured.words_per_sentence)
    said = ngettext(
        "On average %(n)s word in a sentence.", "On average %(n)s words in a sentence.", mean
    ) % {"n": mean}
    if measured.score is None:
        return said
    scale = "Flesch" if measured.language == "en" else "Flesch–Douma"
    score = _("%(scale)s: %(score)s of 100; higher reads easier.") % {
        "scale": scale,
        "score": round(measured.score),
    }
    return f"{said} {score}"


def _sentence(text: str, words: int) -> Line:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return Line(shown, _("%(n)s words: can it be two sentences?") % {"n": words})
