"""The files of pairing: from the JSON of the matching contract (version 1), and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from nabij.methods.pairing.model import Edge, Pairing, Resident, Volunteer
from nabij.methods.reading import BadFieldError, Field

MOST = 1e9
"""The greatest weight, either way: beyond it a computer cannot tell small differences apart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that `pair` needs."""

    volunteers: tuple[Volunteer, ...]
    residents: tuple[Resident, ...]
    edges: tuple[Edge, ...]
    floor: float | None
    fairness_per_day: float


def read_input(document: Any) -> Asked:
    """A `pair_input`. Raises `BadFieldError` where something in it cannot be."""
    top = Field(document)
    volunteers = tuple(
        Volunteer(one["id"].name(), one["capacity"].whole(0)) for one in top["volunteers"].items()
    )
    residents = tuple(
        Resident(one["id"].name(), one["waiting_days"].whole(0)) for one in top["residents"].items()
    )
    givers = _once((one.id for one in volunteers), "volunteers")
    seekers = _once((one.id for one in residents), "residents")
    edges = tuple(
        Edge(
            _known(one["volunteer"], givers),
            _known(one["resident"], seekers),
            one["weight"].number(-MOST, MOST),
        )
        for one in top["edges"].items()
    )
    floor, fairness = top.get("floor"), top.get("fairness_per_day")
    return Asked(
        volunteers,
        residents,
        edges,
        None if floor is None else floor.number(-MOST, MOST),
        0.0 if fairness is None else fairness.number(-MOST, MOST),
    )


def _once(ids: Iterable[str], where: str) -> set[str]:
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            raise BadFieldError(f"$.{where}[{place}].id", "twice", what=one)
        seen.add(one)
    return seen


def _known(field: Field, ids: Collection[str]) -> str:
    name = field.text()
    if name not in ids:
        raise BadFieldError(field.path, "unknown", what=name[:60])
    return name


def as_json(pairing: Pairing) -> dict[str, Any]:
    """A pairing as the contract writes it."""
    return {"pairs": [list(pair) for pair in pairing.pairs], "total": pairing.total}
