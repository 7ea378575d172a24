"""From judged rows to what a page shows: the offers and their coming times, each in one query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from nabij.directory.models import Occurrence, Offer
from nabij.directory.queries.found import Hit
from nabij.directory.queries.judging import Judged, suiting_days
from nabij.directory.queries.question import AHEAD, Question
from nabij.directory.queries.reasons import reasons_of
from nabij.directory.queries.widen import broken
from nabij.methods.ranking import Ranked, Step

#: So many coming times are told with a hit.
TIMES = 3
_FIRST = ("offer_id", "date", "weekday", "part")
_FIELDS = (
    *_FIRST,
    *(field.attname for field in Occurrence._meta.concrete_fields if field.attname not in _FIRST),
)


def hits_of(
    page: Sequence[tuple[Judged, Ranked]],
    question: Question,
    asked: Question,
    steps: Sequence[Step],
    now: dt.datetime,
) -> tuple[Hit, ...]:
    """The hits of one page. question: as typed; asked: as it is after the widening steps."""
    offers = _offers([judged.row.offer_id for judged, _score in page])
    coming = _coming([judged for judged, _score in page], asked, now)
    hits: list[Hit] = []
    for judged, score in page:
        offer = offers.get(judged.row.offer_id)
        times = coming.get(judged.row.offer_id, ())
        if offer is None or _over(judged, times, asked):
            continue
        hits.append(
            Hit(
                offer=offer,
                distance=None if judged.metres is None else round(judged.metres),
                score=score.score,
                reasons=tuple(reasons_of(judged, offer, times, question)),
                coming=tuple(times),
                by_appointment=judged.row.by_appointment,
                widened=tuple(broken(judged, question, steps)),
            )
        )
    return tuple(hits)


def _offers(ids: Sequence[int]) -> dict[int, Offer]:
    return Offer.objects.select_related("organisation", "place", "photo").in_bulk(ids)


def _over(judged: Judged, times: Sequence[Occurrence], asked: Question) -> bool:
    """Whether a time was asked, and the only one that suited has just passed."""
    return asked.timed and not judged.row.by_appointment and not times


def _coming(
    page: Sequence[Judged], asked: Question, now: dt.datetime
) -> dict[int, list[Occurrence]]:
    """By offer the next times that suit, and the cancelled ones among them."""
    until = {judged.row.offer_id: _last_day(judged, asked) for judged in page}
    last = {offer: day for offer, day in until.items() if day is not None}
    if not last:
        return {}
    # Not through the manager: a second filter on the municipality makes SQLite read everything that goes on in it.
    # The offers are of the municipality that was asked, and it is in scope.
    every: QuerySet[Occurrence] = QuerySet(model=Occurrence)
    rows = every.filter(_until(last, asked.start), starts_at__gte=now)
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for values in rows.order_by("starts_at", "pk").values_list(*_FIELDS):
        offer, date, weekday, part = values[:4]
        if len(found[offer]) < TIMES and date <= last[offer] and _suits(weekday, part, asked):
            found[offer].append(Occurrence(**dict(zip(_FIELDS, values, strict=True))))
    return {offer: times for offer, times in found.items() if times}


def _until(last: Mapping[int, dt.date], start: dt.date) -> Q:
    """Every offer until its last day, in two ranges: what is on every week need not be read for months."""
    weekly = start + dt.timedelta(weeks=TIMES)
    often = {offer: day for offer, day in last.items() if day <= weekly}
    seldom = {offer: day for offer, day in last.items() if day > weekly}
    ranges = [
        Q(offer_id__in=list(some), date__range=(start, max(some.values())))
        for some in (often, seldom)
        if some
    ]
    return reduce(or_, ranges)


def _last_day(judged: Judged, asked: Question) -> dt.date | None:
    """Until when to look for times of this offer; None where there are none to look for."""
    days = suiting_days(judged.row, asked, TIMES)
    if days:
        return days[-1]
    return None if judged.row.by_appointment else asked.start + AHEAD


def _suits(weekday: int, part: int, asked: Question) -> bool:
    return bool(asked.times >> weekday * 3 + part & 1)
