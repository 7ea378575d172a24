"""Syllables of a word, as people count them on their fingers: Dutch and English.

Places where a printer may break a word (the package pyphen, patterns of TeX) part most syllables but not all: no
printer leaves one letter on a line ("a-vond"). Within each part the vowels that sound as one are therefore counted
too. Tested on words counted by hand and on verses, whose metre is known. Names and foreign words may be one off.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pyphen import Pyphen

#: Letters of a vowel that sounds as one, the longest first. A vowel with a diaeresis always begins a syllable.
_DUTCH = re.compile(
    r"aai|ooi|oei|eeuw?|ieuw?|ëi|ëe|ëu|ïe|öo|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|"
    r"[aeiouáéíóúàèìòùâêîôûäëïöüãõå]|(?<![aeiou])y(?![aeiou])"
)
_ENGLISH = re.compile(
    r"eau|eye|you|iou(?=s)|(?<=[tcs])io(?=n)|(?<=[tcsg])ia(?=[nl])|[ao]y|ey|ee|ea|oo|ou|oa|ow|ai|au|aw|oi|ie|ei|ue|ui|"
    r"eu(?!m)|ew|[aeiouáéèêëïôöü]|y(?![aeiou])"
)
#: Words in which English does not say what it writes, of those that texts like ours are full of.
_IRREGULAR = {
    "area": 3, "clothes": 1, "every": 2, "everybody": 4, "everyone": 3, "everything": 3, "idea": 3,
    "ideas": 3, "people": 2, "quiet": 2, "someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "therefore": 2,
}  # fmt: skip
_APART = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=50_000)
def syllables(word: str, language: str = "nl") -> int:
    """How many syllables a word has; at least 1 for a word with letters, 0 for anything else.

    language: `nl` or `en`. Words joined by a hyphen are counted apart and added up.
    """
    parts = _APART.findall(word.lower().replace("’", "'").replace("'", ""))
    count = _english if language == "en" else _dutch
    return sum(max(1, count(part)) for part in parts)


def _dutch(word: str) -> int:
    word = word.replace("tion", "tjon")  # "station" is said as it is not written
    return sum(len(_nuclei(_DUTCH, piece)) for piece in _pieces(word, "nl_NL"))


def _english(word: str) -> int:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    count = sum(len(_nuclei(_ENGLISH, piece)) for piece in _pieces(word, "en_GB"))
    return count - _silent_e(word)


def _nuclei(vowels: re.Pattern[str], piece: str) -> list[str]:
    """The vowels of a piece, less the u of "qu" and "gu" before another vowel."""
    return [found for found in vowels.findall(piece) if not (found == "u" and _mute_u(piece))]


def _mute_u(piece: str) -> bool:
    return bool(re.search(r"[qg]u[aeiouy]", piece)) and piece.count("u") == 1


def _silent_e(word: str) -> int:
    """1 where an e at the end of an English word is written and not said: "make", "makes", "walked"."""
    if re.search(r"[^aeiouy]les?$", word):
        return 0
    if re.search(r"[aeiouy].*[^aeiouy]e$", word):
        return 1
    if re.search(r"[^aeioudt]ed$", word):
        return 1
    return 1 if re.search(r"[^aeiouyscxzhg]es$|[^sct]hes$", word) else 0


@lru_cache(maxsize=2)
def _hyphenation(language: str) -> Pyphen:
    return Pyphen(lang=language, left=1, right=1)


def _pieces(word: str, language: str) -> list[str]:
    cuts = [0, *(int(cut) for cut in _hyphenation(language).positions(word)), len(word)]
    return [word[start:end] for start, end in pairwise(cuts)]
