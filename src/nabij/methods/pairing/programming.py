"""Pairs by linear programming: an interior point and a crossover to a vertex, by HiGHS as SciPy has it.

The matrix is that of a bipartite graph, which is totally unimodular, so every vertex is whole.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from nabij.methods.pairing.edges import Edges


def solve(edges: Edges) -> list[int]:
    """The numbers of the edges that are used, in order; exact. RuntimeError where HiGHS gives up."""
    count = len(edges.rows)
    ones, each = np.ones(count), np.arange(count)
    shapes = ((edges.rows, int(edges.rows.max()) + 1), (edges.columns, len(edges.room)))
    sides = [csr_array((ones, (numbers, each)), shape=(size, count)) for numbers, size in shapes]
    limits = np.concatenate([np.ones(shapes[0][1]), edges.room])
    answer = linprog(
        -edges.weights, A_ub=vstack(sides), b_ub=limits, bounds=(0, None), method="highs-ipm"
    )
    if not answer.success:
        raise RuntimeError(answer.message)
    return [int(at) for at in np.flatnonzero(answer.x > 0.5)]
