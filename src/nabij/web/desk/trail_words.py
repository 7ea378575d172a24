"""The words of the trail: what an event says, to who reads it on a page or on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.core.models import AuditEvent
from nabij.core.queries.trail import READING
from nabij.core.roles import Role

#: What the first word of a verb is about, for the list to choose from.
SUBJECTS: dict[str, str | Promise] = {
    "request": gettext_lazy("What people ask us"),
    "contact": gettext_lazy("Contacts of organisations"),
    "offer": gettext_lazy("Activities and organisations"),
    "message": gettext_lazy("Mail"),
    "link": gettext_lazy("Links for one time"),
    "account": gettext_lazy("Signing in"),
    "members": gettext_lazy("Members and their roles"),
    "keys": gettext_lazy("Keys of the encryption"),
    "audit": gettext_lazy("The trail itself"),
}

#: Verbs in words. One that is not here is shown as it is.
VERBS: dict[str, str | Promise] = {
    "request.read": gettext_lazy("read a request"),
    "request.list_read": gettext_lazy("read the list of requests"),
    "request.letter_read": gettext_lazy("read the answer to a request"),
    "request.received": gettext_lazy("received a request"),
    "request.forgotten": gettext_lazy("ended what was kept of a request"),
    "contact.read": gettext_lazy("read a contact"),
    "offer.added": gettext_lazy("published an activity"),
    "offer.changed": gettext_lazy("changed an activity"),
    "offer.confirmed": gettext_lazy("confirmed an activity"),
    "place.added": gettext_lazy("added a place"),
    "message.queued": gettext_lazy("wrote a mail"),
    "message.queued_again": gettext_lazy("sent a mail again"),
    "message.sent": gettext_lazy("sent a mail"),
    "message.kept": gettext_lazy("kept a mail, unsent"),
    "message.held": gettext_lazy("held mail back after a restore"),
    "message.failed": gettext_lazy("could not send a mail"),
    "message.emptied": gettext_lazy("emptied old mails"),
    "link.made": gettext_lazy("made a link for one time"),
    "link.code_made": gettext_lazy("made a code to read out"),
    "link.used": gettext_lazy("used a link for one time"),
    "job.asked": gettext_lazy("asked for long work"),
    "members.listed": gettext_lazy("read the list of members"),
    "membership.added": gettext_lazy("gave somebody a role"),
    "membership.ended": gettext_lazy("ended somebody's role"),
    "keys.rotation_started": gettext_lazy("began to replace the key"),
    "keys.rotation_done": gettext_lazy("replaced the key"),
    "keys.forgotten": gettext_lazy("threw an old key away"),
    "help_lines.added": gettext_lazy("added a help line"),
    "help_lines.changed": gettext_lazy("changed a help line"),
    "help_lines.confirmed": gettext_lazy("confirmed a help line"),
    "words.avoided": gettext_lazy("chose a word to avoid"),
    "words.allowed": gettext_lazy("allowed a word"),
    "words.restored": gettext_lazy("restored a word"),
    "words.name_chosen": gettext_lazy("chose a name"),
    "map.imported": gettext_lazy("imported a map"),
    "audit.read": gettext_lazy("read the trail"),
    "audit.verified": gettext_lazy("checked the trail"),
    "audit.exported": gettext_lazy("took the trail away in a file"),
    "audit.person_searched": gettext_lazy("searched the trail for a person"),
}

#: Who acts without an account, by the name that the trail gives them.
PROGRAMS: dict[str, str | Promise] = {
    "visitor": gettext_lazy("a visitor of the site"),
    "command line": gettext_lazy("the administrator, on the server"),
    "worker": gettext_lazy("Nabij itself"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words. who: the name; empty where they are left out or unknown."""

    event: AuditEvent
    who: str
    role: str
    what: str
    on: str
    fields: str
    reading: bool


def lines(
    events: Iterable[AuditEvent], names: Mapping[UUID, str], *, with_names: bool = True
) -> list[Line]:
    """These events in words; without names only the roles, for who may know that it was read, not by whom."""
    return [_line(event, names, with_names) for event in events]


def object_words(object_type: str) -> str:
    """What kind of record it is."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type


def _line(event: AuditEvent, names: Mapping[UUID, str], with_names: bool) -> Line:
    who = ""
    if with_names and event.actor_uid:
        who = names.get(event.actor_uid) or _("somebody who is no longer here")
    return Line(
        event=event,
        who=who,
        role=_role(event.actor_role),
        what=str(VERBS.get(event.verb, event.verb)),
        on=object_words(event.object_type) if event.object_type else "",
        fields=", ".join(_field(event.object_type, name) for name in event.fields),
        reading=event.verb.endswith(READING),
    )


def _role(told: str) -> str:
    if told in PROGRAMS:
        return str(PROGRAMS[told])
    known = dict(Role.choices)
    return ", ".join(str(known.get(one, one)) for one in told.split(",") if one)


def _field(object_type: str, name: str) -> str:
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    return str(getattr(field, "verbose_name", name))
