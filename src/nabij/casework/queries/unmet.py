"""What people looked for that nothing here helps with, as counts that may leave the desk."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nabij.casework.models import UnmetNeed
from nabij.core.models import Area, Municipality
from nabij.methods.disclosure import told, told_parts

#: A count as `methods.disclosure` tells it; None: withheld.
Count = int | None


@dataclass(frozen=True, slots=True)
class UnmetCause:
    """One cause: of how many needs, where they live (in the order of `Unmet.areas`), and what kept away the offers there are."""

    cause: str
    count: Count
    by_area: tuple[Count, ...]
    limits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A year of unmet needs. areas: names of districts, at the end "" for an unknown one. causes: the most frequent first.

    A need has several causes, so those do not add up. Causes that must be withheld are not among them.
    """

    since: dt.date
    until: dt.date
    count: Count
    areas: tuple[str, ...]
    causes: tuple[UnmetCause, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    area: str
    causes: tuple[str, ...]
    limits: tuple[str, ...]


def unmet_needs(municipality: Municipality, *, since: dt.date, until: dt.date) -> Unmet:
    """What was counted from one day to another, both included. One query, however many there are."""
    needs = _needs(municipality, since, until)
    areas = (*sorted({need.area for need in needs if need.area}), "")
    how_often = Counter(cause for need in needs for cause in need.causes)
    causes = [cause for cause, count in how_often.most_common() if told(count) is not None]
    return Unmet(
        since,
        until,
        told(len(needs)),
        areas,
        tuple(_cause(cause, areas, needs) for cause in causes),
    )


def _cause(cause: str, areas: Sequence[str], needs: Iterable[_Need]) -> UnmetCause:
    own = [need for need in needs if cause in need.causes]
    where = Counter(need.area for need in own)
    limits = Counter(limit for need in own for limit in need.limits[:1])
    roughly = ((limit, told(count)) for limit, count in limits.most_common())
    return UnmetCause(
        cause,
        told(len(own)),
        told_parts([where[area] for area in areas]),
        tuple((limit, count) for limit, count in roughly if count is not None),
    )


def _needs(municipality: Municipality, since: dt.date, until: dt.date) -> list[_Need]:
    rows = UnmetNeed.objects.filter(municipality=municipality, day__range=(since, until))
    return [
        _Need(_district(row.area), tuple(row.causes), tuple(row.limits))
        for row in rows.select_related("area__parent")
    ]


def _district(area: Area | None) -> str:
    """The name of the district that an area lies in: a neighbourhood is too small to count people by."""
    if area is None or area.kind == Area.Kind.MUNICIPALITY:
        return ""
    within = area.parent if area.kind == Area.Kind.NEIGHBOURHOOD else area
    return within.name if within else ""
