"""Why a file cannot be read, and what to do about it, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_WORDS: dict[str, Any] = {
    "directory": gettext_lazy("This is a folder. Give the file itself."),
    "no_file": gettext_lazy("The file cannot be opened: %(what)s."),
    "empty": gettext_lazy("The file is empty."),
    "large_file": gettext_lazy(
        "The file is larger than %(limit)s MB. Split it, or save only the sheet with the offers."
    ),
    "binary": gettext_lazy(
        "This is no table: it holds signs that no text has. Save it as XLSX, ODS or CSV."
    ),
    "encoding": gettext_lazy(
        "This is not %(encoding)s: a sign on this line does not exist in it. "
        "Save the file as “CSV UTF-8”."
    ),
    "unknown_encoding": gettext_lazy("The encoding %(encoding)s is not known."),
    "unclear_encoding": gettext_lazy(
        "The letters with accents may be written in more than one way (%(encoding)s). "
        "Save the file as “CSV UTF-8”, or say which with --encoding."
    ),
    "encoding_guessed": gettext_lazy(
        "The file does not say its encoding; it was read as %(encoding)s. "
        "Are these words right? %(words)s"
    ),
    "delimiter_guessed": gettext_lazy(
        "The file can be read with “%(delimiter)s” and with “%(other)s” between columns; "
        "the first was taken. Say which with --delimiter."
    ),
    "quote": gettext_lazy(
        'A quotation mark is opened here and not closed well. Close it, or write it twice ("").'
    ),
    "csv": gettext_lazy("This line cannot be cut into columns (%(what)s)."),
    "huge_cell": gettext_lazy(
        "This cell is larger than any spreadsheet holds. Is a quotation mark left open?"
    ),
    "too_many_rows": gettext_lazy(
        "The table has more than %(limit)s rows; reading stopped there. Split the file."
    ),
    "too_many_columns": gettext_lazy(
        "This row has more than %(limit)s columns. Remove what is not part of the table."
    ),
    "zip_bomb": gettext_lazy(
        "The workbook is far bigger inside than outside (%(what)s) and was not opened."
    ),
    "zip_without_workbook": gettext_lazy(
        "This is a zip file without a workbook. Unpack it and give the file that is in it."
    ),
    "broken_workbook": gettext_lazy(
        "The workbook is damaged. Open it in a spreadsheet program and save it again."
    ),
    "password": gettext_lazy("The workbook has a password. Save it without one."),
    "no_sheet": gettext_lazy("There is no sheet “%(sheet)s”. There are: %(sheets)s."),
    "sheet_chosen": gettext_lazy(
        "The sheet “%(sheet)s” was read; there are: %(sheets)s. Choose with --sheet."
    ),
    "missing_column": gettext_lazy("The column “%(name)s” is missing. There is: %(titles)s."),
    "too_large": gettext_lazy("Reading this file takes more memory than is allowed. Split it."),
    "too_slow": gettext_lazy("Reading this file takes longer than is allowed. Split it."),
    "crashed": gettext_lazy(
        "The file could not be read: it is damaged, or made to do harm. "
        "Open it in a spreadsheet program and save it as CSV."
    ),
}


def in_words(code: str, detail: dict[str, Any]) -> str:
    """The sentence for a code."""
    return str(_WORDS[code]) % {"limit": "", **detail} if code in _WORDS else _(code)
