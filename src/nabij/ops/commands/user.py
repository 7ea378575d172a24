"""`nabij user`: who may enter, and in which role."""

import datetime as dt
import uuid

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.actions.users import (
    BadAddressError,
    add_user,
    close_account,
    give_role,
    remove_second_factors,
    take_role,
)
from nabij.core.audit.recording import record
from nabij.core.models import Membership, User
from nabij.core.roles import Role
from nabij.ops.exits import AnswerIsNo, WrongUseError
from nabij.ops.ready import municipality_with, ready
from nabij.web.account.links import set_password_link

ROLES = click.Choice([role.value for role in Role])


@click.group(help=_("Who may enter, and in which role."))
def command() -> None:
    """Add users, give and take roles."""


@command.command(
    help=_(
        "Add a user, give a role, and print a link to choose a password with. The link works once, "
        "for three days. Give it to that person only."
    )
)
@click.argument("email")
@click.option("--role", type=ROLES, required=True, help=_("what they are there to do"))
@click.option("--municipality", "code", required=True, help=_("code of the municipality"))
@click.option("--first-name", default="", help=_("first name"))
@click.option("--last-name", default="", help=_("last name"))
@click.option("--job-title", default="", help=_("job title, as colleagues see it"))
@click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", help=_("of screens and mails")
)
@click.option(
    "--organisation", type=click.UUID, help=_("number of the organisation, for an editor")
)
def add(email: str, role: str, code: str, organisation: uuid.UUID | None, **about: str) -> None:
    """Add the user where new, give the role, print the link."""
    with ready():
        municipality = municipality_with(code)
        if role == Role.ORGANISATION_EDITOR and organisation is None:
            raise WrongUseError(_("An editor edits one organisation: name it with --organisation."))
        try:
            user, new = add_user(email=email, **about)
        except BadAddressError as problem:
            raise WrongUseError(str(problem)) from None
        given = give_role(
            user=user, municipality=municipality, role=Role(role), organisation_uid=organisation
        )
        click.echo(_added(user, new=new, given=given, role=Role(role), where=municipality.name))
        if not user.has_usable_password():
            _print_link(user)


@command.command(
    help=_("Print a new link to choose a password with, for someone who lost the first.")
)
@click.argument("email")
def link(email: str) -> None:
    """A new link for a user who is there."""
    with ready():
        user = _user(email)
        record("user.link_made", municipality=None, on=user)
        _print_link(user)


@command.command(help=_("End a role: from now on the user has it no more."))
@click.argument("email")
@click.option("--role", type=ROLES, required=True, help=_("the role that ends"))
@click.option("--municipality", "code", required=True, help=_("code of the municipality"))
@click.option("--reason", default="", help=_("why, for the audit trail"))
def end(email: str, role: str, code: str, reason: str) -> None:
    """From now on the user has this role no more."""
    with ready():
        municipality = municipality_with(code)
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        if not take_role(
            user=_user(email),
            municipality=municipality,
            role=Role(role),
            until=yesterday,
            reason=reason,
        ):
            raise AnswerIsNo(_("{email} has no such role there.").format(email=email))
        click.echo(_("The role has ended."))


@command.command(
    "remove-factors",
    help=_(
        "Take away the second factors of someone who lost their phone or key. First make sure that it "
        "is them. At the next sign-in they set one up again."
    ),
)
@click.argument("email")
@click.option("--reason", required=True, help=_("how you made sure, for the audit trail"))
def remove_factors(email: str, reason: str) -> None:
    """Without factors the password is asked, and then a new factor."""
    with ready():
        count = remove_second_factors(user=_user(email), reason=reason)
        if not count:
            raise AnswerIsNo(_("{email} has no second factor.").format(email=email))
    click.echo(_("The second factor of {email} is taken away.").format(email=email))


@command.command(help=_("Close an account: its user cannot sign in any more."))
@click.argument("email")
@click.option("--reason", default="", help=_("why, for the audit trail"))
def close(email: str, reason: str) -> None:
    """Their roles stay in the books; nobody comes in with them."""
    with ready():
        close_account(user=_user(email), reason=reason)
    click.echo(_("The account of {email} is closed.").format(email=email))


@command.command("list", help=_("List who may enter a municipality, and in which role."))
@click.option("--municipality", "code", required=True, help=_("code of the municipality"))
def list_(code: str) -> None:
    """One membership a line. Noted in the audit trail: these are people."""
    with ready():
        municipality = municipality_with(code)
        memberships = Membership.objects.filter(municipality=municipality).select_related("user")
        lines = [_line(membership) for membership in memberships.order_by("user__email", "role")]
        record("members.listed", municipality=municipality, fields=["email", "role", "until"])
    click.echo("\n".join(lines) or _("Nobody yet."))


def _line(membership: Membership) -> str:
    until = f" – {membership.until}" if membership.until else ""
    return f"{membership.user.email}  {membership.get_role_display()}  {membership.since}{until}"


def _user(email: str) -> User:
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise AnswerIsNo(_("There is no user {email}.").format(email=email))
    return user


def _added(user: User, *, new: bool, given: bool, role: Role, where: str) -> str:
    if not given:
        told = _("{email} was {role} in {where} already.")
    elif new:
        told = _("{email} is added, as {role} in {where}.")
    else:
        told = _("{email} was known, and is {role} in {where} now.")
    return told.format(email=user.email, role=role.label.lower(), where=where)


def _print_link(user: User) -> None:
    click.echo(_("Choose a password with this link, once, within three days:"))
    click.echo(f"  {set_password_link(user, site=settings.NABIJ_SITE_URL)}")
