"""The mails to a volunteer: what they are asked, and that both said yes. They hold a link and no word about the person."""

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nabij.casework.buddies import Pair
from nabij.core.links.making import NewLink
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.web.letters import Letter, letter, site_address

ASKED = declare("pair.asked", _("Question to a volunteer: would you like to?"), secret=True)
KNOWN = declare("pair.known", _("To a volunteer: you both said yes"), secret=True)


def send(pair: Pair, new: NewLink) -> None:
    """Queue the mail to the volunteer of this pair."""
    language = _language(pair)
    known = pair.state == Pair.State.RUNNING
    written = buddy_letter(pair, new, known=known, language=language)
    queue_message(
        municipality=pair.municipality,
        kind=KNOWN if known else ASKED,
        to=pair.volunteer.email or "",
        subject=written.subject,
        text=written.text,
        html=written.html,
        language=language,
        once=f"pair:{new.link.uid}",
    )


def buddy_letter(pair: Pair, new: NewLink, *, known: bool, language: str) -> Letter:
    """What stands in it."""
    municipality = pair.municipality
    with translation.override(language):
        kwargs = {"municipality": municipality.slug, "key": new.token}
        url = site_address() + reverse("links:pair", kwargs=kwargs)
        until = date_format(timezone.localdate(new.link.expires_at), "j F Y")
    return letter(
        "buddy",
        municipality=municipality,
        language=language,
        name=pair.volunteer.name or "",
        known=known,
        url=url,
        until=until,
    )


def _language(pair: Pair) -> str:
    """English for who speaks that and no Dutch; the page behind the link is in both."""
    speaks = pair.volunteer.languages
    return "en" if "en" in speaks and "nl" not in speaks else "nl"
