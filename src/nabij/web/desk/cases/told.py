"""What we talked about, as it stands on the page of the case."""

import datetime as dt
from typing import Any

from nabij.casework.actions.conversations import said_in
from nabij.casework.models import Case, Consent
from nabij.casework.queries.consents import consents_of
from nabij.casework.queries.conversations import conversations_of
from nabij.casework.queries.measuring import scores_of, why_not_measured
from nabij.core.models import User
from nabij.web.desk.cases.conversation_words import lines
from nabij.web.desk.cases.scale_words import score_in_words


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any]:
    """The conversations, what the person agreed to, and the questionnaires. Five queries at most."""
    told = conversations_of(case)
    given = consents_of(case.person)
    standing = [row for row in given if row.withdrawn_on is None and row.purpose]
    person = case.person
    return {
        "open": case.forgotten_on is None and person.restricted_on is None,
        "newest": told[0] if told else None,
        "lines": lines(said_in(told[0])) if told else [],
        "earlier": [(row, lines(said_in(row))) for row in told[1:]],
        "consents": standing,
        "taken_back": [row for row in given if row.withdrawn_on is not None and row.purpose],
        "can_agree": not_yet_agreed(given),
        "scores": [score_in_words(row) for row in scores_of(case)],
        "may_measure": case.is_open and why_not_measured(case) is None,
    }


def not_yet_agreed(given: list[Consent]) -> list[Consent.Purpose]:
    """What the person does not agree to now."""
    standing = {row.purpose for row in given if row.withdrawn_on is None}
    return [purpose for purpose in Consent.Purpose if purpose.value not in standing]
