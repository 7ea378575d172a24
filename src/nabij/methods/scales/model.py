"""What a scale is, and what it says of one person's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[int, int | None]
"""Item number → the answer as its number from 1 on; None or absent: not answered."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of scores with a name. least: the lowest score that belongs to it."""

    least: int
    code: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A version of how scores are read. code: stored with each score; source: where it comes from.

    total, subscale: the bands, the lowest first.
    """

    code: str
    source: str
    total: tuple[Band, ...]
    subscale: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """A questionnaire. items: number → its text in Dutch; answers: their names from 1 on.

    emotional, social: the items of each subscale; empty where there is none. counted: item → the answers
    that count 1; empty where the number of the answer itself is added. may_miss: how many items may be
    left open before the total is no longer valid. rules: the first is used unless another is asked.
    """

    code: str
    items: Mapping[int, str]
    answers: tuple[str, ...]
    rules: tuple[Rule, ...]
    counted: Mapping[int, frozenset[int]]
    emotional: frozenset[int] = frozenset()
    social: frozenset[int] = frozenset()
    may_miss: int = 0

    def rule(self, code: str | None = None) -> Rule:
        """The rule of that code, or the first; KeyError where there is none."""
        return self.rules[0] if code is None else {rule.code: rule for rule in self.rules}[code]


@dataclass(frozen=True, slots=True)
class Score:
    """What a scale says. None: not valid, for too much was left open. missing: how many items were.

    band, emotional_band, social_band: names of the stretch in which each lies, by the rule.
    """

    scale: str
    rule: str
    total: int | None
    emotional: int | None
    social: int | None
    missing: int
    band: str | None
    emotional_band: str | None
    social_band: str | None
