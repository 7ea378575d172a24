"""May this user do this here? One table of data: what each role may do in its municipality.

`may` answers for one permission, `permissions` gives all. Nobody may do anything by default: no role,
an ended one, another municipality or a user who may not sign in gives nothing.
"""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from nabij.core.models import Membership, Municipality, User
from nabij.core.roles import SEES_PERSONAL_DATA, Role


class Permission(StrEnum):
    """Something that a role may let one do."""

    ENTER_DESK = "desk.enter"
    EDIT_DIRECTORY = "directory.edit"
    EDIT_OWN_ORGANISATION = "directory.edit_own_organisation"
    PUBLISH = "directory.publish"
    VERIFY_OFFERS = "directory.verify"
    READ_CONTACTS = "directory.read_contacts"
    IMPORT = "exchange.import"
    EXPORT = "exchange.export"
    SEE_FIGURES = "monitoring.see_figures"
    READ_AUDIT = "audit.read"
    MANAGE_MEMBERS = "members.manage"
    EDIT_HELP_LINES = "help_lines.edit"
    HANDLE_REQUESTS = "casework.handle_requests"
    HELP_SOMEONE = "casework.help_someone"
    SET_PROMISES = "casework.set_promises"
    WORK_CASES = "casework.work_cases"
    ASSIGN_CASES = "casework.assign_cases"
    WORK_VOLUNTEERS = "casework.work_volunteers"
    WORK_ROUNDS = "casework.work_rounds"
    HANDLE_RIGHTS = "casework.handle_rights"
    ASK_RESIDENTS = "directory.ask_residents"
    CHOOSE_WORDS = "words.choose"
    SEE_POST = "post.see"


P = Permission

#: Every role has a line; a test says so.
MAY: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            P.ENTER_DESK,
            P.EDIT_DIRECTORY,
            P.PUBLISH,
            P.VERIFY_OFFERS,
            P.READ_CONTACTS,
            P.IMPORT,
            P.EXPORT,
            P.SEE_FIGURES,
            P.EDIT_HELP_LINES,
            P.HANDLE_REQUESTS,
            P.HELP_SOMEONE,
            P.SET_PROMISES,
            P.ASSIGN_CASES,
            P.WORK_VOLUNTEERS,
            P.WORK_ROUNDS,
            P.ASK_RESIDENTS,
            P.CHOOSE_WORDS,
            P.SEE_POST,
        }
    ),
    Role.LINK_WORKER: frozenset(
        {
            P.ENTER_DESK,
            P.EDIT_DIRECTORY,
            P.PUBLISH,
            P.VERIFY_OFFERS,
            P.READ_CONTACTS,
            P.SEE_FIGURES,
            P.HANDLE_REQUESTS,
            P.HELP_SOMEONE,
            P.ASK_RESIDENTS,
            P.WORK_CASES,
            P.WORK_VOLUNTEERS,
            P.WORK_ROUNDS,
        }
    ),
    Role.ORGANISATION_EDITOR: frozenset(
        {P.ENTER_DESK, P.PUBLISH, P.EDIT_OWN_ORGANISATION, P.HELP_SOMEONE}
    ),
    Role.AMBASSADOR: frozenset(
        {P.ENTER_DESK, P.PUBLISH, P.EDIT_OWN_ORGANISATION, P.VERIFY_OFFERS, P.HELP_SOMEONE}
    ),
    Role.ANALYST: frozenset({P.ENTER_DESK, P.EXPORT, P.SEE_FIGURES}),
    Role.COUNCIL_READER: frozenset({P.ENTER_DESK, P.SEE_FIGURES}),
    Role.PRIVACY_OFFICER: frozenset({P.ENTER_DESK, P.READ_AUDIT, P.HANDLE_RIGHTS}),
    Role.ADMINISTRATOR: frozenset(
        {
            P.ENTER_DESK,
            P.MANAGE_MEMBERS,
            P.IMPORT,
            P.EXPORT,
            P.EDIT_HELP_LINES,
            P.CHOOSE_WORDS,
            P.SEE_POST,
        }
    ),
}


def may(
    user: User | AnonymousUser,
    municipality: Municipality,
    permission: Permission,
    *,
    today: dt.date | None = None,
) -> bool:
    """Whether the user may do this in this municipality on this day (today by default)."""
    return permission in permissions(user, municipality, today=today)


def permissions(
    user: User | AnonymousUser, municipality: Municipality, *, today: dt.date | None = None
) -> frozenset[Permission]:
    """Everything that the user may do in this municipality."""
    return allowed(roles_in(user, municipality, today=today))


def allowed(roles: frozenset[Role]) -> frozenset[Permission]:
    """What these roles together may do."""
    return frozenset().union(*(MAY.get(role, frozenset()) for role in roles))


def roles_in(
    user: User | AnonymousUser, municipality: Municipality, *, today: dt.date | None = None
) -> frozenset[Role]:
    """The roles that the user has in this municipality on this day. One query."""
    rows = _current(user, today).filter(municipality=municipality)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def municipalities_of(
    user: User | AnonymousUser, *, today: dt.date | None = None
) -> list[Municipality]:
    """Where the user has a role on this day, by name."""
    ids = _current(user, today).values("municipality_id")
    return list(Municipality.objects.filter(pk__in=ids).order_by("name"))


def organisations_of(
    user: User | AnonymousUser, municipality: Municipality, *, today: dt.date | None = None
) -> frozenset[UUID]:
    """Public ids of the organisations whose offers the user looks after on this day. One query."""
    roles = [role for role, may_do in MAY.items() if P.EDIT_OWN_ORGANISATION in may_do]
    rows = _current(user, today).filter(
        municipality=municipality, role__in=roles, organisation_uid__isnull=False
    )
    return frozenset(uid for uid in rows.values_list("organisation_uid", flat=True) if uid)


def needs_second_factor(user: User | AnonymousUser, *, today: dt.date | None = None) -> bool:
    """Whether one of the user's roles, in whatever municipality, meets personal data."""
    return _current(user, today).filter(role__in=SEES_PERSONAL_DATA).exists()


def _current(user: User | AnonymousUser, today: dt.date | None) -> QuerySet[Membership]:
    """The user's memberships on this day; none for nobody and for who may not sign in."""
    if not isinstance(user, User) or not user.is_active:
        return Membership.objects.none()
    day = today or timezone.localdate()
    return Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), user=user, since__lte=day
    )
