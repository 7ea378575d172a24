"""A table of answers: a column per item, a row per person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nabij.methods.scales.answers import BadAnswerError, read_answer, read_direct
from nabij.methods.scales.gierveld import SHORT
from nabij.methods.scales.model import Scale

_ITEM = re.compile(
    r"(?:item|vraag|stelling|question|q|v|i|djg(?:6|11)?|dj|lone|ucla3?)?[\s_.\-:]*(\d+)"
)
_NAMED = MappingProxyType(
    {
        "companionship": 1, "lack companionship": 1, "gezelschap": 1,
        "left out": 2, "left_out": 2, "buitengesloten": 2,
        "isolated": 3, "afgezonderd": 3, "geïsoleerd": 3,
    }
)  # fmt: skip
_PERSON = frozenset({"id", "nr", "nummer", "number", "person", "persoon", "respondent", "code"})
_DIRECT = frozenset({"direct", "directe vraag", "direct question"})


class BadTableError(ValueError):
    """Something in a table cannot be. code: what; values: with what. row: as a spreadsheet counts; column: its heading.

    Codes: empty (no rows at all), no_column (items that have none), twice (a column), cells (more or
    fewer than headings: found, expected), answer (found, choices), not_text.
    """

    def __init__(
        self, code: str, row: int | None = None, column: str | None = None, **values: object
    ) -> None:
        super().__init__(f"{code} {row} {column} {values}")
        self.code = code
        self.row = row
        self.column = column
        self.values = values


@dataclass(frozen=True, slots=True)
class Person:
    """One row. row: as a spreadsheet counts, the headings being row 1; id: of the column for it, or empty."""

    row: int
    id: str
    answers: Mapping[int, int | None]
    direct: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row what stands. items: item number → place."""

    headings: tuple[str, ...]
    items: Mapping[int, int]
    person: int | None
    direct: int | None


def read_table(raw: bytes, scale: Scale) -> list[Person]:
    """Everyone in a CSV file in UTF-8 or Windows-1252, with commas, semicolons or tabs.

    Columns are known by the number of their item ("3", "item 3", "djg_3"), whatever their order; other
    columns are left alone. Where no heading has a number, the columns count in order, if there are
    exactly as many as items. For the short form the numbers are those of the long one (3, 4, 7, 8, 9,
    10); numbers 1 to 6 stand for the order in which it is printed (3, 4, 7, 9, 8, 10). Raises
    `BadTableError`.
    """
    rows = list(_rows(raw))
    if not rows:
        raise BadTableError("empty")
    columns = _columns(rows[0][1], scale)
    return [_person(number, cells, columns, scale) for number, cells in rows[1:]]


def _rows(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their number."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadTableError("not_text")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            if cells:
                yield number, cells
    except csv.Error:
        raise BadTableError("not_text") from None


def _columns(headings: Sequence[str], scale: Scale) -> Columns:
    plain = [re.sub(r"\s+", " ", heading).strip().lower() for heading in headings]
    person = next((at for at, heading in enumerate(plain) if heading in _PERSON), None)
    direct = next((at for at, heading in enumerate(plain) if heading in _DIRECT), None)
    numbered: dict[int, int] = {}
    for at, heading in enumerate(plain):
        number = _number(heading, scale)
        if number is None or at in (person, direct):
            continue
        if number in numbered:
            raise BadTableError("twice", 1, headings[at])
        numbered[number] = at
    items = _items(numbered, [at for at in range(len(plain)) if at not in (person, direct)], scale)
    if absent := [item for item in scale.items if item not in items]:
        raise BadTableError("no_column", 1, items=", ".join(map(str, absent)))
    return Columns(tuple(headings), {item: items[item] for item in scale.items}, person, direct)


def _number(heading: str, scale: Scale) -> int | None:
    found = _ITEM.fullmatch(heading)
    if found:
        return int(found[1])
    return None if scale.counted else _NAMED.get(heading)


def _items(numbered: Mapping[int, int], places: Sequence[int], scale: Scale) -> Mapping[int, int]:
    """Item → place, from numbered headings, or from the order where none is."""
    order = SHORT if scale.items.keys() == set(SHORT) else tuple(scale.items)
    if not numbered and len(places) == len(order):
        return dict(zip(order, places, strict=True))
    if len(order) == len(SHORT) and numbered.keys() == set(range(1, len(SHORT) + 1)):
        return {order[number - 1]: at for number, at in numbered.items()}
    return numbered


def _person(number: int, cells: Sequence[str], columns: Columns, scale: Scale) -> Person:
    if len(cells) != len(columns.headings):
        raise BadTableError("cells", number, found=len(cells), expected=len(columns.headings))
    at = 0
    try:
        answers = {}
        for item, place in columns.items.items():
            at = place
            answers[item] = read_answer(cells[place], scale)
        at = columns.direct or 0
        direct = None if columns.direct is None else read_direct(cells[columns.direct])
    except BadAnswerError as problem:
        choices = ", ".join(problem.choices)
        raise BadTableError(
            "answer", number, columns.headings[at], found=problem.found[:60], choices=choices
        ) from None
    name = "" if columns.person is None else cells[columns.person].strip()
    return Person(number, name, answers, direct)
