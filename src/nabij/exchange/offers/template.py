"""The template that an organisation fills in: XLSX with explanations and drop-downs, or CSV."""

from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from nabij.exchange.neutral import write_csv
from nabij.exchange.offers.columns import COLUMNS, REQUIRED, Column

#: Rows that get drop-downs.
ROWS = 1000
#: A drop-down may not hold more than 255 signs; longer lists stand on the sheet with explanations.
LONGEST_LIST = 255


def write_template(path: Path) -> None:
    """Write the template; the ending says which kind. Raises ValueError for another ending."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(file, [each.title for each in COLUMNS], [[each.example for each in COLUMNS]])
    elif path.suffix.lower() == ".xlsx":
        _write_xlsx(path)
    else:
        raise ValueError(_("The template is an .xlsx or a .csv file."))


def choices_of(column: Column) -> list[str]:
    """What one may choose in a column; empty where it is free text."""
    if column.yes_no:
        return ["ja", "nee"]
    return [str(choice.label) for choice in column.choices] if column.choices else []


def _write_xlsx(path: Path) -> None:
    # Nothing that is written becomes a formula or a link of its own accord.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e3eef5", "border": 1})
        needed = book.add_format({"bold": True, "bg_color": "#cfe3c6", "border": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _offers_sheet(book, bold, needed)
        _explanations(book, bold, wrapped)


def _offers_sheet(book: Any, bold: Any, needed: Any) -> None:
    sheet = book.add_worksheet(_("Offers"))
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.title, needed if column.key in REQUIRED else bold)
        sheet.write_comment(0, place, str(column.help), {"x_scale": 2})
        sheet.write_string(1, place, column.example)
        sheet.set_column(place, place, max(12, len(column.title) + 2))
        _drop_down(sheet, place, column)


def _drop_down(sheet: Any, place: int, column: Column) -> None:
    """A list to choose from. Several at once may be typed, so what is not in the list is only warned about."""
    choices = choices_of(column)
    if choices and len(",".join(choices)) <= LONGEST_LIST:
        rule = {
            "validate": "list", "source": choices, "error_type": "warning",
            "error_message": _("This is not in the list. Several are written with commas between."),
        }  # fmt: skip
        sheet.data_validation(1, place, ROWS, place, rule)


def _explanations(book: Any, bold: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet(_("Explanation"))
    titles = (_("Column"), _("What to write"), _("Example"), _("Choose from"), _("Also understood"))
    for place, (title, width) in enumerate(zip(titles, (20, 60, 30, 50, 50), strict=True)):
        sheet.write_string(0, place, title, bold)
        sheet.set_column(place, place, width)
    for row, column in enumerate(COLUMNS, start=1):
        synonyms = ", ".join(column.names.split(";")[1:])
        choices = ", ".join(choices_of(column))
        texts = (column.title, str(column.help), column.example, choices, synonyms)
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, wrapped)
    rules = (
        _("The names of the columns may be in any order; leave out what you do not need."),
        _("An empty cell leaves what is known as it is. Write - to make it empty."),
        _("The second row of the first sheet is an example: remove it before you import."),
    )
    for row, text in enumerate(rules, start=len(COLUMNS) + 2):
        sheet.write_string(row, 1, text, wrapped)
