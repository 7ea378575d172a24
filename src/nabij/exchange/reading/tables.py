"""`read_table`: the rows of a file that someone gave, read by a child process that may die of it."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import nabij
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.wire import Cell, Found, UnreadableError, from_wire
from nabij.exchange.reading.words import in_words
from nabij.exchange.records import Problem

CHILD = "nabij.exchange.reading.child"


class BadInputError(Exception):
    """The input cannot be used at all. Carries the problem, in words for a person."""

    def __init__(self, problem: Problem):
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class Line:
    """One row: its number as the maker of the file sees it, and its cells."""

    row: int
    cells: list[Cell]


@dataclass
class Formula:
    """A cell that is worked out. `reaching`: by a function that reaches out of the workbook."""

    row: int | None
    column: int | None
    reaching: bool


@dataclass
class Table:
    """A file being read. Iterate once, inside `with`; `found`, `notes` and `formulas` are known at once."""

    path: Path
    name: str
    limits: Limits
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    found: Found = field(default_factory=lambda: Found(""))
    notes: list[Problem] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Check the file from outside, start the child, hear what it found."""
        self.check_outside()
        self._process = self._start()
        self._late = False
        self._clock = threading.Timer(self.limits.seconds, self._too_late)
        self._clock.start()
        try:
            self._hear_found()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child, whether it was ready or not."""
        self.close()

    def close(self) -> None:
        """End the child and its clock."""
        self._clock.cancel()
        self._process.kill()
        self._process.wait()
        self._output.close()

    def __iter__(self) -> Iterator[Line]:
        """The rows that hold something. Raises BadInputError where the file turns out to be unreadable."""
        while True:
            said = self._hear()
            if "end" in said:
                return
            for row, cells in said["rows"]:
                yield Line(row, [from_wire(cell) for cell in cells])

    def error(self, code: str, row: int | None = None, **detail: Any) -> BadInputError:
        """The error for a code, in words."""
        column = detail.pop("column", None)
        message = in_words(code, detail)
        return BadInputError(Problem(code, message, self.name, row, column_name(column)))

    def _hear_found(self) -> None:
        said = self._hear()
        self.found = Found(**said["found"])
        self.formulas = [Formula(**each) for each in said["formulas"]]
        self.notes = [self._note(each) for each in self.found.notes]

    def _note(self, said: dict[str, Any]) -> Problem:
        code = said["code"]
        return Problem(code, in_words(code, said), self.name, None, None, fatal=False)

    def check_outside(self) -> None:
        """Raise BadInputError for what can be seen without reading the file."""
        if self.path.is_dir():
            raise self.error("directory")
        try:
            size = self.path.stat().st_size
            self.path.open("rb").close()
        except OSError as problem:
            raise self.error("no_file", what=problem.strerror or "") from problem
        if size == 0:
            raise self.error("empty")
        if size > self.limits.file:
            raise self.error("large_file", limit=self.limits.file // 1_000_000)

    def _start(self) -> subprocess.Popen[bytes]:
        order = {
            "path": str(self.path.resolve()), "sheet": self.sheet, "encoding": self.encoding,
            "delimiter": self.delimiter, "limits": self.limits.plain(),
        }  # fmt: skip
        return subprocess.Popen(  # noqa: S603 - our own module, the path is inside the JSON
            [sys.executable, "-m", CHILD, json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_bare_environment(),
        )

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _hear(self) -> dict[str, Any]:
        """The next thing that the child says; an error where it says one or falls silent."""
        line = self._output.readline()
        if not line.endswith(b"\n"):
            raise self.error("too_slow" if self._late else "crashed")
        said: dict[str, Any] = json.loads(line)
        if "error" in said:
            detail = said["error"]
            raise self.error(detail.pop("code"), detail.pop("row"), **detail)
        return said

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()


def read_table(
    path: Path,
    *,
    name: str | None = None,
    sheet: str = "",
    encoding: str = "",
    delimiter: str = "",
    limits: Limits | None = None,
) -> Table:
    """The table in a file, to be opened with `with` and iterated once. `name`: as reports call it."""
    return Table(path, name or path.name, limits or Limits(), sheet, encoding, delimiter)


def column_name(column: int | None) -> str | None:
    """The letter that spreadsheet programs give a column; 1 is A."""
    if column is None:
        return None
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _bare_environment() -> dict[str, str]:
    """Nothing of ours but where the code is: the child needs no keys and no database."""
    source = str(Path(nabij.__file__).resolve().parents[1])
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": source, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


__all__ = ["BadInputError", "Formula", "Line", "Table", "UnreadableError", "read_table"]
