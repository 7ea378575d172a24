"""What stands inside a backup: compressed lines of JSON.

{"begin": …}              what it holds: migrations, tables with their columns and counts, the master keys
{"table": "core_user"}    then a list a row
{"file": "pictures/1"}    then a text a piece, in base64
{"end": true}             nothing is missing
"""

import base64
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _

from nabij.ops.backup.locks import Lock
from nabij.ops.backup.portable import Table
from nabij.ops.backup.sealed import Header, SealedWriter, open_sealed
from nabij.ops.exits import BadInputError

PIECE = 192 * 1024  # bytes of a file on one line


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says that it holds. keys: the text of the keys file; empty where it was left out.

    master_ids: the master keys that reading it takes. waiting: mails that were still to go.
    """

    version: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    master_ids: list[str]
    keys: str
    waiting: int

    @property
    def rows(self) -> int:
        """How many rows it has in all."""
        return sum(table.rows for table in self.tables.values())

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "version": self.version,
            "migrations": self.migrations,
            "tables": [table.told() for table in self.tables.values()],
            "master_ids": self.master_ids,
            "keys": self.keys,
            "waiting": self.waiting,
        }

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Contents":
        """From JSON."""
        tables = [Table(**one) for one in told["tables"]]
        return cls(
            version=told["version"],
            migrations=[(app, name) for app, name in told["migrations"]],
            tables={table.name: table for table in tables},
            master_ids=told["master_ids"],
            keys=told["keys"],
            waiting=told["waiting"],
        )


class Writer:
    """Writes the lines."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self._gzip = gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=6, mtime=0)

    def begin(self, contents: Contents) -> None:
        """What follows."""
        self._line({"begin": contents.told()})

    def table(self, name: str, rows: Iterable[list[Any]]) -> Iterator[int]:
        """All rows of a table; says after each that it is one further."""
        self._line({"table": name})
        for row in rows:
            self._line(row)
            yield 1

    def file(self, name: str, file: IO[bytes]) -> None:
        """One file, a piece at a time."""
        self._line({"file": name})
        while piece := file.read(PIECE):
            self._line(base64.b64encode(piece).decode())

    def end(self) -> None:
        """Nothing more comes."""
        self._line({"end": True})
        self._gzip.close()
        self._sealed.finish()

    def _line(self, told: Any) -> None:
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        self._gzip.write(text.encode() + b"\n")


@dataclass(slots=True)
class Reader:
    """Reads the lines, and sees to it that nothing is missing. Raises BadInputError where something is."""

    header: Header
    contents: Contents
    _lines: Iterator[Any]

    def parts(self) -> Iterator[tuple[str, str, Iterator[Any]]]:
        """("table", name, rows) or ("file", name, pieces as bytes), in order; read each before the next."""
        self._head = next(self._lines, None)
        left = {name: table.rows for name, table in self.contents.tables.items()}
        while isinstance(self._head, dict) and "end" not in self._head:
            ((kind, name),) = self._head.items()
            if kind == "table":
                yield kind, name, self._counted(name, left)
            else:
                yield kind, name, (base64.b64decode(piece) for piece in self._body())
        if self._head is None or any(left.values()):
            raise BadInputError(_("This backup is not complete: it holds less than it says."))

    _head: Any = None

    def _counted(self, name: str, left: dict[str, int]) -> Iterator[list[Any]]:
        for row in self._body():
            left[name] -= 1
            yield row

    def _body(self) -> Iterator[Any]:
        self._head = None
        for line in self._lines:
            if isinstance(line, dict):
                self._head = line
                return
            yield line


def reader(file: IO[bytes], lock: Lock) -> Reader:
    """What is in this backup. Raises BadInputError for a key that does not fit or a file that is damaged."""
    header, sealed = open_sealed(file, lock)
    unpacked = gzip.GzipFile(fileobj=io.BufferedReader(sealed), mode="rb")
    lines = (json.loads(line) for line in unpacked)
    first: dict[str, Any] = next(lines, {})
    return Reader(header, Contents.of(first["begin"]), lines)
