"""`nabij import hsds`: take over another social map."""

import json
from collections import Counter
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.exchange.hsds.importing import Imported, default_source, import_hsds, is_address
from nabij.exchange.hsds.web import Fetcher, UnreachableError
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.records import Problem
from nabij.ops.cli import EXIT_BAD_INPUT
from nabij.ops.exits import UnavailableError
from nabij.ops.progress import progress_line
from nabij.ops.ready import municipality_with, ready

SHOWN = 20


@click.command(
    help=_(
        "Take over organisations, places and offers in HSDS (Open Referral), version 1 to 3. WHERE is "
        "a file, a directory, a zip or the address of an API. All of it is taken over, or nothing."
    )
)
@click.argument("where")
@click.option("--municipality", "code", required=True, help=_("code, such as GM0622"))
@click.option(
    "--source", default="", help=_("name of the source; with its ids it says what is whose")
)
@click.option("--preview", is_flag=True, help=_("only say what would change"))
@click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
@click.option("--allow-private", is_flag=True, help=_("also read addresses in our own network"))
def hsds(
    where: str, code: str, source: str, preview: bool, as_json: bool, allow_private: bool
) -> None:
    """Read, take over, report. Ends with 65 where the input has errors, 69 where nothing answers."""
    with ready():
        municipality = municipality_with(code)
        try:
            with progress_line(_("Taking over")) as progress:
                imported = import_hsds(
                    where if is_address(where) else str(Path(where)),
                    municipality=municipality,
                    source=source.strip()[:80] or default_source(where),
                    preview=preview,
                    today=timezone.localdate(),
                    progress=progress,
                    fetcher=Fetcher(allow_private=allow_private),
                )
        except BadInputError as error:
            _refuse(error, as_json)
    if as_json:
        click.echo(json.dumps(imported.as_dict(), ensure_ascii=False, indent=2))
    else:
        _tell(imported)
    if not imported.result.ok:
        raise SystemExit(EXIT_BAD_INPUT)


def _refuse(error: BadInputError, as_json: bool) -> None:
    problem = error.problem
    if isinstance(error, UnreachableError):
        raise UnavailableError(_line(problem)) from None
    if as_json:
        told = {"ok": False, "counts": {}, "changed": 0, "problem_count": 1,
                "problems": [{"code": problem.code, "message": problem.message, "fatal": True,
                              "file": problem.file, "row": problem.row, "column": problem.column}]}  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(_line(problem), err=True)
        click.echo(_("Nothing was changed."), err=True)
    raise SystemExit(EXIT_BAD_INPUT)


def _tell(imported: Imported) -> None:
    findings, result = imported.findings, imported.result
    click.echo(_("Read: {tables}.").format(tables=_numbers(findings.counts)))
    if findings.unknown:
        told = _("Fields that Nabij does not know, kept as they are: {fields}.")
        click.echo(told.format(fields=_numbers(findings.unknown)))
    for problem in result.problems[:SHOWN]:
        click.echo(_line(problem), err=problem.fatal)
    if more := result.problem_count - min(SHOWN, len(result.problems)):
        told = ngettext("… and {count} more remark.", "… and {count} more remarks.", more)
        click.echo(told.format(count=more))
    click.echo(_conclusion(imported), err=not result.ok)


def _conclusion(imported: Imported) -> str:
    result = imported.result
    if not result.ok:
        told = ngettext(
            "{count} error. Nothing was changed.", "{count} errors. Nothing was changed.",
            result.fatal_count,
        )  # fmt: skip
        return told.format(count=result.fatal_count)
    if not result.changed:
        return _("Everything was here already: nothing changes.")
    template = (
        _("This would be new: {new}; this would change: {other}. Nothing was written.")
        if result.dry_run
        else _("New: {new}; changed: {other}. To take it back: nabij import undo {run}")
    )
    return template.format(
        new=result.total("created"), other=result.total("updated"), run=imported.run.uid
    )


def _numbers(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items())) or "0"


def _line(problem: Problem) -> str:
    spot = problem.file
    if problem.row is not None:
        spot += f":{problem.row}"
    if problem.column:
        spot += f" [{problem.column}]"
    return f"{spot}: {problem.message}" if spot else problem.message
