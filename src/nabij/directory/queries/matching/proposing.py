"""From a person and a municipality to proposals, and to what would give something where nothing fits."""

import uuid
from dataclasses import dataclass
from functools import reduce

import numpy as np

from nabij.core.models import Municipality
from nabij.core.tenancy import in_scope
from nabij.directory.index.facts import READ_IT, Rows
from nabij.directory.models import Offer
from nabij.directory.queries.matching.choosing import Choice
from nabij.directory.queries.matching.columns import Mask, Numbers, broken, minutes, rows_of
from nabij.directory.queries.matching.found import Matched, Unmet
from nabij.directory.queries.matching.reading import possibles, whole_offers
from nabij.directory.queries.matching.said import Held, answered, heard, may_be_about
from nabij.directory.queries.matching.worth import cause_share, most_points
from nabij.methods.matching import TOP, Answer, Block, Language, Profile, match
from nabij.methods.matching import why_not as blocks_of
from nabij.methods.matching.limits import avoided_fields, reasons
from nabij.methods.matching.relaxing import CHOSEN
from nabij.methods.matching.variety import seed_of

#: What a person may choose anew; every other limit is nobody's to change.
_CHANGEABLE = frozenset({*CHOSEN, "avoided"})
#: From this share on an offer takes up a cause, as in the guide.
_TAKES_UP = 0.45


@dataclass(frozen=True, slots=True)
class Judged:
    """All listed offers of a municipality, held against what one person needs. broken: by reason to which it applies."""

    municipality: Municipality
    profile: Profile
    rows: Rows
    took: Numbers
    broken: dict[str, Mask]

    def fitting(self) -> Mask:
        """Those that keep every limit."""
        return ~reduce(np.logical_or, self.broken.values())

    def nearly(self) -> Mask:
        """Those that only what a person may choose anew keeps away."""
        return ~reduce(
            np.logical_or, (m for reason, m in self.broken.items() if reason not in _CHANGEABLE)
        )


def propose(
    municipality: Municipality,
    profile: Profile,
    *,
    area: str = "",
    top: int = TOP,
    language: Language = "nl",
) -> Matched:
    """What to propose to one person out of all listed offers of this municipality, on the day `profile.on`.

    The proposals and relaxations are those of `methods.matching.match` over all these offers; how lately they were
    checked is judged by the rhythm of the municipality. area: CBS code, for an unmet need. Outside the scope of the
    municipality nothing is known. A fixed number of queries at most, however much there is.
    """
    if not in_scope(municipality.pk):
        return Matched(Answer(profile.id, seed_of(profile)))
    judged = _judged(municipality, profile)
    fitting = judged.fitting()
    answer = (
        _chosen(judged, fitting, top, language) if fitting.any() else _relaxed(judged, language)
    )
    named = [one.offer for one in answer.proposals]
    named += [offer for one in answer.relaxations for offer in one.offers[:top]]
    return Matched(
        answer=answer,
        weighed=len(judged.rows),
        excluded={reason: int(mask.sum()) for reason, mask in judged.broken.items() if mask.any()},
        offers=_offers(municipality, named),
        unmet=None if answer.proposals else _unmet(judged, area),
    )


def why_not(
    municipality: Municipality,
    profile: Profile,
    offer_uid: uuid.UUID,
    *,
    language: Language = "nl",
) -> tuple[Block, ...] | None:
    """Every limit that this offer does not keep for this person, in words; () where it can be proposed.

    Also for one that has stopped. None where there is no such listed offer in the municipality in scope.
    """
    listed = Offer.objects.filter(
        municipality=municipality, uid=offer_uid, visibility=Offer.Visibility.PUBLIC
    )
    for offer in whole_offers(
        municipality, listed.values_list("pk", flat=True), profile.on
    ).values():
        return blocks_of(profile, offer, language=language)
    return None


def _judged(municipality: Municipality, profile: Profile) -> Judged:
    rows = rows_of(municipality)
    took = minutes(profile, rows)
    judged = Judged(municipality, profile, rows, took, broken(profile, rows, took))
    _read_words(judged)
    _read_odd(judged)
    return judged


def _read_words(judged: Judged) -> None:
    """Offers that may be about a word that is avoided: read whether they are."""
    about = may_be_about(judged.municipality, judged.profile.avoid.words)
    maybe = np.flatnonzero(np.isin(judged.rows["offer"], about) & ~judged.broken["avoided"])
    if len(maybe):
        spoken = frozenset(about.tolist())
        offers = possibles(judged.municipality, judged.rows[maybe], spoken, judged.profile.on)
        for place, offer in zip(maybe.tolist(), offers, strict=True):
            judged.broken["avoided"][place] = bool(avoided_fields(judged.profile, offer))


def _read_odd(judged: Judged) -> None:
    """Offers that do not fit into facts: every limit by the offer itself."""
    odd = np.flatnonzero(judged.rows["flags"] & READ_IT)
    if len(odd):
        offers = possibles(judged.municipality, judged.rows[odd], (), judged.profile.on)
        for place, offer in zip(odd.tolist(), offers, strict=True):
            found = reasons(judged.profile, offer)
            for reason, mask in judged.broken.items():
                mask[place] = reason in found


def _chosen(judged: Judged, fitting: Mask, top: int, language: Language) -> Answer:
    profile, rows = judged.profile, judged.rows[fitting]
    held = _heard(judged, rows)
    most = most_points(
        profile,
        rows,
        judged.took[fitting],
        _spread(rows, held, answered(held, profile.wishes)),
        _spread(rows, held, answered(held, profile.talents)),
    )
    spoken = frozenset(held.offers.tolist())
    choice = Choice(judged.municipality, profile, rows, most, spoken, language)
    return Answer(profile.id, seed_of(profile), choice.best(top))


def _heard(judged: Judged, rows: Rows, *more: str) -> Held:
    said = (*judged.profile.wishes, *judged.profile.talents, *more)
    return heard(judged.municipality, said, rows["offer"].tolist())


def _spread(rows: Rows, held: Held, values: Numbers) -> Numbers:
    """Values of the offers that hold a word, over all rows; 0 for the others. Rows are in the order of their numbers."""
    found = np.zeros(len(rows))
    found[np.searchsorted(rows["offer"], held.offers)] = values
    return found


def _relaxed(judged: Judged, language: Language) -> Answer:
    near = judged.rows[judged.nearly()]
    spoken = frozenset(_heard(judged, near, *judged.profile.avoid.words).offers.tolist())
    offers = possibles(judged.municipality, near, spoken, judged.profile.on)
    found = match(judged.profile, offers, language=language)
    return Answer(found.profile, found.seed, relaxations=found.relaxations)


def _offers(municipality: Municipality, named: list[str]) -> dict[str, Offer]:
    rows = Offer.objects.filter(municipality=municipality)
    found = rows.select_related("organisation", "place", "photo").in_bulk(set(map(int, named)))
    return {str(pk): offer for pk, offer in found.items()}


def _unmet(judged: Judged, area: str) -> Unmet:
    """The limits that kept away what takes up a cause: those that did so alone first, then by how many."""
    helps = cause_share(judged.profile, judged.rows) >= _TAKES_UP
    how_many = np.sum(list(judged.broken.values()), axis=0)
    alone = {r: int((mask & helps & (how_many == 1)).sum()) for r, mask in judged.broken.items()}
    every = {r: int((mask & helps).sum()) for r, mask in judged.broken.items()}
    limits = sorted(
        (reason for reason in every if every[reason]), key=lambda r: (-alone[r], -every[r])
    )
    return Unmet(judged.profile.causes, area, tuple(limits))
