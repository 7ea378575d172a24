"""The history of an offer in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.core.models import AuditEvent
from nabij.core.roles import Role
from nabij.directory.models import Offer
from nabij.web.public import words

_DID = {
    "offer.published": gettext_lazy("Published"),
    "offer.copied": gettext_lazy("Copied from an earlier one"),
    "offer.changed": gettext_lazy("Changed"),
    "offer.confirmed": gettext_lazy("Confirmed that it is still so"),
    "offer.paused": gettext_lazy("Paused"),
    "offer.resumed": gettext_lazy("Resumed"),
    "offer.stopped": gettext_lazy("Stopped"),
    "offer.approved": gettext_lazy("Let through"),
    "offer.asked": gettext_lazy("Asked a question"),
    "offer.refused": gettext_lazy("Not let through"),
    "date.cancelled": gettext_lazy("Called off a date"),
    "date.moved": gettext_lazy("Moved a date"),
    "date.restored": gettext_lazy("A date goes on after all"),
    "picture.added": gettext_lazy("Added a picture"),
    "picture.removed": gettext_lazy("Removed the picture"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One event: when, in which role, what, and which parts of the record."""

    when: str
    who: str
    what: str
    fields: str


def in_words(events: Iterable[AuditEvent], today: dt.date) -> list[Line]:
    """The events as people read them."""
    return [_line(event, today) for event in events]


def _line(event: AuditEvent, today: dt.date) -> Line:
    at = localtime(event.at)
    return Line(
        when=f"{words.full_day(at.date(), today)}, {words.clock(at)}",
        who=_who(event.actor_role),
        what=str(_DID.get(event.verb, event.verb)),
        fields=", ".join(dict.fromkeys(_field(name) for name in event.fields)),
    )


def _who(roles: str) -> str:
    known = [str(Role(role).label) for role in roles.split(",") if role in Role.values]
    return ", ".join(known) or _("Nabij itself")


def _field(name: str) -> str:
    if name == "dates":
        return _("dates")
    try:
        return str(Offer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name
