"""One word to one index token.

Own exceptions, then the lemma (simplemma), then the stem (Snowball).

Sources: simplemma 2 (Barbaresi, doi 10.5281/zenodo.4673264); Snowball's `dutch` stemmer of
PyStemmer 3 (Kraaij and Pohlmann) and `english` (Porter 2). The Dutch stemmer takes off "ge-", which
turns "gezond" into "zon" and "gebed" into "bed"; as the lemma already undid participles, that step
is refused here (except for "opgebeld" and the like).
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import simplemma
import Stemmer

from nabij.methods.text.lexicon import lexicon

LANGUAGES = ("nl", "en")
"""Languages with rules of their own; any other is read as Dutch, which is what surrounds it."""

_SNOWBALL = {"nl": "dutch", "en": "english"}
_local = threading.local()


def _snowball(language: str) -> Stemmer.Stemmer:
    """A stemmer for this thread: PyStemmer's objects are not safe to share between threads."""
    stemmers: dict[str, Stemmer.Stemmer] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = _local.stemmers = {}
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_SNOWBALL[language], 0)
    return stemmers[language]


def known_word(word: str, language: str = "nl") -> bool:
    """Whether an ordinary Dutch dictionary (or our lexicon) has this plain word.

    English: our lexicon only.
    """
    if language != "nl":
        return word in lexicon().english
    return word in lexicon().listed or bool(simplemma.is_known(word, "nl"))


@lru_cache(maxsize=4_000)
def lemma(word: str) -> str:
    """The Dutch dictionary form of a plain word; the word itself when unknown: "liep" → "lopen"."""
    exception = lexicon().lemmas.get(word)
    if exception is not None:
        return exception
    if not word.isascii() or not word.isalpha():
        return word
    found: str = simplemma.lemmatize(word, "nl")
    if not (found.isalpha() and found.isascii()):
        return word
    if found.endswith("ster") and word.endswith("er"):  # "kapper" is not a "kapster"
        return word
    return found.lower()


_SEPARABLE = re.compile(
    r"(aan|af|bij|binnen|door|in|langs|los|mee|na|neer|om|op|over|rond|samen|terug|thuis|toe|uit"
    r"|vast|voor|weg)"
    r"ge.+(d|t|en)"
)


def _lost_ge(base: str, stemmed: str) -> bool:
    """Whether the stemmer took "ge" off as if of a participle.

    "gezond", "regenboog", "mogelijk".
    """
    at = base.find("ge")
    if at < 0 or _SEPARABLE.fullmatch(base):
        return False
    without = base[:at] + base[at + 2 :]
    return stemmed.startswith(without[: at + 2]) and not base.startswith(stemmed[: at + 2])


@lru_cache(maxsize=4_000)
def stem(word: str, language: str = "nl") -> str:
    """The index token of one plain word (letters and digits), before encoding for the database.

    language: "nl" (also for any unknown language) or "en". Never empty for a non-empty word.
    """
    if not word.isascii() or not word.isalpha():
        return word
    if language == "en":
        return _snowball("en").stemWord(word) or word
    token = lexicon().tokens.get(word)
    if token is not None:
        return token
    base = lemma(word)
    token = lexicon().tokens.get(base)
    if token is not None:
        return token
    stemmed: str = _snowball("nl").stemWord(base)
    if len(stemmed) < 2 or _lost_ge(base, stemmed):
        return base
    return stemmed
