"""Conversations of people who are helped in the example, with what they agreed to. All are invented."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from nabij.casework.actions.consents import give_consent
from nabij.casework.actions.conversations import SAID, Said, record_conversation
from nabij.casework.actions.measuring import keep_score
from nabij.casework.models import Case, Consent
from nabij.core.models import User
from nabij.demo.world import Table, read
from nabij.methods.scales import SCALES

#: So that the example's conversations are the same ones each time it is filled.
_NAMESPACE = uuid.UUID("6a1f6c4e-7d0e-5a55-9d5c-0f3a52b7c084")


def fill_conversations(cases: dict[str, Case], *, today: dt.date) -> None:
    """Write down every conversation of `conversations.toml` of these cases (key → case), by their worker."""
    for number, row in enumerate(read("conversations.toml")["conversation"]):
        case = cases.get(row["case"])
        if case is not None and case.worker is not None:
            _talk(case, case.worker, row, uuid.uuid5(_NAMESPACE, f"{row['case']}:{number}"), today)


def _talk(case: Case, by: User, row: Table, key: uuid.UUID, today: dt.date) -> None:
    day = today - dt.timedelta(days=row["days_ago"])
    now = timezone.make_aware(dt.datetime.combine(day, dt.time(15, 40)))
    told: dict[str, Any] = {name: row[name] for name in SAID if name in row}
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    said = Said(**{**told, **lists, "held_on": day})
    record_conversation(case=case, said=said, expected=0, form_key=key, by=by, now=now)
    for purpose in row.get("consents", []):
        give_consent(case=case, purpose=Consent.Purpose(purpose), by=by, now=now)
    if "score" in row:
        scale, answers = row["score"]["scale"], row["score"]["answers"]
        given = dict(zip(SCALES[scale].items, answers, strict=True))
        keep_score(case=case, scale=scale, answers=given, form_key=key, by=by, now=now)
