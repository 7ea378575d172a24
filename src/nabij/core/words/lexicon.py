"""The avoided words that hold for a municipality: those of Nabij, with its own changes."""

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
