"""An account for an organisation that is let in: its contact is invited to keep it true, by mail with a link."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nabij.core.actions.users import add_user, give_role
from nabij.core.audit.recording import record
from nabij.core.models import User
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.core.roles import Role
from nabij.directory.models import Organisation, OrganisationContact
from nabij.directory.queries.checks import is_address
from nabij.web.account.links import set_password_link
from nabij.web.letters import letter, site_address

INVITED = declare("organisation.invited", _("Account for an organisation"), secret=True)


class Account(StrEnum):
    """What is known of the address."""

    NONE = "none"
    THERE = "there"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom an organisation that is let in could get an account for. user: who has the address already."""

    contact: OrganisationContact
    user: User | None

    @property
    def account(self) -> Account:
        """Whether there is an account, and whether one may sign in with it."""
        if self.user is None:
            return Account.NONE
        return Account.THERE if self.user.is_active else Account.CLOSED

    @property
    def words(self) -> str:
        """What the box says."""
        asked = gettext("Give %(email)s an account for this organisation")
        if self.account == Account.THERE:
            asked = gettext("Let the account of %(name)s (%(email)s) edit this organisation too")
        name = self.user.name if self.user else ""
        return asked % {"email": self.contact.email.strip(), "name": name}

    @property
    def explained(self) -> str:
        """What happens."""
        if self.account == Account.THERE:
            return gettext(
                "They get a mail that they can publish for this organisation too. Nothing else of the account changes."
            )
        return gettext(
            "They get a mail with a link. When they have signed in, they can publish for this organisation only."
        )


def invitation(organisation: Organisation) -> Invitation | None:
    """The first contact with an address; None where there is none. Whoever asks records that contacts were read."""
    contact: OrganisationContact
    for contact in organisation.contacts.all():
        if is_address(contact.email):
            address = contact.email.strip().lower()
            return Invitation(contact, User.objects.filter(email=address).first())
    return None


@transaction.atomic
def invite(found: Invitation, organisation: Organisation) -> None:
    """Make the account where there is none, let it edit the organisation, and mail how to sign in.

    Call it for an account that is not closed.
    """
    first, _space, last = found.contact.name.strip().partition(" ")
    user, _new = add_user(
        email=found.contact.email,
        first_name=first[:60],
        last_name=last[:80],
    )
    municipality = organisation.municipality
    give_role(
        user=user,
        municipality=municipality,
        role=Role.ORGANISATION_EDITOR,
        organisation_uid=organisation.uid,
        reason="let in",
    )
    record("organisation.invited", municipality=municipality, on=organisation)
    _mail(user, organisation)


def _mail(user: User, organisation: Organisation) -> None:
    """Who has a password signs in; who has none gets a link to choose one."""
    new = not user.has_usable_password()
    with translation.override(user.language):
        sign_in = site_address() + reverse("account_login")
    written = letter(
        "invited",
        municipality=organisation.municipality,
        language=user.language,
        name=user.name if user.first_name else "",
        organisation=organisation.name,
        new=new,
        url=set_password_link(user, site=site_address()) if new else sign_in,
    )
    queue_message(
        municipality=organisation.municipality,
        kind=INVITED,
        to=user.email,
        subject=written.subject,
        text=written.text,
        html=written.html,
        language=user.language,
        once=f"invited:{organisation.uid}:{user.uid}",
    )
