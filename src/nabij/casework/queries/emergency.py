"""Who broke the glass: for the privacy officer."""

from nabij.casework.models import EmergencyAccess
from nabij.casework.rules import check_may_handle_rights
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User

MOST = 100


def emergencies(viewer: User, municipality: Municipality) -> list[EmergencyAccess]:
    """The latest, what nobody looked at first; looking is noted. Two queries. Raises NotAllowedError."""
    check_may_handle_rights(viewer, municipality)
    rows = EmergencyAccess.objects.filter(municipality=municipality).select_related(
        "case", "user", "seen_by"
    )
    record("emergency.listed", municipality=municipality, fields=["reason"])
    unseen = list(rows.filter(seen_at__isnull=True)[:MOST])
    return unseen + list(rows.filter(seen_at__isnull=False)[: MOST - len(unseen)])


def count_unseen(municipality: Municipality) -> int:
    """How many the privacy officer has not looked at. One query."""
    return EmergencyAccess.objects.filter(municipality=municipality, seen_at__isnull=True).count()
