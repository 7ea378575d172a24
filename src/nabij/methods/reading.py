"""Reading a JSON document field by field, so that an error can say where it is and what was expected."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


class BadFieldError(ValueError):
    """Something in a document cannot be. path: as $.offers[3].form; code: what is wrong; values: with what.

    Codes: missing; not_a (kind: object, list, text, number, whole, boolean, date, time); not_one_of
    (choices); out_of_range (least, most); empty; twice (what); unknown (what); before (what).
    """

    def __init__(self, path: str, code: str, **values: object) -> None:
        super().__init__(f"{path}: {code} {values or ''}".strip())
        self.path = path
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Field:
    """A value in a document, and where it stands."""

    value: Any
    path: str = "$"

    def _bad(self, code: str, **values: object) -> BadFieldError:
        return BadFieldError(self.path, code, **values)

    def get(self, name: str) -> Field | None:
        """A field of this object; None where it is absent or null. Others are left alone: a document may hold more."""
        value = self.object().get(name)
        return None if value is None else Field(value, f"{self.path}.{name}")

    def __getitem__(self, name: str) -> Field:
        """A field that must be there."""
        found = self.get(name)
        if found is None:
            raise BadFieldError(f"{self.path}.{name}", "missing")
        return found

    def items(self) -> Iterator[Field]:
        """The parts of a list."""
        if not isinstance(self.value, list):
            raise self._bad("not_a", kind="list")
        return (Field(value, f"{self.path}[{place}]") for place, value in enumerate(self.value))

    def object(self) -> Mapping[str, Any]:
        """The value as an object."""
        if not isinstance(self.value, dict):
            raise self._bad("not_a", kind="object")
        return self.value

    def text(self) -> str:
        """The value as a text."""
        if not isinstance(self.value, str):
            raise self._bad("not_a", kind="text")
        return self.value

    def name(self) -> str:
        """A text that is not empty."""
        if not self.text().strip():
            raise self._bad("empty")
        return self.text()

    def one_of(self, choices: Collection[str]) -> str:
        """One of these codes."""
        if self.value not in choices if isinstance(self.value, str) else True:
            raise self._bad("not_one_of", choices=", ".join(choices), found=str(self.value)[:60])
        return str(self.value)

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self._bad("not_a", kind="boolean")
        return self.value

    def number(self, least: float = -math.inf, most: float = math.inf) -> float:
        """A number between two others, both included; never infinite."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._bad("not_a", kind="number")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self._bad("not_a", kind="number")
        if not least <= number <= most:
            raise self._bad("out_of_range", least=f"{least:g}", most=f"{most:g}")
        return number

    def whole(self, least: int, most: int = 10**9) -> int:
        """A whole number between two others; 5.0 is one too, as JSON has it."""
        number = self.number()
        if number != int(number):
            raise self._bad("not_a", kind="whole")
        if not least <= number <= most:
            raise self._bad("out_of_range", least=least, most=most)
        return int(number)

    def date(self) -> dt.date:
        """A day, written as 2026-12-01."""
        text = self.text()
        try:
            if len(text) != len("2026-12-01"):
                raise ValueError
            return dt.date.fromisoformat(text)
        except ValueError:
            raise self._bad("not_a", kind="date", found=text[:60]) from None

    def minute(self) -> int:
        """A time of day as minutes after midnight, written as 13:30; 24:00 is the end of the day."""
        text = self.text()
        hours, colon, minutes = text.partition(":")
        digits = len(hours) == len(minutes) == 2 and (hours + minutes).isascii()
        if colon and digits and (hours + minutes).isdigit():
            total = int(hours) * 60 + int(minutes)
            if total <= 24 * 60 and int(minutes) < 60:
                return total
        raise self._bad("not_a", kind="time", found=text[:60])
