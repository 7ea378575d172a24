"""Checks: somebody said that it is still so, that something changed, or that it stopped. Each is an event of its own."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.directory.index import refresh
from nabij.directory.index.settling import out_of_line
from nabij.directory.models import Offer, TimesNote, Verification

How = Verification.How

#: What an organisation may change without an account: nothing that moves a date or a place.
CHANGEABLE = ("cost_per_visit", "cost_note", "contact_phone", "contact_email")


class NotChangeableError(ValueError):
    """A field that nobody may change this way."""


@transaction.atomic
def confirm(*, offer: Offer, how: How, now: dt.datetime, by: User | None = None) -> None:
    """It is still so. Twice on a day in the same way is once: a double click, or a page that was sent again."""
    if _said_today(offer, how, now):
        return
    _checked(offer, how, now, by, changed=False)
    record("offer.confirmed", municipality=offer.municipality, on=offer, reason=how)


@transaction.atomic
def confirm_with_changes(
    *,
    offer: Offer,
    changes: Mapping[str, Any],
    times: str,
    how: How,
    now: dt.datetime,
    by: User | None = None,
) -> list[str]:
    """It goes on, with something different; the fields that changed. New times wait for staff, in a note.

    Raises NotChangeableError for a field that is not in `CHANGEABLE`.
    """
    if unknown := changes.keys() - set(CHANGEABLE):
        raise NotChangeableError(", ".join(sorted(unknown)))
    changed = [name for name, value in changes.items() if getattr(offer, name) != value]
    for name in changed:
        setattr(offer, name, changes[name])
    if changed:
        offer.save(update_fields=[*changed, "updated_at"])
    if times.strip():
        _note(offer, times.strip(), now)
        changed.append("times_note")
    _checked(offer, how, now, by, changed=bool(changed))
    verb = "offer.changed" if changed else "offer.confirmed"
    record(verb, municipality=offer.municipality, on=offer, fields=changed, reason=how)
    return changed


@transaction.atomic
def stop(*, offer: Offer, how: How, now: dt.datetime, by: User | None = None) -> None:
    """It is over: nobody finds it any more, a subscriber sees that it stopped. What happened stays."""
    if offer.status == Offer.Status.CLOSED:
        return
    offer.status = Offer.Status.CLOSED
    offer.sequence += 1
    offer.save(update_fields=["status", "sequence", "updated_at"])
    _checked(offer, how, now, by, changed=True)
    record(
        "offer.stopped", municipality=offer.municipality, on=offer, fields=["status"], reason=how
    )


@transaction.atomic
def note_done(*, note: TimesNote, now: dt.datetime) -> None:
    """Staff have put the new times in the dates, or seen that nothing had to be."""
    note.done_at = now
    note.save(update_fields=["done_at"])
    record("times_note.done", municipality=note.municipality, on=note)


@transaction.atomic
def freshen(*, municipality: Municipality, today: dt.date) -> int:
    """Let every offer sink, be labelled, leave or come back as this day says; how many did."""
    ids = out_of_line(municipality, today=today)
    if ids:
        refresh(municipality, ids, today=today)
    return len(ids)


def _said_today(offer: Offer, how: How, now: dt.datetime) -> bool:
    latest = offer.verifications.order_by("-at", "-pk").first()
    return (
        latest is not None
        and latest.how == how
        and timezone.localdate(latest.at) == timezone.localdate(now)
        and offer.verified_on == timezone.localdate(now)
    )


def _checked(offer: Offer, how: How, now: dt.datetime, by: User | None, *, changed: bool) -> None:
    today = timezone.localdate(now)
    Verification.objects.create(
        municipality_id=offer.municipality_id, offer=offer, at=now, how=how, by=by, changed=changed
    )
    offer.verified_on = today
    offer.save(update_fields=["verified_on", "updated_at"])
    refresh(offer.municipality, [offer.pk], today=today)


def _note(offer: Offer, text: str, now: dt.datetime) -> None:
    """Once: the page may be sent again with the same words."""
    open_notes = TimesNote.objects.filter(offer=offer, done_at__isnull=True)
    if not any(note.text == text for note in open_notes):
        TimesNote.objects.create(
            municipality_id=offer.municipality_id, offer=offer, text=text, at=now
        )
