"""What a find gives back: hits with their reasons, and what was widened to have any."""

import datetime as dt
from dataclasses import dataclass

from nabij.directory.models import Occurrence, Offer
from nabij.methods.geo import Point
from nabij.methods.ranking import Reason, Step


@dataclass(frozen=True, slots=True)
class Hit:
    """One offer that was found, and why.

    offer: with its organisation and place loaded. distance: metres in a straight line from the place asked; None
    without one, or where nobody has to go anywhere. score: 0..1, comparable within one answer only. reasons: codes;
    `directory.explain.sentences` makes words of them. coming: the next times that suit the question, cancelled
    ones among them; empty when `by_appointment` or when no dates are known. widened: the limits of the question
    that this offer does not keep, as the steps that let them go.
    """

    offer: Offer
    distance: int | None
    score: float
    reasons: tuple[Reason, ...]
    coming: tuple[Occurrence, ...] = ()
    by_appointment: bool = False
    widened: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class FindResult:
    """Hits, the best first.

    total: how many there are; `more`: at least so many. origin: from where distances count. widened: limits that
    were let go because nothing was found within them, as far as these hits needed it; none when empty.
    corrected: (typed, meant) of the words that were read otherwise than typed.
    """

    hits: tuple[Hit, ...]
    total: int
    today: dt.date
    more: bool = False
    origin: Point | None = None
    widened: tuple[Step, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
