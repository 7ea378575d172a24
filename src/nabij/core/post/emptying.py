"""Emptying mail: after a while, and when somebody is forgotten."""

import datetime as dt
from uuid import UUID

from nabij.core.encryption.fields import same_as
from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.post.sending import empty

State = OutgoingMessage.State


def empty_mail_to(
    municipality: Municipality, address: str, *, now: dt.datetime, about: UUID | None = None
) -> int:
    """Forget the content of every mail to this address; what still waits is not sent any more. How many.

    about: only what is about the record of this number, by the `once` of the mail; for who is written to about several
    people. Needs the scope open.
    """
    rows = OutgoingMessage.objects.filter(
        same_as(OutgoingMessage, "to_index", address),
        municipality=municipality,
        emptied_at__isnull=True,
    )
    if about is not None:
        rows = rows.filter(once__contains=str(about))
    found = list(rows)
    for message in found:
        if message.state in (State.QUEUED, State.SENDING):
            message.state, message.done_at, message.claim = State.KEPT, now, None
            message.save(update_fields=["state", "done_at", "claim"])
        empty(message, now)
    return len(found)
