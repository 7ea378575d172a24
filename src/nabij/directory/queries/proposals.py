"""What may come, and what people think of it: to staff at once, to everyone only where nobody can be told apart."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Sum

from nabij.core.models import Municipality
from nabij.directory.models import Opinion, Proposal
from nabij.methods.disclosure import told

#: While one can still answer, the result shows from so many people on: a first few steer nobody.
LEAST_WHILE_OPEN = 20
#: Proposals that closed stay on the page so long.
SHOWN_AFTER = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people said what. `doubtful` came in too, and is not counted."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    doubtful: int = 0

    @property
    def total(self) -> int:
        """All who said something."""
        return self.yes + self.maybe + self.no


@dataclass(frozen=True, slots=True)
class Shown:
    """What everyone may see: per answer roughly how many, None where that is too few to tell. Never a total beside it."""

    answers: tuple[tuple[Opinion.Answer, int | None], ...]


def proposals(municipality: Municipality) -> QuerySet[Proposal]:
    """All of them, the last to close first."""
    rows: QuerySet[Proposal] = Proposal.objects.filter(municipality=municipality)
    return rows


def public_proposals(municipality: Municipality, *, today: dt.date) -> list[Proposal]:
    """Those that are open, and those that closed lately."""
    return list(proposals(municipality).filter(open_until__gte=today - SHOWN_AFTER))


def proposal_with(municipality: Municipality, uid: UUID) -> Proposal | None:
    """The proposal with this public id."""
    return proposals(municipality).filter(uid=uid).first()


def counts_of(municipality: Municipality, rows: Iterable[Proposal]) -> dict[int, Counts]:
    """Counts by the proposal's key. One query."""
    keys = [row.pk for row in rows]
    sums = (
        Opinion.objects.filter(municipality=municipality, proposal__in=keys)
        .order_by()
        .values("proposal_id", "answer", "doubtful")
        .annotate(people=Sum("count"))
    )
    told: dict[int, dict[str, int]] = {key: {} for key in keys}
    for row in sums:
        name = "doubtful" if row["doubtful"] else row["answer"]
        told[row["proposal_id"]][name] = told[row["proposal_id"]].get(name, 0) + row["people"]
    return {key: Counts(**numbers) for key, numbers in told.items()}


def shown_result(proposal: Proposal, counts: Counts, *, today: dt.date) -> Shown | None:
    """What everyone may see now; None where it is too early or too few people answered."""
    if told(counts.total) is None or (proposal.is_open(today) and counts.total < LEAST_WHILE_OPEN):
        return None
    return Shown(tuple((answer, told(getattr(counts, answer.value))) for answer in Opinion.Answer))


def what_makes_it_easier(proposal: Proposal) -> list[Opinion]:
    """Opinions in which somebody wrote what would help them to come; for staff. One query."""
    return list(
        Opinion.objects.filter(municipality=proposal.municipality, proposal=proposal)
        .exclude(easier="")
        .order_by("-at", "-pk")[:200]
    )


def opinion_with_words(proposal: Proposal, key: str) -> Opinion | None:
    """The opinion with this key, if it is of this proposal and somebody wrote something in it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    rows = Opinion.objects.filter(municipality=proposal.municipality, proposal=proposal)
    found: Opinion | None = rows.exclude(easier="").filter(pk=int(key)).first()
    return found
