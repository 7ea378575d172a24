"""`nabij import postcodes | areas | figures`: open data for the whole installation."""

from collections.abc import Callable
from pathlib import Path

import click
from django.utils.translation import gettext as _

from nabij.exchange.geodata.areas import SIMPLIFY, import_areas
from nabij.exchange.geodata.figures import import_figures
from nabij.exchange.geodata.postcodes import import_postcodes
from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.runs import Progress
from nabij.ops.progress import progress_line
from nabij.ops.ready import ready
from nabij.ops.reporting import refuse, tell

FILE = click.argument("file", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
Work = Callable[[Progress], tuple[ImportRun, ApplyResult]]


@click.command(
    help=_(
        "Take over where postcodes lie: a CSV with the columns postcode, lat and lon, in degrees or RD."
    )
)
@FILE
@click.option("--areas", "with_areas", is_flag=True, help=_("also find the neighbourhood of each"))
@click.option("--skip-bad", is_flag=True, help=_("leave out rows that are wrong"))
@AS_JSON
def postcodes(file: Path, with_areas: bool, skip_bad: bool, as_json: bool) -> None:
    """Postcodes of the whole country, or of a part of it."""
    _run(
        lambda progress: import_postcodes(
            file, with_areas=with_areas, skip_bad=skip_bad, progress=progress
        ),
        as_json,
    )


@click.command(
    help=_(
        "Take over municipalities, districts and neighbourhoods with their boundaries: GeoJSON with CBS "
        "codes, in degrees or RD."
    )
)
@FILE
@click.option("--year", type=int, help=_("the division of which year"))
@click.option(
    "--simplify", default=SIMPLIFY, show_default=True, help=_("metres that a boundary may shift")
)
@click.option(
    "--parent-level",
    type=click.Choice(["municipality", "district"]),
    default=None,
    help=_("of which kind the area around must be"),
)
@AS_JSON
def areas(
    file: Path, year: int | None, simplify: float, parent_level: str | None, as_json: bool
) -> None:
    """Areas with CBS codes."""
    _run(
        lambda progress: import_areas(
            file,
            year=year,
            simplify=simplify,
            parent_level=parent_level or "",
            progress=progress,
        ),
        as_json,
    )


@click.command(
    help=_(
        "Take over official figures: key figures of the CBS as JSON, or a CSV with the columns area, "
        "indicator, year and value."
    )
)
@FILE
@click.option("--year", type=int, help=_("the year, where the file does not say it"))
@click.option("--source", default="", help=_("where the figures come from"))
@AS_JSON
def figures(file: Path, year: int | None, source: str, as_json: bool) -> None:
    """Figures per area."""
    _run(
        lambda progress: import_figures(file, year=year, source=source, progress=progress), as_json
    )


def _run(work: Work, as_json: bool) -> None:
    with ready():
        try:
            with progress_line(_("Taking over")) as progress:
                run, result = work(progress)
        except BadInputError as error:
            refuse(error.problem, as_json=as_json)
            return
        tell(run, result, as_json=as_json)
