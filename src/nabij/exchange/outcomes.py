"""What became of each record, and what is wrong with the input: kept small in memory, whole on disk."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from nabij.exchange.models import ImportRun, ReportRow
from nabij.exchange.records import Origin, Problem
from nabij.exchange.spool import Spool, batches

CREATED, UPDATED, UNCHANGED, REJECTED, REMOVED, NOTED = (
    value for value in ReportRow.Outcome.values
)
#: So many outcomes and problems are kept at hand to show; the report of the run has them all.
AT_HAND = 1000
BATCH = 1000
NUL_SIGN = "\u2400"


@dataclass(slots=True)
class Outcome:
    """What became of one record. `fields`: name → [before, after], only those that changed."""

    record: str  # place, organisation or offer
    source_id: str
    name: str
    outcome: str
    origin: Origin
    fields: dict[str, list[Any]] = field(default_factory=dict)


class ApplyResult:
    """What an import did, or (`dry_run`) would do.

    `counts`: record → outcome → number. `outcomes` and `problems` hold the first `AT_HAND` of each,
    without the unchanged; `problem_count` and `fatal_count` count them all.
    """

    def __init__(self, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.counts: dict[str, Counter[str]] = {}
        self.outcomes: list[Outcome] = []
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.fatal_count = 0
        self._report: Spool[dict[str, Any]] = Spool()

    @property
    def ok(self) -> bool:
        """Whether nothing fatal was found; otherwise nothing was changed."""
        return not self.fatal_count

    @property
    def changed(self) -> int:
        """How many records are new or different."""
        return self.total(CREATED) + self.total(UPDATED)

    def total(self, outcome: str, record: str | None = None) -> int:
        """How many records (of one table, or of all) had this outcome."""
        tables = [self.counts.get(record, Counter())] if record else self.counts.values()
        return sum(counts[outcome] for counts in tables)

    def count(self, record: str, outcome: str, number: int = 1) -> None:
        """Count records without keeping them for the report."""
        if number:
            self.counts.setdefault(record, Counter())[outcome] += number

    def note(self, outcome: Outcome) -> None:
        """Count a record, and keep it for the report."""
        self.count(outcome.record, outcome.outcome)
        if outcome.outcome != UNCHANGED and len(self.outcomes) < AT_HAND:
            self.outcomes.append(outcome)
        row = asdict(outcome) | asdict(outcome.origin)
        del row["origin"], row["source_id"]
        self._report.add(row)

    def problem(self, problem: Problem) -> None:
        """Count a problem, and keep it for the report."""
        self.problem_count += 1
        self.fatal_count += problem.fatal
        if len(self.problems) < AT_HAND:
            self.problems.append(problem)
        row = asdict(problem)
        row["outcome"] = REJECTED if row.pop("fatal") else NOTED
        row["column"] = row["column"] or ""
        self._report.add(row)

    def plain_counts(self) -> dict[str, dict[str, int]]:
        """The counts as plain dicts, for JSON."""
        return {record: dict(counts) for record, counts in self.counts.items()}

    def write_report(self, run: ImportRun) -> None:
        """Save every row of the report with the run; once, at the end."""
        for rows in batches(self._rows(run), BATCH):
            ReportRow.objects.bulk_create(rows)

    def _rows(self, run: ImportRun) -> Iterator[ReportRow]:
        for row in self._report:
            for name, longest in (("name", 200), ("column", 200), ("file", 500)):
                row[name] = without_nul(row.get(name, ""))[:longest]
            row["message"] = without_nul(row.get("message", ""))
            yield ReportRow(run=run, municipality_id=run.municipality_id, **row)


def without_nul(text: str) -> str:
    """The text with signs for NUL instead of NUL itself, which PostgreSQL cannot hold."""
    return text.replace("\x00", NUL_SIGN)
