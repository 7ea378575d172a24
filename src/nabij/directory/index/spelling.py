"""The words of a municipality, packed in one row: what a mistyped word is compared with, in one query."""

import re
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils import timezone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from nabij.core.models import Municipality
from nabij.directory.index.entries import Text, all_texts
from nabij.directory.index.numbers import EDITION
from nabij.directory.models import Offer, SpellingWords
from nabij.methods.text import fingerprint, sound, words
from nabij.methods.text.spelling import most_edits

SHORTEST = 4
_PLAIN = re.compile(r"[a-z]{4,}")
_BETWEEN = "\0"


class Known(NamedTuple):
    """The words of a municipality in three columns: as written (the shortest first), as heard, in how many offers."""

    written: list[str]
    heard: list[str]
    offers: list[str]

    def counts(self) -> dict[str, int]:
        """Word → number of offers."""
        return dict(zip(self.written, map(int, self.offers), strict=True))


def edition() -> str:
    """Changes whenever indexes made before are out of date."""
    return f"{EDITION}-{fingerprint()}"


def words_of(offers: Iterable[Offer]) -> Counter[str]:
    """The different words of these offers, with the number of offers that have each."""
    counts: Counter[str] = Counter()
    for offer in offers:
        counts.update(_different(all_texts(offer)))
    return counts


def _different(texts: Iterable[Text]) -> set[str]:
    found: set[str] = set()
    for text, _language in texts:
        # Most texts are plain letters; reading those by one expression takes a tenth of the time.
        found.update(_PLAIN.findall(text.lower()) if text.isascii() else words(text))
    return {word for word in found if len(word) >= SHORTEST and word.isascii() and word.isalpha()}


def pack(counts: Mapping[str, int]) -> bytes:
    """Words, their sounds and their counts, each one to a line, the shortest words first; compressed."""
    ordered = sorted(counts, key=lambda word: (len(word), word))
    columns = (ordered, map(sound, ordered), (str(counts[word]) for word in ordered))
    return zlib.compress(_BETWEEN.join("\n".join(column) for column in columns).encode(), 6)


def unpack(packed: bytes) -> Known:
    """The words as they were packed. Columns are split whole: a row at a time takes ten times as long."""
    if not packed:
        return Known([], [], [])
    columns = zlib.decompress(bytes(packed)).decode().split(_BETWEEN)
    return Known(*(column.split("\n") if column else [] for column in columns))


def store(municipality: Municipality, counts: Mapping[str, int]) -> None:
    """Replace the words of a municipality."""
    SpellingWords.objects.filter(municipality=municipality).delete()
    SpellingWords.objects.create(
        municipality=municipality,
        fingerprint=edition(),
        words=pack(counts),
        made_at=timezone.now(),
    )


def learn(municipality: Municipality, counts: Mapping[str, int]) -> None:
    """Add the words that are new here. What nobody uses any more goes at the next full refresh."""
    row = SpellingWords.objects.filter(municipality=municipality).first()
    known = unpack(row.words).counts() if row else {}
    new = {word: count for word, count in counts.items() if word not in known}
    if new or row is None:
        store(municipality, known | new)


def near(packed: bytes, typed: Sequence[str]) -> dict[str, int]:
    """The words that may have been meant by these, and those that are right: what `parse_query` wants to know."""
    known = unpack(packed)
    return {
        known.written[at]: int(known.offers[at])
        for word in typed
        for at in (*_as_written(word, known.written), *_as_heard(word, known.heard))
    }


def _as_written(word: str, written: Sequence[str]) -> list[int]:
    """Where words stand that differ in few letters; what is much longer or shorter need not be looked at."""
    allowed = most_edits(word)
    start = bisect_left(written, len(word) - allowed, key=len)
    end = bisect_right(written, len(word) + allowed, key=len)
    found = process.extract(
        word, written[start:end], scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    return [start + at for _choice, _edits, at in found]


def _as_heard(word: str, heard: Sequence[str]) -> list[int]:
    """Where words stand that sound alike."""
    found = process.extract(
        sound(word),
        heard,
        scorer=OSA.distance,
        score_cutoff=max(0, most_edits(word) - 1),
        limit=None,
    )
    return [at for _choice, _edits, at in found]
