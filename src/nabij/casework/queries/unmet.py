"""What people looked for that nothing here helps with, as counts that may leave the desk."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from nabij.casework.models import UnmetNeed
from nabij.core.models import Area, Municipality
from nabij.methods.disclosure import told, told_parts

#: Names with counts.
Told = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class UnmetCause:
    """One cause: of how many needs, in which districts, and what kept away the offers there are. Only what may be told."""

    cause: str
    count: int
    districts: Told
    limits: Told


@dataclass(frozen=True, slots=True)
class Unmet:
    """Unmet needs from one day to another, both included. causes: what may be told, the most frequent first.

    A need has several causes, so those do not add up. count None: withheld.
    """

    since: dt.date
    until: dt.date
    count: int | None
    causes: tuple[UnmetCause, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    district: str
    causes: tuple[str, ...]
    limits: tuple[str, ...]


def unmet_needs(municipality: Municipality, *, since: dt.date, until: dt.date) -> Unmet:
    """What was counted, roughly: see `methods.disclosure`. One query, however many there are."""
    needs = _needs(municipality, since, until)
    how_often = Counter(cause for need in needs for cause in need.causes)
    causes = tuple(
        _cause(cause, count, [need for need in needs if cause in need.causes])
        for cause, exact in how_often.most_common()
        if (count := told(exact)) is not None
    )
    return Unmet(since, until, told(len(needs)), causes)


def _cause(cause: str, count: int, needs: list[_Need]) -> UnmetCause:
    where = Counter(need.district for need in needs)
    first = Counter(limit for need in needs for limit in need.limits[:1])
    return UnmetCause(cause, count, _told(where), _told(first))


def _told(parts: Counter[str]) -> Told:
    """The parts of a total that may be told, the greatest first; "" is not known."""
    names = [name for name, _ in parts.most_common()]
    counts = told_parts([parts[name] for name in names])
    return tuple((name, count) for name, count in zip(names, counts, strict=True) if name and count)


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
