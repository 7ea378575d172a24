"""Who may read and handle what people ask."""

import datetime as dt

from nabij.casework.models import Request
from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may

#: How long whoever filled something in for somebody may print its confirmation.
LETTER = dt.timedelta(hours=12)


class NotAllowedError(Exception):
    """The viewer may not read or handle what people ask here."""


def check_may_handle(viewer: User, municipality: Municipality) -> None:
    """Raise NotAllowedError unless the viewer handles requests of this municipality."""
    if not may(viewer, municipality, Permission.HANDLE_REQUESTS):
        raise NotAllowedError(f"{viewer.pk} does not handle requests in {municipality.slug}")


def may_print_letter(viewer: User, asked: Request, *, now: dt.datetime) -> bool:
    """Whether the viewer may print the confirmation: who handles requests, or filled it in today."""
    if may(viewer, asked.municipality, Permission.HANDLE_REQUESTS):
        return True
    own = asked.entered_by is not None and asked.entered_by == viewer.uid
    return own and now - asked.received_at < LETTER
