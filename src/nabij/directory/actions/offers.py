"""Publishing and changing offers: by their organisation, or by staff on its behalf."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may
from nabij.directory.actions import checking
from nabij.directory.actions.duplicates import find_duplicates
from nabij.directory.actions.pictures import copy_picture
from nabij.directory.actions.places import add_place
from nabij.directory.actions.rules_of_dates import set_rules
from nabij.directory.details import OfferDetails
from nabij.directory.index import refresh
from nabij.directory.models import Offer, Organisation, Review, Verification
from nabij.methods.dates import Recurrence


class StoppedError(Exception):
    """The offer has stopped for good; it can be copied, not paused."""


@transaction.atomic
def publish_offer(
    *,
    organisation: Organisation,
    uid: UUID,
    details: OfferDetails,
    rules: Sequence[Recurrence],
    by: User,
    today: dt.date,
    copied_from: Offer | None = None,
) -> Offer:
    """Put an offer on the map, or among what waits for a look where the organisation is new.

    `uid` is the public id that it gets: the same form sent twice gives the same offer, once.
    """
    # The organisation's row is the queue for its people: a double click waits here, and then finds it done.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    there: Offer | None = Offer.objects.filter(uid=uid, organisation=organisation).first()
    if there is not None:
        return there
    offer = Offer(
        municipality=organisation.municipality,
        organisation=organisation,
        uid=uid,
        visibility=first_visibility(organisation),
        verified_on=today,
    )
    _with_place(organisation.municipality, details).write_to(offer)
    offer.save()
    _verified(offer, by, changed=False)
    if copied_from:
        copy_picture(source=copied_from, to=offer)
    set_rules(offer, rules, today=today)
    refresh(organisation.municipality, [offer.pk], today=today)
    find_duplicates(municipality=organisation.municipality, only=[offer.uid], kinds=["offer"])
    verb = "offer.copied" if copied_from else "offer.published"
    reason = f"from {copied_from.uid}" if copied_from else ""
    record(verb, municipality=organisation.municipality, on=offer, reason=reason)
    return offer


def _with_place(municipality: Municipality, details: OfferDetails) -> OfferDetails:
    """The details with their new place on the map."""
    if details.new_place is None:
        return details
    place = add_place(municipality=municipality, details=details.new_place)
    return replace(details, place=place, new_place=None)


def first_visibility(organisation: Organisation) -> Offer.Visibility:
    """Whether what this organisation publishes is seen at once."""
    trusted = organisation.standing == Organisation.Standing.TRUSTED
    return Offer.Visibility.PUBLIC if trusted else Offer.Visibility.AWAITING


@transaction.atomic
def change_offer(
    *,
    offer: Offer,
    details: OfferDetails,
    rules: Sequence[Recurrence] | None,
    by: User,
    today: dt.date,
) -> list[str]:
    """Change what the offer says and when it is (rules None: the dates stay); the fields that changed.

    One that was refused waits for a new look. Whoever changes an offer has seen it, so it counts as checked today.
    """
    changed = _with_place(offer.municipality, details).write_to(offer)
    offer.verified_on = today
    if changed and _was_refused(offer):
        offer.visibility = Offer.Visibility.AWAITING
        changed.append("visibility")
    offer.save()
    if rules is not None and set_rules(offer, rules, today=today):
        changed.append("dates")
    _verified(offer, by, changed=bool(changed))
    refresh(offer.municipality, [offer.pk], today=today)
    if changed:
        record("offer.changed", municipality=offer.municipality, on=offer, fields=changed)
    return changed


def confirm_offer(*, offer: Offer, by: User, now: dt.datetime) -> None:
    """Somebody who may change it looked, and it is still so."""
    checking.confirm(offer=offer, how=_how(offer, by), now=now, by=by)


@transaction.atomic
def pause_offer(*, offer: Offer, by: User, now: dt.datetime) -> None:
    """For a while there is nothing; everyone reads so. Raises StoppedError."""
    _set_status(offer, Offer.Status.PAUSED, "offer.paused", by, now)


@transaction.atomic
def resume_offer(*, offer: Offer, by: User, now: dt.datetime) -> None:
    """It goes on again. Raises StoppedError."""
    _set_status(offer, Offer.Status.OPEN, "offer.resumed", by, now)


def stop_offer(*, offer: Offer, by: User, now: dt.datetime) -> None:
    """It is over: nobody finds it any more, a subscriber sees that it stopped. What happened stays."""
    checking.stop(offer=offer, how=_how(offer, by), now=now, by=by)


def _set_status(offer: Offer, status: Offer.Status, verb: str, by: User, now: dt.datetime) -> None:
    if offer.status == Offer.Status.CLOSED:
        raise StoppedError(f"offer {offer.uid} has stopped")
    offer.status = status
    today = timezone.localdate(now)
    offer.verified_on = today
    offer.sequence += 1
    offer.save(update_fields=["status", "verified_on", "sequence", "updated_at"])
    _verified(offer, by, changed=True)
    refresh(offer.municipality, [offer.pk], today=today)
    record(verb, municipality=offer.municipality, on=offer, fields=["status"])


def _was_refused(offer: Offer) -> bool:
    """Whether the municipality hid it after a look; what staff hid otherwise stays hidden."""
    if offer.visibility != Offer.Visibility.HIDDEN:
        return False
    last = offer.reviews.order_by("-at", "-pk").first()
    return last is not None and last.verdict == Review.Verdict.REFUSED


def _verified(offer: Offer, by: User, *, changed: bool) -> None:
    Verification.objects.create(
        municipality_id=offer.municipality_id,
        offer=offer,
        at=timezone.now(),
        how=_how(offer, by),
        by=by,
        changed=changed,
    )


def _how(offer: Offer, by: User) -> Verification.How:
    """Staff on behalf of the organisation, or its own people."""
    staff = may(by, offer.municipality, Permission.EDIT_DIRECTORY)
    return Verification.How.STAFF if staff else Verification.How.OWN
