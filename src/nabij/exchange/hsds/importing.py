"""Importing HSDS from begin to end: fetch or open, read, recognise, take over as a run with an undo."""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.exchange import runs
from nabij.exchange.apply import apply_records
from nabij.exchange.hsds import known, paged
from nabij.exchange.hsds.files import SourceFile, opened
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.hsds.read import read_files
from nabij.exchange.hsds.web import Fetcher
from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.records import Problem
from nabij.exchange.runs import Progress

DEFAULT_SOURCE = "hsds"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do. `left_alone`: records that another source speaks for."""

    source: str
    run: ImportRun
    result: ApplyResult
    findings: Findings
    left_alone: int

    def as_dict(self) -> dict[str, Any]:
        """As JSON for other programs."""
        return {
            "ok": self.result.ok,
            "preview": self.result.dry_run,
            "source": self.source,
            "run": str(self.run.uid),
            **self.findings.as_dict(),
            "counts": self.result.plain_counts(),
            "changed": self.result.changed if self.result.ok else 0,
            "left_alone": self.left_alone,
            "problem_count": self.result.problem_count,
            "problems": [_problem(problem) for problem in self.result.problems],
        }


def _problem(problem: Problem) -> dict[str, Any]:
    names = ("code", "message", "file", "row", "column", "fatal")
    return {name: getattr(problem, name) for name in names}


def is_address(given: str) -> bool:
    """Whether it is a web address, and not a path."""
    return urlsplit(given).scheme in ("http", "https")


def default_source(given: str) -> str:
    """How a source is called where nobody names it: after its host."""
    return (
        (urlsplit(given).hostname or DEFAULT_SOURCE)[:80] if is_address(given) else DEFAULT_SOURCE
    )


def import_hsds(
    given: str,
    *,
    municipality: Municipality,
    source: str,
    preview: bool,
    today: dt.date,
    progress: Progress | None = None,
    fetcher: Fetcher | None = None,
) -> Imported:
    """Read a file, directory, zip or API (`given`) and take it over into the municipality.

    Raises BadInputError where nothing can be read. Everything else that is wrong is in the result.
    """
    with (
        within(municipality),
        _files(given, fetcher or Fetcher(), progress) as (files, notes, sha256),
    ):
        reading = read_files(
            files, municipality=municipality.code, source=source, today=today, progress=progress
        )
        for note in notes:
            reading.findings.add(note)
        run = runs.open_run(
            kind=ImportRun.Kind.HSDS, municipality=municipality, source=source, file=given,
            sha256=sha256,
        )  # fmt: skip
        records, left_alone = known.recognised(reading.records, municipality, source)
        result = apply_records(
            records,
            municipality=municipality,
            source=source,
            run=run,
            dry_run=preview,
            today=today,
            problems=[_fitting(problem) for problem in reading.findings.problems],
            progress=progress,
        )
        return Imported(source, run, result, reading.findings, left_alone)


def _fitting(problem: Problem) -> Problem:
    """File and column as long as the report holds."""
    return replace(problem, file=problem.file[:500], column=(problem.column or "")[:200] or None)


@contextmanager
def _files(
    given: str, fetcher: Fetcher, progress: Progress | None
) -> Iterator[tuple[list[SourceFile], list[Problem], str]]:
    """The files to read, what is worth knowing of them, and their fingerprint."""
    if not is_address(given):
        with opened(Path(given)) as files:
            yield files, [], _fingerprint(files)
        return
    with tempfile.TemporaryDirectory(prefix="nabij-hsds-") as directory:
        fetched = paged.fetch(given, Path(directory), fetcher, progress)
        yield fetched.files, fetched.notes, fetched.sha256


def _fingerprint(files: list[SourceFile]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\x1f{runs.fingerprint(file.path)}\n".encode())
    return digest.hexdigest()
