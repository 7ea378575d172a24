"""What happened in a case, the newest first, and the notes of colleagues."""

import datetime as dt
from typing import Any

from nabij.casework.models import Case, CaseEvent, Note
from nabij.core.models import User


def show(case: Case, viewer: User, now: dt.datetime) -> dict[str, Any]:
    """Events and notes. Two queries."""
    here = {"municipality": case.municipality, "case": case}
    events = CaseEvent.objects.filter(**here).select_related("by")
    return {
        "events": list(events.order_by("-at", "-pk")),
        "notes": list(Note.objects.filter(**here).select_related("by")),
    }
