"""What goes into pairing and what comes out, as the matching contract (version 1) names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who gives time. capacity: to how many people at once; 0 is nobody for now."""

    id: str
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who looks for one person. waiting_days: how long already."""

    id: str
    waiting_days: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """Two people who could be paired, each as far as is known content with it. weight: how well they fit."""

    volunteer: str
    resident: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs (volunteer, resident) in the order of their ids.

    total: the sum of their weights, each with what was added for waiting.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    total: float = 0.0
