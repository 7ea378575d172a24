"""Which way of helping fits which cause.

Source of the principle: aanpakeenzaamheid.nl, *Valkuilen en risico's* — what works is taking up the
individual cause, which is mostly not meeting people but skills, self-insight, mobility, poverty,
integration, language and digital skills, or a carer's overload. The mechanisms are those of tvgg; that
work on expectations (social cognition) did most in trials and contact alone little is Masi 2011 and
Hickin 2021. The strengths themselves are Nabij's proposal: nobody has measured them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TABLE: dict[str, dict[str, float]] = {
    "loss": {
        "meaningful_contact": 1.0, "realistic_expectations": 0.5, "meaningful_role": 0.5,
        "activity": 0.4, "meeting": 0.4, "practical_support": 0.3,
    },
    "partner_missed": {
        "meaningful_contact": 1.0, "realistic_expectations": 0.6, "social_skills": 0.5,
        "meeting": 0.5, "activity": 0.4, "meaningful_role": 0.4,
    },
    "small_network": {
        "meeting": 1.0, "activity": 0.8, "meaningful_role": 0.6, "meaningful_contact": 0.6,
        "social_skills": 0.5, "realistic_expectations": 0.3,
    },
    "social_skills": {
        "social_skills": 1.0, "realistic_expectations": 0.6, "meaningful_contact": 0.5,
        "activity": 0.3, "meaningful_role": 0.3, "meeting": 0.2,
    },
    "self_image": {
        "social_skills": 0.8, "realistic_expectations": 1.0, "meaningful_role": 0.6,
        "meaningful_contact": 0.5, "activity": 0.4, "meeting": 0.1,
    },
    "negative_expectations": {
        "realistic_expectations": 1.0, "social_skills": 0.6, "meaningful_contact": 0.6,
        "meaningful_role": 0.4, "activity": 0.3, "meeting": 0.1,
    },
    "health_senses": {
        "practical_support": 1.0, "meaningful_contact": 0.6, "activity": 0.5,
        "realistic_expectations": 0.3, "meaningful_role": 0.3, "meeting": 0.2,
    },
    "mental_health": {
        "realistic_expectations": 1.0, "meaningful_contact": 0.8, "social_skills": 0.6,
        "meaningful_role": 0.5, "activity": 0.5, "practical_support": 0.4, "meeting": 0.2,
    },
    "mobility": {
        "practical_support": 1.0, "meaningful_contact": 0.5, "activity": 0.2, "meeting": 0.2,
    },
    "poverty": {
        "practical_support": 1.0, "meaningful_role": 0.4, "activity": 0.3, "meeting": 0.2,
    },
    "language": {
        "social_skills": 1.0, "practical_support": 0.8, "meaningful_contact": 0.6,
        "meeting": 0.4, "activity": 0.3, "meaningful_role": 0.3,
    },
    "digital_skills": {
        "practical_support": 1.0, "social_skills": 0.8, "meaningful_contact": 0.2,
        "meeting": 0.1, "activity": 0.1,
    },
    "carer_overload": {
        "practical_support": 1.0, "meaningful_contact": 0.7, "realistic_expectations": 0.4,
        "activity": 0.3, "meeting": 0.2,
    },
    "migration_integration": {
        "meaningful_role": 0.8, "meaningful_contact": 0.8, "practical_support": 0.8,
        "social_skills": 0.8, "meeting": 0.6, "activity": 0.5,
    },
    "meaning": {
        "meaningful_role": 1.0, "meaningful_contact": 0.6, "realistic_expectations": 0.5,
        "activity": 0.5, "meeting": 0.2,
    },
    "exclusion": {
        "meaningful_role": 1.0, "meaningful_contact": 0.8, "realistic_expectations": 0.4,
        "activity": 0.4, "social_skills": 0.3, "meeting": 0.3, "practical_support": 0.3,
    },
    "living_environment": {
        "practical_support": 1.0, "meeting": 0.6, "meaningful_role": 0.6, "activity": 0.5,
        "meaningful_contact": 0.4,
    },
}  # fmt: skip

CAUSES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {cause: MappingProxyType(row) for cause, row in _TABLE.items()}
)
"""Cause → mechanism → how directly it takes up that cause, 0 to 1; absent is 0."""

SIDE = 0.6
"""What a mechanism that is not the main one of an offer counts for."""
FOR_SOMETHING_ELSE = 0.35
"""What practical help counts for where its offer names causes, and not this one: a ride pays no debts."""
BEST = 0.7
"""The share of the cause that is served best; the rest is the mean over all causes."""


def fit(causes: tuple[str, ...], mechanisms: tuple[str, ...], served: frozenset[str]) -> float:
    """How directly an offer takes up what is behind it, 0 to 1; 0 where no cause is known.

    causes: of the person; mechanisms: of the offer, the main one first; served: causes that the offer
    names itself.
    """
    if not causes:
        return 0.0
    each = [_one(cause, mechanisms, served) for cause in causes]
    return BEST * max(each) + (1 - BEST) * sum(each) / len(each)


def best_pair(
    causes: tuple[str, ...], mechanisms: tuple[str, ...], served: frozenset[str]
) -> tuple[str, str]:
    """The (cause, mechanism) in which an offer and a person meet best; causes and mechanisms not empty."""
    cause = max(causes, key=lambda one: _one(one, mechanisms, served))
    strengths = [
        _strength(cause, mechanism, place, served) for place, mechanism in enumerate(mechanisms)
    ]
    return cause, mechanisms[strengths.index(max(strengths))]


def _one(cause: str, mechanisms: tuple[str, ...], served: frozenset[str]) -> float:
    return max(
        _strength(cause, mechanism, place, served) for place, mechanism in enumerate(mechanisms)
    )


def _strength(cause: str, mechanism: str, place: int, served: frozenset[str]) -> float:
    strength = CAUSES.get(cause, {}).get(mechanism, 0.0) * (SIDE if place else 1.0)
    elsewhere = mechanism == "practical_support" and served and cause not in served
    return strength * FOR_SOMETHING_ELSE if elsewhere else strength
