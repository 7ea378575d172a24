"""Taking back a tap that was a mistake. The history keeps both: what was tapped, and that it was taken back."""

import datetime as dt
from typing import Any

from django.db import transaction

from nabij.casework.actions.cases import locked
from nabij.casework.actions.contacts import COLUMNS
from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent
from nabij.core.models import User

#: So long a tap can be taken back by whoever made it.
MEANWHILE = dt.timedelta(minutes=10)


class TooLateError(Exception):
    """The tap is too old to take back, or something happened since."""


def last_tap(case: Case, *, by: User, now: dt.datetime) -> CaseEvent | None:
    """What this person can still take back: the case's last event, where it is their tap of just now."""
    events = CaseEvent.objects.filter(municipality=case.municipality, case=case)
    last: CaseEvent | None = events.order_by("-at", "-pk").first()
    if last is None or last.before is None or last.by_id != by.pk:
        return None
    return last if now - last.at < MEANWHILE else None


@transaction.atomic
def undo(*, case: Case, by: User, now: dt.datetime) -> CaseEvent:
    """Put the case back as it was before the last tap. Raises TooLateError, NotAllowedError."""
    row = locked(case, by=by, now=now)
    tap = last_tap(row, by=by, now=now)
    if tap is None or tap.before is None:
        raise TooLateError(f"nothing to take back on case {row.uid}")
    changed = [name for name in COLUMNS if _set_back(row, name, tap.before)]
    row.save()
    names = [name.removesuffix("_id") for name in changed]
    return happened(row, CaseEvent.What.UNDONE, now=now, by=by, fields=names, undoes=tap)


def _set_back(row: Case, name: str, before: dict[str, Any]) -> bool:
    """Give one column its former value; whether that was another one."""
    column: Any = row._meta.get_field(name.removesuffix("_id"))
    was = before[name] if name.endswith("_id") else column.to_python(before[name])
    changed = bool(getattr(row, name) != was)
    setattr(row, name, was)
    return changed
