"""The edges that may be used, as numbers, and whether their shape is a hard one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.floating]

MOST_COPIES = 1_500_000
"""Edges after every volunteer is copied for each of their places; more would not fit in memory for long."""
CROWDED = 0.35
"""Where fewer of the people than this share are somebody's first choice, assignment goes round and round."""
SMALL = 20_000
"""Edges below which nothing is slow."""


@dataclass(frozen=True, slots=True)
class Edges:
    """rows, columns, weights: resident, volunteer and worth of each edge, each pair once; room: of each column."""

    rows: Whole
    columns: Whole
    weights: Real
    room: Whole

    @property
    def degree(self) -> Whole:
        """How many edges each column has."""
        return np.bincount(self.columns, minlength=len(self.room))

    @property
    def free(self) -> NDArray[np.bool_]:
        """The columns with room for all of their edges: those limit nobody."""
        return self.room >= self.degree

    @property
    def hard(self) -> bool:
        """Whether linear programming will be quicker than assignment."""
        if len(self.rows) < SMALL:
            return False
        copies = np.where(self.free, 1, self.room)[self.columns]
        return int(copies.sum()) > MOST_COPIES or self._first_choices() < CROWDED

    def _first_choices(self) -> float:
        """The share of the places that is the first choice of somebody; equals are drawn by lot, always the same."""
        lots = np.random.default_rng(0).random(len(self.rows))
        order = np.lexsort((lots, -self.weights, self.rows))
        first = order[np.concatenate([[True], np.diff(self.rows[order]) > 0])]
        chosen = np.bincount(self.columns[first], minlength=len(self.room))
        room = np.minimum(self.room, self.degree)
        return float(np.minimum(chosen, room).sum() / min(len(first), int(room.sum())))
