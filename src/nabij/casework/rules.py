"""Who may read and handle what people ask, and the cases of people who are helped."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from nabij.casework.models import (
    Case,
    EmergencyAccess,
    Request,
    RoundAddress,
    TeamMember,
    VisitRound,
)
from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may

#: How long whoever filled something in for somebody may print its confirmation.
LETTER = dt.timedelta(hours=12)


class NotAllowedError(Exception):
    """The viewer may not read or handle this here."""


def check_may_handle(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer handles requests of this municipality."""
    if not may(viewer, municipality, Permission.HANDLE_REQUESTS):
        raise NotAllowedError(f"{viewer.pk} does not handle requests in {municipality.slug}")


def may_print_letter(viewer: User, asked: Request, *, now: dt.datetime) -> bool:
    """Whether the viewer may print the confirmation: who handles requests, or filled it in today."""
    if may(viewer, asked.municipality, Permission.HANDLE_REQUESTS):
        return True
    own = asked.entered_by is not None and asked.entered_by == viewer.uid
    return own and now - asked.received_at < LETTER


def check_may_work(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer helps people in this municipality."""
    if not may(viewer, municipality, Permission.WORK_CASES):
        raise NotAllowedError(f"{viewer.pk} does not work on cases in {municipality.slug}")


def check_may_assign(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer gives cases to colleagues, also those that they may not read."""
    if not may(viewer, municipality, Permission.ASSIGN_CASES):
        raise NotAllowedError(f"{viewer.pk} does not assign cases in {municipality.slug}")


def check_may_work_volunteers(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer keeps the list of volunteers of this municipality."""
    if not may(viewer, municipality, Permission.WORK_VOLUNTEERS):
        raise NotAllowedError(f"{viewer.pk} does not keep volunteers in {municipality.slug}")


def check_may_work_rounds(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer makes or walks rounds of visits and calls in this municipality."""
    if not may(viewer, municipality, Permission.WORK_ROUNDS):
        raise NotAllowedError(f"{viewer.pk} does not work on rounds in {municipality.slug}")


def check_leads(viewer: User, round_: VisitRound) -> None:
    """Raise NotAllowedError unless the viewer leads this round: only who leads it sees all of its list."""
    check_may_work_rounds(viewer, round_.municipality)
    if round_.leader_id != viewer.pk:
        raise NotAllowedError(f"{viewer.pk} does not lead round {round_.uid}")


def readable_addresses(
    viewer: User, municipality: Municipality, *, today: dt.date
) -> QuerySet[RoundAddress]:
    """Addresses of rounds that the viewer leads, and their own of rounds that run today. Nobody else reads any."""
    if not may(viewer, municipality, Permission.WORK_ROUNDS):
        return RoundAddress.objects.none()
    runs = Q(round__begins__lte=today, round__ends__gte=today, round__ended_on__isnull=True)
    allowed = Q(round__leader=viewer) | Q(visitor__user=viewer) & runs
    rows: QuerySet[RoundAddress] = RoundAddress.objects.filter(allowed, municipality=municipality)
    return rows


def mine(viewer: User, *, now: dt.datetime) -> Q:
    """Of cases: those of which the viewer is the worker, or stands in for the worker today."""
    stands_in = Q(stand_in_until__isnull=True) | Q(stand_in_until__gte=timezone.localdate(now))
    return Q(worker=viewer) | Q(stand_in=viewer) & stands_in


def check_may_handle_rights(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer answers people who ask what we keep about them."""
    if not may(viewer, municipality, Permission.HANDLE_RIGHTS):
        raise NotAllowedError(f"{viewer.pk} does not handle rights in {municipality.slug}")


def helps(viewer: User, *, now: dt.datetime) -> Q:
    """Of cases: those of which the viewer is the worker, stands in, or is in the team.

    The list is asked for once, not for each case, so that a list of many cases stays fast.
    """
    today = timezone.localdate(now)
    member = TeamMember.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), user=viewer, since__lte=today
    )
    return mine(viewer, now=now) | Q(pk__in=member.values("case_id"))


def in_team(viewer: User, *, now: dt.datetime) -> Q:
    """Of cases: those in which the viewer helps, or for which they broke the glass."""
    emergency = EmergencyAccess.objects.filter(user=viewer, at__lte=now, until__gt=now)
    return helps(viewer, now=now) | Q(pk__in=emergency.values("case_id"))


def only_in_need(viewer: User, case: Case, *, now: dt.datetime) -> bool:
    """Whether the viewer can read this case for no other reason than that they broke the glass. One query."""
    allowed = helps(viewer, now=now) | Q(worker__isnull=True)
    return not Case.objects.filter(allowed, municipality=case.municipality, pk=case.pk).exists()


def check_helps(viewer: User, case: Case, *, now: dt.datetime) -> None:
    """Raise NotAllowedError for who broke the glass: what outlasts the emergency is for those who help."""
    if only_in_need(viewer, case, now=now):
        raise NotAllowedError(f"{viewer.pk} reads case {case.uid} in an emergency only")


def readable_cases(viewer: User, municipality: Municipality, *, now: dt.datetime) -> QuerySet[Case]:
    """The cases that a link worker may read: of their teams, and what nobody took up yet. Nobody else reads any."""
    if not may(viewer, municipality, Permission.WORK_CASES):
        return Case.objects.none()
    allowed = in_team(viewer, now=now) | Q(worker__isnull=True)
    rows: QuerySet[Case] = Case.objects.filter(allowed, municipality=municipality)
    return rows
