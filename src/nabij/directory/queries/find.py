"""Find something to do: the one query behind the page, the API and the command line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from nabij.core.models import Municipality, User
from nabij.core.tenancy import in_scope
from nabij.directory.index import spelling
from nabij.directory.models import SpellingWords
from nabij.directory.queries.candidates import MOST, loose, strict
from nabij.directory.queries.found import FindResult, Hit
from nabij.directory.queries.hits import hits_of
from nabij.directory.queries.judging import Judged, judge, keeps, ranked
from nabij.directory.queries.question import Question
from nabij.directory.queries.sayable import said
from nabij.directory.queries.widen import widened
from nabij.directory.rules import may_see_hidden
from nabij.methods.ranking import Criteria, Step
from nabij.methods.text import query_words
from nabij.methods.text.stems import known_word


def find_offers(
    viewer: User | None,
    municipality: Municipality,
    criteria: Criteria,
    *,
    now: dt.datetime,
    language: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> FindResult:
    """Offers of this municipality that answer the criteria, the best first, each with its reasons.

    viewer: None for the public; staff of the municipality also find what only staff see. now: aware, local.
    language: of the screen, as the criteria say when None. limit: how many hits, as the criteria say when None.
    Nothing is found for a municipality that is not in scope. Three queries (four for a viewer), five when nothing is
    found at once, however much there is to find.
    """
    if language:
        criteria = replace(criteria, language=language)
    if not in_scope(municipality.pk):
        return FindResult((), 0, now.date())
    question = Question(
        municipality_id=municipality.pk,
        criteria=criteria,
        query=criteria.query(),
        today=now.date(),
        also_hidden=may_see_hidden(viewer, municipality),
    )
    rows = strict(question)
    found, steps, asked = _exactly(question, judge(question, rows)), list[Step](), question
    if not found:
        question = _read_again(question)
        rows = loose(question)
        found, steps, asked = _wider(question, judge(question, rows))
    until = offset + (criteria.limit if limit is None else limit)
    hits = hits_of(ranked(found, asked, until)[offset:], question, asked, steps, now)
    result = FindResult(
        hits=hits,
        total=len(found),
        today=now.date(),
        more=len(rows) >= MOST,
        origin=criteria.point,
        widened=_needed(hits, steps),
        corrected=_corrected(question, found),
    )
    return said(result, municipality)


def _exactly(question: Question, judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if keeps(one, question)]


def _wider(
    question: Question, judged: Sequence[Judged]
) -> tuple[list[Judged], list[Step], Question]:
    """What is found as asked once the spelling is right, or else what is found further."""
    found = _exactly(question, judged)
    return (found, [], question) if found else widened(judged, question)


def _read_again(question: Question) -> Question:
    """The same question, its words compared with those of the municipality itself, where a dictionary has not all."""
    typed = query_words(question.criteria.words, question.criteria.language)
    unknown = [word for word in typed if not known_word(word)]
    if not unknown:
        return question
    vocabulary = dict.fromkeys(typed, 0)
    row = SpellingWords.objects.filter(municipality=question.municipality_id).first()
    near = spelling.near(row.words, unknown) if row else {}
    for word in unknown:
        del vocabulary[word]
    return replace(question, query=question.criteria.query(vocabulary | near))


def _needed(hits: Sequence[Hit], steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that at least one of the hits needed, in the order in which they were taken."""
    codes = {(step.code, step.criteria.within_metres) for hit in hits for step in hit.widened}
    return tuple(step for step in steps if (step.code, step.criteria.within_metres) in codes)


def _corrected(question: Question, found: Sequence[Judged]) -> tuple[tuple[str, str], ...]:
    """(typed, meant) of the words that nothing found has as they were typed."""
    ways = {
        (group.typed, group.alternative.why)
        for judged in found
        if judged.match
        for group in judged.match.groups
    }
    as_typed = {typed for typed, why in ways if why != "spelling"}
    spelled = {typed for typed, why in ways if why == "spelling"} - as_typed
    return tuple(
        pair for pair in question.query.corrected if any(pair[0] in typed for typed in spelled)
    )
