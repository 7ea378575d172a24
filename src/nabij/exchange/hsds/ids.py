"""Ids: UUIDs of the source as they are, UUIDv5 for anything else, and ids of what Nabij writes itself."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from nabij.exchange.identity import as_uuid, derived
from nabij.exchange.values import clean_text

#: Tables of which the records are kept as rows of Nabij, under the name that `exchange.apply` uses.
_KEPT = {"service": "offer", "organization": "organisation", "location": "place"}

#: Turns an offer's id into that of its service_at_location and back: two ids, one lookup.
_AT_LOCATION = int.from_bytes(bytes.fromhex("00000000a710" + "0000" + "0000" + "0a7100ca7100"))


@dataclass(frozen=True, slots=True)
class Ids:
    """Makes UUIDs of the ids of one source in one municipality (its CBS code)."""

    municipality: str
    source: str

    def of(self, table: str, source_id: str) -> str:
        """The UUID itself, or the one that is derived from the source's own id: always the same."""
        return _uuid(self.municipality, _KEPT.get(table, table), self.source, source_id)


@lru_cache(maxsize=50_000)
def _uuid(municipality: str, kind: str, source: str, source_id: str) -> str:
    """Remembered, because every id comes back in the rows that refer to it."""
    return str(as_uuid(source_id) or derived(municipality, kind, source, source_id))


def part_id(owner: str | uuid.UUID, part: str, what: str) -> str:
    """Id of something that Nabij writes as a record of its own: a phone number, a language."""
    return str(uuid.uuid5(uuid.UUID(str(owner)), f"{part}\x1f{what}"))


def at_location(offer: uuid.UUID) -> uuid.UUID:
    """Id of the service_at_location of an offer; of that id, the offer's."""
    return uuid.UUID(int=offer.int ^ _AT_LOCATION)


def clean_id(value: object) -> str:
    """An id as a source wrote it: text without space around it, UUIDs in lower case with hyphens."""
    text = clean_text(str(value)) if value is not None and not isinstance(value, bool) else ""
    own = as_uuid(text)
    return str(own) if own else text
