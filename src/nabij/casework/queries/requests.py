"""Reads of what people asked. The viewer comes first, and every reading is written down."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from nabij.casework.models import Request, Step
from nabij.casework.rules import NotAllowedError, check_may_handle, may_print_letter
from nabij.core.audit.recording import record
from nabij.core.encryption.fields import same_as
from nabij.core.models import Municipality, User

PERSONAL = ("name", "phone", "email", "words", "helper_name")
#: So many of what ended are shown, the newest first.
ENDED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ToDo:
    """Who waits: late ones first, then by what was promised. `doubtful` may be no real questions."""

    waiting: list[Request]
    doubtful: list[Request]
    ended: list[Request]

    def late(self, now: dt.datetime) -> int:
        """How many wait longer than was promised."""
        return sum(asked.is_late(now) for asked in self.waiting)


def to_do(viewer: User, municipality: Municipality, *, now: dt.datetime) -> ToDo:
    """All open requests with their names, and what ended lately without. Four queries and its event.

    Raises NotAllowedError.
    """
    check_may_handle(viewer, municipality)
    rows = Request.objects.filter(municipality=municipality).select_related("area", "handler")
    open_rows = list(
        rows.filter(state__in=Request.OPEN_STATES).order_by("due_at", "received_at", "pk")
    )
    ended = rows.exclude(state__in=Request.OPEN_STATES).filter(
        ended_at__gte=now - dt.timedelta(days=28)
    )
    record(
        "request.list_read",
        municipality=municipality,
        object_type=Request._meta.label_lower,
        object_id="list",
        fields=["name"],
        reason=f"open: {len(open_rows)}",
        at=now,
    )
    return ToDo(
        waiting=[row for row in open_rows if not row.suspicious],
        doubtful=[row for row in open_rows if row.suspicious],
        ended=list(ended.order_by("-ended_at", "-pk")[:ENDED_SHOWN]),
    )


def waiting_count(municipality: Municipality, *, now: dt.datetime) -> tuple[int, int]:
    """How many wait, and how many of them longer than promised. Names nobody."""
    waiting = Request.objects.filter(
        municipality=municipality, state__in=Request.OPEN_STATES, suspicious=[]
    )
    return waiting.count(), waiting.filter(due_at__lt=now).count()


@dataclass(frozen=True, slots=True)
class Read:
    """One request with its history, and others from the same number or address."""

    asked: Request
    steps: list[Step]
    also: list[Request]


def read(viewer: User, municipality: Municipality, uid: UUID, *, now: dt.datetime) -> Read | None:
    """One request; None where there is none. Raises NotAllowedError."""
    check_may_handle(viewer, municipality)
    asked = _one(municipality, uid)
    if asked is None:
        return None
    record("request.read", municipality=municipality, on=asked, fields=PERSONAL, at=now)
    return Read(
        asked=asked,
        steps=list(Step.objects.filter(request=asked).select_related("by")),
        also=list(_of_the_same(asked)[:5]),
    )


def read_for_letter(
    viewer: User, municipality: Municipality, uid: UUID, *, now: dt.datetime
) -> Request | None:
    """A request to print its confirmation of; None where there is none. Raises NotAllowedError."""
    asked = _one(municipality, uid)
    if asked is None:
        return None
    if not may_print_letter(viewer, asked, now=now):
        raise NotAllowedError(f"{viewer.pk} may not print the confirmation of {uid}")
    record("request.letter_read", municipality=municipality, on=asked, fields=PERSONAL, at=now)
    return asked


def _one(municipality: Municipality, uid: UUID) -> Request | None:
    rows = Request.objects.filter(municipality=municipality, uid=uid)
    return rows.select_related("area", "handler", "municipality", "case").first()


def _of_the_same(asked: Request) -> QuerySet[Request]:
    """Other requests with the same phone number or e-mail address."""
    same = Q(pk__in=[])
    if asked.phone:
        same |= same_as(Request, "phone_index", asked.phone)
    if asked.email:
        same |= same_as(Request, "email_index", asked.email)
    rows: QuerySet[Request] = Request.objects.filter(same, municipality=asked.municipality)
    return rows.exclude(pk=asked.pk).order_by("-received_at")
