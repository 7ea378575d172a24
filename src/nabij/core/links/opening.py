"""What a link is worth, and using it up. Looking changes nothing, however often a scanner does it."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.db.models import Q

from nabij.core.audit.recording import record
from nabij.core.links.secrets import code_hash, is_ours, plain_code, token_hash
from nabij.core.models import Municipality, OneTimeLink


class LinkState(Enum):
    """What a link is worth."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class LinkUsedError(Exception):
    """The link was used or ended in the meantime."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link and what it is worth; by_code: it was opened by the letters that are read out."""

    state: LinkState
    link: OneTimeLink | None = None
    by_code: bool = False

    @property
    def open(self) -> bool:
        """Whether it still opens."""
        return self.state is LinkState.OPEN


UNKNOWN = Found(LinkState.UNKNOWN)


def look_up(*, municipality: Municipality, key: str, now: dt.datetime, purpose: str = "") -> Found:
    """What this key (a token, or a code as somebody typed it) is worth. Writes nothing.

    Whoever lets people type codes counts their wrong tries: a code is short (`web.links.limits`).
    """
    code = plain_code(key)
    if code:
        wanted = Q(code_hash=code_hash(code, municipality.code), code_expires_at__gt=now)
    elif is_ours(key):
        wanted = Q(token_hash=token_hash(key))
    else:
        return UNKNOWN
    links = OneTimeLink.objects.filter(wanted, municipality=municipality)
    if purpose:
        links = links.filter(purpose=purpose)
    link = links.select_related("municipality").first()
    return UNKNOWN if link is None else Found(state_of(link, now), link, by_code=bool(code))


def state_of(link: OneTimeLink, now: dt.datetime) -> LinkState:
    """What the link is worth at this moment."""
    if link.used_at is not None:
        return LinkState.USED
    return LinkState.OPEN if now < link.expires_at else LinkState.EXPIRED


@transaction.atomic
def use_link(*, link: OneTimeLink, now: dt.datetime) -> None:
    """Use the link up, in the transaction of what it was for. Raises LinkUsedError where it is not open."""
    rows = OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=now)
    if not rows.update(used_at=now):
        raise LinkUsedError(f"link {link.uid} is not open any more")
    record("link.used", municipality=link.municipality, on=link, reason=link.purpose)
    link.used_at = now
