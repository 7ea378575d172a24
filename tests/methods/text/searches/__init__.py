"""Labelled searches: what people type, and what it should and should not find."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Search:
    typed: str
    language: str
    finds: tuple[str, ...]
    misses: tuple[str, ...]


def searches(name: str) -> list[Search]:
    rows = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))["search"]
    return [
        Search(row["typed"], row.get("language", "nl"), tuple(row["finds"]), tuple(row["misses"]))
        for row in rows
    ]
