"""`nabij import map`: water, green, roads and railways to draw the map with."""

import json
from pathlib import Path

import click
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.exchange.map_data import MapReport, import_map
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.records import Problem
from nabij.ops.cli import EXIT_BAD_INPUT
from nabij.ops.ready import municipality_with, ready

SHOWN = 20


@click.command(
    "map",
    help=_(
        "Replace what the map of a municipality is drawn with. FILE is GeoJSON, in degrees or RD; each "
        "feature has a kind (water, green, road or rail), and may have a name and main (true: on small "
        "maps too). All of it is taken over, or nothing."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--municipality", "code", required=True, help=_("code, such as GM0622"))
@click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
def map_(file: Path, code: str, as_json: bool) -> None:
    """Read, replace, report. Ends with 65 where the input has errors."""
    with ready():
        municipality = municipality_with(code)
        with within(municipality):
            report = _imported(file, municipality)
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        _tell(report)
    if not report.ok:
        raise SystemExit(EXIT_BAD_INPUT)


def _imported(file: Path, municipality: Municipality) -> MapReport:
    try:
        return import_map(file, municipality)
    except BadInputError as error:
        return MapReport(problems=[error.problem])


def _tell(report: MapReport) -> None:
    for problem in report.problems[:SHOWN]:
        click.echo(_line(problem), err=True)
    if not report.ok:
        click.echo(_("Nothing was changed."), err=True)
        return
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(report.counts.items()))
    click.echo(_("On the map: {kinds}.").format(kinds=kinds))
    if report.elsewhere:
        told = _("{count} features lie outside the municipality and were left out.")
        click.echo(told.format(count=report.elsewhere))


def _line(problem: Problem) -> str:
    spot = problem.file if problem.row is None else f"{problem.file}:{problem.row}"
    return f"{spot}: {problem.message}"
