"""From one person's answers to a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nabij.methods.scales.model import Answers, Band, Scale, Score


def score(scale: Scale, answers: Answers, rule: str | None = None) -> Score:
    """Score one person. rule: its code; None: the first of the scale.

    ValueError for an answer or an item that the scale does not have, KeyError for an unknown rule.
    """
    read_by = scale.rule(rule)
    points = {item: _points(scale, item, answer) for item, answer in answers.items()}
    missing = sum(points.get(item) is None for item in scale.items)
    total = _sum(scale.items, points) if missing <= scale.may_miss else None
    emotional, social = (_subscale(items, points) for items in (scale.emotional, scale.social))
    return Score(
        scale=scale.code,
        rule=read_by.code,
        total=total,
        emotional=emotional,
        social=social,
        missing=missing,
        band=band_of(total, read_by.total),
        emotional_band=band_of(emotional, read_by.subscale),
        social_band=band_of(social, read_by.subscale),
    )


def _points(scale: Scale, item: int, answer: int | None) -> int | None:
    if item not in scale.items:
        raise ValueError(f"{scale.code} has no item {item}")
    if answer is None:
        return None
    if not 1 <= answer <= len(scale.answers):
        raise ValueError(f"{answer} is no answer to item {item} of {scale.code}")
    return int(answer in scale.counted[item]) if scale.counted else answer


def _subscale(items: frozenset[int], points: Answers) -> int | None:
    """The sum of a subscale; None where there is no such subscale, or an item of it is open."""
    if not items or any(points.get(item) is None for item in items):
        return None
    return _sum(items, points)


def _sum(items: Iterable[int], points: Answers) -> int:
    return sum(points.get(item) or 0 for item in items)


def band_of(value: int | None, bands: Sequence[Band]) -> str | None:
    """The name of the band in which a score lies; None for no score, or where there are no bands."""
    if value is None:
        return None
    return next((band.code for band in reversed(bands) if value >= band.least), None)
