"""Why an offer was found, as codes with values; `directory.explain` makes sentences of them."""

from collections.abc import Iterator, Sequence

from nabij.core.vocabulary import Reach
from nabij.directory.models import Occurrence, Offer
from nabij.directory.queries.judging import Judged
from nabij.directory.queries.question import Question
from nabij.methods.ranking import Reason, reason, text_reasons


def reasons_of(
    judged: Judged, offer: Offer, coming: Sequence[Occurrence], question: Question
) -> Iterator[Reason]:
    """In the order in which people want to know: where, when, cost, language, access, company, whether it is true."""
    yield from _where(judged, offer, question)
    yield from _when(judged, coming, question)
    if judged.free:
        yield reason("free")
    yield from _languages(offer, question)
    for code in sorted(question.criteria.needs):
        yield Reason("accessible", {"code": code})
    if judged.walk_along:
        yield reason("walk_along")
    if judged.match:
        yield from text_reasons(judged.match)
    yield _checked(offer, question)


def _where(judged: Judged, offer: Offer, question: Question) -> Iterator[Reason]:
    point = question.criteria.point
    if offer.reach != Reach.ON_SITE:
        yield Reason("reach", {"code": offer.reach})
    elif point is not None and judged.metres is not None:
        yield reason("distance", metres=round(judged.metres), place=point.label)


def _when(judged: Judged, coming: Sequence[Occurrence], question: Question) -> Iterator[Reason]:
    row = judged.row
    if row.paused:
        yield reason("paused")
    elif row.by_appointment:
        yield reason("by_appointment")
    for one in coming:
        if one.cancelled:
            day, today = one.date.isoformat(), question.today.isoformat()
            yield reason("cancelled", date=day, today=today, why=one.reason)
    going_on = [one for one in coming if not one.cancelled]
    if going_on:
        yield reason("soon", days=(going_on[0].date - question.today).days)


def _languages(offer: Offer, question: Question) -> Iterator[Reason]:
    """Languages where they say something: more than Dutch, or asked for."""
    spoken = offer.languages or ["nl"]
    if spoken != ["nl"] or question.criteria.languages:
        yield reason("languages", codes=" ".join(spoken))


def _checked(offer: Offer, question: Question) -> Reason:
    if offer.verified_on is None:
        return reason("unchecked")
    return reason("checked", days=max(0, (question.today - offer.verified_on).days))
