"""The first few of thousands, as `methods.matching` chooses them of all: only those that could be among them are weighed."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from nabij.core.models import Municipality
from nabij.directory.index.facts import FORMS, MECHANISMS, Rows
from nabij.directory.queries.matching.columns import Numbers
from nabij.directory.queries.matching.reading import possibles
from nabij.directory.queries.matching.worth import may_enter
from nabij.methods.matching import weigh
from nabij.methods.matching.model import Language, Offer, Profile, Proposal, Term
from nabij.methods.matching.variety import chosen, seed_of

#: So many are weighed at first, and then so many of those that could still be chosen.
FIRST, MORE = 48, 400

Places = npt.NDArray[np.intp]


@dataclass(slots=True)
class Choice:
    """Offers that keep every limit, with the most that each can be worth. spoken: those of which the words matter."""

    municipality: Municipality
    profile: Profile
    rows: Rows
    most: Numbers
    spoken: frozenset[int]
    language: Language
    _weighed: dict[str, tuple[Offer, tuple[Term, ...]]] = field(default_factory=dict)

    def best(self, top: int) -> tuple[Proposal, ...]:
        """The proposals: those of `methods.matching.match` over all that fits. A fixed number of queries at most."""
        left: Places = np.argsort(-self.most, kind="stable")
        able = left[:FIRST]
        for number in (FIRST, MORE, len(left), len(left)):
            self._weigh(able[:number])
            left = np.setdiff1d(left, able[:number], assume_unique=True)
            found = chosen(self._weighed.values(), top, seed_of(self.profile), self.language)
            if len(found) < top:
                able = left
            else:
                able = left[may_enter(found, self._sides(found), self.rows[left], self.most[left])]
            able = able[np.argsort(-self.most[able], kind="stable")]
            if not len(able):
                break
        return tuple(found)

    def _weigh(self, places: Places) -> None:
        today = self.profile.on
        for offer in possibles(self.municipality, self.rows[places], self.spoken, today):
            self._weighed[offer.id] = offer, weigh(self.profile, offer, language=self.language)

    def _sides(self, found: list[Proposal]) -> dict[str, tuple[int, int]]:
        offers = [self._weighed[proposal.offer][0] for proposal in found]
        return {
            one.id: (MECHANISMS.index(one.mechanisms[0]), FORMS.index(one.form)) for one in offers
        }
