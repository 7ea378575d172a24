"""A short list that is never several times the same thing.

Proposals are chosen one by one (as maximal marginal relevance does: Carbonell and Goldstein, 1998). What
resembles an earlier choice loses a growing share of its points, as a term of its own, so the list is in
order of its scores and the explanation stays whole. The fifth with one mechanism keeps so little that
anything else which is possible goes before it.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum

from nabij.methods.matching.model import Language, Offer, Profile, Proposal, Term
from nabij.methods.matching.scoring import eighths
from nabij.methods.matching.sentences import listed, text

KEPT = {
    "mechanism": (1.0, 0.92, 0.75, 0.5, 0.03),
    "form": (1.0, 0.99, 0.97, 0.95, 0.93),
    "organisation": (1.0, 0.93, 0.8, 0.7, 0.65),
}
"""The share that is kept by how many before it have the same main mechanism, form or organisation."""


def seed_of(profile: Profile) -> str:
    """What equal scores are rotated by: another order each day and for each person, always the same again."""
    return hashlib.blake2b(f"{profile.id}|{profile.on}".encode(), digest_size=8).hexdigest()


def chosen(
    candidates: Iterable[tuple[Offer, Sequence[Term]]], top: int, seed: str, language: Language
) -> list[Proposal]:
    """The best `top`, each next one chosen in the light of those before it.

    candidates: offers with their terms. The order in which they come makes no difference.
    """
    heap = [
        (-fsum(term.value for term in terms), _lot(seed, offer.id), offer.id, 0, offer, terms)
        for offer, terms in candidates
    ]
    heapq.heapify(heap)
    seen: Counter[tuple[str, str]] = Counter()
    found: list[Proposal] = []
    while heap and len(found) < top:
        _, lot, name, judged, offer, terms = heap[0]
        if judged == len(
            found
        ):  # weighed against all that was chosen: what only loses cannot pass it
            heapq.heappop(heap)
            found.append(Proposal(offer.id, (*terms, *_variety(offer, terms, seen, language))))
            seen.update(_sides(offer))
        else:
            score = _score(offer, terms, seen)
            heapq.heapreplace(heap, (-score, lot, name, len(found), offer, terms))
    return found


def _lot(seed: str, name: str) -> bytes:
    return hashlib.blake2b(f"{seed}|{name}".encode(), digest_size=8).digest()


def _sides(offer: Offer) -> list[tuple[str, str]]:
    sides = [("mechanism", offer.mechanisms[0]), ("form", offer.form)]
    return [*sides, ("organisation", offer.organisation)] if offer.organisation else sides


def _kept(offer: Offer, seen: Counter[tuple[str, str]]) -> dict[str, float]:
    """For each side on which the offer resembles earlier ones, the share it keeps."""
    return {
        side: KEPT[side][min(seen[side, value], len(KEPT[side]) - 1)]
        for side, value in _sides(offer)
        if seen[side, value]
    }


def _lost(offer: Offer, terms: Sequence[Term], seen: Counter[tuple[str, str]]) -> float:
    share = 1.0
    for kept in _kept(offer, seen).values():
        share *= kept
    return eighths(fsum(term.value for term in terms) * (1 - share))


def _score(offer: Offer, terms: Sequence[Term], seen: Counter[tuple[str, str]]) -> float:
    return fsum(term.value for term in terms) - _lost(offer, terms, seen)


def _variety(
    offer: Offer, terms: Sequence[Term], seen: Counter[tuple[str, str]], language: Language
) -> list[Term]:
    lost = _lost(offer, terms, seen)
    if not lost:
        return []
    like = listed([text(f"like.{side}", language) for side in _kept(offer, seen)], language)
    return [Term("variety", -lost, text("variety", language, like=like))]
