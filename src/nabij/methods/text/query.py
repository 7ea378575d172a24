"""What someone typed, understood: groups that must all be found, each in one of several ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nabij.methods.text.analysis import is_stop_word, language_of
from nabij.methods.text.compounds import compound_token, split
from nabij.methods.text.lexicon import lexicon
from nabij.methods.text.normal import clean, parts_of, raw_words
from nabij.methods.text.spelling import Suggestion, suggest
from nabij.methods.text.stems import known_word, stem
from nabij.methods.text.synonyms import Expansion, key_of, thesaurus
from nabij.methods.text.tokens import encode

Why = Literal["exact", "stem", "compound", "synonym", "spelling"]

MAX_WORDS = 16
"""A query is cut after this many different words with a meaning."""
MAX_TEXT = 2_000
"""A query is cut after this many characters."""
MAX_ALTERNATIVES = 40
"""The best alternatives of a word that are kept."""

_COMPOUND = 0.85
_OTHER_LANGUAGE = 0.9
_SPELLING = (0.7, 0.6, 0.5)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to find a typed word. tokens: all must be present; weight: 0..1; word: readable, for the reason."""

    tokens: tuple[str, ...]
    weight: float
    why: Why
    word: str


@dataclass(frozen=True, slots=True)
class Group:
    """One typed word or expression and every way to find it, the best first; never without alternatives."""

    typed: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text, understood. text: as typed, cleaned; groups: all wanted; left_out: words without meaning here."""

    text: str
    language: str
    groups: tuple[Group, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is left to search for."""
        return not self.groups


@dataclass(frozen=True, slots=True)
class _Unit:
    """One typed word: plain, with the parts of a hyphenated word or compound."""

    word: str
    parts: tuple[str, ...]
    stop: bool


@lru_cache(maxsize=1)
def _own_vocabulary() -> Mapping[str, int]:
    return dict.fromkeys((w for w in lexicon().vocabulary if len(w) > 3 and w.isalpha()), 0)


@lru_cache(maxsize=1)
def _english_vocabulary() -> Mapping[str, int]:
    return dict.fromkeys((w for w in lexicon().english if len(w) > 3 and w.isalpha()), 0)


def _units(text: str, language: str, most: int) -> list[_Unit]:
    found: list[_Unit] = []
    meaning: set[str] = set()
    for raw in raw_words(text):
        pieces = parts_of(raw)
        if not pieces:
            continue
        word = pieces[0]
        stop = is_stop_word(word, language)
        if not stop and word not in meaning:
            if len(meaning) == most:
                break
            meaning.add(word)
        found.append(_Unit(word, pieces[1:] or split(word), stop))
    return found


def query_words(text: str, language: str = "nl", most: int = MAX_WORDS) -> list[str]:
    """The different plain words of a typed text that mean something, at most `most`: look these up for spelling."""
    units = _units(clean(text[:MAX_TEXT]), language_of(language), most)
    return list(dict.fromkeys(unit.word for unit in units if not unit.stop))


def parse_query(
    text: str,
    language: str = "nl",
    *,
    vocabulary: Mapping[str, int] | None = None,
    most_words: int = MAX_WORDS,
) -> Query:
    """Understand what someone typed. Never raises: operators, control characters and emoji are just text.

    text: anything, of any length. language: of the screen, "nl" or "en"; Dutch words are understood on the English
    screen and the other way round. vocabulary: plain words → how often they occur in what can be found, at least
    those that share a `spelling_keys` key with the `query_words`; a typed word that is missing there is corrected.
    Without it, only words that no dictionary knows are corrected, towards our own lexicon.
    """
    language = language_of(language)
    shown = clean(text[:MAX_TEXT])
    units = _units(shown, language, most_words)
    groups: dict[tuple[Alternative, ...], Group] = {}
    noise: dict[tuple[Alternative, ...], Group] = {}
    left_out: dict[str, None] = {}
    for start, stop in _expressions(units, language):
        span = units[start:stop]
        if len(span) == 1 and span[0].stop:
            left_out[span[0].word] = None
            continue
        group = _group(span, language, vocabulary)
        is_noise = len(span) == 1 and span[0].word in lexicon().noise[language]
        (noise if is_noise else groups)[group.alternatives] = group
    if groups:
        left_out.update((group.typed, None) for group in noise.values())
    kept = tuple((groups or noise).values())
    return Query(shown, language, kept, tuple(left_out))


def _expressions(units: Sequence[_Unit], language: str) -> Iterable[tuple[int, int]]:
    """Cut the words into the longest expressions that the thesaurus knows, and single words."""
    start = 0
    while start < len(units):
        stop = _expression_end(units, start, language) or start + 1
        yield start, stop
        start = stop


def _expression_end(units: Sequence[_Unit], start: int, language: str) -> int | None:
    words = [unit.word for unit in units[start : start + 10]]
    content = [start + n for n, unit in enumerate(units[start : start + 10]) if not unit.stop]
    for known in (language, "en" if language == "nl" else "nl"):
        entries = thesaurus(known)
        for length in range(min(entries.longest, len(words)), 1, -1):
            if key_of(words[:length], known) in entries.literal:
                return start + length
        if units[start].stop:
            continue
        for length in range(min(entries.longest, len(content)), 1, -1):
            if key_of([units[n].word for n in content[:length]], known) in entries.content:
                return content[length - 1] + 1
    return None


def _expansions(words: Sequence[str], content: Sequence[str]) -> list[tuple[str, Expansion]]:
    found: list[tuple[str, Expansion]] = []
    for language in ("nl", "en"):
        entries = thesaurus(language)
        rows = entries.literal.get(key_of(words, language), ())
        if not rows and len(content) > 1:
            rows = entries.content.get(key_of(content, language), ())
        found.extend((language, row) for row in rows)
    return found


def _group(span: Sequence[_Unit], language: str, vocabulary: Mapping[str, int] | None) -> Group:
    words = [unit.word for unit in span]
    content = [unit for unit in span if not unit.stop]
    found: list[Alternative] = []
    if len(span) == 1:
        found.extend(_literal(span[0], language))
    elif content:
        tokens = tuple(dict.fromkeys(encode(_token(unit.word, language)) for unit in content))
        found.append(Alternative(tokens, 1.0, "exact", " ".join(words)))
    expansions = _expansions(words, [unit.word for unit in content])
    for spoken, row in expansions:
        if spoken == "en" and language == "nl" and (len(expansions) > 0 and known_word(words[0])):
            continue
        found.append(Alternative(row.tokens, row.weight, "synonym", row.term))
    if len(span) == 1 and not expansions:
        found.extend(_by_parts(span[0]))
        found.extend(_corrected(span[0], language, vocabulary))
    return Group(" ".join(words), _best(found))


def _token(word: str, language: str) -> str:
    return stem(word, "en") if language == "en" else compound_token(word)


def _literal(unit: _Unit, language: str) -> Iterable[Alternative]:
    token = _token(unit.word, language)
    yield Alternative((encode(token),), 1.0, "exact" if token == unit.word else "stem", unit.word)
    if language == "en":
        dutch = encode(compound_token(unit.word))
        yield Alternative((dutch,), _OTHER_LANGUAGE, "stem", unit.word)
    if unit.parts:
        tokens = tuple(dict.fromkeys(encode(stem(part)) for part in unit.parts))
        yield Alternative(tokens, _COMPOUND, "compound", " + ".join(unit.parts))


def _by_parts(unit: _Unit) -> Iterable[Alternative]:
    """For a compound without synonyms of its own: the synonyms of one part beside the other parts."""
    for place, part in enumerate(unit.parts):
        others = [encode(stem(p)) for n, p in enumerate(unit.parts) if n != place]
        for row in thesaurus("nl").literal.get(key_of([part], "nl"), ())[:6]:
            tokens = tuple(dict.fromkeys([*row.tokens, *others]))
            yield Alternative(tokens, row.weight * _COMPOUND, "synonym", row.term)


def corrections(
    word: str, language: str = "nl", vocabulary: Mapping[str, int] | None = None
) -> list[Suggestion]:
    """What may have been meant by a word that is not known; [] when it is known. See `parse_query`."""
    if vocabulary is None and (known_word(word) or split(word)):
        return []
    if vocabulary is not None and word in vocabulary:
        return []
    own = _english_vocabulary() if language == "en" else {}
    near = {s.word: s for s in suggest(word, own)}
    near.update((s.word, s) for s in suggest(word, _own_vocabulary()))
    near.update((s.word, s) for s in suggest(word, vocabulary or {}))
    ordered = sorted(near.values(), key=lambda s: (s.distance, -s.frequency, s.word))
    return [s for s in ordered if s.distance <= ordered[0].distance + 1][:3]


def _corrected(
    unit: _Unit, language: str, vocabulary: Mapping[str, int] | None
) -> Iterable[Alternative]:
    for rank, meant in enumerate(corrections(unit.word, language, vocabulary)):
        weight = _SPELLING[rank]
        tokens = (encode(compound_token(meant.word)),)
        yield Alternative(tokens, weight, "spelling", meant.word)
        for _, row in _expansions([meant.word], [meant.word]):
            yield Alternative(row.tokens, weight * row.weight, "spelling", row.term)


def _best(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each set of tokens once, with its greatest weight; the best first, in a fixed order."""
    best: dict[frozenset[str], Alternative] = {}
    for alternative in found:
        key = frozenset(alternative.tokens)
        if key not in best or best[key].weight < alternative.weight:
            best[key] = alternative
    ordered = sorted(best.values(), key=lambda a: -a.weight)
    return tuple(ordered[:MAX_ALTERNATIVES])
