"""The roles someone can have in a municipality, and which of them see personal data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of a municipality is there to do."""

    COORDINATOR = "coordinator", _("Coordinator")
    LINK_WORKER = "link_worker", _("Link worker")
    ORGANISATION_EDITOR = "organisation_editor", _("Organisation editor")
    AMBASSADOR = "ambassador", _("Ambassador")
    ANALYST = "analyst", _("Analyst")
    COUNCIL_READER = "council_reader", _("Council member")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    ADMINISTRATOR = "administrator", _("Administrator")


#: These roles meet personal data (people being helped, who read what, users) and need a second factor.
SEES_PERSONAL_DATA = frozenset(
    {Role.COORDINATOR, Role.LINK_WORKER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}
)
