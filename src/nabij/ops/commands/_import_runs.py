"""`nabij import runs | report | undo`: what was imported, what was said of it, and taking it back."""

import json
import sys
import uuid
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.tenancy import everywhere
from nabij.exchange.models import ImportRun, ReportRow
from nabij.exchange.neutral import write_csv
from nabij.exchange.undo import CannotUndoError, undo
from nabij.ops.exits import AnswerIsNo
from nabij.ops.progress import progress_line
from nabij.ops.ready import ready

RUN = click.argument("run_id", metavar="RUN", type=click.UUID)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
REASON = "the operator names the import by its id"


@click.command(help=_("The newest imports: when, what, and how it ended."))
@click.option("--limit", default=20, show_default=True, help=_("how many"))
@AS_JSON
def runs(limit: int, as_json: bool) -> None:
    """A line per run."""
    with ready(), everywhere("the operator lists the imports of the whole installation"):
        newest = list(ImportRun.objects.select_related("municipality", "undoes")[:limit])
    if as_json:
        click.echo(json.dumps([_as_dict(run) for run in newest], ensure_ascii=False, indent=2))
        return
    for run in newest:
        where = run.municipality.code if run.municipality else "–"
        begun = timezone.localtime(run.started_at)
        click.echo(
            f"{run.uid}  {begun:%Y-%m-%d %H:%M}  {where:<6}  {run.kind:<9}  "
            f"{run.get_state_display():<12}  {run.file}"
        )


def _as_dict(run: ImportRun) -> dict[str, Any]:
    return {
        "run": str(run.uid),
        "municipality": run.municipality.code if run.municipality else None,
        "kind": run.kind,
        "state": run.state,
        "source": run.source,
        "file": run.file,
        "sha256": run.sha256,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "counts": run.counts,
        "undoes": str(run.undoes.uid) if run.undoes else None,
    }


TITLES = ("file", "row", "column", "record", "name", "outcome", "code", "message", "fields")


@click.command(help=_("What an import said of every row."))
@RUN
@click.option("--out", type=click.Path(path_type=Path), help=_("write it as CSV to this file"))
@AS_JSON
def report(run_id: uuid.UUID, out: Path | None, as_json: bool) -> None:
    """The rows that changed something or are wrong; as CSV and JSON all of them."""
    with ready(), everywhere(REASON):
        rows = list(_named(run_id).report.all())
    if as_json:
        click.echo(json.dumps([_row_as_dict(row) for row in rows], ensure_ascii=False, indent=2))
    elif out:
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(
                file,
                TITLES,
                ([_text(value) for value in _row_as_dict(row).values()] for row in rows),
            )
        click.echo(_("Written: {file}").format(file=out))
    else:
        for row in rows:
            if row.outcome != ReportRow.Outcome.UNCHANGED:
                click.echo(_line(row))


def _row_as_dict(row: ReportRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TITLES}


def _text(value: Any) -> Any:
    return (
        json.dumps(value, ensure_ascii=False) if isinstance(value, dict) and value else value or ""
    )


def _line(row: ReportRow) -> str:
    spot = f"{row.file}:{row.row}" if row.row else row.file
    column = f" [{row.column}]" if row.column else ""
    return f"{spot}{column}: {row.get_outcome_display()} {row.name}{row.message}".rstrip()


@click.command("undo", help=_("Take an import back: everything is as it was before, or nothing."))
@RUN
@click.option("--force", is_flag=True, help=_("also what was changed by hand since"))
@AS_JSON
def undo_(run_id: uuid.UUID, force: bool, as_json: bool) -> None:
    """Refuses, naming the records, where something was changed since."""
    with ready():
        with everywhere(REASON):
            run = _named(run_id)
        try:
            with progress_line(_("Taking back")) as progress:
                done = undo(run, today=timezone.localdate(), force=force, progress=progress)
        except CannotUndoError as problem:
            raise AnswerIsNo(str(problem)) from None
    if as_json:
        told = {"ok": done.ok, "run": str(done.run.uid), "conflicts": done.conflicts,
                "counts": done.applied.plain_counts()}  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        sys.exit(0 if done.ok else AnswerIsNo.exit_code)
    for conflict in done.conflicts:
        click.echo(conflict, err=True)
    if not done.ok:
        raise AnswerIsNo(_("Nothing was taken back. With --force it is taken back all the same."))
    click.echo(_("Taken back."))


def _named(run_id: uuid.UUID) -> ImportRun:
    run: ImportRun | None = (
        ImportRun.objects.select_related("municipality").filter(uid=run_id).first()
    )
    if run is None:
        raise AnswerIsNo(_("There is no import {run}.").format(run=run_id))
    return run
