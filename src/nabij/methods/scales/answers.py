"""Answers as people write them: in Dutch or English words, or as a number from 1 on."""

from __future__ import annotations

import re
from types import MappingProxyType

from nabij.methods.scales.model import Scale
from nabij.methods.scales.ucla import DIRECT

_AGREEMENT = MappingProxyType(
    {
        "nee": 1, "no": 1,
        "min of meer": 2, "minofmeer": 2, "more or less": 2, "enigszins": 2,
        "ja": 3, "yes": 3,
    }
)  # fmt: skip
_HOW_OFTEN = MappingProxyType(
    {
        "bijna nooit": 1, "bijna nooit of nooit": 1, "nooit of bijna nooit": 1, "nooit": 1,
        "zelden": 1, "zelden of nooit": 1, "hardly ever": 1, "never": 1,
        "hardly ever or never": 1, "hardly ever/never": 1,
        "soms": 2, "some of the time": 2, "sometimes": 2,
        "vaak": 3, "often": 3,
    }
)  # fmt: skip
_DIRECT = MappingProxyType(
    {
        "vaak of altijd": 1, "vaak/altijd": 1, "vaak": 1, "altijd": 1, "often/always": 1,
        "often or always": 1, "often": 1, "always": 1,
        "soms": 2, "some of the time": 2,
        "af en toe": 3, "occasionally": 3,
        "bijna nooit": 4, "zelden": 4, "hardly ever": 4,
        "nooit": 5, "never": 5,
    }
)  # fmt: skip


class BadAnswerError(ValueError):
    """An answer that the question does not have. found: as written; choices: what it may be."""

    def __init__(self, found: str, choices: tuple[str, ...]) -> None:
        super().__init__(f"{found!r} is none of {choices}")
        self.found = found
        self.choices = choices


def read_answer(written: str, scale: Scale) -> int | None:
    """The number of an answer; None for an empty one.

    Words, in any case and with or without hyphens and "!" (the five-point form of the manual has "ja!"
    and "nee!"), or a number from 1 on in the order of `scale.answers`: for De Jong Gierveld 1 is nee and
    3 is ja, as in the syntax of the manual. Raises `BadAnswerError`.
    """
    known = _AGREEMENT if scale.counted else _HOW_OFTEN
    return _read(written, known, len(scale.answers), scale.answers)


def read_direct(written: str) -> str | None:
    """The answer to the direct question as a code of `DIRECT`; None for an empty one."""
    choices = ("vaak of altijd", "soms", "af en toe", "bijna nooit", "nooit")
    number = _read(written, _DIRECT, len(DIRECT), choices)
    return None if number is None else DIRECT[number - 1]


def _read(
    written: str, known: MappingProxyType[str, int], most: int, choices: tuple[str, ...]
) -> int | None:
    plain = re.sub(r"[\s\-–_]+", " ", written.strip().strip("!.\"'").strip().lower())
    if not plain:
        return None
    if plain in known:
        return known[plain]
    if re.fullmatch(r"[0-9](?:[.,]0)?", plain) and 1 <= int(plain[0]) <= most:
        return int(plain[0])
    raise BadAnswerError(written.strip(), choices)
