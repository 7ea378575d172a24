"""What would help this one person, out of all offers of a municipality: the answer of `methods.matching`, quickly.

    matched = propose(municipality, profile)          # proposals, what is excluded by reason, relaxations, the offers
    blocks = why_not(municipality, profile, uid)      # why any one offer is not proposed

All offers are held against the limits at once, as columns of the index; those that can still be among the first few
are weighed by `methods.matching` itself, so the explanation is its own. See docs/matching.md and docs/adr/0093.
"""

from nabij.directory.queries.matching.found import Matched, Unmet
from nabij.directory.queries.matching.proposing import propose, why_not

__all__ = ["Matched", "Unmet", "propose", "why_not"]
