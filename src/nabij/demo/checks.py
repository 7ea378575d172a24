"""How true the example is kept: mails that went out, answers that came by link, an organisation to call."""

import datetime as dt

from django.utils import timezone

from nabij.core.audit.acting import Actor, acting
from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.post.sending import send_due
from nabij.core.post.transport import Keeping
from nabij.directory.actions import checking
from nabij.directory.actions.asking import all_answered, ask, called_in_vain, remind
from nabij.directory.models import CheckRequest, Offer, Verification
from nabij.directory.queries.checks import call_list, due_of, to_ask
from nabij.web.checking.asking import send

LINK = Verification.How.LINK

#: What some wrote when they answered that their times change.
NOTES = (
    "Vanaf januari beginnen we een half uur later, om 10.30 uur.",
    "Op 24 december zijn we dicht, daarna gewoon weer.",
)
#: Of who waits longest so many got mail and reminder and did not answer; of the next so many did.
SILENT, ANSWERED = 3, 3
#: How the latest checks before that came in.
HOW = (LINK, Verification.How.PHONE, LINK, Verification.How.STAFF)


def own_checks_count(municipality: Municipality) -> None:
    """The example was read from a file, but its organisations answer for themselves."""
    Offer.objects.filter(municipality=municipality).update(source_seen_on=None)
    read = Verification.objects.filter(municipality=municipality, how=Verification.How.IMPORT)
    for number, how in enumerate(HOW):
        ids = [pk for pk in read.values_list("pk", flat=True) if pk % len(HOW) == number]
        Verification.objects.filter(pk__in=ids).update(how=how)


def fill_checks(municipality: Municipality, *, today: dt.date) -> None:
    """A round of last month with its answers and reminders, one of this week, and calls in vain."""
    now = timezone.make_aware(dt.datetime.combine(today, dt.time(9)))
    with acting(Actor(role="example")):
        waiting = to_ask(municipality, now=now)
        earlier = waiting[: SILENT + ANSWERED]
        requests = [
            ask(organisation=one, now=now - dt.timedelta(days=32), send=send) for one in earlier
        ]
        for number, request in enumerate(requests[SILENT:]):
            _answer(request, number, now - dt.timedelta(days=28 - 4 * number))
        for request in requests[:SILENT]:
            remind(request=request, now=now - dt.timedelta(days=16), send=send)
        for one in waiting[SILENT + ANSWERED :][::2]:
            ask(organisation=one, now=now - dt.timedelta(days=2), send=send)
        for call in call_list(municipality, now=now)[-1:]:
            called_in_vain(organisation=call.organisation, now=now - dt.timedelta(days=1))
    _date_the_mails(municipality)
    send_due(Keeping())


def _answer(request: CheckRequest, number: int, now: dt.datetime) -> None:
    """By the link: right, or with other times."""
    for offer in due_of(request.organisation):
        if number < len(NOTES):
            checking.confirm_with_changes(
                offer=offer, changes={}, times=NOTES[number], how=LINK, now=now
            )
        else:
            checking.confirm(offer=offer, how=LINK, now=now)
    all_answered(organisation=request.organisation, now=now)


def _date_the_mails(municipality: Municipality) -> None:
    """The mails of earlier rounds were queued then, not now."""
    asked = {str(row.uid): row for row in CheckRequest.objects.filter(municipality=municipality)}
    for mail in OutgoingMessage.objects.filter(
        municipality=municipality, once__startswith="check:"
    ):
        _check, uid, which, _mark = mail.once.split(":")
        request = asked[uid]
        at = request.reminded_at if which == "again" else request.asked_at
        if at:
            OutgoingMessage.objects.filter(pk=mail.pk).update(queued_at=at, due_at=timezone.now())
