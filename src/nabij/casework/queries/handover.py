"""Who could take over, and what there is to take over. The coordinator's list names nobody who is helped."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from nabij.casework.models import Case, TeamMember
from nabij.casework.models.ladder import OPEN
from nabij.casework.rules import check_may_assign, check_may_work
from nabij.core.audit.recording import record
from nabij.core.models import Membership, Municipality, User
from nabij.core.rules import MAY, Permission

#: So many cases are listed to choose from; all of them can be handed over at once.
LISTED = 200


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases somebody has, and how many of them are late."""

    worker: User
    count: int
    late: int


def colleagues(municipality: Municipality, *, today: dt.date) -> list[User]:
    """Everybody who helps people here today, by name. One query."""
    roles = [role for role, may_do in MAY.items() if Permission.WORK_CASES in may_do]
    current = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        municipality=municipality,
        since__lte=today,
        role__in=roles,
    )
    return list(
        User.objects.filter(pk__in=current.values("user_id"), is_active=True).order_by(
            "first_name", "last_name", "pk"
        )
    )


def loads(viewer: User, municipality: Municipality, *, now: dt.datetime) -> list[Load]:
    """What each worker has, also those who have left since. Names nobody who is helped. Raises NotAllowedError."""
    check_may_assign(viewer, municipality)
    rows = Case.objects.filter(municipality=municipality, state__in=OPEN, worker__isnull=False)
    counted = rows.values("worker_id").annotate(
        number=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now))
    )
    users = User.objects.in_bulk([row["worker_id"] for row in counted])
    found = [Load(users[row["worker_id"]], row["number"], row["late"]) for row in counted]
    return sorted(found, key=lambda load: load.worker.name)


def cases_of(
    viewer: User, municipality: Municipality, worker: User, *, now: dt.datetime
) -> list[Case]:
    """Somebody's open cases, what must go on first: one's own, or a colleague's for who assigns, without any person.

    Raises NotAllowedError. One query and its event.
    """
    if worker == viewer:
        check_may_work(viewer, municipality)
    else:
        check_may_assign(viewer, municipality)
    rows = Case.objects.filter(municipality=municipality, worker=worker, state__in=OPEN)
    found = list(rows.select_related("municipality", "stand_in").order_by("due_at", "pk"))
    record(
        "case.list_read",
        municipality=municipality,
        object_type=Case._meta.label_lower,
        object_id="list",
        reason=f"to hand over, without names: {len(found)}",
        at=now,
    )
    return found


def team_of(case: Case, *, now: dt.datetime) -> list[TeamMember]:
    """Who is in the team of this case today, beside its worker. One query."""
    today = timezone.localdate(now)
    rows = TeamMember.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        municipality=case.municipality,
        case=case,
        since__lte=today,
    )
    return list(rows.select_related("user").order_by("user__first_name", "pk"))
