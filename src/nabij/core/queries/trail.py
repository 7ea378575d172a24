"""Reading the trail: what a privacy officer asks of it. Newest first, a page at a time, always as many queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from nabij.core.audit.recording import chain_of, record
from nabij.core.encryption.fields import blind_indexes, same_as
from nabij.core.models import AuditEvent, Membership, Municipality, User
from nabij.core.tenancy import Walled, within

PER_PAGE = 50
MOST_EXPORTED = 5000  # events in one file

#: The ends of verbs by which somebody saw something, and changed nothing.
READING = ("read", "listed", "exported", "searched")


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for; what is empty does not narrow it. since, until: days, both included, Amsterdam time."""

    actor: UUID | None = None
    subject: str = ""
    only_reads: bool = False
    object_type: str = ""
    object_id: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def narrowed_by(self) -> list[str]:
        """Names of what was filled in: for the trail itself, which keeps no values."""
        return [name for name in Asked.__dataclass_fields__ if getattr(self, name)]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of events. older, newer: the number to ask the next page with; None where there is none."""

    events: list[AuditEvent]
    names: dict[UUID, str]
    older: int | None
    newer: int | None


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """A record that holds this e-mail address or telephone number."""

    object_type: str
    object_id: str


def page_of_events(
    municipality: Municipality,
    asked: Asked,
    *,
    before: int | None = None,
    after: int | None = None,
) -> Found:
    """The newest events, those with a number below `before`, or those just above `after`; noted in the trail."""
    rows = _events(municipality, asked)
    if after is not None:
        newest = list(rows.filter(sequence__gt=after).order_by("sequence")[: PER_PAGE + 1])
        more_newer, events = len(newest) > PER_PAGE, newest[:PER_PAGE][::-1]
        more_older = bool(events)
    else:
        if before is not None:
            rows = rows.filter(sequence__lt=before)
        found = list(rows[: PER_PAGE + 1])
        more_older, events = len(found) > PER_PAGE, found[:PER_PAGE]
        more_newer = before is not None and bool(events)
    record("audit.read", municipality=municipality, fields=asked.narrowed_by)
    return Found(
        events,
        names_of(events),
        older=events[-1].sequence if more_older else None,
        newer=events[0].sequence if more_newer else None,
    )


def events_about(municipality: Municipality, object_type: str, object_id: str) -> list[AuditEvent]:
    """Everything that was done with or read about one record, the newest first; noted in the trail."""
    asked = Asked(object_type=object_type, object_id=object_id)
    events = list(_events(municipality, asked)[:MOST_EXPORTED])
    record("audit.read", municipality=municipality, object_type=object_type, object_id=object_id)
    return events


def exported_events(municipality: Municipality, asked: Asked) -> list[AuditEvent]:
    """The newest 5,000 events for a file; noted in the trail."""
    events = list(_events(municipality, asked)[:MOST_EXPORTED])
    record("audit.exported", municipality=municipality, fields=asked.narrowed_by)
    return events


def names_of(events: Iterable[AuditEvent]) -> dict[UUID, str]:
    """Who acted in these events, by number; who has left has no name any more. One query."""
    uids = {event.actor_uid for event in events if event.actor_uid}
    return {user.uid: user.name for user in User.objects.filter(uid__in=uids)}


def members_of(municipality: Municipality) -> list[User]:
    """Everyone who has or had a role here, by name. One query."""
    ids = Membership.objects.filter(municipality=municipality).values("user_id")
    return list(User.objects.filter(pk__in=ids).order_by("first_name", "last_name", "pk"))


def records_about(municipality: Municipality, told: str) -> list[AboutPerson]:
    """Records of this municipality that hold this e-mail address or telephone number; the search is noted.

    Found through the blind indexes: nothing is decrypted.
    """
    found = []
    with within(municipality):
        for model in apps.get_models():
            indexes = blind_indexes(model)
            if not indexes or not issubclass(model, Walled):
                continue
            same = Q()
            for index in indexes:
                same |= same_as(model, index.name, told)
            rows: Any = model._base_manager.filter(same, municipality=municipality).order_by("-pk")
            label = model._meta.label_lower
            found += [AboutPerson(label, str(uid)) for uid in rows.values_list("uid", flat=True)]
    members = User.objects.filter(
        email__iexact=told.strip(), memberships__municipality=municipality
    ).distinct()
    found += [AboutPerson("core.user", str(user.uid)) for user in members]
    record("audit.person_searched", municipality=municipality)
    return found


def _events(municipality: Municipality, asked: Asked) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(chain=chain_of(municipality)).order_by("-sequence")
    if asked.actor:
        rows = rows.filter(actor_uid=asked.actor)
    if asked.subject:
        rows = rows.filter(verb__startswith=f"{asked.subject}.")
    if asked.only_reads:
        reading = Q()
        for end in READING:
            reading |= Q(verb__endswith=end)
        rows = rows.filter(reading)
    if asked.object_type:
        rows = rows.filter(object_type=asked.object_type)
    if asked.object_id:
        rows = rows.filter(object_id=asked.object_id)
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_midnight(asked.until + dt.timedelta(days=1)))
    return rows


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
