"""The mail to an organisation: a link and no word about the person."""

import datetime as dt
import hashlib

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nabij.casework.actions.asking_providers import remind_provider
from nabij.casework.models import Placement
from nabij.casework.queries.placements import to_remind
from nabij.core.links.making import NewLink
from nabij.core.models import Municipality
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.directory.models import Offer
from nabij.web.letters import Letter, letter, site_address

ASKED = declare(
    "placement.asked", _("Question to an organisation: is somebody welcome?"), secret=True
)
REMINDED = declare(
    "placement.reminded", _("Reminder to an organisation: is somebody welcome?"), secret=True
)


def send(placement: Placement, offer: Offer, link: NewLink, address: str, reminder: bool) -> None:
    """Queue the mail for one address of the organisation."""
    written = placement_letter(placement, offer, link, reminder=reminder)
    queue_message(
        municipality=offer.municipality,
        kind=REMINDED if reminder else ASKED,
        to=address,
        subject=written.subject,
        text=written.text,
        html=written.html,
        language="nl",  # the map is kept in Dutch; the page behind the link is in both languages
        once=f"placement:{link.link.uid}:{hashlib.sha256(address.lower().encode()).hexdigest()[:12]}",
    )


def placement_letter(
    placement: Placement, offer: Offer, new: NewLink, *, reminder: bool, language: str = "nl"
) -> Letter:
    """What stands in it."""
    municipality = offer.municipality
    with translation.override(language):
        until = date_format(timezone.localdate(new.link.expires_at), "j F Y")
        kwargs = {"municipality": municipality.slug, "key": new.token}
        url = site_address() + reverse("links:placement", kwargs=kwargs)
    return letter(
        "placement",
        municipality=municipality,
        language=language,
        offer=offer.text("name", language),
        reminder=reminder,
        answered=bool(placement.answer) and not reminder,
        reference=placement.case.reference,
        url=url,
        until=until,
    )


def remind_everyone(municipality: Municipality, *, now: dt.datetime) -> int:
    """Remind each organisation that has been silent for some working days, once; how many."""
    rows = to_remind(municipality, today=timezone.localdate(now))
    return sum(remind_provider(placement=row, now=now, send=send) for row in rows)
