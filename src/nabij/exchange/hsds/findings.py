"""What a reader finds on its way: how much of everything, what it did not know, what is wrong."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.records import Origin, Problem
from nabij.exchange.values import clean_text

#: So many problems are kept to show; all are counted.
AT_HAND = 1000


@dataclass
class Findings:
    """`counts`: records by table. `unknown`: `table.field` → how many records have it."""

    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    fatal_count: int = 0

    def report(
        self,
        code: str,
        message: str,
        origin: Origin,
        column: str | None = None,
        *,
        fatal: bool = False,
    ) -> None:
        """Something is wrong, or worth knowing, at this spot. `fatal`: nothing may be taken over."""
        column = clean_text(column) if column else None
        self.add(Problem(code, clean_text(message), origin.file, origin.row, column, fatal))

    def add(self, problem: Problem) -> None:
        """Keep a problem, and count it."""
        self.problem_count += 1
        self.fatal_count += problem.fatal
        if problem.fatal and self.fatal_count <= AT_HAND:
            self.problems.insert(self.fatal_count - 1, problem)  # the worst first
        elif len(self.problems) < AT_HAND:
            self.problems.append(problem)

    def as_dict(self) -> dict[str, Any]:
        """Counts and unknown fields, for JSON."""
        return {
            "tables": dict(sorted(self.counts.items())),
            "unknown_fields": dict(sorted(self.unknown.items())),
        }


def bad_input(
    code: str, message: str, file: str, row: int | None = None, column: str | None = None
) -> BadInputError:
    """The exception for input that cannot be read at all."""
    return BadInputError(Problem(code, message, file, row, column))
