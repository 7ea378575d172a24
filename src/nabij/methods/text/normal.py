"""From raw text to plain words: one way of reading letters, for indexing and for querying.

A *word* here is a run of letters and digits, lower case, without accents on Latin letters, without
control or direction characters. Nothing in this module knows a language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MAX_WORD = 40
"""Longer words are cut to this number of characters, in the index and in the query alike."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′`´‛＇", "'"))
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i",
     "ÿ": "ij", "ĳ": "ij", "ħ": "h", "ŧ": "t", "ə": "e"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?")
_PLUS = re.compile(r"(?<!\w)(\d{2})\s?\+(?!\w)")
_MARKS_TO_DROP = (("̀", "ͯ"), ("ً", "ٟ"), ("ٰ", "ٰ"), ("֑", "ׇ"))
_MARKED_SCRIPTS = ("LATIN", "GREEK", "ARABIC", "HEBREW")


def _is_dropped(mark: str) -> bool:
    return any(low <= mark <= high for low, high in _MARKS_TO_DROP)


def _without_accents(text: str) -> str:
    """Drop accents of Latin and Greek, vowel points of Arabic and Hebrew.

    Keep й and Indic signs.
    """
    others = {char for char in set(text) if not char.isascii()}
    if not others:
        return text
    if any(map(unicodedata.combining, others)):
        return _without_loose_accents(text)
    return text.translate({ord(char): _without_loose_accents(char) for char in others})


def _without_loose_accents(text: str) -> str:
    kept: list[str] = []
    strip = False
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            strip = unicodedata.name(char, "").startswith(_MARKED_SCRIPTS)
        elif strip and _is_dropped(char):
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _plainer(char: str) -> str:
    """Nothing for a hidden character, a space for another that controls or separates.

    Else itself.
    """
    category = unicodedata.category(char)
    if category in ("Cf", "Cs"):
        return ""
    return " " if category[0] in "CZ" else char


def clean(text: str) -> str:
    """Readable text on one line.

    NFKC, no control, direction or surrogate characters, single spaces.

    Zero-width and soft-hyphen characters vanish; other control characters become a space. Never
    raises.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = text.translate({ord(char): _plainer(char) for char in set(text)})
    return " ".join(text.split())


def fold(text: str) -> str:
    """`clean` text in lower case without accents: "Één ĳsje" → "een ijsje"."""
    lowered = clean(text).translate(_APOSTROPHES).lower()
    return _without_accents(lowered.translate(_LETTERS))


def raw_words(text: str) -> Iterator[str]:
    """Folded words in order, still with their inner apostrophes and hyphens.

    "auto's", "repair-cafe".

    "55+" is read as the word "55plus". Words longer than `MAX_WORD` are cut.
    """
    return iter(_WORD.findall(_PLUS.sub(r"\1plus ", fold(text))))


@lru_cache(maxsize=10_000)
def parts_of(raw: str) -> tuple[str, ...]:
    """The plain words inside one raw word; the first is the whole without its hyphens.

    "auto's" → ("auto",); "repair-cafe" → ("repaircafe", "repair", "cafe"); "'s" → ().
    """
    pieces = tuple(piece for piece in map(_without_apostrophe, raw.split("-")) if piece)
    if len(pieces) < 2:
        return pieces
    return ("".join(pieces)[:MAX_WORD], *pieces)


def _without_apostrophe(piece: str) -> str:
    piece = piece.strip("'")
    if len(piece) > 2 and piece.endswith("'s"):
        piece = piece[:-2]
    return piece.replace("'", "")[:MAX_WORD]


def words(text: str) -> list[str]:
    """Plain words in order of the text, hyphens read as spaces.

    What a spelling vocabulary counts.
    """
    found: list[str] = []
    for raw in raw_words(text):
        pieces = parts_of(raw)
        found.extend(pieces[1:] if len(pieces) > 1 else pieces)
    return found
