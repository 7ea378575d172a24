"""Other words for what people type.

Dutch synonyms, everyday ways of saying things, English to Dutch.

Data: `lists/nl_synonyms.txt` and `lists/en_concepts.txt`, own work. Used when querying only, never
in the index, so a better list needs no new index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nabij.methods.text.compounds import compound_token, split
from nabij.methods.text.lexicon import lexicon, lines
from nabij.methods.text.normal import parts_of, raw_words
from nabij.methods.text.stems import stem
from nabij.methods.text.tokens import encode, filter_token

WEIGHTS = {"=": 0.8, "~": 0.5, ">": 0.6, "?": 0.6}
"""How much a synonym counts beside the typed word itself (1.0), by the sign of its group."""

ENGLISH_WEIGHT = 0.7
"""How much the Dutch word for a typed English word counts."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """One other way to find what was meant.

    term: readable; tokens: all must be present; weight: 0..1.
    """

    term: str
    tokens: Key
    weight: float


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Expansions by what was typed, as stems.

    With every word, and without stop words (two words or more).

    vague: what says little when something else is typed too.
    """

    literal: Mapping[Key, tuple[Expansion, ...]]
    content: Mapping[Key, tuple[Expansion, ...]]
    vague: frozenset[Key]
    longest: int


def unit_words(text: str) -> list[str]:
    """The words of a term or query in order, a hyphenated word as one.

    "repair-café vandaag" → 2 words.
    """
    return [pieces[0] for raw in raw_words(text) if (pieces := parts_of(raw))]


def key_of(words: Sequence[str], language: str) -> Key:
    """The stems under which a sequence of plain words is looked up."""
    if language == "en":
        return tuple(stem(word, "en") for word in words)
    return tuple(compound_token(word) for word in words)


def without_fillers(words: Sequence[str]) -> list[str]:
    """The words without fillers, or all when nothing but stop words would be left."""
    kept = [word for word in words if word not in lexicon().fillers]
    return kept if content_words(kept, "nl") else list(words)


def content_words(words: Sequence[str], language: str) -> list[str]:
    """The words that are not stop words."""
    stop = lexicon().stop[language]
    return [word for word in words if word not in stop and (len(word) > 1 or not word.isascii())]


@lru_cache(maxsize=8_000)
def target_of(term: str, weight: float) -> Expansion | None:
    """The expansion that finds this Dutch term or filter token.

    None for a term that loses words to the stop list and is no fixed expression: "zorg voor een
    ander" is typed, but would find every "zorg".
    """
    if term.startswith("@"):
        pairs = (part.lstrip("@").partition(":") for part in term.split("+"))
        return Expansion(term, tuple(filter_token(kind, value) for kind, _, value in pairs), weight)
    words = unit_words(term)
    if tuple(words) in lexicon().expressions.get(words[0], ()):
        return Expansion(term, (encode("".join(words)),), weight)
    found = content_words(words, "nl")
    if not found or (len(found) < len(words) and len(words) > 1):
        return None
    return Expansion(term, tuple(dict.fromkeys(encode(compound_token(w)) for w in found)), weight)


def _terms(text: str) -> list[str]:
    return [term.strip() for term in text.split(",") if term.strip()]


class _Builder:
    def __init__(self, language: str) -> None:
        self.language = language
        self.literal: dict[Key, dict[Key, Expansion]] = {}
        self.content: dict[Key, dict[Key, Expansion]] = {}
        self.vague: set[Key] = set()

    def add(self, typed: str, found: Sequence[str], weight: float) -> None:
        words = unit_words(typed)
        if self.language == "nl":
            words = without_fillers(words)
        targets = [e for term in found if (e := target_of(term, weight)) and term != typed]
        self._put(self.literal, key_of(words, self.language), targets)
        content = content_words(words, self.language)
        if (
            len(content) == 1 and self.language == "nl"
        ):  # "koffiedrinken" is also typed as two words
            content = list(split(content[0]))
        if len(content) > 1:
            self._put(self.content, key_of(content, self.language), targets)

    @staticmethod
    def _put(table: dict[Key, dict[Key, Expansion]], key: Key, targets: list[Expansion]) -> None:
        row = table.setdefault(key, {})
        for target in targets:
            known = row.get(target.tokens)
            if known is None or known.weight < target.weight:
                row[target.tokens] = target

    def done(self) -> Thesaurus:
        def frozen(table: dict[Key, dict[Key, Expansion]]) -> dict[Key, tuple[Expansion, ...]]:
            return {
                key: tuple(sorted(row.values(), key=lambda e: -e.weight))
                for key, row in table.items()
            }

        longest = max((len(key) for key in self.literal), default=1)
        return Thesaurus(frozen(self.literal), frozen(self.content), frozenset(self.vague), longest)


def _same() -> dict[str, tuple[str, ...]]:
    """Term → the terms that mean the same, from the "=" groups."""
    found: dict[str, dict[str, None]] = {}
    for _, line in lines("nl_synonyms.txt"):
        if line[0] == "=":
            group = _terms(line[1:])
            for term in group:
                found.setdefault(term, {}).update(dict.fromkeys(group))
    return {term: tuple(others) for term, others in found.items()}


def _add_with_same(
    builder: _Builder,
    typed: str,
    group: Sequence[str],
    weight: float,
    same: Mapping[str, Sequence[str]],
) -> None:
    """What is found one way also finds what means the same, with less weight."""
    builder.add(typed, group, weight)
    further = dict.fromkeys(other for term in group for other in same.get(term, ()))
    builder.add(typed, list(further), round(weight * WEIGHTS["="], 2))


def _dutch() -> Thesaurus:
    builder = _Builder("nl")
    same = _same()
    for number, line in lines("nl_synonyms.txt"):
        sign, body = line[0], line[1:]
        weight = WEIGHTS.get(sign)
        typed, colon, found = body.partition(" : ")
        if weight is None or (sign in ">?") != bool(colon):
            raise ValueError(f"nl_synonyms.txt:{number}: cannot read {line!r}")
        group = _terms(found if colon else typed)
        for term in _terms(typed):
            if sign == "?":
                builder.vague.add(key_of(without_fillers(unit_words(term)), "nl"))
            if colon:
                _add_with_same(builder, term, group, weight, same)
            elif not term.startswith("@"):
                builder.add(term, group, weight)
    return builder.done()


def _english() -> Thesaurus:
    builder = _Builder("en")
    same = _same()
    for number, line in lines("en_concepts.txt"):
        typed, colon, found = line.partition(" : ")
        if not colon:
            raise ValueError(f"en_concepts.txt:{number}: cannot read {line!r}")
        for term in _terms(typed):
            _add_with_same(builder, term, _terms(found), ENGLISH_WEIGHT, same)
    return builder.done()


@lru_cache(maxsize=2)
def thesaurus(language: str) -> Thesaurus:
    """The synonyms for what is typed in "nl" or "en"; built once per process (about 0.1 s)."""
    return _english() if language == "en" else _dutch()
