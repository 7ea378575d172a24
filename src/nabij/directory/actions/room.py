"""Whether there is room: said by whoever answers for an offer, apart from the check of all that it says."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.vocabulary import Capacity
from nabij.directory.index import refresh
from nabij.directory.models import Offer, Verification


@transaction.atomic
def set_room(*, offer: Offer, room: Capacity, how: Verification.How, now: dt.datetime) -> bool:
    """Room, waiting list, full, or ask first; whether that is new. Matching sees it at once."""
    row = Offer.objects.select_for_update().get(pk=offer.pk)
    if row.capacity == room:
        return False
    row.capacity = room
    row.save(update_fields=["capacity", "updated_at"])
    refresh(offer.municipality, [offer.pk], today=timezone.localdate(now))
    record(
        "offer.changed", municipality=offer.municipality, on=row, fields=["capacity"], reason=how
    )
    return True
