"""How commands tell what an import did: the same words and the same JSON for every kind of file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.db import OperationalError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nabij.exchange.models import ImportRun, ReportRow
from nabij.exchange.outcomes import ApplyResult, Outcome
from nabij.exchange.records import Problem
from nabij.exchange.runs import DoneElsewhereError, others_busy
from nabij.exchange.schedules import in_words
from nabij.ops.cli import EXIT_BAD_INPUT
from nabij.ops.exits import UnavailableError

SHOWN, LONGEST = 20, 80


def told(run: ImportRun | None, result: ApplyResult) -> dict[str, Any]:
    """An import as JSON: the run, counts per table and outcome, what changed and what is wrong."""
    return {
        "ok": result.ok,
        "run": str(run.uid) if run else None,
        "preview": result.dry_run,
        "counts": result.plain_counts(),
        "changed": result.changed,
        "problem_count": result.problem_count,
        "problems": [problem_as_dict(problem) for problem in result.problems],
        "outcomes": [_outcome_as_dict(outcome) for outcome in result.outcomes],
    }


def problem_as_dict(problem: Problem) -> dict[str, Any]:
    """One problem as JSON."""
    return {
        "code": problem.code,
        "message": problem.message,
        "fatal": problem.fatal,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
    }


def _outcome_as_dict(outcome: Outcome) -> dict[str, Any]:
    return {
        "record": outcome.record,
        "source_id": outcome.source_id,
        "name": outcome.name,
        "outcome": outcome.outcome,
        "file": outcome.origin.file,
        "row": outcome.origin.row,
        "fields": outcome.fields,
    }


def tell(run: ImportRun | None, result: ApplyResult, *, as_json: bool) -> None:
    """Report on the terminal, and end with 65 where the input has errors."""
    if as_json:
        click.echo(json.dumps(told(run, result), ensure_ascii=False, indent=2))
    else:
        _tell_problems(result)
        if result.dry_run and result.ok:
            _tell_outcomes(result)
        click.echo(_conclusion(run, result), err=not result.ok)
    if not result.ok:
        raise SystemExit(EXIT_BAD_INPUT)


def refuse(problem: Problem, *, as_json: bool) -> None:
    """Report a file that could not be read at all, and end with 65."""
    result = ApplyResult(dry_run=False)
    result.problem(problem)
    tell(None, result, as_json=as_json)


def _tell_problems(result: ApplyResult) -> None:
    for problem in result.problems[:SHOWN]:
        click.echo(line_of(problem), err=problem.fatal)
    if more := result.problem_count - min(SHOWN, len(result.problems)):
        text = ngettext("… and {count} more remark.", "… and {count} more remarks.", more)
        click.echo(text.format(count=more))


def _tell_outcomes(result: ApplyResult) -> None:
    """What would change, field by field."""
    names = {"place": _("place"), "organisation": _("organisation"), "offer": _("activity")}
    for outcome in result.outcomes[:SHOWN]:
        label = ReportRow.Outcome(outcome.outcome).label
        kind = names.get(outcome.record, outcome.record)
        click.echo(f"{label!s:<10} {kind:<12} {outcome.name}")
        for name, (before, after) in outcome.fields.items():
            click.echo(f"           {name}: {_shown(name, before)} → {_shown(name, after)}")
    if more := result.changed - min(SHOWN, len(result.outcomes)):
        text = ngettext("… and {count} more change.", "… and {count} more changes.", more)
        click.echo(text.format(count=more))


def _shown(name: str, value: Any) -> str:
    """A value as a person reads it: dates in words, lists with commas, nothing as a dash."""
    if name == "schedules":
        value = [in_words(schedule, get_language() or "nl") for schedule in value]
    if isinstance(value, list):
        value = ", ".join(str(each) for each in value)
    text = " ".join(str("–" if value is None or value == "" else value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@contextmanager
def finished_elsewhere() -> Iterator[None]:
    """Two imports of one file at once: the one that comes second says so, and that all is well.

    SQLite has one writer; when it writes for longer than we may wait, that is said too.
    """
    try:
        yield
    except DoneElsewhereError as problem:
        click.echo(str(problem))
    except OperationalError as problem:
        if "locked" not in str(problem):
            raise
        raise UnavailableError(
            _("Another import is busy with the database. Try again when it is done.")
        ) from problem


def say_if_waiting(run: ImportRun) -> None:
    """Where another import has the turn, say that this one waits."""
    if others_busy(run.kind, run.municipality):
        click.echo(_("Another import is going on here; this one waits for it …"), err=True)


def _conclusion(run: ImportRun | None, result: ApplyResult) -> str:
    if not result.ok:
        text = ngettext(
            "{count} error. Nothing was changed.", "{count} errors. Nothing was changed.",
            result.fatal_count,
        )  # fmt: skip
        return text.format(count=result.fatal_count)
    if not result.changed:
        return _("Everything was here already: nothing changes.")
    template = (
        _("This would be new: {new}; this would change: {other}. Nothing was written.")
        if result.dry_run
        else _("New: {new}; changed: {other}. To take it back: nabij import undo {run}")
    )
    return template.format(
        new=result.total("created"), other=result.total("updated"), run=run.uid if run else ""
    )


def line_of(problem: Problem) -> str:
    """A problem on one line: file, row, column, and what to do."""
    spot = problem.file
    if problem.row is not None:
        spot += f":{problem.row}"
    if problem.column:
        spot += f" [{problem.column}]"
    return f"{spot}: {problem.message}" if spot else problem.message
