"""Breaking the glass: reading a case outside one's team, with a reason, for a few hours, told to the privacy officer."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent, EmergencyAccess
from nabij.casework.rules import check_may_handle_rights, check_may_work
from nabij.core.audit.recording import record
from nabij.core.models import Membership, Municipality, User
from nabij.core.post import kinds
from nabij.core.post.queueing import queue_message
from nabij.core.roles import Role

#: How long it stays open: a shift.
LASTS = dt.timedelta(hours=8)
SHORTEST_REASON = 10

TOLD = kinds.declare("case.emergency", gettext_lazy("Somebody opened a case in an emergency"))


class NoReasonError(ValueError):
    """Nobody breaks the glass without saying why."""


@transaction.atomic
def break_glass(*, case: Case, reason: str, by: User, now: dt.datetime) -> EmergencyAccess:
    """Let `by` read this case until `LASTS` from now, and tell the privacy officers by mail, without a name in it.

    What outlasts that is not for them: the team, joining and splitting (`rules.check_helps`).

    Twice within that time is once. Raises NoReasonError, NotAllowedError.
    """
    check_may_work(by, case.municipality)
    why = reason.strip()
    if len(why) < SHORTEST_REASON:
        raise NoReasonError("say in a few words why")
    here = EmergencyAccess.objects.filter(municipality=case.municipality, case=case, user=by)
    open_now: EmergencyAccess | None = here.filter(until__gt=now).first()
    if open_now is not None:
        return open_now
    row: EmergencyAccess = EmergencyAccess.objects.create(
        municipality=case.municipality, case=case, user=by, reason=why, at=now, until=now + LASTS
    )
    happened(case, CaseEvent.What.OPENED_IN_NEED, now=now, by=by)
    for officer in _officers(case.municipality, today=timezone.localdate(now)):
        _tell(row, case, officer, now)
    return row


@transaction.atomic
def judge(*, access: EmergencyAccess, by: User, now: dt.datetime) -> None:
    """The privacy officer saw it. The first look counts. Raises NotAllowedError."""
    check_may_handle_rights(by, access.municipality)
    rows = EmergencyAccess.objects.filter(pk=access.pk, seen_at__isnull=True)
    if rows.update(seen_by=by, seen_at=now):
        record("emergency.seen", municipality=access.municipality, on=access, at=now)


def _officers(municipality: Municipality, *, today: dt.date) -> list[User]:
    rows = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        municipality=municipality,
        role=Role.PRIVACY_OFFICER,
        since__lte=today,
    )
    return [row.user for row in rows.select_related("user") if row.user.is_active]


def _tell(row: EmergencyAccess, case: Case, officer: User, now: dt.datetime) -> None:
    with override(officer.language):
        queue_message(
            municipality=case.municipality,
            kind=TOLD,
            to=officer.email,
            subject=_("A case was opened in an emergency"),
            text=_(
                "Case {number} was opened by somebody outside its team. Sign in to read who and why."
            ).format(number=case.reference),
            language=officer.language,
            once=f"emergency:{row.uid}:{officer.pk}",
            now=now,
        )
