"""What matching finds in a municipality."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nabij.directory.models import Offer
from nabij.methods.matching import Answer


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something that nothing here helps with, for who stores it: no person is in it.

    causes: what is behind it. area: CBS code of where it is felt, empty where not known. limits: what kept away the
    offers that take up one of the causes, the limit that does so most by itself first; empty where there are none.
    """

    causes: tuple[str, ...]
    area: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The answer of `methods.matching` over all offers of a municipality, with the offers that it names.

    answer: proposals and relaxations by the numbers of the offers, and the seed to be logged; what is excluded is
    counted here and not told one by one. weighed: how many offers there are. excluded: by reason how many of them it
    keeps away; one offer can have several. offers: by number, those proposed and the first of each relaxation. unmet:
    where nothing fits.
    """

    answer: Answer
    weighed: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    unmet: Unmet | None = None
