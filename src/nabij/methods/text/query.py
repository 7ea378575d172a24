"""What someone typed, understood: groups that must all be found, each in one of several ways."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Why = Literal["exact", "stem", "compound", "synonym", "spelling"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to find a typed word.

    tokens: all must be present; weight: 0..1; word: readable, for the reason.

    A word that begins with "@" stands for a filter token and is not for people to read.
    """

    tokens: tuple[str, ...]
    weight: float
    why: Why
    word: str


@dataclass(frozen=True, slots=True)
class Group:
    """One typed word or expression and every way to find it, the best first.

    Never without alternatives.
    """

    typed: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text, understood.

    text: as typed, cleaned; groups: all wanted; left_out: words without meaning here.

    corrected: (typed, meant) for each word that nothing knows, as "bedoelde u …?" may show it.
    tokens: all tokens of all alternatives.
    """

    text: str
    language: str
    groups: tuple[Group, ...] = ()
    left_out: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    tokens: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        tokens = (t for group in self.groups for a in group.alternatives for t in a.tokens)
        object.__setattr__(self, "tokens", frozenset(tokens))

    @property
    def empty(self) -> bool:
        """Whether nothing is left to search for."""
        return not self.groups
