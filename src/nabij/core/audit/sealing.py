"""From an event to its hash: HMAC-SHA256 over canonical JSON that holds the hash before it."""

import datetime as dt
import hashlib
import hmac
import json
from typing import Any

from nabij.core.encryption.masters import MasterKey
from nabij.core.models import AuditChain, AuditEvent

EVENTS = "nabij audit events v1"
HEADS = "nabij audit heads v1"


def event_hash(event: AuditEvent, previous: str, master: MasterKey) -> str:
    """Hash of an event that comes after the one with hash `previous` ("" for the first)."""
    return _hmac(
        master.derived(EVENTS),
        {
            "chain": event.chain,
            "sequence": event.sequence,
            "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "actor_uid": str(event.actor_uid or ""),
            "actor_role": event.actor_role,
            "verb": event.verb,
            "object_type": event.object_type,
            "object_id": event.object_id,
            "fields": event.fields,
            "reason": event.reason,
            "request_id": event.request_id,
            "master_id": event.master_id,
            "previous": previous,
        },
    )


def head_seal(head: AuditChain, master: MasterKey) -> str:
    """Seal of a head: without the master key nobody can make an earlier event the last one."""
    return _hmac(
        master.derived(HEADS),
        {
            "chain": head.chain,
            "sequence": head.sequence,
            "hash": head.hash,
            "master_id": head.master_id,
        },
    )


def _hmac(key: bytes, told: dict[str, Any]) -> str:
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()
