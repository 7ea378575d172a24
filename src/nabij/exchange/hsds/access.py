"""What a place has for who needs it: from free text to Nabij's codes, and back."""

import re
from collections.abc import Iterable

from nabij.core.vocabulary import Access
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.ids import part_id

_SAYS: dict[Access, re.Pattern[str]] = {
    Access.WHEELCHAIR: re.compile(r"wheel ?chair|rolstoel"),
    Access.HEARING_LOOP: re.compile(
        r"hearing[ _-]loop|induction[ _-]loop|loop system|t-coil|ringleiding|luisterlus"
    ),
    Access.TOILET: re.compile(r"toilet|rest ?room|\bwc\b|invalidentoilet|lavatory"),
    Access.NO_STAIRS: re.compile(
        r"no[ _-]stairs|step[ -]free|level access|\bramp\b|elevator|\blift\b|geen trap|zonder trap|"
        r"drempelvrij|drempelloos|gelijkvloers|hellingbaan"
    ),
    Access.QUIET: re.compile(
        r"quiet (room|space|area)|^quiet$|prikkelarm|stilteruimte|rustige ruimte"
    ),
}
#: A "no" before the word turns it round. Our own names of absence ("no stairs") are looked up first.
_DENIED = re.compile(
    r"\b(no|not|non|without|lacks?|cannot|can't|isn't|niet|geen|zonder|nauwelijks|on(?=toegankelijk))\b"
)
_DENIED_AFTER = re.compile(
    r"^\W*(accessible|toegankelijk)?\W*(is |are )?\b(not|unavailable|niet)\b"
)


def read(records: Iterable[Fields]) -> list[str]:
    """The codes that the texts of accessibility records say, in the order of the vocabulary."""
    found: set[str] = set()
    for record in records:
        for name in ("description", "details"):
            found |= said(str(record.get(name, "")))
    return [code for code in Access.values if code in found]


def said(text: str) -> set[str]:
    """Codes that a text says are there: "ramp, restroom, wheelchair"; "geen lift" says nothing."""
    lowered = text.lower().strip()
    if lowered in Access.values:
        return {lowered}
    found: set[str] = set()
    for clause in re.split(r"[.;,\n]|\bbut\b|\bmaar\b", lowered):
        for code, pattern in _SAYS.items():
            if any(not _denied(clause, match) for match in pattern.finditer(clause)):
                found.add(str(code))
    return found


def _denied(clause: str, match: re.Match[str]) -> bool:
    before = clause[: match.start()]
    return bool(_DENIED.search(before) or _DENIED_AFTER.search(clause[match.end() :]))


def write(codes: list[str], owner: str) -> list[Fields]:
    """Accessibility records: the code as description, its Dutch name as detail."""
    return [
        {"id": part_id(owner, "accessibility", code), "description": code, "details": _DUTCH[code]}
        for code in codes
        if code in _DUTCH
    ]


_DUTCH: dict[str, str] = {
    Access.WHEELCHAIR: "Toegankelijk met een rolstoel",
    Access.HEARING_LOOP: "Ringleiding",
    Access.TOILET: "Aangepast toilet",
    Access.NO_STAIRS: "Zonder trappen te bereiken",
    Access.QUIET: "Rustige ruimte",
}
