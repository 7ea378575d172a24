"""Where and how well a found text answers a query: for ranking and for the reason beside a hit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nabij.methods.text.query import Alternative, Group, Query

FIELD_WEIGHTS: Mapping[str, float] = {
    "name": 1.0,
    "organisation": 0.7,
    "summary": 0.7,
    "description": 0.45,
    "filter": 0.45,
}
"""How much a match counts by where it stands.

1 is the most. An unknown field counts as a description.
"""


@dataclass(frozen=True, slots=True)
class GroupMatch:
    """How one group of a query was found. field: where; alternative: by which way; score: 0..1."""

    typed: str
    alternative: Alternative
    field: str
    score: float


@dataclass(frozen=True, slots=True)
class TextMatch:
    """How well a text answers a query.

    score: 0..1, the mean over the groups (a group not found counts 0).
    """

    score: float
    groups: tuple[GroupMatch, ...]
    missing: tuple[str, ...]


def match_text(
    query: Query,
    fields: Mapping[str, Collection[str]],
    weights: Mapping[str, float] = FIELD_WEIGHTS,
) -> TextMatch:
    """Score one text.

    fields: field name → its index tokens (as `analyse` gives them; sets are fastest).

    Tokens of an alternative may stand in different fields; then the least of those fields counts. A
    query without groups scores 0 with nothing missing.
    """
    where = {
        token: (weights.get(field, FIELD_WEIGHTS["description"]), field)
        for field in sorted(fields, key=lambda f: weights.get(f, FIELD_WEIGHTS["description"]))
        for token in query.tokens.intersection(fields[field])
    }
    found = [(group.typed, _best(group, where)) for group in query.groups]
    matches = tuple(match for _, match in found if match is not None)
    missing = tuple(typed for typed, match in found if match is None)
    score = sum(match.score for match in matches) / len(found) if found else 0.0
    return TextMatch(score, matches, missing)


def _best(group: Group, where: Mapping[str, tuple[float, str]]) -> GroupMatch | None:
    best: GroupMatch | None = None
    for alternative in group.alternatives:
        if best is not None and alternative.weight <= best.score:
            break
        if not all(token in where for token in alternative.tokens):
            continue
        weight, field = min(where[token] for token in alternative.tokens)
        if best is None or alternative.weight * weight > best.score:
            best = GroupMatch(group.typed, alternative, field, alternative.weight * weight)
    return best
