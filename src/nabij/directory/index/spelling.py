"""The words of a municipality, packed in one row: what a mistyped word is compared with, in one query."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

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
    """Lines of word, sound and count, compressed."""
    lines = (f"{word}\t{sound(word)}\t{counts[word]}" for word in sorted(counts))
    return zlib.compress("\n".join(lines).encode(), 6)


def unpack(packed: bytes) -> dict[str, tuple[str, int]]:
    """Word → (sound, number of offers)."""
    text = zlib.decompress(bytes(packed)).decode() if packed else ""
    rows = (line.split("\t") for line in text.split("\n") if line)
    return {word: (heard, int(count)) for word, heard, count in rows}


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
    known = unpack(row.words) if row else {}
    new = {word: count for word, count in counts.items() if word not in known}
    if new or row is None:
        store(municipality, {word: count for word, (_heard, count) in known.items()} | new)


def near(packed: bytes, typed: Sequence[str]) -> dict[str, int]:
    """The words that may have been meant by these, and those that are right: what `parse_query` wants to know."""
    known = unpack(packed)
    written = list(known)
    heard = [sound_ for sound_, _count in known.values()]
    found: dict[str, int] = {}
    for word in typed:
        for match in _near(word, written, heard):
            found[match] = known[match][1]
    return found


def _near(word: str, written: Sequence[str], heard: Sequence[str]) -> set[str]:
    allowed = most_edits(word)
    as_written = process.extract(
        word, written, scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    as_heard = process.extract(
        sound(word), heard, scorer=OSA.distance, score_cutoff=max(0, allowed - 1), limit=None
    )
    return {choice for choice, _, _ in as_written} | {written[n] for _, _, n in as_heard}
