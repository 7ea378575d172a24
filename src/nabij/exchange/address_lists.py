"""Lists of addresses or people for a round: a file that somebody gave, or lines that were typed or pasted.

Of all that a list may hold four things are read: a name, an address, a postcode and a phone number. Other columns are left
out, and named, so that whoever gave them knows. Nothing is kept here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from nabij.core.encryption.normal import phone as digits_of
from nabij.exchange.offers.phrases import plain
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import Line, read_table
from nabij.exchange.reading.wire import Cell

#: No list for people who walk is larger.
LIMITS = Limits(rows=5_000, columns=100, cell=500, file=5_000_000, seconds=30)
FIRST_ROWS = 10
NEEDS_ADDRESS, NEEDS_PHONE = "address", "phone"

_COLUMNS = {
    "title": "aanhef;title",
    "first": "voornaam;voornamen;voorletters;initialen;roepnaam;first name;initials",
    "between": "tussenvoegsel;tussenvoegsels;voorvoegsel",
    "last": "achternaam;geslachtsnaam;familienaam;last name;surname",
    "name": "naam;volledige naam;naam bewoner;bewoner;name;full name",
    "street": "straat;straatnaam;adres;straat en huisnummer;straat en nummer;woonadres;street;address",
    "number": "huisnummer;nummer;nr;huisnr;house number;number",
    "more": "toevoeging;huisletter;huisnummertoevoeging;letter;addition",
    "postcode": "postcode;pc;pc6;postal code",
    "phone": "telefoon;telefoonnummer;tel;mobiel;mobiele telefoon;phone;telephone;mobile",
}
_KNOWN = {plain(name): key for key, names in _COLUMNS.items() for name in names.split(";")}
_POSTCODE = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{3}) ?([A-Za-z]{2})(?![0-9A-Za-z])")
_PHONE = re.compile(r"\+?[\d\s()./-]{9,}")
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](19|20)?\d{2}|(19|20)\d{2}-\d{2}-\d{2}")
_LONGEST = {"name": 200, "address": 200, "phone": 30}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. row: as its maker sees it. wrong: what to mend, in words; empty where it is right.

    typed: the line as it was typed, so that nothing of it is lost while it is wrong.
    """

    row: int
    name: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    wrong: str = ""
    typed: str = ""

    @property
    def line(self) -> str:
        """As one types it."""
        if self.wrong and self.typed:
            return self.typed
        told = (self.name, self.address, self.postcode, self.phone)
        return "; ".join(each.replace(";", ",") for each in told if each)


@dataclass(frozen=True, slots=True)
class AddressList:
    """Everything that was read, and the names of columns that were not."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()

    @property
    def good(self) -> list[Entry]:
        """What can go on the list."""
        return [entry for entry in self.entries if not entry.wrong]

    @property
    def wrong(self) -> list[Entry]:
        """What must be mended first."""
        return [entry for entry in self.entries if entry.wrong]

    @property
    def text(self) -> str:
        """All lines, as one types them."""
        return "\n".join(entry.line for entry in self.entries)


def from_text(text: str, *, needs: str) -> AddressList:
    """Lines with ; or a tab between their parts, in any order; what a part is, one sees from itself."""
    found = [
        replace(_told(number, _parts(line), needs), typed=line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    return AddressList(tuple(found))


def from_file(path: Path, *, name: str, needs: str) -> AddressList:
    """A CSV, XLSX, XLS or ODS. Raises BadInputError for what is no table or too much."""
    with read_table(path, name=name, limits=LIMITS) as table:
        lines = list(table)
    title = next((line for line in lines[:FIRST_ROWS] if _is_title(line.cells)), None)
    if title is None:
        found = [_told(line.row, [_text(cell) for cell in line.cells], needs) for line in lines]
        return AddressList(tuple(found))
    keys = [_KNOWN.get(plain(str(cell)), "") for cell in title.cells]
    titles = zip(title.cells, keys, strict=True)
    left_out = [str(cell).strip() for cell, key in titles if str(cell).strip() and not key]
    found = [_by_column(line, keys, needs) for line in lines if line.row > title.row]
    return AddressList(tuple(found), tuple(left_out))


def _is_title(cells: Sequence[Cell]) -> bool:
    """A row of names of columns has two that we know, or is one that we know alone."""
    known = sum(plain(str(cell)) in _KNOWN for cell in cells)
    return known >= 2 or (known == 1 and sum(bool(str(cell).strip()) for cell in cells) == 1)


def _by_column(line: Line, keys: Sequence[str], needs: str) -> Entry:
    told: dict[str, str] = {}
    for cell, key in zip(line.cells, keys, strict=False):
        text = _text(cell)
        if key and text:
            told[key] = f"{told[key]} {text}" if key in told and key != "phone" else text
    number = f"{told.get('number', '')}{_apart(told.get('more', ''))}"
    entry = Entry(
        row=line.row,
        name=_joined(*(told.get(key, "") for key in ("title", "first", "between", "last", "name"))),
        address=_joined(told.get("street", ""), number),
        postcode=told.get("postcode", ""),
        phone=_with_zero(told.get("phone", "")),
    )
    return _judged(entry, needs)


def _told(row: int, parts: Iterable[str], needs: str) -> Entry:
    """What each part is, by its looks."""
    entry = Entry(row)
    for part in filter(None, parts):
        entry = _with(entry, part)
    return _judged(entry, needs)


def _with(entry: Entry, part: str) -> Entry:
    if _DATE.fullmatch(part) or _is_citizen_number(part):
        return replace(entry, wrong=_private())
    postcode = _POSTCODE.search(part)
    if postcode and not entry.postcode:
        entry = replace(entry, postcode=postcode[0])
        part = _POSTCODE.sub("", part, count=1).strip(" ,")
        return _with(entry, part) if part and not _is_town(entry, part) else entry
    if _PHONE.fullmatch(part) and not entry.phone:
        return replace(entry, phone=part)
    if any(sign.isdigit() for sign in part) and not entry.address:
        return replace(entry, address=part)
    if not entry.name and not any(sign.isdigit() for sign in part):
        return replace(entry, name=part)
    if not entry.address:  # a street without its number: better said so than not known
        return replace(entry, address=part)
    return replace(entry, wrong=entry.wrong or _too_many(part))


def _is_town(entry: Entry, part: str) -> bool:
    """What stands behind a postcode and is no number is a town, which the postcode says already."""
    return bool(entry.address or entry.name) and not any(sign.isdigit() for sign in part)


def _judged(entry: Entry, needs: str) -> Entry:
    """With what is wrong in words, and what is right as it is kept."""
    if entry.wrong:
        return entry
    code = _POSTCODE.fullmatch(entry.postcode.strip())
    tidy = replace(entry, postcode=f"{code[1]} {code[2].upper()}" if code else entry.postcode)
    return replace(tidy, wrong=_mistake(tidy, needs))


def _mistake(entry: Entry, needs: str) -> str:
    told = (entry.name, entry.address, entry.phone)
    if any(_is_citizen_number(text) or _DATE.fullmatch(text) for text in told if text):
        return _private()
    if entry.postcode and not _POSTCODE.fullmatch(entry.postcode):
        return _("The postcode has four figures and two letters, such as 3131 AB.")
    if entry.phone and not 9 <= len(digits_of(entry.phone)) <= 15:
        return _("The phone number is not complete.")
    if any(len(getattr(entry, name)) > most for name, most in _LONGEST.items()):
        return _("One of the parts is too long for a name, an address or a number.")
    if needs == NEEDS_PHONE and not entry.phone:
        return _("The phone number is missing.")
    if needs == NEEDS_ADDRESS and not entry.address:
        return _("The street and house number are missing.")
    if needs == NEEDS_ADDRESS and not any(sign.isdigit() for sign in entry.address):
        return _("The house number is missing.")
    return ""


def _private() -> str:
    return _("This looks like a date of birth or a citizen service number. Take it out: a round does not need it.")  # fmt: skip


def _too_many(part: str) -> str:
    return _("We do not know what “%(part)s” is. Leave a name, an address, a postcode and a number.") % {"part": part[:40]}  # fmt: skip


def _is_citizen_number(text: str) -> bool:
    """Nine figures that pass the test of a BSN, and are no phone number."""
    if not re.fullmatch(r"[1-9]\d{8}", text):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(each) * weight for each, weight in zip(text, weights, strict=True)) % 11 == 0


def _with_zero(number: str) -> str:
    """A spreadsheet that takes a phone number for a number drops its first 0."""
    return f"0{number}" if re.fullmatch(r"[1-9]\d{8}", number) else number


def _parts(line: str) -> list[str]:
    sign = next((sign for sign in ("\t", ";") if sign in line), ",")
    return [" ".join(part.split()) for part in line.split(sign)]


def _text(cell: Cell) -> str:
    """A cell as people read it; a number without the .0 of spreadsheets."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _apart(more: str) -> str:
    """A letter stands against the number, another number after a hyphen."""
    return f"-{more}" if more[:1].isdigit() else more
