"""Matching itself: limits first, then points, then variety; and why not this one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nabij.methods.matching.limits import fits, reasons
from nabij.methods.matching.model import (
    Answer,
    Block,
    Excluded,
    Language,
    Offer,
    Profile,
    Proposal,
    Term,
)
from nabij.methods.matching.reasons_in_words import block_text
from nabij.methods.matching.relaxing import relaxations
from nabij.methods.matching.scoring import terms
from nabij.methods.matching.variety import chosen, seed_of

TOP = 5


def match(
    profile: Profile, offers: Iterable[Offer], *, top: int = TOP, language: Language = "nl"
) -> Answer:
    """What to propose to one person, what not and why, and what would give something where nothing fits.

    offers: each id once, in any order. The same profile, day and offers give the same answer. Cost: about
    20 µs an offer, and 0.1 ms more for one whose words are read for the first time.
    """
    every = list(offers)
    seed = seed_of(profile)
    possible: list[Offer] = []
    excluded: list[Excluded] = []
    for offer in every:
        if found := reasons(profile, offer):
            excluded.append(Excluded(offer.id, found))
        else:
            possible.append(offer)
    return Answer(
        profile=profile.id,
        seed=seed,
        proposals=tuple(_weighed(profile, possible, top, seed, language)),
        excluded=tuple(sorted(excluded, key=lambda one: one.offer)),
        relaxations=() if possible else relaxations(profile, every, _ranked, language),
    )


def shortlist(
    profile: Profile, offers: Iterable[Offer], *, top: int = TOP, language: Language = "nl"
) -> list[Proposal]:
    """Only the proposals, quicker: no reasons are gathered for what is left out."""
    possible = [offer for offer in offers if fits(profile, offer)]
    return _weighed(profile, possible, top, seed_of(profile), language)


def why_not(profile: Profile, offer: Offer, *, language: Language = "nl") -> tuple[Block, ...]:
    """Every limit that this offer does not keep for this person, in words; () where it can be proposed."""
    return tuple(
        Block(reason, block_text(reason, profile, offer, language))
        for reason in reasons(profile, offer)
    )


def weigh(profile: Profile, offer: Offer, *, language: Language = "nl") -> tuple[Term, ...]:
    """What an offer is worth to a person, part by part, before it is compared with any other."""
    return tuple(terms(profile, offer, language))


def _weighed(
    profile: Profile, possible: Sequence[Offer], top: int, seed: str, language: Language
) -> list[Proposal]:
    weighed = ((offer, weigh(profile, offer, language=language)) for offer in possible)
    return chosen(weighed, top, seed, language)


def _ranked(profile: Profile, possible: Sequence[Offer]) -> list[str]:
    proposals = _weighed(profile, possible, len(possible), seed_of(profile), "nl")
    return [proposal.offer for proposal in proposals]
