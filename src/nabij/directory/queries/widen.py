"""Looking wider when nothing is found: step by step, among rows that were fetched once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nabij.directory.queries.judging import Judged, keeps, near_enough, suiting_bits
from nabij.directory.queries.question import Question
from nabij.methods.ranking import Step, widening_steps


def widened(
    judged: Sequence[Judged], question: Question
) -> tuple[list[Judged], list[Step], Question]:
    """What is found at the first step that finds anything, the steps taken, and the question as it is then."""
    steps: list[Step] = []
    for step in widening_steps(question.criteria):
        steps.append(step)
        wider = replace(question, criteria=step.criteria)
        found = [one for one in judged if keeps(one, wider)]
        if found:
            return found, steps, wider
    return [], [], question


def broken(judged: Judged, question: Question, steps: Sequence[Step]) -> Iterator[Step]:
    """The steps that this offer needed: those whose limit it does not keep.

    Of several steps farther only the last that it needed.
    """
    farther: Step | None = None
    reach = question.criteria
    for step in steps:
        if step.code in ("farther", "whole_municipality"):
            if not near_enough(judged, reach):
                farther = step
            reach = step.criteria
    if farther:
        yield farther
    for step in steps:
        if step.code in _LIMITS and not _LIMITS[step.code](judged, question):
            yield step


def _on_asked_part(judged: Judged, question: Question) -> bool:
    return judged.row.by_appointment or bool(suiting_bits(judged.row, question))


def _on_asked_day(judged: Judged, question: Question) -> bool:
    any_part = replace(question, criteria=replace(question.criteria, part=None))
    return judged.row.by_appointment or bool(suiting_bits(judged.row, any_part))


def _on_asked_dates(judged: Judged, question: Question) -> bool:
    only_dates = replace(question.criteria, part=None, days=frozenset())
    dated = replace(question, criteria=only_dates)
    return judged.row.by_appointment or bool(suiting_bits(judged.row, dated))


_LIMITS: dict[str, Callable[[Judged, Question], bool]] = {
    "other_part": _on_asked_part,
    "other_day": _on_asked_day,
    "other_dates": _on_asked_dates,
    "cost": lambda judged, _question: judged.free,
    "language": lambda judged, _question: judged.language,
    "walk_along": lambda judged, _question: judged.walk_along,
    "need": lambda judged, _question: judged.need,
    "any_word": lambda judged, _question: judged.all_words,
    "no_words": lambda judged, _question: judged.any_word,
}
