"""Reasons why a date is off that are given often, in both languages; any other stands as it was typed."""

from django.utils.translation import get_language

#: Code → Dutch, English. What is stored is the Dutch sentence, so that other systems get words.
REASONS: dict[str, tuple[str, str]] = {
    "ill": ("Wie het begeleidt, is ziek.", "The person who leads it is ill."),
    "few": ("Er zijn deze keer te weinig mensen.", "There are too few people this time."),
    "closed": ("Het gebouw is dicht.", "The building is closed."),
    "weather": ("Het weer is te slecht.", "The weather is too bad."),
    "holiday": ("Het is vakantie.", "It is holiday time."),
    "away": ("Wie het begeleidt, is weg.", "The person who leads it is away."),
    "other": ("Er is die dag iets anders.", "There is something else on that day."),
}
_ENGLISH = dict(REASONS.values())


def reason_in_words(reason: str, language: str | None = None) -> str:
    """The reason in the reader's language where it is a known one, else as it was written."""
    english = (language or get_language() or "nl").startswith("en")
    return _ENGLISH.get(reason, reason) if english else reason
