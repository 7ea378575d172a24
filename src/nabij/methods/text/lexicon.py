"""The word lists of Nabij, read once: stop words, exceptions, parts of compounds.

All lists are own work, plain text beside this module (`lists/`), one word or rule after another,
`#` for remarks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources

from nabij.methods.text.normal import words

_INDEX_FILES = (
    "nl_stop.txt", "en_stop.txt", "nl_noise.txt", "en_noise.txt", "nl_exceptions.txt",
    "nl_parts.txt", "nl_whole.txt", "nl_expressions.txt", "nl_prefixes.txt", "nl_open_heads.txt",
)  # fmt: skip
_RULES = 1
"""Raise this whenever the code changes the tokens of a text."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists by their use; all words are plain (lower case, no accents).

    stop: words never indexed, per language. noise: words left out of a query that says something
    else too.
    lemmas: word → dictionary form. tokens: word → finished index token.
    heads, modifiers: what a Dutch compound may end or begin with. whole: words that must not be
    taken apart.
    open_heads: heads that may follow anything. weak_heads: heads that say little. prefixes: never
    part of a compound. fillers: words that may stand anywhere in an expression.
    expressions: first word → the fixed expressions, as words, the longest first. listed: all Dutch
    words above.
    vocabulary: these plus the words of the synonyms. english: words of the English concepts.
    """

    stop: Mapping[str, frozenset[str]]
    noise: Mapping[str, frozenset[str]]
    lemmas: Mapping[str, str]
    tokens: Mapping[str, str]
    heads: frozenset[str]
    modifiers: frozenset[str]
    whole: frozenset[str]
    open_heads: frozenset[str]
    weak_heads: frozenset[str]
    prefixes: frozenset[str]
    fillers: frozenset[str]
    expressions: Mapping[str, tuple[tuple[str, ...], ...]]
    listed: frozenset[str]
    vocabulary: frozenset[str]
    english: frozenset[str]


def read(name: str) -> str:
    """The text of one data file of this package."""
    return resources.files("nabij.methods.text").joinpath("lists").joinpath(name).read_text("utf-8")


def lines(name: str) -> list[tuple[int, str]]:
    """The lines of a data file that say something, with their line numbers from 1."""
    numbered = enumerate(read(name).splitlines(), start=1)
    return [(number, line.strip()) for number, line in numbered if line.strip() and line[0] != "#"]


def fingerprint() -> str:
    """Twelve hex digits that change whenever the tokens of some text may change.

    Covers the word lists that indexing uses and the versions of simplemma and PyStemmer; synonyms
    only matter when querying. Store it beside an index; when it
    differs, the index must be built again.
    """
    digest = hashlib.sha256(f"rules {_RULES}".encode())
    for name in _INDEX_FILES:
        digest.update(read(name).encode())
    for package in ("simplemma", "PyStemmer"):
        digest.update(f"{package} {metadata.version(package)}".encode())
    return digest.hexdigest()[:12]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for _, line in lines(name) for word in line.split())


def _exceptions() -> tuple[dict[str, str], dict[str, str]]:
    lemmas: dict[str, str] = {}
    tokens: dict[str, str] = {}
    for number, line in lines("nl_exceptions.txt"):
        for sign, target in ((" = ", tokens), (" : ", lemmas)):
            forms, found, base = line.partition(sign)
            if found:
                target.update(dict.fromkeys(forms.split(), base.strip()))
                break
        else:
            raise ValueError(f"nl_exceptions.txt:{number}: no ' = ' or ' : ' in {line!r}")
    return lemmas, tokens


def _parts() -> tuple[set[str], set[str], set[str]]:
    heads: set[str] = set()
    modifiers: set[str] = set()
    whole: set[str] = set()
    for item in _words("nl_parts.txt"):
        word = item.strip("-!")
        if item.endswith("!"):
            whole.add(word)
        if not item.startswith("-"):
            modifiers.add(word)
        if not item.endswith("-"):
            heads.add(word)
    return heads, modifiers, whole


def _expressions() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for _, line in lines("nl_expressions.txt"):
        expression = tuple(line.split())
        found.setdefault(expression[0], []).append(expression)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def _terms(name: str) -> frozenset[str]:
    """All single words in the terms of a synonym file, without its signs and filter tokens."""
    found: set[str] = set()
    for _, line in lines(name):
        for term in line.lstrip("=~> ").replace(" : ", ",").split(","):
            if "@" not in term:
                found.update(words(term))
    return frozenset(found)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once per process (about 20 ms, 2 MB)."""
    lemmas, tokens = _exceptions()
    heads, modifiers, more_whole = _parts()
    heads |= _words("nl_open_heads.txt")
    stop = {"nl": _words("nl_stop.txt"), "en": _words("en_stop.txt")}
    noise = {"nl": _words("nl_noise.txt"), "en": _words("en_noise.txt")}
    whole = _words("nl_whole.txt") | more_whole
    dutch = stop["nl"] | noise["nl"] | lemmas.keys() | tokens.keys() | heads | whole
    english = frozenset(
        word
        for _, line in lines("en_concepts.txt")
        for word in line.partition(" : ")[0].replace(",", " ").replace("'s", "").split()
    )
    return Lexicon(
        stop=stop, noise=noise, lemmas=lemmas, tokens=tokens,
        heads=frozenset(heads), modifiers=frozenset(modifiers), whole=whole,
        open_heads=_words("nl_open_heads.txt"), weak_heads=_words("nl_weak_heads.txt"),
        prefixes=_words("nl_prefixes.txt"), fillers=_words("nl_fillers.txt"),
        expressions=_expressions(), listed=frozenset(dutch),
        vocabulary=frozenset(dutch) | _terms("nl_synonyms.txt"), english=english,
    )  # fmt: skip
