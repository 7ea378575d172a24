"""What a find gives back: hits with their reasons, and what was widened to have any."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nabij.directory.models import Occurrence, Offer

if TYPE_CHECKING:
    from nabij.methods.ranking import Reason, Widening


@dataclass(frozen=True, slots=True)
class Origin:
    """Where someone is or wants to be. label: as a person writes it: "3131 AB", "Havenbuurt"."""

    lat: float
    lon: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One offer that was found, and why.

    offer: with its organisation and place loaded. distance: metres in a straight line from the origin; None without
    origin or without a place. score: 0..1. reasons: codes, `directory.explain.sentences` makes words of them.
    coming: the next times that suit the question, cancelled ones among them; empty when `by_appointment`
    or when no dates are known. widened: the limits that this hit does not keep.
    """

    offer: Offer
    distance: int | None
    score: float
    reasons: "tuple[Reason, ...]"
    coming: tuple[Occurrence, ...] = ()
    by_appointment: bool = False
    widened: "tuple[Widening, ...]" = ()


@dataclass(frozen=True, slots=True)
class FindResult:
    """Hits, the best first.

    total: how many there are; `more`: at least so many. widened: limits that were loosened, in order,
    because nothing was found within them; none when empty. read_as: the words with typing mistakes corrected, ""
    when they were taken as typed.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool = False
    origin: Origin | None = None
    widened: "tuple[Widening, ...]" = ()
    read_as: str = ""
    today: dt.date | None = None
