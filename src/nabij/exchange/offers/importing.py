"""A table of offers from file to social map: read into waiting rows, understood, compared, taken over.

`read` → `understand` → `take_over` (once with `dry_run` for a preview, once for real). Between them
everything is in the database, so that a run that was stopped goes on where it was.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.exchange import runs
from nabij.exchange.apply import ApplyResult, apply_records
from nabij.exchange.models import ImportRun
from nabij.exchange.offers import known
from nabij.exchange.offers.columns import FIRST_ROWS, Matching, find_title_row, match_columns
from nabij.exchange.offers.rows import RowReader, RowRecords, read_row
from nabij.exchange.outcomes import without_nul
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import BadInputError, Table, read_table
from nabij.exchange.reading.wire import Cell, from_wire, to_wire
from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    Origin,
    PlaceRecord,
    Problem,
    Record,
)
from nabij.exchange.runs import Progress

#: The name of a table as a source, unless another is given: next month's file is the same source.
SOURCE = "table"


@dataclass
class Options:
    """How a table is read. `columns`: their name of a column → ours (empty: leave it out)."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def plain(self) -> dict[str, Any]:
        """What makes a run another run, as JSON."""
        return {"sheet": self.sheet, "encoding": self.encoding, "delimiter": self.delimiter}


@dataclass
class Understood:
    """What the rows of a run mean. Problems are in the order of the rows."""

    matching: Matching
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0


def read(
    path: Path,
    *,
    municipality: Municipality,
    source: str = SOURCE,
    options: Options | None = None,
    name: str | None = None,
    by: uuid.UUID | None = None,
    progress: Progress | None = None,
) -> ImportRun:
    """Read the file into the waiting rows of a run: a new one, or the one that was begun with it.

    Raises BadInputError, after noting it with the run, where the file cannot be read.
    """
    options = options or Options()
    table = read_table(
        path, name=name, sheet=options.sheet, encoding=options.encoding,
        delimiter=options.delimiter, limits=options.limits,
    )  # fmt: skip
    with within(municipality):
        table.check_outside()
        run = runs.open_run(
            kind=ImportRun.Kind.OFFERS, municipality=municipality, source=source,
            file=table.name, sha256=runs.fingerprint(path), options=options.plain(), by=by,
        )  # fmt: skip
        if run.state == ImportRun.State.STAGING:
            with runs.reading(run):
                _stage(run, table, progress)
    return run


def _stage(run: ImportRun, table: Table, progress: Progress | None) -> None:
    done = runs.staged_count(run)
    try:
        with table:
            lines = _lines(table)
            for _number in range(done):
                next(lines, None)
            runs.stage(run, lines, progress)
    except BadInputError as refusal:
        result = ApplyResult(dry_run=False)
        result.problem(refusal.problem)
        runs.finish(run, result)
        raise


def _lines(table: Table) -> Iterator[dict[str, Any]]:
    """First what is known of the file as a whole, then its rows."""
    yield {
        "notes": [{"code": note.code, "message": note.message} for note in table.notes],
        "formulas": [[each.row, each.column, each.reaching] for each in table.formulas],
    }
    for line in table:
        yield {"row": line.row, "cells": [_waiting(cell) for cell in line.cells]}


def _waiting(cell: Cell) -> Any:
    """A cell as it waits in the database; `rows` refuses what held NUL."""
    return without_nul(cell) if isinstance(cell, str) else to_wire(cell)


def understand(
    run: ImportRun, *, today: dt.date, columns: dict[str, str] | None = None
) -> Understood:
    """What the waiting rows mean: records, and whatever is wrong with file, columns and cells."""
    assert run.municipality is not None
    with within(run.municipality):
        waiting = runs.staged(run)
        about = next(waiting)
        lines = ((each["row"], [from_wire(cell) for cell in each["cells"]]) for each in waiting)
        understood = _understand(run, about, lines, today, columns or {})
        if not any(problem.fatal for problem in understood.problems):
            known.settle(run, understood.records, understood.problems.append)
    return understood


def _understand(
    run: ImportRun,
    about: dict[str, Any],
    lines: Iterator[tuple[int, list[Cell]]],
    today: dt.date,
    columns: dict[str, str],
) -> Understood:
    first = list(islice(lines, FIRST_ROWS))
    title_row, titles = find_title_row(first)
    matching = match_columns(title_row, titles, run.file, columns)
    understood = Understood(matching, problems=_about_file(run, about) + matching.notes)
    if any(problem.fatal for problem in matching.notes):
        return understood
    formulas = _formulas(about)
    gathered = Gathered(understood)
    for row, cells in (*(line for line in first if line[0] > title_row), *lines):
        origin = Origin(run.file, row)
        report = understood.problems.append
        reader = RowReader(matching, origin, cells, today, report, formulas.get(row))
        understood.rows += 1
        if records := read_row(reader):
            gathered.add(records, reader)
    understood.records = gathered.records()
    if not understood.rows:
        problem = Problem(
            "no_rows", _("There are names of columns, but no rows."), run.file, title_row
        )
        understood.problems.append(problem)
    return understood


def _about_file(run: ImportRun, about: dict[str, Any]) -> list[Problem]:
    notes = [
        Problem(note["code"], note["message"], run.file, fatal=False) for note in about["notes"]
    ]
    if any(row is None and reaching for row, _column, reaching in about["formulas"]):
        message = _(
            "A formula of this sheet reaches out of the workbook. Write what it should say."
        )
        notes.append(Problem("formula", message, run.file))
    return notes


def _formulas(about: dict[str, Any]) -> dict[int, dict[int, bool]]:
    """Row → position of the cell → whether the formula reaches out of the workbook."""
    found: dict[int, dict[int, bool]] = {}
    for row, column, reaching in about["formulas"]:
        if row is not None:
            found.setdefault(row, {})[column - 1] = reaching
    return found


class Gathered:
    """Records of all rows: every organisation and place once, rows of one activity together."""

    def __init__(self, understood: Understood) -> None:
        self._problems = understood.problems
        self._organisations: dict[str, OrganisationRecord] = {}
        self._places: dict[str, PlaceRecord] = {}
        self._offers: list[OfferRecord] = []
        self._by_content: dict[str, OfferRecord] = {}

    def add(self, row: RowRecords, reader: RowReader) -> None:
        """Take in what a row holds."""
        self._organisations.setdefault(row.organisation.source_id, row.organisation)
        if row.place:
            known_place = self._places.setdefault(row.place.source_id, row.place)
            if known_place.lat is None:
                known_place.lat, known_place.lon = row.place.lat, row.place.lon
        earlier = self._by_content.get(row.offer.source_id) if row.by_content else None
        if earlier is None:
            self._offers.append(row.offer)
            if row.by_content:
                self._by_content[row.offer.source_id] = row.offer
        else:
            _join(earlier, row.offer, reader)

    def records(self) -> list[Record]:
        """All of them, those that are referred to first."""
        return [*self._places.values(), *self._organisations.values(), *self._offers]


def _join(earlier: OfferRecord, again: OfferRecord, reader: RowReader) -> None:
    """A second row of one activity adds its dates; where it says something else, nobody can choose."""
    apart = ("origin", "source_id", "schedules", "verified_on")
    names = [name for name in OfferRecord.__slots__ if name not in apart]
    differing = [
        name
        for name in names
        if getattr(again, name) is not None and getattr(again, name) != getattr(earlier, name)
    ]
    where = {"row": earlier.origin.row}
    if differing:
        message = _(
            "Row %(row)d is the same activity but says something else. Give both a number in “id”."
        )
        reader.problem("name", "double_row", message % where)
    elif again.schedules:
        earlier.schedules = [*(earlier.schedules or []), *again.schedules]
        message = _("The same activity as row %(row)d: its dates were put together.")
        reader.problem("name", "joined_row", message % where, fatal=False)


def take_over(
    run: ImportRun,
    understood: Understood,
    *,
    today: dt.date,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ApplyResult:
    """Compare (`dry_run`), or take everything over: all or nothing."""
    assert run.municipality is not None
    return apply_records(
        understood.records,
        municipality=run.municipality,
        source=run.source,
        run=run,
        dry_run=dry_run,
        today=today,
        problems=understood.problems,
        progress=progress,
    )
