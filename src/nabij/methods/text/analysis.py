"""Text to index tokens, for every text that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nabij.methods.text.compounds import compound_token, split
from nabij.methods.text.lexicon import lexicon
from nabij.methods.text.normal import parts_of, raw_words
from nabij.methods.text.stems import stem
from nabij.methods.text.tokens import encode

_SHORTEST = 2


def language_of(language: str) -> str:
    """The language whose rules are used: "en" for English in any spelling of the tag, else "nl"."""
    return "en" if language.lower().startswith("en") else "nl"


def is_stop_word(word: str, language: str = "nl") -> bool:
    """Whether a plain word carries no meaning of its own, or is a single letter."""
    return (len(word) < _SHORTEST and word.isascii()) or word in lexicon().stop[
        language_of(language)
    ]


@lru_cache(maxsize=30_000)
def word_tokens(word: str, language: str = "nl") -> tuple[str, ...]:
    """The index tokens of one plain word.

    The whole first, then the parts if it is a Dutch compound.

    () for a stop word. Deterministic; the same for index and query.
    """
    rules = language_of(language)
    if is_stop_word(word, rules):
        return ()
    if rules == "en":
        return (encode(stem(word, "en")),)
    parts = split(word)
    found = [compound_token(word), *(stem(part) for part in parts)]
    return tuple(dict.fromkeys(encode(token) for token in found))


def analyse(text: str, language: str = "nl") -> list[str]:
    """The tokens under which a text is found, each once, in order of first appearance.

    text: anything; markup should be taken off before. language: "nl" or "en" (another is read as
    "nl"). Tokens are ASCII letters and digits (see `tokens`). Never raises. Cost, measured on one
    core: 4 µs a word, 0.2 ms for a word that is not in the cache of 30,000, and 1 s and 44 MB once
    per process for simplemma's dictionary.
    """
    found: dict[str, None] = {}
    sequence: list[str] = []
    for raw in raw_words(text):
        whole, tokens = _of_raw_word(raw, language)
        sequence.extend(whole)
        found.update(tokens)
    if language_of(language) == "nl":
        found.update(dict.fromkeys(map(encode, expressions(sequence))))
    return list(found)


@lru_cache(maxsize=30_000)
def _of_raw_word(raw: str, language: str) -> tuple[tuple[str, ...], dict[str, None]]:
    """The plain word that one raw word is (none for only signs), and its tokens in order; not to be changed."""
    pieces = parts_of(raw)
    tokens = (token for word in pieces for token in word_tokens(word, language))
    return pieces[:1], dict.fromkeys(tokens)


def expressions(words: Sequence[str]) -> Iterator[str]:
    """The fixed Dutch expressions in a sequence of plain words, each as one joined word.

    "dagje uit" → "dagjeuit".
    """
    listed = lexicon().expressions
    for start, word in enumerate(words):
        if word not in listed:
            continue
        for expression in listed[word]:
            if tuple(words[start : start + len(expression)]) == expression:
                yield "".join(expression)
