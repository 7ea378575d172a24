"""The labelled pairs: those of `pairs.jsonl` (see `make_pairs`) and those of `written.txt`, every other one held out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nabij.methods.duplicates import Traits

HERE = Path(__file__).parent
MARKS = {"#": "phones", "~": "sites", "%": "moments"}


@dataclass(frozen=True)
class Labelled:
    """Two records, and whether a person says that they are about the same thing."""

    kind: Any
    half: str
    same: bool
    why: str
    left: Traits
    right: Traits


def pairs(half: str) -> list[Labelled]:
    """All pairs of a half: `tune` or `held-out`."""
    return [pair for pair in (*_made(), *_written()) if pair.half == half]


def _made() -> Iterator[Labelled]:
    for line in (HERE / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        left, right = _traits("left", row["left"]), _traits("right", row["right"])
        yield Labelled(row["kind"], row["half"], row["same"], row["why"], left, right)


def _written() -> Iterator[Labelled]:
    lines = (HERE / "written.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line and not line.startswith("#"):
            half = "held-out" if number % 2 else "tune"
            kind, same, left, right = (part.strip() for part in line.split(";"))
            sides = _fields("left", left), _fields("right", right)
            yield Labelled(kind, half, same == "same", "written by hand", *sides)


def _traits(own: str, row: dict[str, Any]) -> Traits:
    sets = ("phones", "mails", "sites", "moments", "text")
    values: dict[str, Any] = {
        key: frozenset(value) if key in sets else value for key, value in row.items()
    }
    return Traits(id=own, **values)


def _fields(own: str, text: str) -> Traits:
    name, *rest = re.split(r" (?=[@#~!%] )", text)
    row: dict[str, Any] = {"name": name}
    for part in rest:
        mark, value = part[0], part[2:]
        if mark == "@":
            street, number, postcode, lat, lon = value.rsplit(" ", 4)
            row |= {
                "street": street,
                "number": number,
                "postcode": postcode,
                "lat": float(lat),
                "lon": float(lon),
            }
        elif mark == "!":
            row["owner"] = value
        else:
            row[MARKS[mark]] = [value]
    return _traits(own, row)
