"""Points and sources of worries and referrals: made, given a key, taken back. Nothing here is about a person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nabij.casework.models import SignalPoint, SignalSource
from nabij.casework.secrets import key_hash, new_key
from nabij.core.audit.recording import record
from nabij.core.models import Municipality


class TakenError(ValueError):
    """There is a point with this address already."""


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source with its key, which is nowhere else and is shown once."""

    source: SignalSource
    key: str


@transaction.atomic
def add_point(*, name: str, municipalities: Sequence[Municipality], slug: str = "") -> SignalPoint:
    """One point for these municipalities. Raises TakenError, and ValueError without a municipality or a name."""
    address = slugify(slug or name)[:60]
    if not address or not municipalities:
        raise ValueError(_("A point has a name and at least one municipality."))
    if SignalPoint.objects.filter(slug=address).exists():
        raise TakenError(_("There is a point at {address} already.").format(address=address))
    point = SignalPoint.objects.create(slug=address, name=name.strip()[:120])
    point.municipalities.set(municipalities)
    record("signal_point.added", municipality=None, on=point)
    return point


@transaction.atomic
def add_source(
    *,
    name: str,
    now: dt.datetime,
    municipality: Municipality | None = None,
    point: SignalPoint | None = None,
    sends: SignalSource.Sends = SignalSource.Sends.SIGNALS,
) -> NewSource:
    """Another system with a key of its own. Raises ValueError unless it is of one municipality or of one point."""
    if (municipality is None) == (point is None):
        raise ValueError(_("A source is of one municipality, or of one point."))
    key = new_key()
    source = SignalSource.objects.create(
        name=name.strip()[:120],
        municipality=municipality,
        point=point,
        sends=sends,
        key_hash=key_hash(key),
        made_at=now,
    )
    record("signal_source.added", municipality=municipality, on=source, at=now)
    return NewSource(source, key)


@transaction.atomic
def revoke_source(*, uid: UUID, now: dt.datetime) -> bool:
    """Take the key back; False where there is no such source, or it was taken back already."""
    rows = SignalSource.objects.select_for_update(of=("self",)).filter(uid=uid, revoked_at=None)
    source = rows.select_related("municipality").first()
    if source is None:
        return False
    source.revoked_at = now
    source.save(update_fields=["revoked_at"])
    record("signal_source.revoked", municipality=source.municipality, on=source, at=now)
    return True


def note_use(source: SignalSource, *, now: dt.datetime) -> None:
    """Remember that it was used today, so that one sees which keys nobody uses any more. One write a day."""
    today = timezone.localdate(now)
    if source.last_used_on != today:
        SignalSource.objects.filter(pk=source.pk).update(last_used_on=today)
