"""Whether a questionnaire may be asked of somebody, and what earlier ones said."""

from enum import StrEnum

from nabij.casework.models import Case, Consent, ScaleScore, State
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.conversations import newest

#: From here on somebody wanted support.
_WANTED = frozenset({State.IN_PLAN, State.GUIDED, State.ARRIVED, State.FOLLOW_UP})


class WhyNot(StrEnum):
    """Why no questionnaire is asked now."""

    NOT_AGREED = "not_agreed"
    NOT_WANTED_YET = "not_wanted_yet"


def why_not_measured(case: Case) -> WhyNot | None:
    """Why a questionnaire may not be asked of this person now; None: it may. Two queries at most.

    Only after somebody wants support (never as a screening, DOMAIN section 1), and who agreed to it.
    """
    if case.state not in _WANTED:
        told = newest(case)
        if told is None or not told.wants_support:
            return WhyNot.NOT_WANTED_YET
    if not agreed(case.person, Consent.Purpose.MEASURE):
        return WhyNot.NOT_AGREED
    return None


def scores_of(case: Case) -> list[ScaleScore]:
    """The questionnaires of this case, the newest first. One query."""
    rows = ScaleScore.objects.filter(municipality_id=case.municipality_id, case=case)
    return list(rows.select_related("by"))
