"""Text that a spreadsheet program must not take for a formula (CSV injection, OWASP)."""

import csv
from collections.abc import Iterable, Sequence
from typing import IO, Any

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: Any) -> Any:
    """The same, with an apostrophe in front of text that would be worked out; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(BEGINNINGS):
        return f"'{value}"
    return value


def write_csv(file: IO[str], titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A CSV that Dutch spreadsheet programs open as it is: semicolons, and nothing that is worked out.

    The caller opens the file with encoding utf-8-sig and newline="".
    """
    writer = csv.writer(file, delimiter=";")
    writer.writerow([neutral(title) for title in titles])
    writer.writerows([neutral(value) for value in row] for row in rows)
