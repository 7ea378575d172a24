"""Adding an event to the trail."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from nabij.core.audit.acting import Actor, who_acts
from nabij.core.audit.sealing import event_hash, head_seal
from nabij.core.encryption.masters import master_keys
from nabij.core.models import AuditChain, AuditEvent, Municipality

#: The chain of what is about the whole installation.
INSTALLATION = "installation"
CHAIN_STARTED = "audit.chain_started"

_VERB = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_FIELD = re.compile(r"[a-z][a-z0-9_.]*")


def record(
    verb: str,
    *,
    municipality: Municipality | None,
    on: models.Model | None = None,
    object_type: str = "",
    object_id: str = "",
    fields: Iterable[str] = (),
    reason: str = "",
    actor: Actor | None = None,
    at: dt.datetime | None = None,
) -> AuditEvent:
    """Write down that somebody did or read something, in the caller's transaction.

    `verb` names it as `subject.what` (`contact.read`, `membership.added`). `on` is the record it is
    about (its uid is kept, or else its key), or `object_type` and `object_id` say so. `fields` are the
    names of the fields that were read or changed; values are refused, they do not belong in a log.
    `actor` is who acts now unless given. `municipality` None: the chain of the installation.

    Until the transaction ends, others who record in the same chain wait. Raises ValueError for a verb
    or field that is not a name, and a KeysError without usable master keys.
    """
    names = list(fields)
    _check_names(verb, names)
    who = actor or who_acts()
    if on is not None:
        object_type, object_id = on._meta.label_lower, str(getattr(on, "uid", None) or on.pk)
    event = AuditEvent(
        chain=chain_of(municipality),
        at=at or timezone.now(),
        actor_uid=who.uid,
        actor_role=_clean(who.role, 80),
        verb=verb,
        object_type=_clean(object_type, 60),
        object_id=_clean(object_id, 64),
        fields=names,
        reason=_clean(reason, 300),
        request_id=_clean(who.request_id, 36),
    )
    with transaction.atomic():
        _append(_locked_head(event.chain), event)
    return event


def chain_of(municipality: Municipality | None) -> str:
    """Name of the chain: the municipality's code, or the installation's."""
    return INSTALLATION if municipality is None else municipality.code


def _append(head: AuditChain, event: AuditEvent) -> None:
    master = master_keys().active
    event.sequence = head.sequence + 1
    event.master_id = head.master_id = master.key_id
    event.hash = event_hash(event, head.hash, master)
    event.save()
    head.sequence, head.hash = event.sequence, event.hash
    head.seal = head_seal(head, master)
    head.save(force_update=True)


def _locked_head(chain: str) -> AuditChain:
    """The chain's head, locked until the transaction ends; a new chain is noted in the installation's."""
    heads = AuditChain.objects.select_for_update()
    head = heads.filter(chain=chain).first()
    if head is not None:
        return head
    if chain != INSTALLATION:
        # The installation's head goes first, so that two that start a chain wait for each other
        # there, and the one that comes second finds it started.
        _locked_head(INSTALLATION)
        head = heads.filter(chain=chain).first()
        if head is not None:
            return head
        record(CHAIN_STARTED, municipality=None, object_type="chain", object_id=chain)
    AuditChain.objects.bulk_create([AuditChain(chain=chain)], ignore_conflicts=True)
    return heads.get(chain=chain)


def _check_names(verb: str, fields: list[str]) -> None:
    if not _VERB.fullmatch(verb):
        raise ValueError(f"{verb!r} is no verb such as contact.read")
    if not all(_FIELD.fullmatch(name) for name in fields):
        raise ValueError("the audit trail takes names of fields, never values")


def _clean(text: str, length: int) -> str:
    """Without control characters, which databases treat differently, and cut to the column."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")[:length]
