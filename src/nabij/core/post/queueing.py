"""Putting mail in the outbox, and back in it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.audit.recording import record
from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.post.kinds import kind_named

State = OutgoingMessage.State

#: What ended, and may be sent once more by a person who says so.
ENDED = (State.SENT, State.KEPT, State.FAILED)


class BadRecipientError(ValueError):
    """A text that is no e-mail address."""


class NoTextError(ValueError):
    """A mail without a subject or without plain text."""


class CannotSendAgainError(Exception):
    """The mail is still on its way, or its content is no longer kept."""


@transaction.atomic
def queue_message(
    *,
    municipality: Municipality,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    language: str = "nl",
    once: str = "",
    now: dt.datetime | None = None,
) -> OutgoingMessage:
    """Queue one mail to one address, in the caller's transaction: it goes when that commits, or not at all.

    `kind` was declared with `kinds.declare`. `once` names what must not be sent twice in this municipality: the
    message that has it already is given back, whatever became of it. The municipality must be in scope.
    Raises BadRecipientError, NoTextError, UndeclaredKindError, OutsideTheWallError.
    """
    kind_named(kind)
    if once and (there := _with(municipality, once)):
        return there
    at = now or timezone.now()
    message = OutgoingMessage(
        municipality=municipality,
        kind=kind,
        to=_checked_address(to),
        subject=" ".join(subject.split()),
        text=text.strip(),
        html=html.strip(),
        language=language[:2],
        once=once,
        queued_at=at,
        due_at=at,
    )
    if not (message.subject and message.text):
        raise NoTextError("a mail has a subject and plain text")
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        if once and (there := _with(municipality, once)):
            return there  # somebody queued it in the same moment
        raise
    record("message.queued", municipality=municipality, on=message, reason=kind)
    return message


@transaction.atomic
def send_again(*, message: OutgoingMessage, now: dt.datetime | None = None) -> None:
    """Let a mail that ended go once more, because a person says so. Raises CannotSendAgainError."""
    at = now or timezone.now()
    again = OutgoingMessage.objects.filter(
        pk=message.pk, state__in=ENDED, emptied_at__isnull=True
    ).update(
        state=State.QUEUED,
        due_at=at,
        attempts=0,
        claim=None,
        claimed_at=None,
        handed_at=None,
        done_at=None,
        problem="",
    )
    if not again:
        raise CannotSendAgainError(
            _("This mail is still on its way, or its text is no longer kept.")
        )
    record("message.queued_again", municipality=message.municipality, on=message)


@transaction.atomic
def hold_waiting(*, municipality: Municipality, now: dt.datetime) -> int:
    """Keep every mail that waits, unsent, until a person sends it again; how many. Needs the scope open."""
    rows = OutgoingMessage.objects.filter(
        municipality=municipality, state__in=(State.QUEUED, State.SENDING)
    )
    held: int = rows.update(state=State.KEPT, done_at=now, claim=None, claimed_at=None)
    if held:
        record("message.held", municipality=municipality, object_type="core.outgoingmessage")
    return held


def _with(municipality: Municipality, once: str) -> OutgoingMessage | None:
    rows = OutgoingMessage.objects.filter(municipality=municipality, once=once)
    found: OutgoingMessage | None = rows.first()
    return found


def _checked_address(to: str) -> str:
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise BadRecipientError(_("This is no e-mail address.")) from None
    return address
