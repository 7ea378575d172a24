"""The greatest total weight over sparse edges, under capacities: exactly, not nearly.

Every resident gets one place of a volunteer or stays unpaired: an assignment of residents to columns,
with as many columns for a volunteer as they have room, and one of its own for each resident to stay
unpaired in. `assignment` solves that; `programming` solves the same as a linear programme, for the few
shapes in which assignment is slow. Both are exact; tests hold them against each other and against trying
everything. 5,000 by 5,000 with 30 edges each takes about a second (`bin/nabij bench pair`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from nabij.methods.pairing.edges import Edges, Whole
from nabij.methods.pairing.model import Edge, Pairing, Resident, Volunteer


def pair(
    volunteers: Iterable[Volunteer],
    residents: Iterable[Resident],
    edges: Iterable[Edge],
    *,
    floor: float | None = None,
    fairness_per_day: float = 0.0,
) -> Pairing:
    """The pairs of the greatest total. Ids must be unique and every edge between known people, else KeyError.

    floor: an edge whose own weight lies below it is never used; waiting long does not make two people
    fit. fairness_per_day: added to the weight for each day that the resident waits. A pair that adds
    nothing (0 or less in all) is not made. Of two edges between the same people the greatest counts. The
    order of what is given makes no difference.
    """
    givers = {one.id: one.capacity for one in sorted(volunteers, key=lambda one: one.id)}
    waiting = {one.id: one.waiting_days for one in sorted(residents, key=lambda one: one.id)}
    worth = _worth(waiting, edges, floor, fairness_per_day)
    possible = sorted((key, value) for key, value in worth.items() if givers[key[1]] > 0)
    if not possible:
        return Pairing()
    rows, row_names = _numbered(key[0] for key, _ in possible)
    columns, column_names = _numbered(key[1] for key, _ in possible)
    weights = np.array([value for _, value in possible], dtype=np.float64)
    room = np.array([min(givers[name], len(possible)) for name in column_names], dtype=np.int64)
    edges_left = Edges(rows, columns, weights, room)
    used = _solve(edges_left)
    pairs = sorted((column_names[columns[at]], row_names[rows[at]]) for at in used)
    return Pairing(tuple(pairs), math.fsum(weights[used].tolist()))


def _solve(edges: Edges) -> list[int]:
    """By whichever of the two suits; either brings SciPy along, which takes a second that only pairing should cost."""
    if edges.hard:
        from nabij.methods.pairing import programming

        return programming.solve(edges)
    from nabij.methods.pairing import assignment

    return assignment.solve(edges)


def _worth(
    waiting: dict[str, int], edges: Iterable[Edge], floor: float | None, fairness: float
) -> dict[tuple[str, str], float]:
    """(resident, volunteer) → what pairing them adds, for those who may be paired and gain by it."""
    best: dict[tuple[str, str], float] = {}
    for edge in edges:
        total = edge.weight + fairness * waiting[edge.resident]
        if (floor is None or edge.weight >= floor) and total > 0:
            key = edge.resident, edge.volunteer
            best[key] = max(total, best.get(key, 0.0))
    return best


def _numbered(names: Iterable[str]) -> tuple[Whole, list[str]]:
    """Each name as a number from 0, and the names in the order of their numbers (that of the alphabet)."""
    given = list(names)
    ordered = sorted(set(given))
    number = {name: at for at, name in enumerate(ordered)}
    return np.array([number[name] for name in given], dtype=np.int64), ordered
