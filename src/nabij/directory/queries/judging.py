"""Judging rows of the index exactly: what of a question an offer keeps, and how well it answers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from nabij.directory.index.calendar import bits_from, first_set, set_days
from nabij.directory.index.entries import ROOMS
from nabij.directory.queries.candidates import Row
from nabij.directory.queries.question import FREE, WALK_ALONG, Question
from nabij.methods.geo import distance
from nabij.methods.ranking import ROOM, Candidate, Criteria, Ranked, Term, Weights, rank
from nabij.methods.text import TextMatch, match_text

#: Who is visited, called or fetched goes nowhere; ranked as if it were this far, not to hide what is around the corner.
AT_HOME_METRES = 1_500.0
_HALF = 0.5
_WEIGHTS = Weights()
#: So many more than asked are weighed exactly, as the rough sum may differ in the last decimal.
_SPARE = 20


@dataclass(slots=True)
class Judged:
    """A row with what is known of it for this question. metres: None without a place to measure from or to."""

    row: Row
    metres: float | None
    match: TextMatch | None
    free: bool
    walk_along: bool
    language: bool
    need: bool

    @property
    def all_words(self) -> bool:
        """Whether everything typed was found."""
        return self.match is None or not self.match.missing

    @property
    def any_word(self) -> bool:
        """Whether something typed was found."""
        return self.match is None or bool(self.match.groups)


Where = tuple[tuple[int, int], ...]
"""(number, field) of each word that was looked for and is there; the field by its place in `_FIELDS`."""

_FIELDS = ("name", "summary", "description")


def judge(question: Question, rows: Iterable[Row]) -> list[Judged]:
    """Everything about these rows that does not depend on how wide one looks."""
    matches: dict[Where, TextMatch] = {}
    return [_judged(question, row, matches) for row in rows]


def _judged(question: Question, row: Row, matches: dict[Where, TextMatch]) -> Judged:
    held = frozenset(row.numbers)
    return Judged(
        row=row,
        metres=_metres(question.criteria, row),
        match=_match(question, row, held, matches) if question.words else None,
        free=FREE in held,
        walk_along=WALK_ALONG in held,
        language=not question.languages or not question.languages.isdisjoint(held),
        need=not question.wishes or not question.wishes.isdisjoint(held),
    )


def _metres(criteria: Criteria, row: Row) -> float | None:
    if criteria.point is None or row.lat is None or row.lon is None:
        return None
    return distance(criteria.point.lat, criteria.point.lon, row.lat / 1e6, row.lon / 1e6)


def _match(
    question: Question, row: Row, held: frozenset[int], matches: dict[Where, TextMatch]
) -> TextMatch:
    """How well the words match. Many rows have the same words in the same fields: worked out once for all of them."""
    places = sorted((row.numbers.index(n), n) for n in question.looked_for & held)
    where = tuple((n, (at >= row.in_name) + (at >= row.in_summary)) for at, n in places)
    if where not in matches:
        fields: dict[str, list[str]] = {field: [] for field in _FIELDS}
        for n, field in where:
            fields[_FIELDS[field]].append(question.tokens[n])
        matches[where] = match_text(question.query, fields)
    return matches[where]


def keeps(judged: Judged, question: Question) -> bool:
    """Whether an offer keeps every limit of the question."""
    asked, row = question.criteria, judged.row
    return (
        (judged.free or not asked.free)
        and (judged.walk_along or not asked.walk_along)
        and (judged.language or not asked.languages)
        and (judged.need or not asked.need)
        and _has_words(judged, asked)
        and near_enough(judged, asked)
        and (not question.timed or row.by_appointment or bool(suiting_bits(row, question)))
    )


def _has_words(judged: Judged, asked: Criteria) -> bool:
    if not asked.words:
        return True
    return judged.any_word if asked.any_word else judged.all_words


def near_enough(judged: Judged, asked: Criteria) -> bool:
    """Whether an offer lies within the distance, or comes to where the person is."""
    if asked.within_metres is None or asked.point is None:
        return True
    if judged.metres is None:
        return judged.row.comes_to_you
    return judged.metres <= asked.within_metres


def suiting_bits(row: Row, question: Question) -> int:
    """The coming days and parts that suit, with the question's first day as day 0."""
    bits = bits_from(row.first_day, row.bits, question.start.toordinal())
    return bits & question.suiting


def suiting_days(row: Row, question: Question, most: int) -> list[dt.date]:
    """The first dates on which something goes on that suits."""
    days = set_days(suiting_bits(row, question), most)
    return [question.start + dt.timedelta(days=day) for day in days]


def ranked(judged: Sequence[Judged], question: Question, most: int) -> list[tuple[Judged, Ranked]]:
    """The best first, at most so many, the scores never rising.

    What is paused or unconfirmed counts half. Where a time was asked, what is by appointment comes after the rest.
    """
    by_id = {one.row.offer_id: one for one in _best(judged, question, most)}
    hits = rank(_candidate(one, question) for one in by_id.values())
    found = [(by_id[int(hit.id)], hit) for hit in hits]
    found = [(one, _sunk(hit, _sink(one))) for one, hit in found]
    found.sort(key=lambda pair: (_later(pair[0], question), -pair[1].score, pair[1].id))
    ceiling = 1.0
    for place, (one, hit) in enumerate(found):
        ceiling = min(ceiling, hit.score)
        found[place] = (one, replace(hit, score=ceiling))
    return found[:most]


def _best(judged: Sequence[Judged], question: Question, most: int) -> Sequence[Judged]:
    """Those among which the best are: the same sum as `rank` makes, without its explanation, for a tenth of the time."""
    if len(judged) <= most + _SPARE:
        return judged
    return nsmallest(
        most + _SPARE,
        judged,
        key=lambda one: (_later(one, question), -_worth(one, question), one.row.offer_id),
    )


def _worth(judged: Judged, question: Question) -> float:
    near, soon, fresh = _metres_felt(judged, question), _days_ahead(judged, question), judged.row
    weights = _WEIGHTS
    worth = weights.text * judged.match.score if judged.match else 0.0
    if near is not None:
        worth += weights.distance * weights.half_distance / (weights.half_distance + near)
    if soon is not None:
        worth += weights.soon * weights.half_soon / (weights.half_soon + soon)
    checked = max(0, question.today.toordinal() - fresh.confirmed)
    worth += weights.fresh * weights.half_fresh / (weights.half_fresh + checked)
    return (worth + weights.room * ROOM[ROOMS[judged.row.room]]) * _sink(judged)


def _sink(judged: Judged) -> float:
    return float(_HALF ** (judged.row.unconfirmed + judged.row.paused))


def _sunk(hit: Ranked, share: float) -> Ranked:
    if share == 1:
        return hit
    terms = tuple(Term(term.code, round(term.value * share, 6)) for term in hit.terms)
    return replace(hit, score=round(sum(term.value for term in terms), 6), terms=terms)


def _later(judged: Judged, question: Question) -> bool:
    return question.timed and judged.row.by_appointment


def _metres_felt(judged: Judged, question: Question) -> float | None:
    if judged.row.comes_to_you and question.criteria.point is not None:
        return AT_HOME_METRES
    return judged.metres


def _days_ahead(judged: Judged, question: Question) -> int | None:
    ahead = first_set(suiting_bits(judged.row, question))
    return None if ahead is None else ahead + (question.start - question.today).days


def _candidate(judged: Judged, question: Question) -> Candidate:
    row = judged.row
    return Candidate(
        id=f"{row.offer_id:020d}",
        text=judged.match.score if judged.match else None,
        metres=_metres_felt(judged, question),
        days_to_next=_days_ahead(judged, question),
        days_since_check=max(0, question.today.toordinal() - row.confirmed),
        room=ROOMS[row.room],
    )
