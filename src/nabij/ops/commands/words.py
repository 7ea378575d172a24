"""`nabij words`: check a text for words that label people, and hear how easily it reads."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
from django.utils import translation
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.words import Hit, taboo_words
from nabij.methods.text.readability import Readability, readability
from nabij.ops.commands.find import one_of
from nabij.ops.exits import AnswerIsNo, BadInputError
from nabij.ops.ready import municipality_with, ready


@click.group(help=_("The words that residents read."))
def command() -> None:
    """Check them."""


@command.command(
    help=_(
        "Check a text (- reads what is typed or piped) for words that label people, and say how easily it "
        "reads. Ends with 1 where such a word stands in it."
    )
)
@click.argument("file", metavar="FILE|-")
@click.option("--language", default="", help=_("of the text: nl or en; as the terminal by default"))
@click.option("--municipality", "code", default="", help=_("with the words of this municipality"))
@click.option("--json", "as_json", is_flag=True, help=_("JSON instead of lines to read"))
def check(file: str, language: str, code: str, as_json: bool) -> None:
    """The words with their places, then sentences and score."""
    written = one_of(language or translation.get_language() or "nl", ("nl", "en"), "--language")
    text = _read(file)
    with ready() if code else nullcontext():
        municipality: Municipality | None = municipality_with(code) if code else None
        hits = taboo_words(text, written, municipality)
    measured = readability(text, written)
    if as_json:
        click.echo(json.dumps(_as_row(text, hits, measured), ensure_ascii=False, indent=2))
        if hits:
            raise SystemExit(1)
        return
    for line in _lines(text, hits, measured):
        click.echo(line)
    if hits:
        raise AnswerIsNo(_("There are words in it that label people."))


def _read(file: str) -> str:
    """The text. Raises BadInputError for a file that is not there or is no text."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError:
        raise BadInputError(_("“%(file)s” cannot be read.") % {"file": file}) from None
    except UnicodeDecodeError:
        raise BadInputError(
            _("“%(file)s” is not a text in UTF-8. Save it as plain text first.") % {"file": file}
        ) from None


def _place(text: str, hit: Hit) -> tuple[int, int]:
    """Line and column of a hit, from 1."""
    before = text[: hit.start]
    return before.count("\n") + 1, hit.start - (before.rfind("\n") + 1) + 1


def _lines(text: str, hits: list[Hit], measured: Readability) -> Iterator[str]:
    for hit in hits:
        line, column = _place(text, hit)
        yield _("%(line)s:%(column)s “%(found)s”: rather %(better)s") % {
            "line": line, "column": column, "found": hit.found, "better": hit.avoided.better,
        }  # fmt: skip
    yield _("%(words)s words, %(sentences)s sentences, %(mean)s words in a sentence.") % {
        "words": measured.words,
        "sentences": measured.sentences,
        "mean": round(measured.words_per_sentence, 1),
    }
    if measured.score is not None:
        scale = "Flesch" if measured.language == "en" else "Flesch–Douma"
        yield _("%(scale)s: %(score)s of 100; higher reads easier.") % {
            "scale": scale,
            "score": round(measured.score),
        }
    for sentence in measured.long_sentences:
        yield _("Long sentence, %(n)s words: %(text)s") % {
            "n": sentence.words,
            "text": sentence.text,
        }
    for hard in measured.hard_words:
        yield _("“%(found)s”: rather %(better)s") % {"found": hard.found, "better": hard.easier}
    for word in measured.long_words:
        yield _("Long word: %(word)s") % {"word": word}


def _as_row(text: str, hits: list[Hit], measured: Readability) -> dict[str, Any]:
    return {
        "words": [
            {
                "found": hit.found,
                "line": _place(text, hit)[0],
                "column": _place(text, hit)[1],
                "word": hit.avoided.word,
                "better": hit.avoided.better,
            }
            for hit in hits
        ],
        "readability": {
            "language": measured.language,
            "words": measured.words,
            "sentences": measured.sentences,
            "syllables": measured.syllables,
            "words_per_sentence": round(measured.words_per_sentence, 2),
            "syllables_per_word": round(measured.syllables_per_word, 3),
            "score": None if measured.score is None else round(measured.score, 1),
            "level": measured.level,
            "long_sentences": [one.text for one in measured.long_sentences],
            "hard_words": {one.found: one.easier for one in measured.hard_words},
            "long_words": list(measured.long_words),
        },
    }
