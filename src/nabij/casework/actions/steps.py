"""Writing down one thing that happened to a request."""

import datetime as dt
from collections.abc import Iterable

from nabij.casework.models import Request, Step
from nabij.core.audit.recording import record
from nabij.core.models import User


def take_step(
    asked: Request,
    what: Step.What,
    *,
    now: dt.datetime,
    by: User | None = None,
    reason: str = "",
    until: dt.date | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Add the step to the history and the event to the audit trail, in the caller's transaction."""
    Step.objects.create(
        municipality_id=asked.municipality_id,
        request=asked,
        what=what,
        at=now,
        by=by,
        reason=reason,
        until=until,
    )
    record(
        f"request.{what.value}",
        municipality=asked.municipality,
        on=asked,
        fields=fields,
        reason=reason,
        at=now,
    )
