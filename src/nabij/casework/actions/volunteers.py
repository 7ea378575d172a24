"""A volunteer comes forward, is changed, pauses, stops, and is forgotten. One that somebody else changed says so."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.forgetting import empty_row, enter
from nabij.casework.actions.happening import happened
from nabij.casework.models import BuddyWish, CaseEvent, Deletion, Over, Pair, Volunteer
from nabij.casework.models.buddies import TAKES_ROOM
from nabij.casework.queries.buddies import buddy_settings, oldest_valid, papers_due
from nabij.casework.queries.settings import intake_settings
from nabij.casework.rules import check_may_work_volunteers
from nabij.core.audit.recording import record
from nabij.core.links.making import end_all_links
from nabij.core.models import Municipality, User
from nabij.core.personal_data.lines import Whom
from nabij.core.post.emptying import empty_mail_to

State = Volunteer.State
#: What people may write on a volunteer.
FIELDS = (
    "name", "phone", "email", "area", "kinds", "languages", "free", "likes", "words", "avoid",
    "avoid_words", "capacity", "within_km", "certificate_on", "references_on",
)  # fmt: skip

Remind = Callable[[Municipality, int], None]
"""`remind(municipality, count)` queues the mail to who looks after volunteers; no name stands in it."""


class StillGoingError(Exception):
    """The volunteer goes to somebody: end those pairs first, so that nobody waits in vain."""


@transaction.atomic
def register(
    *,
    municipality: Municipality,
    told: Mapping[str, Any],
    form_key: uuid.UUID,
    now: dt.datetime,
    by: User | None,
    suspicious: Sequence[str] = (),
) -> Volunteer:
    """A new volunteer; the same form twice is one. by None: they came forward by themselves, and somebody calls first.

    Where nobody calls, they are forgotten as soon as any other question that nobody took up. Raises NotAllowedError.
    """
    if by is not None:
        check_may_work_volunteers(by, municipality)
    there: Volunteer | None = Volunteer.objects.filter(
        municipality=municipality, form_key=form_key
    ).first()
    if there is not None:
        return there
    values = {name: told[name] for name in FIELDS if name in told}
    row: Volunteer = Volunteer.objects.create(
        municipality=municipality,
        form_key=form_key,
        since=timezone.localdate(now),
        state=State.APPLIED if by is None else State.ACTIVE,
        keep_until=_until_called(municipality, now) if by is None else None,
        suspicious=list(suspicious),
        by=by,
        **values,
    )
    names = [name for name, value in values.items() if value]
    record("volunteer.registered", municipality=municipality, on=row, fields=names, at=now)
    return row


@transaction.atomic
def change(
    *,
    volunteer: Volunteer,
    told: Mapping[str, Any],
    version: int,
    by: User,
    now: dt.datetime,
) -> Volunteer:
    """Write what is different. version: of what the writer began with. Raises ChangedSinceError, NotAllowedError."""
    row = _held(volunteer, by=by)
    changed = [name for name in FIELDS if name in told and getattr(row, name) != told[name]]
    if not changed:
        return row
    if row.version != version:
        raise ChangedSinceError(row)
    for name in changed:
        setattr(row, name, told[name])
    row.version += 1
    row.save()
    record("volunteer.changed", municipality=row.municipality, on=row, fields=changed, at=now)
    return row


@transaction.atomic
def become(*, volunteer: Volunteer, state: str, by: User, now: dt.datetime) -> Volunteer:
    """Helps, pauses or stops. Who stops is kept a while and then forgotten. Raises StillGoingError, NotAllowedError."""
    row = _held(volunteer, by=by)
    if row.state == state:
        return row
    if state == State.STOPPED and _goes_to_somebody(row):
        raise StillGoingError(str(row.uid))
    row.state, row.suspicious = state, []
    days = buddy_settings(row.municipality).keep_days
    stops = state == State.STOPPED
    row.keep_until = timezone.localdate(now) + dt.timedelta(days=days) if stops else None
    row.version += 1
    row.save()
    if state != State.ACTIVE:
        proposed = Pair.objects.filter(municipality=row.municipality, volunteer=row)
        proposed.filter(state=Pair.State.PROPOSED).delete()
    record(f"volunteer.{state}", municipality=row.municipality, on=row, fields=["state"], at=now)
    return row


@transaction.atomic
def erase(*, volunteer: Volunteer, by: User, now: dt.datetime, today: dt.date) -> None:
    """Forget somebody at once, because they ask. Raises StillGoingError, NotAllowedError."""
    row = _held(volunteer, by=by)
    if _goes_to_somebody(row):
        raise StillGoingError(str(row.uid))
    record("volunteer.erased", municipality=row.municipality, on=row, at=now)
    forget(volunteer=row, why=Deletion.Why.ERASURE, now=now, today=today)


@transaction.atomic
def forget(*, volunteer: Volunteer, why: Deletion.Why, now: dt.datetime, today: dt.date) -> None:
    """Remove who they are and all they told; that somebody helped stays. Done already: nothing happens.

    With whom they still went it ends, and for those somebody else is sought.
    """
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(pk=volunteer.pk)
    row: Volunteer = rows.select_related("municipality").get()
    if row.forgotten_on is not None:
        return
    count: Counter[str] = Counter({row._meta.label_lower: 1})
    if row.email:
        count["core.outgoingmessage"] = empty_mail_to(row.municipality, row.email, now=now)
    _end_what_goes_on(row, now)
    for pair in Pair.objects.filter(municipality=row.municipality, volunteer=row):
        end_all_links(municipality=row.municipality, subject=pair.uid, now=now)
        if empty_row(pair, [Whom.VOLUNTEER]):
            pair.save()
            count[pair._meta.label_lower] += 1
    empty_row(row, [Whom.VOLUNTEER])
    row.state, row.forgotten_on, row.area = State.STOPPED, today, None
    row.save()
    record("volunteer.forgotten", municipality=row.municipality, on=row, at=now)
    enter(row.municipality, why=why, count=+count, today=today)


def forget_due_volunteers(*, municipality: Municipality, now: dt.datetime, today: dt.date) -> int:
    """Forget who stopped long enough ago; how many. One a transaction, so a stopped run goes on where it was."""
    due = Volunteer.objects.filter(
        municipality=municipality, keep_until__lt=today, forgotten_on__isnull=True
    )
    rows = list(due.order_by("keep_until", "pk"))
    for row in rows:
        forget(volunteer=row, why=Deletion.Why.RETENTION, now=now, today=today)
    return len(rows)


@transaction.atomic
def remind_of_papers(*, municipality: Municipality, today: dt.date, remind: Remind) -> int:
    """Say once that certificates or references are too old; of how many volunteers it was new."""
    settings = buddy_settings(municipality)
    oldest = oldest_valid(settings, today=today)
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(
        papers_due(municipality, settings, today=today),
        municipality=municipality,
        forgotten_on__isnull=True,
    )
    fresh = [row for row in rows if _not_told(row, oldest)]
    for row in fresh:
        row.certificate_reminded_on = row.certificate_on
        row.references_reminded_on = row.references_on
        row.save(update_fields=["certificate_reminded_on", "references_reminded_on"])
    if fresh:
        remind(municipality, len(fresh))
    return len(fresh)


def _until_called(municipality: Municipality, now: dt.datetime) -> dt.date:
    """How long somebody who came forward is kept while nobody calls them."""
    days = intake_settings(municipality).keep_days_open
    return timezone.localdate(now) + dt.timedelta(days=days)


def _not_told(row: Volunteer, oldest: dt.date) -> bool:
    """Whether one of the two is too old and nobody was told of it."""
    papers = (
        (row.certificate_on, row.certificate_reminded_on),
        (row.references_on, row.references_reminded_on),
    )
    return any(day is not None and day < oldest and day != told for day, told in papers)


def _end_what_goes_on(row: Volunteer, now: dt.datetime) -> None:
    """End the pairs of somebody who is forgotten; what was only proposed is gone."""
    pairs = Pair.objects.filter(municipality=row.municipality, volunteer=row)
    pairs.filter(state=Pair.State.PROPOSED).delete()
    for pair in pairs.filter(state__in=TAKES_ROOM).select_related("wish__case__municipality"):
        pair.state, pair.over, pair.ended_at = Pair.State.ENDED, Over.VOLUNTEER_STOPS, now
        pair.version += 1
        pair.save()
        pair.wish.state = BuddyWish.State.WAITING
        pair.wish.save(update_fields=["state"])
        happened(pair.wish.case, CaseEvent.What.BUDDY_ENDED, now=now)


def _goes_to_somebody(row: Volunteer) -> bool:
    """Whether somebody counts on them; who was forgotten does not any more."""
    rows = Pair.objects.filter(
        municipality=row.municipality,
        volunteer=row,
        state__in=TAKES_ROOM,
        wish__case__forgotten_on__isnull=True,
    )
    return bool(rows.exists())


def _held(volunteer: Volunteer, *, by: User) -> Volunteer:
    check_may_work_volunteers(by, volunteer.municipality)
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(
        municipality=volunteer.municipality, forgotten_on__isnull=True
    )
    row: Volunteer = rows.select_related("municipality").get(pk=volunteer.pk)
    return row
