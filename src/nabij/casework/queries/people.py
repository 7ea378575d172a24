"""Is this person known here? By name, number or address, exactly; what the viewer may not read stays untold."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from nabij.casework.models import Case, Person, Request
from nabij.casework.rules import check_may_work, readable_cases
from nabij.core.audit.recording import record
from nabij.core.encryption.fields import same_as
from nabij.core.models import Municipality, User

#: So many are shown; who finds more asks more exactly.
SHOWN = 20
_PHONE = re.compile(r"\+?[\d\s()./-]{6,}")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case that the viewer may not read: which, whom to ask, and nothing else of it."""

    uid: UUID
    worker: User


@dataclass(frozen=True, slots=True)
class Known:
    """Where somebody is known."""

    cases: list[Case]
    elsewhere: list[Elsewhere]
    requests: list[Request]


def search(viewer: User, municipality: Municipality, text: str, *, now: dt.datetime) -> Known:
    """Where this name, phone number or e-mail address is known, written in any way.

    That somebody searched is written down, not for what. Raises NotAllowedError. Constant queries.
    """
    check_may_work(viewer, municipality)
    field = _field(text)
    people = Person.objects.filter(
        same_as(Person, f"{field}_index", text), municipality=municipality, forgotten_on=None
    )
    cases = Case.objects.filter(
        municipality=municipality, person__in=people.values("pk"), forgotten_on=None
    ).select_related("person", "person__area", "worker", "stand_in")
    found = list(cases.order_by("-received_at", "pk")[:SHOWN])
    readable = set(
        readable_cases(viewer, municipality, now=now)
        .filter(pk__in=[case.pk for case in found])
        .values_list("pk", flat=True)
    )
    known = Known(
        cases=[case for case in found if case.pk in readable],
        elsewhere=_elsewhere(case for case in found if case.pk not in readable),
        requests=_requests(municipality, field, text),
    )
    record(
        "case.searched",
        municipality=municipality,
        object_type=Person._meta.label_lower,
        object_id="search",
        fields=[field],
        reason=f"found: {len(known.cases)}, elsewhere: {len(known.elsewhere)}",
        at=now,
    )
    return known


def _field(text: str) -> str:
    if "@" in text:
        return "email"
    return "phone" if _PHONE.fullmatch(text.strip()) else "name"


def _elsewhere(cases: Iterable[Case]) -> list[Elsewhere]:
    """One case a colleague, the newest."""
    newest: dict[int, Elsewhere] = {}
    for case in cases:
        if case.worker:
            newest.setdefault(case.worker.pk, Elsewhere(case.uid, case.worker))
    return sorted(newest.values(), key=lambda one: one.worker.name)


def _requests(municipality: Municipality, field: str, text: str) -> list[Request]:
    """What somebody with this number or address asked; requests have no index of names."""
    same = Q(pk__in=[])
    if field in ("phone", "email"):
        same = same_as(Request, f"{field}_index", text)
    rows = Request.objects.filter(same, municipality=municipality, case__isnull=True)
    return list(rows.select_related("area", "handler").order_by("-received_at")[:SHOWN])
