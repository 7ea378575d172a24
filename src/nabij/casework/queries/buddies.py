"""Volunteers, wishes and pairs, as pages and the nightly run look at them."""

import datetime as dt
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from nabij.casework.models import BuddySettings, BuddyWish, Case, Consent, Pair, Volunteer
from nabij.casework.models.buddies import TAKES_ROOM
from nabij.casework.models.ladder import OPEN
from nabij.casework.rules import check_may_work, check_may_work_volunteers, readable_cases
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User

STATES = Volunteer.State


def buddy_settings(municipality: Municipality) -> BuddySettings:
    """The municipality's own, or the defaults (not saved)."""
    own = BuddySettings.objects.filter(municipality=municipality).first()
    return own or BuddySettings(municipality=municipality)


def volunteers(
    viewer: User, municipality: Municipality, *, state: str = "", kind: str = "", now: dt.datetime
) -> QuerySet[Volunteer]:
    """Everybody who is not forgotten, the newest first, each with `taken`: to how many people they go now.

    Reading the list is written down. Raises NotAllowedError.
    """
    check_may_work_volunteers(viewer, municipality)
    rows = with_room(municipality)
    if state in STATES:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(pk__in=_offering(municipality, kind))
    record("volunteer.list_read", municipality=municipality, at=now)
    return rows.select_related("area")


def to_call(rows: QuerySet[Volunteer]) -> list[Volunteer]:
    """Of a list of volunteers those who came forward and were not spoken yet, who waits longest first."""
    return list(rows.filter(state=STATES.APPLIED).order_by("since", "pk"))


def after_the_call(rows: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
    """Of a list of volunteers those who help or pause."""
    return rows.filter(state__in=[STATES.ACTIVE, STATES.PAUSED])


def count_to_call(municipality: Municipality) -> int:
    """Volunteers who came forward and wait for a call. One query."""
    rows = Volunteer.objects.filter(
        municipality=municipality, state=STATES.APPLIED, forgotten_on__isnull=True
    )
    return int(rows.count())


def read_volunteer(
    viewer: User, municipality: Municipality, uid: UUID, *, now: dt.datetime
) -> Volunteer | None:
    """One volunteer, the reading written down. Raises NotAllowedError."""
    check_may_work_volunteers(viewer, municipality)
    row: Volunteer | None = with_room(municipality).select_related("area").filter(uid=uid).first()
    if row is not None:
        record(
            "volunteer.read",
            municipality=municipality,
            on=row,
            fields=["name", "phone", "email"],
            at=now,
        )
    return row


def with_room(municipality: Municipality) -> QuerySet[Volunteer]:
    """Volunteers who are not forgotten, each with `taken`."""
    holds = Q(pairs__state__in=TAKES_ROOM, pairs__wish__case__forgotten_on__isnull=True)
    rows: QuerySet[Volunteer] = Volunteer.objects.filter(
        municipality=municipality, forgotten_on__isnull=True
    )
    return rows.annotate(taken=Count("pairs", filter=holds)).order_by("-since", "-pk")


def waiting_wishes(municipality: Municipality, *, today: dt.date) -> QuerySet[BuddyWish]:
    """Wishes for which somebody is sought now: of an open case, of a person who agreed, not for a day that has been.

    Nobody was asked yet, so those that were only proposed are among them.
    """
    rows: QuerySet[BuddyWish] = BuddyWish.objects.filter(
        Q(on__isnull=True) | Q(on__gte=today),
        municipality=municipality,
        state=BuddyWish.State.WAITING,
        case__state__in=OPEN,
        case__forgotten_on__isnull=True,
        case__person__restricted_on__isnull=True,
        case__person__in=_agreeing(municipality),
    )
    asked = Pair.objects.filter(municipality=municipality, state__in=TAKES_ROOM)
    rows = rows.exclude(pk__in=asked.values("wish_id"))
    return rows.select_related("case__person__area", "municipality")


def pairs_to_look_at(
    viewer: User, municipality: Municipality, *, now: dt.datetime
) -> QuerySet[Pair]:
    """Pairs that are proposed or asked, of cases that the viewer may read. Raises NotAllowedError."""
    check_may_work(viewer, municipality)
    return _with_both(viewer, municipality, now=now).filter(
        state__in=[Pair.State.PROPOSED, Pair.State.ASKED]
    )


def pairs_running(viewer: User, municipality: Municipality, *, now: dt.datetime) -> QuerySet[Pair]:
    """Pairs of two people who know each other, and those that ended by themselves and are to be asked about."""
    check_may_work(viewer, municipality)
    rows = _with_both(viewer, municipality, now=now)
    return rows.filter(Q(state=Pair.State.RUNNING) | Q(to_ask=True))


def pairs_of_volunteer(viewer: User, volunteer: Volunteer, *, now: dt.datetime) -> list[Pair]:
    """Pairs of this volunteer that are alive, of cases that the viewer may read. Raises NotAllowedError."""
    check_may_work(viewer, volunteer.municipality)
    rows = _with_both(viewer, volunteer.municipality, now=now)
    live = [Pair.State.PROPOSED, *TAKES_ROOM]
    return list(rows.filter(volunteer=volunteer, state__in=live))


def nobody_found(
    viewer: User, municipality: Municipality, *, now: dt.datetime
) -> QuerySet[BuddyWish]:
    """Wishes of cases that the viewer may read for which nobody is proposed, who waits longest first."""
    check_may_work(viewer, municipality)
    proposed = Pair.objects.filter(municipality=municipality, state=Pair.State.PROPOSED)
    rows = waiting_wishes(municipality, today=timezone.localdate(now))
    readable = readable_cases(viewer, municipality, now=now)
    return rows.filter(case__in=readable).exclude(pk__in=proposed.values("wish_id"))


def read_pair(
    viewer: User, municipality: Municipality, uid: UUID, *, now: dt.datetime
) -> Pair | None:
    """One pair of a case that the viewer may read, the reading written down. Raises NotAllowedError."""
    check_may_work(viewer, municipality)
    row: Pair | None = _with_both(viewer, municipality, now=now).filter(uid=uid).first()
    if row is not None:
        record("pair.read", municipality=municipality, on=row, fields=["name", "phone"], at=now)
    return row


def of_case(case: Case) -> list[BuddyWish]:
    """What somebody looks for and with whom they were paired, in `BuddyWish.pairs`. Two queries."""
    rows = BuddyWish.objects.filter(municipality_id=case.municipality_id, case=case)
    return list(rows.prefetch_related("pairs__volunteer__area").order_by("-since", "-pk"))


def count_to_look_at(viewer: User, municipality: Municipality, *, now: dt.datetime) -> int:
    """Pairs that wait for this link worker: proposed, or ended by themselves and to be asked about. Names nobody."""
    waits = Q(state=Pair.State.PROPOSED) | Q(to_ask=True)
    rows = Pair.objects.filter(
        waits,
        municipality=municipality,
        wish__case__in=readable_cases(viewer, municipality, now=now),
        wish__case__forgotten_on__isnull=True,
    )
    return int(rows.count())


def count_volunteers_to_see_to(municipality: Municipality, *, now: dt.datetime) -> int:
    """Volunteers who came forward and wait, or whose papers are too old. Two queries."""
    today = timezone.localdate(now)
    late = papers_due(municipality, buddy_settings(municipality), today=today)
    rows = Volunteer.objects.filter(municipality=municipality, forgotten_on__isnull=True)
    return int(rows.filter(Q(state=STATES.APPLIED) | late).count())


def papers_due(municipality: Municipality, settings: BuddySettings, *, today: dt.date) -> Q:
    """Of volunteers who help: those whose certificate or references are older than the municipality set."""
    oldest = oldest_valid(settings, today=today)
    late = Q(certificate_on__lt=oldest) | Q(references_on__lt=oldest)
    return Q(state__in=[STATES.ACTIVE, STATES.PAUSED]) & late


def oldest_valid(settings: BuddySettings, *, today: dt.date) -> dt.date:
    """The oldest day of a certificate or reference that still counts."""
    month = today.year * 12 + today.month - 1 - settings.months
    first = dt.date(month // 12, month % 12 + 1, 1)
    return first + dt.timedelta(days=min(today.day, 28) - 1)


def _with_both(viewer: User, municipality: Municipality, *, now: dt.datetime) -> QuerySet[Pair]:
    rows: QuerySet[Pair] = Pair.objects.filter(
        municipality=municipality,
        wish__case__in=readable_cases(viewer, municipality, now=now),
        wish__case__forgotten_on__isnull=True,
    )
    return rows.select_related(
        "wish__case__person__area", "wish__case__municipality", "volunteer__area"
    )


def _agreeing(municipality: Municipality) -> QuerySet[Consent, int]:
    """Keys of the persons who agree now that they are introduced to somebody."""
    rows = Consent.objects.filter(
        municipality=municipality, purpose=Consent.Purpose.BUDDY, withdrawn_on__isnull=True
    )
    return rows.values_list("person_id", flat=True)


def _offering(municipality: Municipality, kind: str) -> list[int]:
    """Keys of the volunteers who do this; SQLite cannot look into a list."""
    rows = Volunteer.objects.filter(municipality=municipality, forgotten_on__isnull=True)
    return [pk for pk, kinds in rows.values_list("pk", "kinds") if kind in kinds]
