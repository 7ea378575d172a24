"""From judged rows to what a page shows: the offers and their coming times, each in one query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from nabij.directory.models import Occurrence, Offer
from nabij.directory.queries.found import Hit
from nabij.directory.queries.judging import Judged, suiting_days
from nabij.directory.queries.question import AHEAD, Question
from nabij.directory.queries.reasons import reasons_of
from nabij.directory.queries.widen import broken
from nabij.methods.ranking import Ranked, Step

#: So many coming times are told with a hit.
TIMES = 3


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
    return Offer.objects.select_related("organisation", "place").in_bulk(ids)


def _over(judged: Judged, times: Sequence[Occurrence], asked: Question) -> bool:
    """Whether a time was asked, and the only one that suited has just passed."""
    return asked.timed and not judged.row.by_appointment and not times


def _coming(
    page: Sequence[Judged], asked: Question, now: dt.datetime
) -> dict[int, list[Occurrence]]:
    """By offer the next times that suit, and the cancelled ones among them."""
    wanted: list[Q] = []
    for judged in page:
        days = suiting_days(judged.row, asked, TIMES)
        if days or not judged.row.by_appointment:
            last = days[-1] if days else asked.start + AHEAD
            wanted.append(Q(offer=judged.row.offer_id, date__range=(asked.start, last)))
    if not wanted:
        return {}
    rows = Occurrence.objects.filter(reduce(or_, wanted), starts_at__gte=now)
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for row in rows.order_by("starts_at", "pk"):
        if _suits(row, asked) and len(found[row.offer_id]) < TIMES:
            found[row.offer_id].append(row)
    return {offer: times for offer, times in found.items() if times}


def _suits(row: Occurrence, asked: Question) -> bool:
    return bool(asked.times >> row.weekday * 3 + row.part & 1)
