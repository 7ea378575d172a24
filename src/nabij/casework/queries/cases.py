"""Reading one case. The viewer comes first, and every reading is written down."""

import datetime as dt
from uuid import UUID

from nabij.casework.models import Case
from nabij.casework.rules import NotAllowedError, readable_cases
from nabij.core.audit.recording import record
from nabij.core.encryption.fields import encrypted_fields
from nabij.core.models import Municipality, User


def read_case(
    viewer: User, municipality: Municipality, uid: UUID, *, now: dt.datetime
) -> Case | None:
    """The case with its person; None where there is none. Raises NotAllowedError for who is not in its team."""
    case = _one(municipality, uid)
    if case is None:
        return None
    if not readable_cases(viewer, municipality, now=now).filter(pk=case.pk).exists():
        raise NotAllowedError(f"{viewer.pk} is not in the team of case {uid}")
    names = [field.name for field in encrypted_fields(type(case.person))]
    record("case.read", municipality=municipality, on=case, fields=names, at=now)
    return case


def _one(municipality: Municipality, uid: UUID) -> Case | None:
    rows = Case.objects.filter(municipality=municipality, uid=uid)
    return rows.select_related(
        "municipality", "person", "person__area", "worker", "stand_in"
    ).first()
