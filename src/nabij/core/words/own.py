"""What a municipality set itself, read once per process and version.

`Municipality.words_version` changes with every change of its words, inside the same transaction. It comes along with
the municipality itself, so a process sees in what it loads anyway whether what it remembers still holds: no message
between processes, and no query for as long as nothing changes. A version is random rather than counted, so one that
was rolled back never comes again with something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from nabij.core.models import AvoidedWord, Municipality, PublicName
from nabij.core.tenancy import within
from nabij.core.words.avoided import Avoided

REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A municipality's own: names by (key, language); avoided words by (language, word), None where switched off."""

    names: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    avoided: Mapping[tuple[str, str], Avoided | None] = field(
        default_factory=lambda: MappingProxyType({})
    )


_NOTHING = OwnWords()


def own_words(municipality: Municipality | None) -> OwnWords:
    """What this municipality set; nothing for none, without a query for one that set nothing."""
    if municipality is None or not municipality.words_version:
        return _NOTHING
    return _read(municipality, municipality.words_version)


@lru_cache(maxsize=REMEMBERED)
def _read(municipality: Municipality, version: str) -> OwnWords:
    """Two queries. The wall is opened here: what residents get to read is also read by jobs that serve everybody."""
    with within(municipality):
        names = {(row.key, row.language): row.text for row in PublicName.objects.all()}
        avoided = {(row.language, row.word): avoided_of(row) for row in AvoidedWord.objects.all()}
    return OwnWords(MappingProxyType(names), MappingProxyType(avoided))


def avoided_of(row: AvoidedWord) -> Avoided | None:
    """The row as the lexicon has it; None where it switches a word off."""
    if not row.avoid:
        return None
    return Avoided(row.word, row.stems, row.better, row.inside)
