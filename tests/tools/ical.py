"""What ical.js, the reader inside Thunderbird and many web calendars, makes of an iCalendar file."""

from dataclasses import dataclass
from datetime import datetime

from tests.tools.node import NodeScript, need_package


@dataclass(frozen=True)
class ReadEvent:
    """One occurrence as another program reads it."""

    uid: str
    summary: str
    start: datetime
    end: datetime
    status: str | None


class IcalReader(NodeScript):
    """Asks ical.js."""

    def __init__(self) -> None:
        super().__init__("read-ical.mjs")

    def occurrences(self, ics: str, since: datetime, until: datetime) -> list[ReadEvent]:
        """The occurrences between two moments, in order, with times in UTC."""
        need_package("ical.js")
        rows = self.ask({"ics": ics, "from": since.isoformat(), "until": until.isoformat()})
        return [
            ReadEvent(
                row["uid"],
                row["summary"],
                datetime.fromisoformat(row["start"]),
                datetime.fromisoformat(row["end"]),
                row["status"],
            )
            for row in rows
        ]
