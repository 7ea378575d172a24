"""What parent and child say to each other: one JSON object a line."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

#: A cell: text, number, yes or no, or a date or time that the workbook knows to be one.
Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta


class UnreadableError(Exception):
    """The file cannot be read. `code` says why; `detail` fills the words that the parent makes."""

    def __init__(self, code: str, row: int | None = None, column: int | None = None, **detail: Any):
        super().__init__(code)
        self.code = code
        self.row = row
        self.column = column
        self.detail = detail


@dataclass
class Found:
    """What the child found out about the file, told before the first row."""

    form: str  # csv, xlsx, xlsb, xls, ods
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)  # code and detail, as in errors


def to_wire(value: Any) -> Any:
    """A cell as JSON; dates and times as an object with one key."""
    if isinstance(value, dt.datetime):
        if value.time() == dt.time(0):
            return {"date": value.date().isoformat()}
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    if isinstance(value, dt.timedelta):
        return {"seconds": value.total_seconds()}
    return "" if value is None else value


def from_wire(value: Any) -> Cell:
    """The cell that the JSON stands for."""
    if not isinstance(value, dict):
        cell: Cell = value
        return cell
    kind, content = next(iter(value.items()))
    if kind == "seconds":
        return dt.timedelta(seconds=content)
    if kind == "time":
        return dt.time.fromisoformat(content)
    return (dt.date if kind == "date" else dt.datetime).fromisoformat(content)
