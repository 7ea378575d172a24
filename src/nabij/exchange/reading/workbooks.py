"""Workbooks (XLSX, XLSB, XLS, ODS): checked before they are opened, then read by calamine. Runs in the child."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.wire import Found, UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
CHUNK = 1 << 20
#: Functions that reach out of the workbook: not taken over, whatever they show.
REACHING = ("HYPERLINK", "WEBSERVICE", "IMPORTXML", "IMPORTDATA", "DDE", "CALL", "EXEC", "RTD")

_FORMULA = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?>\s*<f\b[^>]*?(?:/>|>([^<]{0,200}))'
)
_ODS_FORMULA = re.compile(rb'table:formula="([^"]{0,200})')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHOWN_FORMULAS = 200


def form_of(path: Path) -> str:
    """xlsx, xlsb, ods, xls or csv (anything else), by what the file begins with and holds."""
    with path.open("rb") as file:
        head = file.read(8)
    if head == OLE:
        return "xls"
    if not head.startswith(ZIP):
        return "csv"
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise UnreadableError("broken_workbook") from None
    for name, form in (
        ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("content.xml", "ods"),
    ):  # fmt: skip
        if name in names:
            return form
    raise UnreadableError("zip_without_workbook")


def check_zip(path: Path, limits: Limits) -> None:
    """Raise UnreadableError for a zip that is far bigger inside than outside."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > limits.parts:
                raise UnreadableError("zip_bomb", what=f"{len(parts)} parts")
            total = 0
            for part in parts:
                total += _unzipped(archive, part, limits, limits.unzipped - total)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise UnreadableError("broken_workbook") from None


def _unzipped(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits, left: int) -> int:
    """The real size of a part: what the archive says about it need not be true."""
    size = 0
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            ratio = size / max(1, part.compress_size)
            if size > left or (size > CHUNK and ratio > limits.ratio):
                raise UnreadableError("zip_bomb", what=part.filename[:80])
    return size


def look(path: Path, form: str, sheet: str, limits: Limits) -> Found:
    """The sheets, and which one is read: the one that is asked for, or the first that is shown."""
    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum, load_workbook

    if form != "xls":
        check_zip(path, limits)
    try:
        with load_workbook(str(path)) as book:
            sheets = list(book.sheet_names)
            shown = [
                each.name
                for each in book.sheets_metadata
                if each.visible == SheetVisibleEnum.Visible
            ]
    except PasswordError:
        raise UnreadableError("password") from None
    except CalamineError:
        raise UnreadableError("broken_workbook") from None
    if sheet and sheet not in sheets:
        raise UnreadableError("no_sheet", sheet=sheet, sheets=", ".join(sheets))
    if not sheets:
        raise UnreadableError("empty")
    found = Found(form, sheet=sheet or (shown or sheets)[0], sheets=sheets)
    if not sheet and len(shown) > 1:
        found.notes.append(
            {"code": "sheet_chosen", "sheet": found.sheet, "sheets": ", ".join(shown)}
        )
    return found


def rows(path: Path, found: Found) -> Iterator[tuple[int, list[Any]]]:
    """Row number as the program shows it, and the cells; empty rows are skipped."""
    from python_calamine import CalamineError, load_workbook

    try:
        with load_workbook(str(path)) as book:
            sheet = book.get_sheet_by_name(found.sheet)
            left = sheet.start[1] if sheet.start else 0
            first = (sheet.start[0] if sheet.start else 0) + 1
            for number, cells in enumerate(sheet.iter_rows(), start=first):
                if any(cell not in ("", None) for cell in cells):
                    yield number, [""] * left + cells
    except CalamineError:
        raise UnreadableError("broken_workbook") from None


# --- formulas ----------------------------------------------------------------------------------


def formulas(path: Path, found: Found) -> list[dict[str, Any]]:
    """Cells with a formula: row, column (1 is the first), and whether it reaches out of the workbook.

    Only the first `_SHOWN_FORMULAS`. Of ODS the place is not known: row and column are None.
    """
    if found.form == "xlsx":
        part = _sheet_part(path, found.sheet)
        return list(_xlsx_formulas(path, part)) if part else []
    if found.form == "ods":
        return list(_ods_formulas(path))
    return []


def _sheet_part(path: Path, sheet: str) -> str:
    """Name of the part that holds the sheet."""
    with zipfile.ZipFile(path) as archive:
        try:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - in the child
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        except (KeyError, ElementTree.ParseError):
            return ""
        ids = {each.get("name"): each.get(_LINK) for each in book.iter(f"{_MAIN}sheet")}
        targets = {each.get("Id"): each.get("Target") or "" for each in links}
        target = targets.get(ids.get(sheet), "")
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return name if name in archive.namelist() else ""


def _xlsx_formulas(path: Path, part: str) -> Iterator[dict[str, Any]]:
    found = 0
    for piece in _pieces(path, part):
        for match in _FORMULA.finditer(piece):
            letters, row, text = match.groups()
            yield {
                "row": int(row),
                "column": _column(letters.decode()),
                "reaching": _reaches(text or b""),
            }
            found += 1
            if found >= _SHOWN_FORMULAS:
                return


def _ods_formulas(path: Path) -> Iterator[dict[str, Any]]:
    found = 0
    for piece in _pieces(path, "content.xml"):
        for match in _ODS_FORMULA.finditer(piece):
            yield {"row": None, "column": None, "reaching": _reaches(match.group(1))}
            found += 1
            if found >= _SHOWN_FORMULAS:
                return


def _pieces(path: Path, part: str) -> Iterator[bytes]:
    """The part in pieces that overlap by nothing and cut no cell in two."""
    rest = b""
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        while chunk := file.read(CHUNK):
            piece = rest + chunk
            cut = max(piece.rfind(b"<c "), piece.rfind(b"<table:table-cell"))
            cut = cut if cut > 0 else len(piece)
            yield piece[:cut]
            rest = piece[cut:]
    yield rest


def _reaches(text: bytes) -> bool:
    upper = text.decode("utf-8", "replace").upper()
    return any(re.search(rf"\b{name}\s*\(", upper) for name in REACHING) or "|" in upper


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
