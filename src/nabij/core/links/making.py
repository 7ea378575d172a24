"""Making links, codes for them, and ending them."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction

from nabij.core.audit.recording import record
from nabij.core.links.secrets import code_hash, new_code, new_token, token_hash
from nabij.core.models import Municipality, OneTimeLink

#: How long a code can be read out and typed in: a phone call, and a little after.
CODE_LASTS = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link with its token, which is nowhere else: put it in the mail that you queue with it."""

    link: OneTimeLink
    token: str


@transaction.atomic
def make_link(
    *,
    municipality: Municipality,
    purpose: str,
    subject: uuid.UUID,
    now: dt.datetime,
    lasts: dt.timedelta,
) -> NewLink:
    """A link for one purpose about the record with this uid. The municipality must be in scope."""
    token = new_token()
    link = OneTimeLink.objects.create(
        municipality=municipality,
        purpose=purpose,
        subject=subject,
        token_hash=token_hash(token),
        made_at=now,
        expires_at=now + lasts,
    )
    record("link.made", municipality=municipality, on=link, reason=purpose)
    return NewLink(link, token)


@transaction.atomic
def make_code(*, link: OneTimeLink, now: dt.datetime, lasts: dt.timedelta = CODE_LASTS) -> str:
    """Eight letters that open the link too, for a while; an earlier code of it ends.

    Give one only for purposes where a guess would do little harm: a code is much shorter than a token.
    """
    code = new_code()
    link.code_hash = code_hash(code, link.municipality.code)
    link.code_expires_at = min(now + lasts, link.expires_at)
    link.save(update_fields=["code_hash", "code_expires_at"])
    record("link.code_made", municipality=link.municipality, on=link, reason=link.purpose)
    return code


def end_links(
    *, municipality: Municipality, purpose: str, subject: uuid.UUID, now: dt.datetime
) -> int:
    """End the open links about this record, because a newer one goes out; how many."""
    rows = OneTimeLink.objects.filter(
        municipality=municipality,
        purpose=purpose,
        subject=subject,
        used_at__isnull=True,
        expires_at__gt=now,
    )
    return rows.update(expires_at=now)


def end_all_links(*, municipality: Municipality, subject: uuid.UUID, now: dt.datetime) -> int:
    """End every open link about this record, whatever it was for, because the record is forgotten; how many."""
    rows = OneTimeLink.objects.filter(
        municipality=municipality, subject=subject, used_at__isnull=True, expires_at__gt=now
    )
    return rows.update(expires_at=now)
