"""Dutch compounds into their parts: "wandelgroep" → "wandel" + "groep".

A compound is read from the back. The head must be in our list of heads of this field (in any
inflection that
the stemmer brings back to it: "wandelgroepen", "koffieochtenden"). What stands before it, after
taking off a linking -s-, -en- or -e-, must be in our list of modifiers, or be an ordinary
dictionary word of at least four letters, or itself be a compound. Failing that, a listed modifier
of four letters or more may stand before a dictionary word of five or more ("jeugdhonk"), and some
heads follow anything ("scrabbleclub"). Words in the list of whole words are never taken apart.
"""

from __future__ import annotations

from functools import lru_cache

from nabij.methods.text.lexicon import lexicon
from nabij.methods.text.stems import known_word, stem

_LINKS = ("", "s", "en", "e")
_SHORTEST = 6
_SHORTEST_PART = 3
_SHORTEST_UNLISTED = 4
_SHORTEST_UNLISTED_HEAD = 5
_MOST_PARTS = 4
_NOT_A_HEAD = frozenset({"achtig", "achtige", "schap", "schappen", "teren", "eren", "baar"})


@lru_cache(maxsize=1)
def _head_stems() -> frozenset[str]:
    return frozenset(stem(head) for head in lexicon().heads)


@lru_cache(maxsize=4_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a Dutch compound, from left to right; () when the word is not known to be one.

    word: a plain word. At most four parts. Pure and the same at indexing and at querying.
    """
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word in lexicon().whole:
        return ()
    return _split(word, _MOST_PARTS) or _unlisted_head(word) or _open_head(word)


def _open_head(word: str) -> tuple[str, ...]:
    """Anything before a head that follows anything: "scrabbleclub"."""
    for cut in range(_SHORTEST_UNLISTED, len(word) - _SHORTEST_PART):
        if word[cut:] in lexicon().open_heads:
            return (word[:cut], word[cut:])
    return ()


def _unlisted_head(word: str) -> tuple[str, ...]:
    """A listed modifier before a dictionary word, the longest modifier first.

    () if there is none.
    """
    for cut in range(len(word) - _SHORTEST_UNLISTED_HEAD, _SHORTEST_UNLISTED - 1, -1):
        base = next((b for b in _bases(word[:cut]) if b in lexicon().modifiers), "")
        head = word[cut:]
        if len(base) < _SHORTEST_UNLISTED or base in lexicon().prefixes or head in _NOT_A_HEAD:
            continue
        if known_word(head):
            return (base, head)
    return ()


def _bases(text: str) -> list[str]:
    """What may stand before a head, without each possible linking letter."""
    bases = [text.removesuffix(link) for link in _LINKS if text.endswith(link)]
    if text.endswith("en"):  # -n- links after an e only: "zonne-n-…", not "brei-n-…"
        bases.append(text[:-1])
    return bases


def _split(word: str, most: int) -> tuple[str, ...]:
    """The reading with a listed modifier and the longest head first.

    Else one with a dictionary modifier.
    """
    if most < 2:
        return ()
    second_best: tuple[str, ...] = ()
    for cut in range(2, len(word) - _SHORTEST_PART + 1):
        head = word[cut:]
        if not _is_head(head):
            continue
        listed, parts = _modifier(word[:cut], most - 1)
        if listed:
            return (*parts, head)
        if parts and not second_best:
            second_best = (*parts, head)
    return second_best


def _is_head(word: str) -> bool:
    return word in lexicon().heads or (len(word) > 3 and stem(word) in _head_stems())


def _modifier(text: str, most: int) -> tuple[bool, tuple[str, ...]]:
    """The parts of what stands before the head, and whether all of it is in our own lists."""
    bases = _bases(text)
    for base in bases:
        if base in lexicon().modifiers:
            return True, (base,)
    for base in bases:
        parts = _split(base, most) if len(base) >= _SHORTEST else ()
        if parts:
            return True, parts
    for base in bases:
        if len(base) >= _SHORTEST_UNLISTED and base not in lexicon().prefixes and known_word(base):
            return False, (base,)
    return False, ()


@lru_cache(maxsize=4_000)
def compound_token(word: str) -> str:
    """The index token of a compound as a whole: its parts as written, the head stemmed.

    So "wandelgroepen" and "wandelgroep" give one token, and a stemmer that takes "-les" for an
    ending does no harm. For a word that is not a compound, its stem.
    """
    parts = split(word)
    if not parts:
        return stem(word)
    return word[: len(word) - len(parts[-1])] + stem(parts[-1])
