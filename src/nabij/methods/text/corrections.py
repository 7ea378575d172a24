"""What was meant by a typed word that nothing knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from nabij.methods.text.compounds import split
from nabij.methods.text.lexicon import lexicon
from nabij.methods.text.spelling import SAME_SOUND, Suggestion, Vocabulary, suggest
from nabij.methods.text.stems import known_word
from nabij.methods.text.synonyms import key_of, thesaurus

_SHORTEST_PART = 4
_PART_MISTAKE = 0.3


def _long_words(words: frozenset[str]) -> Vocabulary:
    return Vocabulary(sorted(w for w in words if len(w) > 3 and w.isalpha() and w.isascii()))


@lru_cache(maxsize=1)
def _dutch() -> Vocabulary:
    return _long_words(lexicon().vocabulary - lexicon().stop["nl"])


@lru_cache(maxsize=1)
def _english() -> Vocabulary:
    return _long_words(lexicon().english)


@lru_cache(maxsize=1)
def _heads() -> Vocabulary:
    return _long_words(lexicon().heads)


@lru_cache(maxsize=1)
def _modifiers() -> Vocabulary:
    return _long_words(lexicon().modifiers)


def is_understood(word: str) -> bool:
    """Whether our own lists know this plain word, in Dutch or English."""
    if word in lexicon().vocabulary or word in lexicon().english:
        return True
    return any(key_of([word], spoken) in thesaurus(spoken).literal for spoken in ("nl", "en"))


def corrections(
    word: str, language: str = "nl", vocabulary: Mapping[str, int] | None = None, limit: int = 3
) -> list[Suggestion]:
    """What may have been meant by a plain word that is not known, best first; [] when it is known.

    vocabulary: words of what can be found → how often; a word in it is known. Without it, a word is
    known when our own lists have it; a word that only a dictionary has, or a compound that we can
    read, gets words that sound the same ("zwemen"). Suggestions come from the vocabulary and from
    our own lexicon; failing those, from the parts of compounds ("kofieochtend").
    """
    if is_understood(word) or (vocabulary is not None and word in vocabulary):
        return []
    readable = vocabulary is None and (known_word(word) or bool(split(word)))
    furthest = SAME_SOUND if readable else 9.0
    near = {s.word: s for s in _from_own_lists(word, language, limit)}
    near.update((s.word, s) for s in suggest(word, vocabulary or {}, limit))
    if not near and not split(word):
        near.update((s.word, s) for s in _compounds(word))
    ordered = sorted(near.values(), key=lambda s: (s.distance, -s.frequency, s.word))
    furthest = min(furthest, ordered[0].distance + 1) if ordered else furthest
    return [s for s in ordered if s.distance <= furthest][:limit]


@lru_cache(maxsize=2_000)
def _from_own_lists(word: str, language: str, limit: int) -> tuple[Suggestion, ...]:
    found = suggest(word, _dutch(), limit)
    return (*found, *(suggest(word, _english(), limit) if language == "en" else ()))


def _compounds(word: str) -> Iterator[Suggestion]:
    """Compounds of which one part was typed with a mistake; at most one per place to cut."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        front, back = word[:cut], word[cut:]
        if front in lexicon().modifiers:
            found = suggest(back, _heads(), 1)
            meant = f"{front}{found[0].word}" if found else ""
        elif back in lexicon().heads:
            found = suggest(front, _modifiers(), 1)
            meant = f"{found[0].word}{back}" if found else ""
        else:
            continue
        if found and split(meant):
            yield Suggestion(meant, found[0].distance + _PART_MISTAKE)
