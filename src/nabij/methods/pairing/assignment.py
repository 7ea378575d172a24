"""Pairs by assignment: LAPJVsp (Jonker and Volgenant, 1987, for sparse matrices) as SciPy has it."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from nabij.methods.pairing.edges import Edges, Whole


def solve(edges: Edges) -> list[int]:
    """The numbers of the edges that are used, in order; exact."""
    rows, columns, weights = edges.rows, edges.columns, edges.weights
    room, free = edges.room, edges.free
    places = np.where(free, edges.degree, room)
    first = np.concatenate([[0], np.cumsum(places)])
    copies = np.where(free, 1, room)[columns]
    edge = np.repeat(np.arange(len(rows)), copies)
    within = np.arange(len(edge)) - np.repeat(np.cumsum(copies) - copies, copies)
    within = np.where(free[columns[edge]], _rank_in_column(columns)[edge], within)
    staying = np.arange(rows.max() + 1)
    top = (
        float(weights.max()) + 1.0
    )  # costs must be above 0; the same for each row, so it decides nothing
    matrix = csr_array(
        (
            np.concatenate([top - weights[edge], np.full(len(staying), top)]),
            (
                np.concatenate([rows[edge], staying]),
                np.concatenate([first[columns[edge]] + within, first[-1] + staying]),
            ),
        ),
        shape=(len(staying), int(first[-1]) + len(staying)),
    )
    taken_rows, taken = min_weight_full_bipartite_matching(matrix)
    owner = np.repeat(np.arange(len(room)), places)
    at = {key: place for place, key in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))}
    paired = taken < first[-1]
    chosen = zip(taken_rows[paired].tolist(), owner[taken[paired]].tolist(), strict=True)
    return sorted(at[key] for key in chosen)


def _rank_in_column(columns: Whole) -> Whole:
    """For each edge, how many edges before it have the same column."""
    order = np.argsort(columns, kind="stable")
    ordered = columns[order]
    starts = np.searchsorted(ordered, ordered, side="left")
    rank = np.empty(len(columns), dtype=np.int64)
    rank[order] = np.arange(len(columns)) - starts
    return rank
