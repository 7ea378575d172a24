"""Keeping the answers to a questionnaire with the score that its rule gives."""

import datetime as dt
import json
import uuid

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import locked
from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent, ScaleScore
from nabij.casework.queries.measuring import WhyNot, why_not_measured
from nabij.core.models import User
from nabij.methods.scales import DIRECT, SCALES, Answers, score

DIRECT_QUESTION = "direct"
#: Of the direct question there is no total: the answer itself is reported, beside a scale and never in it.
DIRECT_RULE = "direct/ons"


class MayNotMeasureError(Exception):
    """No questionnaire may be asked of this person now. why: the reason."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


@transaction.atomic
def keep_score(
    *,
    case: Case,
    scale: str,
    answers: Answers,
    form_key: uuid.UUID,
    by: User,
    now: dt.datetime,
    rule: str | None = None,
    language: str = "nl",
) -> ScaleScore:
    """Score the answers and keep both; a form that comes in twice is kept once.

    Raises MayNotMeasureError, NotAllowedError, KeyError for an unknown scale or rule, ValueError for an answer that
    the scale does not have.
    """
    row = locked(case, by=by, now=now)
    why = why_not_measured(row)
    if why is not None:
        raise MayNotMeasureError(why)
    here = {"municipality": row.municipality, "case": row}
    twice: ScaleScore | None = ScaleScore.objects.filter(form_key=form_key, **here).first()
    if twice is not None:
        return twice
    kept: ScaleScore = ScaleScore.objects.create(
        **here,
        **_scored(scale, answers, rule),
        scale=scale,
        language=language,
        answers=json.dumps({str(item): answer for item, answer in sorted(answers.items())}),
        on=timezone.localdate(now),
        form_key=form_key,
        by=by,
    )
    happened(row, CaseEvent.What.MEASURED, now=now, by=by, fields=["answers", "total"])
    return kept


def _scored(scale: str, answers: Answers, rule: str | None) -> dict[str, object]:
    if scale == DIRECT_QUESTION:
        return _direct(answers)
    found = score(SCALES[scale], answers, rule)
    return {
        "rule": found.rule,
        "total": found.total,
        "emotional": found.emotional,
        "social": found.social,
        "missing": found.missing,
        "band": found.band or "",
    }


def _direct(answers: Answers) -> dict[str, object]:
    answer = answers.get(1)
    if set(answers) - {1} or (answer is not None and not 1 <= answer <= len(DIRECT)):
        raise ValueError(f"the direct question has no answer {answers}")
    band = DIRECT[answer - 1] if answer else ""
    return {"rule": DIRECT_RULE, "missing": int(answer is None), "band": band}
