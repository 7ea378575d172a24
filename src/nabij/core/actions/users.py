"""Adding users and giving and taking their roles."""

import datetime as dt
import uuid

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.audit.recording import record
from nabij.core.models import Membership, Municipality, User
from nabij.core.roles import Role


class BadAddressError(ValueError):
    """A text that is no e-mail address."""


@transaction.atomic
def add_user(
    *,
    email: str,
    first_name: str = "",
    last_name: str = "",
    job_title: str = "",
    language: str = "nl",
) -> tuple[User, bool]:
    """The user with this address, and whether they are new; a new one cannot sign in yet.

    Raises BadAddressError.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadAddressError(_("“{email}” is no e-mail address.").format(email=email)) from None
    there = User.objects.filter(email=address).first()
    if there is not None:
        return there, False
    user = User.objects.create_user(
        address, first_name=first_name, last_name=last_name, job_title=job_title, language=language
    )
    record("user.added", municipality=None, on=user)
    return user, True


@transaction.atomic
def give_role(
    *,
    user: User,
    municipality: Municipality,
    role: Role,
    organisation_uid: uuid.UUID | None = None,
    reason: str = "",
) -> bool:
    """Let the user act in this role; False when they could already.

    A role that ended before is given again from today.
    """
    today = timezone.localdate()
    membership, new = Membership.objects.get_or_create(
        user=user, municipality=municipality, role=role, organisation_uid=organisation_uid
    )
    ended = membership.until is not None and membership.until < today
    if ended:
        membership.since, membership.until = today, None
        membership.save(update_fields=["since", "until"])
    if new or ended:
        record(
            f"role.given_{role}", municipality=municipality, on=user, fields=["role"], reason=reason
        )
    return new or ended


@transaction.atomic
def take_role(
    *, user: User, municipality: Municipality, role: Role, until: dt.date, reason: str = ""
) -> bool:
    """Let the user act in this role up to and including `until`; False when they had no such role."""
    memberships = Membership.objects.filter(
        user=user, municipality=municipality, role=role, until__isnull=True
    )
    if not memberships.update(until=until):
        return False
    record(
        f"role.taken_{role}", municipality=municipality, on=user, fields=["until"], reason=reason
    )
    return True


@transaction.atomic
def remove_second_factors(*, user: User, reason: str) -> int:
    """Take away every second factor of someone who lost them; how many there were.

    At the next sign-in they set one up again. Only after having made sure that it is them.
    """
    factors = Authenticator.objects.filter(user=user)
    count: int = factors.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    factors.delete()
    record("account.second_factors_removed", municipality=None, on=user, reason=reason)
    return count


@transaction.atomic
def close_account(*, user: User, reason: str = "") -> None:
    """From now on the user cannot sign in, and is signed out wherever they were."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("account.closed", municipality=None, on=user, reason=reason)
