"""Finding avoided words in a text: the one function that every check of a text goes through."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nabij.core.models import Municipality
from nabij.core.words.avoided import Avoided
from nabij.core.words.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Hit:
    """An avoided word in a text: as it stands there, from which letter, and what to say instead."""

    found: str
    start: int
    avoided: Avoided


def taboo_words(text: str, language: str, municipality: Municipality | None = None) -> list[Hit]:
    """The words in a text that this municipality avoids, in their order; without one: those of Nabij.

    language: `nl` or `en`; another: those of both. Case, soft hyphens and ways of writing accents make no
    difference; entities of HTML must be resolved before. One query for the first text after a change of the words,
    none for a municipality that changed nothing.
    """
    return hits_of(text, lexicon(language, municipality))


def hits_of(text: str, words: Iterable[Avoided]) -> list[Hit]:
    """These words in a text, in its order."""
    plain = unicodedata.normalize("NFC", text).replace("\N{SOFT HYPHEN}", "")
    hits = (
        _whole(plain, found, avoided)
        for avoided in words
        for found in _pattern(avoided.stems).finditer(plain)
    )
    return sorted((hit for hit in hits if hit), key=lambda hit: hit.start)


def _whole(text: str, found: re.Match[str], avoided: Avoided) -> Hit | None:
    """The whole word around the stem, so that a person recognises it; None inside a word where that is another one."""
    start, end = found.span()
    while start and _LETTER.match(text[start - 1]):
        start -= 1
    if start < found.start() and not avoided.inside:
        return None
    while end < len(text) and _LETTER.match(text[end]):
        end += 1
    return Hit(text[start:end], start, avoided)


_LETTER = re.compile(r"\w")


@lru_cache(maxsize=2_000)
def _pattern(stems: str) -> re.Pattern[str]:
    """Any of the stems; a space between two words may be any white space, longer stems come first."""
    parts = sorted(
        (stem.split() for stem in stems.split("|")), key=lambda words: -len("".join(words))
    )
    ways = (r"\s+".join(map(re.escape, words)) for words in parts if words)
    return re.compile("|".join(ways), re.IGNORECASE)
