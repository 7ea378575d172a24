"""The inverted index of SQLite. PostgreSQL keeps its own beside the rows, so nothing is written there.

An FTS5 table without contents forgets a text only when told it word for word, which the row's numbers make possible.
Terms begin with the municipality: what another municipality has is never read.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

Terms = tuple[int, int, Sequence[int]]
"""(offer, municipality, numbers)."""


def term(municipality_id: int, number: int) -> str:
    """One number of one municipality as a term of the index; never an operator of FTS5."""
    return f"{municipality_id:x}g{number:x}"


def add(rows: Iterable[Terms]) -> None:
    """Make these offers findable by their numbers."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO directory_offerterms(rowid, terms) VALUES (%s, %s)",
                [(offer, _text(municipality, numbers)) for offer, municipality, numbers in rows],
            )


def forget(rows: Iterable[Terms]) -> None:
    """Take these offers out again; the numbers must be those that were added."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO directory_offerterms(directory_offerterms, rowid, terms) "
                "VALUES ('delete', %s, %s)",
                [(offer, _text(municipality, numbers)) for offer, municipality, numbers in rows],
            )


def clear() -> None:
    """Take everything out."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO directory_offerterms(directory_offerterms) VALUES ('delete-all')"
            )


def tidy() -> None:
    """Merge what many writes left in pieces: smaller and faster to read. Takes seconds at most."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO directory_offerterms(directory_offerterms) VALUES ('optimize')"
            )


def _text(municipality_id: int, numbers: Sequence[int]) -> str:
    return " ".join(term(municipality_id, number) for number in numbers)


def bounds(municipality_id: int) -> tuple[str, str]:
    """The terms of a municipality lie from the first up to, not including, the second."""
    return f"{municipality_id:x}g", f"{municipality_id:x}h"
