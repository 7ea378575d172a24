"""What would help this one person: limits, a score that explains itself, variety, and why not.

    answer = match(profile, offers, top=5)        # proposals, what is excluded and why, relaxations
    proposals = shortlist(profile, offers)        # only the proposals
    why_not(profile, offer)                       # every limit that one offer does not keep, in words

For many offers, ask the database first: what is open and checked, inside `reach_box`, or comes to the
person (`WITHOUT_TRIP`). Sources, weights and examples: docs/matching.md.
"""

from nabij.methods.matching.answering import TOP, match, shortlist, weigh, why_not
from nabij.methods.matching.causes import CAUSES
from nabij.methods.matching.limits import STALE_AFTER
from nabij.methods.matching.model import (
    REASONS,
    Answer,
    Avoid,
    Block,
    Excluded,
    Language,
    Offer,
    Profile,
    Proposal,
    Relaxation,
    Slot,
    Term,
)
from nabij.methods.matching.travel import WITHOUT_TRIP, reach_box

__all__ = [
    "CAUSES", "REASONS", "STALE_AFTER", "TOP", "WITHOUT_TRIP", "Answer", "Avoid", "Block", "Excluded",
    "Language", "Offer", "Profile", "Proposal", "Relaxation", "Slot", "Term", "match", "reach_box",
    "shortlist", "weigh", "why_not",
]  # fmt: skip
