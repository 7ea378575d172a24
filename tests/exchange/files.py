"""Files to import, good and bad, made on the spot."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "aanbod.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def xlsx_file(
    folder: Path, rows: list[list[Any]], name: str = "aanbod.xlsx", **options: Any
) -> Path:
    """A workbook; text that begins with = becomes a formula, as a spreadsheet program would make it."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", **options})
    sheet = book.add_worksheet("Aanbod")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def ods_file(folder: Path, rows: list[list[str]], name: str = "aanbod.ods") -> Path:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Aanbod")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    path = folder / name
    book.save(str(path))
    return path


def zip_bomb(folder: Path, *, lying: bool = False) -> Path:
    """A workbook whose sheet is a hundred megabytes of spaces. `lying`: that says that it is small."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_000)
    data = buffer.getvalue()
    if lying:
        data = data.replace(struct.pack("<L", 100_000_000), struct.pack("<L", 1_000))
    path = folder / "bom.xlsx"
    path.write_bytes(data)
    return path
