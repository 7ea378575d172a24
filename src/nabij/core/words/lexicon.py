"""The avoided words that hold for a municipality: those of Nabij, with its own changes."""

from dataclasses import dataclass
from typing import Literal

from nabij.core.models import Municipality
from nabij.core.words.avoided import AVOIDED, Avoided
from nabij.core.words.own import own_words

LANGUAGES = tuple(AVOIDED)


def lexicon(language: str, municipality: Municipality | None = None) -> tuple[Avoided, ...]:
    """What is avoided in a language, by word where the municipality has words of its own.

    language: `nl` or `en`, also as `en-GB`; another: the words of both.
    """
    spoken = language[:2].lower()
    languages = (spoken,) if spoken in AVOIDED else LANGUAGES
    return tuple(row for code in languages for row in _of(code, municipality))


def _of(language: str, municipality: Municipality | None) -> tuple[Avoided, ...]:
    own = own_words(municipality).avoided
    if not own:
        return AVOIDED[language]
    words: dict[str, Avoided | None] = {row.word: row for row in AVOIDED[language]}
    words.update((word, row) for (code, word), row in own.items() if code == language)
    return tuple(row for _word, row in sorted(words.items()) if row is not None)


Origin = Literal["built_in", "changed", "own", "off"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon as a municipality has it.

    origin: as Nabij has it, changed here, the municipality's own, or switched off (one of Nabij's).
    """

    avoided: Avoided
    origin: Origin


def entries(language: str, municipality: Municipality) -> list[Entry]:
    """Every line of the lexicon in one language by word, those that are switched off among them."""
    own = {
        word: row
        for (code, word), row in own_words(municipality).avoided.items()
        if code == language
    }
    built_in = {row.word: row for row in AVOIDED[language]}
    found = [_entry(row, own) for row in built_in.values()]
    found += [Entry(row, "own") for word, row in own.items() if row and word not in built_in]
    return sorted(found, key=lambda entry: entry.avoided.word)


def _entry(row: Avoided, own: dict[str, Avoided | None]) -> Entry:
    if row.word not in own:
        return Entry(row, "built_in")
    changed = own[row.word]
    return Entry(row, "off") if changed is None else Entry(changed, "changed")
