"""Settings that do not fit, said in the language of the terminal: before Django, which needs settings, can speak."""

import gettext
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def gettext_noop(text: str) -> str:
    """Mark a text for the catalog. Django's own asks for the settings, which are being read."""
    return text


#: What is wrong with a value, by the kind of mistake that pydantic found; the first part of its name counts.
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("literal_error", gettext_noop("{name} must be one of: {expected}.")),
    ("int_", gettext_noop("{name} must be a whole number.")),
    ("bool_", gettext_noop("{name} must be true or false.")),
    ("greater_than_equal", gettext_noop("{name} must be at least {ge}.")),
    ("less_than_equal", gettext_noop("{name} must be at most {le}.")),
)
_ELSE = gettext_noop("{name} cannot be used: {problem}")


class UnfitError(ValueError):
    """A setting that cannot be used. sentence: a text of the catalog, with names in braces for `parts`."""

    def __init__(self, sentence: str, **parts: str) -> None:
        super().__init__(sentence.format(**parts))
        self.sentence, self.parts = sentence, parts


def in_words(problem: ValidationError | UnfitError, language: str) -> Iterator[str]:
    """A sentence for each mistake, naming the setting. English where the catalog is not there."""
    catalog = gettext.translation("django", LOCALE, [language], fallback=True)
    if isinstance(problem, UnfitError):
        yield catalog.gettext(problem.sentence).format(**problem.parts)
        return
    for error in problem.errors():
        sentence, parts = _told(dict(error))
        yield catalog.gettext(sentence).format(**parts)


def _told(error: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    context = error.get("ctx", {})
    ours = context.get("error")
    if isinstance(ours, UnfitError):
        return ours.sentence, ours.parts
    name = str(error["loc"][0]) if error["loc"] else "NABIJ"
    name = name if name.isupper() else f"NABIJ_{name.upper()}"
    parts = {"name": name, **context}
    if "expected" in parts:  # "'a', 'b' or 'c'"
        parts["expected"] = str(parts["expected"]).replace(" or ", ", ")
    for kind, sentence in _SENTENCES:
        if str(error["type"]).startswith(kind):
            return sentence, parts
    return _ELSE, {**parts, "problem": error["msg"].removeprefix("Value error, ")}
