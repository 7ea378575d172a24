"""The mail to who looks after volunteers: papers are too old. No name stands in it."""

import datetime as dt

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from nabij.casework.actions.volunteers import remind_of_papers
from nabij.core.models import Membership, Municipality, User
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.core.roles import Role
from nabij.web.letters import letter, site_address

PAPERS = declare("volunteer.papers", _("Certificates or references of volunteers are too old"))


def remind(municipality: Municipality, *, today: dt.date) -> int:
    """Tell once that papers are too old; of how many volunteers it was new."""
    return remind_of_papers(
        municipality=municipality,
        today=today,
        remind=lambda town, count: _tell(town, count, today),
    )


def _tell(municipality: Municipality, count: int, today: dt.date) -> None:
    for user in _who_looks_after(municipality):
        with translation.override(user.language):
            address = reverse("desk:volunteers", kwargs={"municipality": municipality.slug})
        written = letter(
            "papers",
            municipality=municipality,
            language=user.language,
            name=user.first_name,
            count=count,
            url=site_address() + address,
        )
        queue_message(
            municipality=municipality,
            kind=PAPERS,
            to=user.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            language=user.language,
            once=f"papers:{today.isoformat()}:{user.pk}",
        )


def _who_looks_after(municipality: Municipality) -> list[User]:
    """Coordinators; where there is none, the link workers."""
    rows = Membership.objects.filter(municipality=municipality, until__isnull=True)
    for role in (Role.COORDINATOR, Role.LINK_WORKER):
        found = [row.user for row in rows.filter(role=role).select_related("user")]
        if active := [user for user in found if user.is_active]:
            return active
    return []
