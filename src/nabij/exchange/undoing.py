"""What an undo knows while it goes on."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import REJECTED, ApplyResult, Outcome
from nabij.exchange.records import Origin, Problem


class Undoing:
    """The run that is taken back, and what stands in the way."""

    def __init__(self, run: ImportRun, today: dt.date, force: bool, result: ApplyResult) -> None:
        self.run = run
        self.today = today
        self.force = force
        self.result = result
        self.now = timezone.now()
        self.conflicts: list[str] = []
        self.touched: dict[str, set[int]] = {"place": set(), "organisation": set()}

    @property
    def stopped(self) -> bool:
        """Whether the undo is refused."""
        return bool(self.conflicts) and not self.force

    def conflict(self, record: str, name: str, what: str) -> None:
        """Someone changed this since: named, and in the way unless forced."""
        text = f"{name}: {what}"
        self.conflicts.append(text)
        self.result.problem(
            Problem("changed_since", text, self.run.file, column=record, fatal=False)
        )

    def done(self, record: str, name: str, outcome: str) -> None:
        """One record is as it was."""
        self.result.note(Outcome(record, "", name, outcome, Origin(self.run.file)))

    def refuse(self) -> None:
        """Turn what was done (and rolled back) into a report that says that nothing was."""
        names = list(self.conflicts)
        self.result = ApplyResult(dry_run=False)
        for text in names:
            self.result.problem(Problem("changed_since", text, self.run.file))
        self.result.count("record", REJECTED, len(names))


def changed_since(fields: list[str]) -> str:
    """In words: which fields are not as the import left them."""
    return _("changed since the import (%(fields)s)") % {"fields": ", ".join(fields)}
