"""Phone numbers: the one that a person should call, out of all that a source gives."""

import re
from collections.abc import Iterable

from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.ids import part_id

#: Not for a person who wants to talk to someone.
_NO_VOICE = ("fax", "tty", "textphone", "text", "sms", "video", "pager", "modem")
#: As long as the column is.
LONGEST = 40


def read(records: Iterable[Fields]) -> str:
    """The first number that one can call, with its extension; "" where there is none."""
    for record in records:
        kind = str(record.get("type", "")).lower()
        number = _number(record)
        if number and not any(word in kind for word in _NO_VOICE):
            return number
    return ""


def _number(record: Fields) -> str:
    number = re.sub(r"[\"'“”\s]+", " ", str(record.get("number", ""))).strip()
    if not re.search(r"\d", number) or len(number) > LONGEST:
        return ""
    extension = record.get("extension")
    if extension is not None and len(with_extension := f"{number} ext. {extension}") <= LONGEST:
        return with_extension
    return number


def foreign(told: list[Fields], owner: str) -> list[Fields]:
    """The records that Nabij did not write itself: to be kept."""
    own = part_id(owner, "phone", "main")
    return [record for record in told if record.get("id") != own]


def given_back(kept: list[Fields], number: str, owner: str) -> list[Fields]:
    """The source's phones with the number that holds now: as they were, or with ours in place of theirs."""
    said = read(kept)
    if said == number:
        return kept
    rest = [record for record in kept if not said or _number(record) != said]
    return [*write(number, owner), *rest]


def of_contacts(contacts: Iterable[Fields]) -> list[Fields]:
    """The phones of named contacts."""
    return [phone for contact in contacts for phone in contact.get("phones", [])]


def write(number: str, owner: str) -> list[Fields]:
    """A list with the number, empty without one."""
    if not number:
        return []
    return [{"id": part_id(owner, "phone", "main"), "number": number, "type": "voice"}]
