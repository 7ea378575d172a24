"""When somebody is asked how it is, and who is to be asked now."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from nabij.casework.aftercare import STILL_ASKED, Talk, talks
from nabij.casework.models import Case, Consent, FollowUp, State
from nabij.casework.rules import readable_cases
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User

PLANNED = FollowUp.State.PLANNED
#: Of cases: they go on by themselves, and are still asked how it is.
GUIDANCE_ENDED = Q(state=State.FOLLOW_UP) | Q(state=State.CLOSED, ending__in=STILL_ASKED)


@dataclass(frozen=True, slots=True)
class Due:
    """A talk that is to be had now, with its case and person."""

    case: Case
    talk: Talk


def follow_ups_of(case: Case) -> list[FollowUp]:
    """All moments of this case in order of their days. One query; whoever asks has read the case."""
    return list(_rows(case.municipality).filter(case=case).select_related("placement", "by"))


def due_now(
    viewer: User, municipality: Municipality, *, now: dt.datetime, today: dt.date
) -> list[Due]:
    """Who of the viewer's people is to be asked how it is, who waits longest first. Two queries; reading is written down."""
    cases = readable_cases(viewer, municipality, now=now).filter(worker__isnull=False)
    rows = _rows(municipality).filter(_still_asked(), case__in=cases.values("pk"), state=PLANNED)
    by_case: dict[Case, list[FollowUp]] = {}
    for row in rows.select_related("case__person", "placement"):
        by_case.setdefault(row.case, []).append(row)
    found = [Due(case, talk) for case, moments in by_case.items() for talk in talks(moments)]
    due = sorted(
        (one for one in found if one.talk.due_on <= today), key=lambda one: one.talk.due_on
    )
    if due:
        record("followup.list_read", municipality=municipality, fields=["name", "phone"], at=now)
    return due


def count_due(viewer: User, municipality: Municipality, *, now: dt.datetime, today: dt.date) -> int:
    """How many people that are, without reading them."""
    cases = readable_cases(viewer, municipality, now=now).filter(worker__isnull=False)
    rows = _rows(municipality).filter(
        _still_asked(), case__in=cases.values("pk"), state=PLANNED, due_on__lte=today
    )
    return int(rows.values("case").distinct().count())


def _rows(municipality: Municipality) -> QuerySet[FollowUp]:
    rows: QuerySet[FollowUp] = FollowUp.objects.filter(municipality=municipality)
    return rows.order_by("due_on", "pk")


def _still_asked() -> Q:
    """Of moments: the person agrees to be asked, and the case was not closed some other way or left as it is."""
    consent = Consent.objects.filter(
        municipality=OuterRef("municipality"),
        person=OuterRef("case__person"),
        purpose=Consent.Purpose.ASK_LATER,
        withdrawn_on__isnull=True,
    )
    closed_well = ~Q(case__state=State.CLOSED) | Q(case__ending__in=STILL_ASKED)
    left = Q(case__person__restricted_on__isnull=True, case__forgotten_on__isnull=True)
    return closed_well & left & Q(Exists(consent))
