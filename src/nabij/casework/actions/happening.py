"""Writing down one thing that happened to a case."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from nabij.casework.models import Case, CaseEvent
from nabij.core.audit.recording import record
from nabij.core.models import User


def happened(
    case: Case,
    what: CaseEvent.What,
    *,
    now: dt.datetime,
    by: User | None = None,
    step: str = "",
    until: dt.date | None = None,
    fields: Iterable[str] = (),
    whom: User | None = None,
    before: dict[str, Any] | None = None,
    undoes: CaseEvent | None = None,
) -> CaseEvent:
    """Add the event to the case's history and to the audit trail, in the caller's transaction.

    whom: the colleague to whom it went. before: what the columns were that `undoes` of a later event puts back.
    """
    event: CaseEvent = CaseEvent.objects.create(
        municipality_id=case.municipality_id,
        case=case,
        what=what,
        at=now,
        state=case.state,
        ending=case.ending,
        step=step,
        until=until,
        by=by,
        whom=whom,
        before=before,
        undoes=undoes,
    )
    record(
        f"case.{what.value}",
        municipality=case.municipality,
        on=case,
        fields=fields,
        reason=case.ending,
        at=now,
    )
    return event
