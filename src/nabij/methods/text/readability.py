"""How easily a text reads: sentences, syllables, Flesch–Douma and Flesch, hard words and long ones.

It says something of a text, never of who wrote it or who reads it, and it is advice: a formula sees length, not sense.

Dutch: the Flesch–Douma score, 206.84 − 0.77·(syllables in a hundred words) − 0.93·(words in a sentence).
W.H. Douma, De leesbaarheid van landbouwbladen, Bulletin 17, Landbouwhogeschool Wageningen, 1960; he called 70 to 80
fairly easy, 60 to 70 ordinary, 45 to 60 fairly hard.
English: Flesch's reading ease, 206.835 − 84.6·(syllables in a word) − 1.015·(words in a sentence).
R. Flesch, A new readability yardstick, Journal of Applied Psychology 32, 1948, 221–233.

Both were made on samples of a hundred words; below FEWEST_WORDS there is no score. Numbers, web and mail addresses are
not words. A new line that begins with a capital, a figure or a bullet ends a sentence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nabij.methods.text.lexicon import read
from nabij.methods.text.syllables import syllables

FEWEST_WORDS = 30
#: A sentence of more words asks to be remembered while it is read.
LONG_SENTENCE = 20
#: Letters; Dutch glues words together, so it takes more of them to be long.
LONG_WORD = {"nl": 16, "en": 14}

Level = Literal["easy", "ordinary", "effort", "hard"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?(?![^\W\d_])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:nl|com|org|eu|net)\b\S*", re.I
)
_LINE = re.compile(r"\n\s*\n|\n(?=\s*(?:[-•*–]|\d|[\"“‘(]?[A-ZÀ-Þ]))")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_OPENS = re.compile(r"\s*[\"'“‘(\[]*[A-ZÀ-Þ\d]")
_ABBREVIATED = frozenset(
    re.findall(
        r"\S+",
        "a.d.h.v a.s a.u.b b.v bijv blz bv ca circa d.d d.m.v d.w.z dhr dr drs e.a e.d e.g enz etc evt excl fam fig "
        "gem i.e i.p.v i.v.m incl ing ir jl m.b.t m.b.v m.i.v m.u.v max mevr mgr min mr mrs ms mw n.a.v n.v.t nl no nr "
        "o.a o.i.d o.l.v p.m p.p p/a pag plm prof resp s.v.p st t.a.v t.b.v t.e.m t.g.v t/m tel temp v.a v.chr v.d vs "
        "vgl vlgs z.o.z zgn zn",
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text, and how many words it has."""

    text: str
    words: int


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word of the list as it stands in the text, and what says the same."""

    found: str
    easier: str


@dataclass(frozen=True, slots=True)
class Readability:
    """What was measured of one text.

    syllables: all together. long_sentences, hard_words, long_words: in the order of the text, each word once.
    """

    language: str
    words: int
    syllables: int
    sentences: int
    long_sentences: tuple[Sentence, ...] = ()
    hard_words: tuple[HardWord, ...] = ()
    long_words: tuple[str, ...] = ()

    @property
    def words_per_sentence(self) -> float:
        """Mean length of a sentence in words; 0 for a text without words."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def syllables_per_word(self) -> float:
        """Mean length of a word in syllables; 0 for a text without words."""
        return self.syllables / self.words if self.words else 0.0

    @property
    def score(self) -> float | None:
        """Flesch–Douma (nl) or Flesch (en), from 0, hard, to 100, easy; None for too short a text."""
        if self.words < FEWEST_WORDS:
            return None
        made = ease(self.words_per_sentence, self.syllables_per_word, self.language)
        return min(100.0, max(0.0, made))

    @property
    def level(self) -> Level | None:
        """What the score means: easy from 70, ordinary from 60, effort from 45, else hard."""
        score = self.score
        if score is None:
            return None
        return next(level for least, level in _LEVELS if score >= least)


_LEVELS: tuple[tuple[float, Level], ...] = (
    (70, "easy"),
    (60, "ordinary"),
    (45, "effort"),
    (0, "hard"),
)


def ease(words_per_sentence: float, syllables_per_word: float, language: str) -> float:
    """The formula itself, not cut off at 0 or 100: Flesch–Douma for `nl`, Flesch for `en`."""
    if language == "en":
        return 206.835 - 84.6 * syllables_per_word - 1.015 * words_per_sentence
    return 206.84 - 77 * syllables_per_word - 0.93 * words_per_sentence


def readability(text: str, language: str = "nl") -> Readability:
    """Measure a text. language: `nl` or `en`, of the text itself."""
    plain = _ADDRESS.sub(" ", text.replace("\N{SOFT HYPHEN}", "").replace("\r\n", "\n"))
    sentences = [one for one in map(_counted, split_sentences(plain)) if one.words]
    found = _WORD.findall(plain)
    hard = tuple(hard_words(plain, language))
    known_hard = {part.lower() for one in hard for part in one.found.split()}
    return Readability(
        language=language,
        words=len(found),
        syllables=sum(max(1, syllables(word, language)) for word in found),
        sentences=len(sentences),
        long_sentences=tuple(one for one in sentences if one.words > LONG_SENTENCE),
        hard_words=hard,
        long_words=tuple(_long_words(found, language, known_hard)),
    )


def split_sentences(text: str) -> Iterator[str]:
    """Sentences in order. A full stop after an abbreviation, an initial or before a small letter ends none."""
    for block in _LINE.split(text):
        start = 0
        line = " ".join(block.split())
        for end in _END.finditer(line):
            if _ends(line, end):
                yield line[start : end.end()].strip()
                start = end.end()
        if line[start:].strip():
            yield line[start:].strip()


def hard_words(text: str, language: str) -> Iterator[HardWord]:
    """Words and expressions of the list, each form once, in the order of the text."""
    pattern, easier = _hard(language)
    seen: set[str] = set()
    for found in pattern.finditer(text):
        said = found.group().lower()
        if said not in seen:
            seen.add(said)
            yield HardWord(found.group(), easier[found.lastindex or 0])


def _ends(line: str, end: re.Match[str]) -> bool:
    if end.group()[0] in "!?":
        return True
    if end.group().startswith(("..", "…")):
        return bool(_OPENS.match(line, end.end()))
    before = re.search(r"[\w./]*$", line[: end.start()])
    word = before.group().lower() if before else ""
    if word in _ABBREVIATED or (len(word) == 1 and word.isalpha()):
        return False
    return bool(_OPENS.match(line, end.end()))


def _counted(sentence: str) -> Sentence:
    return Sentence(sentence, len(_WORD.findall(sentence)))


def _long_words(found: list[str], language: str, but: set[str]) -> Iterator[str]:
    seen = set(but)
    for word in found:
        longest = max(len(part) for part in re.split(r"['’\-]", word))
        if longest >= LONG_WORD[language] and word.lower() not in seen:
            seen.add(word.lower())
            yield word


@lru_cache(maxsize=2)
def _hard(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One expression with a group a line, and what is easier by the number of the group."""
    ways, easier = [], [""]
    for line in read(f"{language}_hard.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            words, better = line.split("=")
            forms = sorted((form.strip() for form in words.split(",")), key=len, reverse=True)
            ways.append("(" + "|".join(map(_form, forms)) + ")")
            easier.append(better.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE), tuple(easier)


def _form(form: str) -> str:
    stem = r"\s+".join(map(re.escape, form.rstrip("*").split()))
    return stem + (r"\w*" if form.endswith("*") else "")
