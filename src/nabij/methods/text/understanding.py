"""From what someone types to a `Query`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nabij.methods.text.analysis import is_stop_word, language_of
from nabij.methods.text.compounds import compound_token, split
from nabij.methods.text.corrections import corrections
from nabij.methods.text.lexicon import lexicon
from nabij.methods.text.normal import clean, parts_of, raw_words
from nabij.methods.text.query import Alternative, Group, Query, Why
from nabij.methods.text.spelling import Suggestion
from nabij.methods.text.stems import known_word, stem
from nabij.methods.text.synonyms import Expansion, key_of, thesaurus
from nabij.methods.text.tokens import encode

MAX_WORDS = 16
"""A query is cut after this many different words with a meaning."""
MAX_TEXT = 2_000
"""A query is cut after this many characters."""
MAX_ALTERNATIVES = 40
"""The best alternatives of a word that are kept."""

_KIN = frozenset(
    {
        "man",
        "vrouw",
        "partner",
        "moeder",
        "vader",
        "zoon",
        "dochter",
        "husband",
        "wife",
        "mother",
        "father",
    }
)
_POSSESSIVES = frozenset({"mijn", "mn", "me", "my", "onze", "our"})
_LONGEST_EXPRESSION = 10
_COMPOUND = 0.85
_WEAK_HEAD = 0.5
_OTHER_LANGUAGE = 0.9
_SPELLING = (0.7, 0.6, 0.5)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One typed word.

    parts: of a hyphenated word or compound; kin: who is meant, not what is looked for ("mijn
    vrouw"); meant: what an unknown word probably is.
    """

    word: str
    parts: tuple[str, ...]
    stop: bool
    kin: bool = False
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def meant(self) -> str:
        if self.suggestions and not known_word(self.word):
            return self.suggestions[0].word
        return self.word


def _typed(text: str, language: str, most: int) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """(word, parts, is a stop word) in order, up to `most` different words that are not."""
    meaning: set[str] = set()
    for raw in raw_words(text):
        pieces = parts_of(raw)
        if not pieces:
            continue
        word = pieces[0]
        stop = is_stop_word(word, language)
        if not stop and word not in meaning:
            if len(meaning) == most:
                return
            meaning.add(word)
        yield word, pieces[1:] or split(word), stop


def query_words(text: str, language: str = "nl", most: int = MAX_WORDS) -> list[str]:
    """The different plain words of a typed text that mean something, at most `most`.

    For a vocabulary in a database: fetch the words that share one of their `spelling_keys`, and
    give these to `parse_query`.
    """
    typed = _typed(clean(text[:MAX_TEXT]), language_of(language), most)
    return list(dict.fromkeys(word for word, _, stop in typed if not stop))


def parse_query(
    text: str,
    language: str = "nl",
    *,
    vocabulary: Mapping[str, int] | None = None,
    most_words: int = MAX_WORDS,
) -> Query:
    """Understand what someone typed.

    Never raises: operators, control characters and emoji are just text.

    text: anything, of any length. language: of the screen, "nl" or "en"; Dutch words are understood
    on the English screen and the other way round. vocabulary: plain words → how often they occur in
    what can be found, at least those that share a `spelling_keys` key with the `query_words`; a
    typed word that is missing there gets corrections. Without it, only words that no dictionary
    knows get them, from our own lexicon. Nothing but stop words: empty.
    """
    language = language_of(language)
    shown = clean(text[:MAX_TEXT])
    typed = _units(shown, language, most_words, vocabulary)
    units = _without_fillers(typed, language)
    said: tuple[dict[Group, None], ...] = ({}, {}, {})
    left_out = {unit.word: None for unit in typed if unit not in units}
    for span in _expressions(units, language):
        group = None if len(span) == 1 and span[0].stop else _group(span, language)
        if group and group.alternatives:
            said[_vagueness(span, language)][group] = None
        else:
            left_out.update((unit.word, None) for unit in span)
    kept = next((groups for groups in said if groups), {})
    left_out.update(
        (group.typed, None) for groups in said for group in groups if groups is not kept
    )
    return Query(
        text=shown,
        language=language,
        groups=_once(kept),
        left_out=tuple(left_out),
        corrected=tuple(dict.fromkeys((u.word, u.meant) for u in units if u.meant != u.word)),
    )


def _units(
    text: str, language: str, most: int, vocabulary: Mapping[str, int] | None
) -> list[_Unit]:
    found: list[_Unit] = []
    before = ""
    for word, parts, stop in _typed(text, language, most):
        kin = word in _KIN and before in _POSSESSIVES
        near = () if stop else tuple(corrections(word, language, vocabulary))
        found.append(_Unit(word, parts, stop, kin, near))
        before = word
    return found


def _without_fillers(units: Sequence[_Unit], language: str) -> Sequence[_Unit]:
    if language != "nl":
        return units
    kept = [unit for unit in units if unit.word not in lexicon().fillers]
    return kept if any(not unit.stop for unit in kept) else units


def warm_up() -> None:
    """Read dictionary and word lists now instead of at the first search (1 s, 60 MB).

    Before a server forks, they share it.
    """
    parse_query("wandlen")
    parse_query("wlaking", "en")


def _expressions(units: Sequence[_Unit], language: str) -> Iterator[Sequence[_Unit]]:
    """Cut the words into the longest expressions that the synonyms know, and single words."""
    start = 0
    while start < len(units):
        stop = start + (
            _expression_length(units[start : start + _LONGEST_EXPRESSION], language) or 1
        )
        yield units[start:stop]
        start = stop


def _expression_length(units: Sequence[_Unit], language: str) -> int | None:
    """How many of the words, from the first on, are an expression of two words or more."""
    words = [unit.meant for unit in units]
    content = [place for place, unit in enumerate(units) if not unit.stop]
    for spoken in (language, "en" if language == "nl" else "nl"):
        entries = thesaurus(spoken)
        key = key_of(words, spoken)
        for length in range(len(words), 1, -1):
            if key[:length] in entries.literal:
                return length
        if units[0].stop:
            continue
        bare = tuple(key[place] for place in content)
        for length in range(len(content), 1, -1):
            if bare[:length] in entries.content:
                return content[length - 1] + 1
    return None


def _vagueness(span: Sequence[_Unit], language: str) -> int:
    """How little a word or expression says.

    0 something, 1 little, 2 nothing; only the least vague are looked for.
    """
    if len(span) == 1 and (span[0].kin or span[0].meant in lexicon().noise[language]):
        return 2
    return int(key_of([unit.meant for unit in span], language) in thesaurus(language).vague)


def _once(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Groups that ask for the same, however typed, once."""
    return tuple({group.alternatives: group for group in reversed(list(groups))}.values())[::-1]


def _group(span: Sequence[_Unit], language: str) -> Group:
    found = list(_literal(span, language))
    trust, why = _trust(span)
    expansions = _expansions(span, language)
    found.extend(Alternative(e.tokens, trust * e.weight, why, e.term) for e in expansions)
    if len(span) == 1:
        unit = span[0]
        if not expansions and unit.meant == unit.word:
            found.extend(_by_parts(unit.parts))
        for weight, suggestion in zip(_SPELLING, unit.suggestions, strict=False):
            found.extend(_corrected(suggestion.word, weight, language))
    return Group(" ".join(unit.word for unit in span), _best(found))


def _trust(span: Sequence[_Unit]) -> tuple[float, Why]:
    corrected = any(unit.meant != unit.word for unit in span)
    return (_SPELLING[0], "spelling") if corrected else (1.0, "synonym")


def _literal(span: Sequence[_Unit], language: str) -> Iterator[Alternative]:
    """The words as typed (and as meant, for an expression), as a joined expression.

    And as parts of a compound.

    An expression of which the stop list leaves one word is not found by that word: "(ik kom de)
    deur (niet uit)".
    """
    content = [unit for unit in span if not unit.stop]
    shown = " ".join(unit.word for unit in span)
    for spoken, weight in ((language, 1.0), ("nl", _OTHER_LANGUAGE)):
        tokens = _tokens((unit.word for unit in content), spoken)
        if tokens and (len(tokens) > 1 or len(content) == len(span)):
            as_is = len(span) > 1 or tokens == (shown,)
            yield Alternative(tokens, weight, "exact" if as_is else "stem", shown)
    joined = tuple(unit.meant for unit in span)
    if joined in lexicon().expressions.get(joined[0], ()):
        yield Alternative((encode("".join(joined)),), 1.0, "exact", shown)
    if len(span) > 1 and any(unit.meant != unit.word for unit in content):
        meant = " ".join(unit.meant for unit in span)
        tokens = _tokens((unit.meant for unit in content), language)
        yield Alternative(tokens, _SPELLING[0], "spelling", meant)
    if len(span) == 1 and span[0].parts:
        parts = span[0].parts
        yield Alternative(_tokens(parts, "nl"), _COMPOUND, "compound", " + ".join(parts))


def _tokens(words: Iterable[str], language: str) -> tuple[str, ...]:
    def token(word: str) -> str:
        return encode(stem(word, "en") if language == "en" else compound_token(word))

    return tuple(dict.fromkeys(map(token, words)))


def _expansions(span: Sequence[_Unit], language: str) -> list[Expansion]:
    """Other words for a span, in the language of the screen first.

    In the other when that says nothing.
    """
    words = [unit.meant for unit in span]
    content = [unit.meant for unit in span if not unit.stop]
    if language == "en":
        return _looked_up(words, content, "en") or _looked_up(words, content, "nl")
    found = _looked_up(words, content, "nl")
    if found or (len(words) == 1 and known_word(words[0])):
        return found
    return _looked_up(words, content, "en")


def _looked_up(words: Sequence[str], content: Sequence[str], spoken: str) -> list[Expansion]:
    entries = thesaurus(spoken)
    rows = entries.literal.get(key_of(words, spoken), ())
    if not rows and len(content) > 1:
        rows = entries.content.get(key_of(content, spoken), ())
    return list(rows)


def _by_parts(
    parts: Sequence[str], trust: float = 1.0, why: Why = "synonym"
) -> Iterator[Alternative]:
    """For a compound without synonyms of its own: the synonyms of one part beside the other parts.

    The front of "vadergroep" also counts alone, for its head says little.
    """
    for place, part in enumerate(parts):
        others = [encode(stem(p)) for n, p in enumerate(parts) if n != place]
        for row in thesaurus("nl").literal.get(key_of([part], "nl"), ())[:6]:
            tokens = tuple(dict.fromkeys([*row.tokens, *others]))
            yield Alternative(tokens, trust * row.weight * _COMPOUND, why, row.term)
    if parts and parts[-1] in lexicon().weak_heads:
        front = "".join(parts[:-1])
        yield Alternative((encode(compound_token(front)),), trust * _WEAK_HEAD, why, front)
        for row in thesaurus("nl").literal.get(key_of([front], "nl"), ()):
            yield Alternative(row.tokens, trust * row.weight * _WEAK_HEAD, why, row.term)


def _corrected(meant: str, weight: float, language: str) -> Iterator[Alternative]:
    """What is found by a word that was probably meant: itself, its parts and its synonyms."""
    yield Alternative((encode(compound_token(meant)),), weight, "spelling", meant)
    if language == "en":
        yield Alternative((encode(stem(meant, "en")),), weight, "spelling", meant)
    if parts := split(meant):
        yield Alternative(_tokens(parts, "nl"), weight * _COMPOUND, "spelling", meant)
    expansions = _expansions([_Unit(meant, parts, stop=False)], language)
    for row in expansions:
        yield Alternative(row.tokens, weight * row.weight, "spelling", row.term)
    if not expansions:
        yield from _by_parts(parts, weight, "spelling")


def _best(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each set of tokens once, with its greatest weight; the best first, in a fixed order.

    An alternative that asks for more tokens than another that counts as much finds nothing extra
    and is left out.
    """
    kept: list[tuple[frozenset[str], Alternative]] = []
    for alternative in sorted(found, key=lambda a: (-a.weight, len(a.tokens))):
        tokens = frozenset(alternative.tokens)
        if not any(better <= tokens for better, _ in kept):
            kept.append((tokens, alternative))
            if len(kept) == MAX_ALTERNATIVES:
                break
    return tuple(alternative for _, alternative in kept)
