"""The child process that reads a table: `python -m nabij.exchange.reading.child` with a JSON argument.

Writes one JSON object a line: what it found, then rows, then `end` or `error`. Imports no Django, and
limits its own memory and time before it opens the file.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nabij.exchange.reading import delimited, workbooks
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.wire import Found, UnreadableError, to_wire

#: Rows that go into one message.
AT_ONCE = 200


def main() -> None:
    """Read what the argument names."""
    order = json.loads(sys.argv[1])
    limits = Limits(**order["limits"])
    _limit(limits)
    try:
        _read(Path(order["path"]), order, limits)
    except UnreadableError as error:
        _say(error={"code": error.code, "row": error.row, "column": error.column, **error.detail})
    except MemoryError:
        _say(error={"code": "too_large", "row": None, "column": None})


def _limit(limits: Limits) -> None:
    """Less of everything; what the system does not know to limit stays as it is."""
    try:
        import resource
    except ImportError:  # not on this system
        return
    for what, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_FSIZE, 0),
    ):
        try:
            resource.setrlimit(what, (value, value))
        except (ValueError, OSError):
            continue


def _read(path: Path, order: dict[str, Any], limits: Limits) -> None:
    form = workbooks.form_of(path)
    lines: Iterator[tuple[int, list[Any]]]
    if form == "csv":
        found = delimited.look(path, order["encoding"], order["delimiter"])
        lines = delimited.rows(path, found, limits)
    else:
        found = workbooks.look(path, form, order["sheet"], limits)
        lines = workbooks.rows(path, found)
    formulas = workbooks.formulas(path, found) if form != "csv" else []
    _say(found=_plain(found), formulas=formulas)
    _say(end=_send(lines, limits))


def _plain(found: Found) -> dict[str, Any]:
    return asdict(found)


def _send(lines: Iterator[tuple[int, list[Any]]], limits: Limits) -> int:
    count = 0
    said: list[list[Any]] = []
    for number, cells in lines:
        if count > limits.rows:  # one row of names on top
            raise UnreadableError("too_many_rows", number, limit=limits.rows)
        while cells and cells[-1] in ("", None):
            cells.pop()
        if len(cells) > limits.columns:
            raise UnreadableError("too_many_columns", number, limit=limits.columns)
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and len(cell) > limits.cell:
                raise UnreadableError("huge_cell", number, column, limit=limits.cell)
        said.append([number, [to_wire(cell) for cell in cells]])
        count += 1
        if len(said) == AT_ONCE:
            _say(rows=said)
            said = []
    if not count:
        raise UnreadableError("empty")
    _say(rows=said)
    return count


def _say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
