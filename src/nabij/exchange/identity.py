"""Public ids of records that come from elsewhere."""

import uuid

#: Namespace of ids that Nabij derives. Never changes: ids made with it are printed and shared.
NAMESPACE = uuid.UUID("8a6f0a0e-6f0b-5b0e-9f6d-5d2a4f6c1e77")


def as_uuid(source_id: str) -> uuid.UUID | None:
    """The UUID that a source's id is, or None."""
    if len(source_id) not in (32, 36):
        return None
    try:
        return uuid.UUID(source_id)
    except ValueError:
        return None


def derived(municipality: str, kind: str, source: str, source_id: str) -> uuid.UUID:
    """UUIDv5 for a record of a source: the same input gives the same id, on every machine."""
    return uuid.uuid5(NAMESPACE, "\x1f".join((municipality, kind, source, source_id)))
