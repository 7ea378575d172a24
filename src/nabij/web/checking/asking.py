"""The round of mails: one per organisation with all that is due there, and one reminder."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nabij.core.jobs.work import Progress, does
from nabij.core.links.making import NewLink
from nabij.core.models import Job, Municipality
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.directory.actions.asking import PURPOSE, ask_once, remind
from nabij.directory.models import CheckRequest, Offer
from nabij.directory.queries.checks import due_of, to_ask, to_remind
from nabij.web.letters import Letter, letter, site_address
from nabij.web.links.pages import opens

ASKED = declare("check.asked", _("Question to an organisation: is it still so?"))
REMINDED = declare("check.reminded", _("Reminder to an organisation: is it still so?"))
ROUND = "check.round"

#: Named in a mail; the page shows all.
NAMED = 10

opens(PURPOSE, "links:check")


@does(ROUND, _("Ask organisations whether it is still so"))
def ask_everyone(job: Job, progress: Progress) -> None:
    """Ask who is to be asked and remind who is to be reminded; each organisation is one step that stands.

    Who was asked is not to be asked any more, so a round that begins again goes on with the others. One that came
    by itself asks about each check once; somebody at the desk may ask again when the link has ended.
    """
    municipality, now = job.municipality, timezone.now()
    again = not job.parameters.get("by_itself", False)
    steps: list[Callable[[], object]] = [
        lambda one=one: ask_once(organisation=one, now=now, send=send)  # type: ignore[misc]
        for one in to_ask(municipality, now=now, again=again)
    ]
    steps += [
        lambda one=one: remind(request=one, now=now, send=send)  # type: ignore[misc]
        for one in to_remind(municipality, now=now)
    ]
    total = max(job.total or 0, len(steps))
    before = total - len(steps)
    progress(before, total)
    for number, step in enumerate(steps, start=1):
        step()
        progress(before + number, total)


def send(request: CheckRequest, link: NewLink, address: str, reminder: bool) -> None:
    """Queue the mail for one address of the organisation; once, however often it is asked for."""
    language = "nl"  # the map is kept in Dutch; the page behind the link is in both languages
    written = check_letter(request, link, language=language, reminder=reminder)
    queue_message(
        municipality=request.municipality,
        kind=REMINDED if reminder else ASKED,
        to=address,
        subject=written.subject,
        text=written.text,
        html=written.html,
        language=language,
        once=f"check:{request.uid}:{'again' if reminder else 'first'}:{_mark(address)}",
    )


def check_letter(
    request: CheckRequest, new: NewLink, *, language: str, reminder: bool = False
) -> Letter:
    """The mail: what stands on the map now, when somebody last looked, and the link."""
    offers = due_of(request.organisation)
    with translation.override(language):
        named = [_line(offer) for offer in offers[:NAMED]]
        until = _day(timezone.localdate(new.link.expires_at))
    return letter(
        "check",
        municipality=request.municipality,
        language=language,
        organisation=request.organisation.name,
        reminder=reminder,
        named=named,
        more=max(0, len(offers) - NAMED),
        count=len(offers),
        first=offers[0].text("name", language) if offers else "",
        url=check_address(request.municipality, new.token, language),
        until=until,
    )


def check_address(municipality: Municipality, key: str, language: str) -> str:
    """The whole address of the page behind a link."""
    with translation.override(language):
        path = reverse("links:check", kwargs={"municipality": municipality.slug, "key": key})
    return site_address() + path


def _line(offer: Offer) -> str:
    name = offer.text("name")
    if offer.verified_on is None:
        return name
    return gettext("%(name)s (last checked on %(day)s)") % {
        "name": name,
        "day": _day(offer.verified_on),
    }


def _day(date: dt.date) -> str:
    return date_format(date, "j F Y")


def _mark(address: str) -> str:
    """Tells addresses of one organisation apart without holding one."""
    return hashlib.sha256(address.lower().encode()).hexdigest()[:12]
