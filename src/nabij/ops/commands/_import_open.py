"""`nabij import postcodes | areas | figures`: open data for the whole installation."""

from collections.abc import Callable
from pathlib import Path

import click
from django.utils.translation import gettext as _

from nabij.exchange.geodata.areas import MEGABYTES, SIMPLIFY, SOURCE, import_areas
from nabij.exchange.geodata.figures import import_figures
from nabij.exchange.geodata.postcodes import import_postcodes, link_areas
from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.runs import Progress
from nabij.ops.exits import WrongUseError
from nabij.ops.progress import progress_line
from nabij.ops.ready import ready
from nabij.ops.reporting import finished_elsewhere, refuse, tell

FILE = click.argument("file", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
Work = Callable[[Progress], tuple[ImportRun, ApplyResult]]


@click.command(
    help=_(
        "Take over where postcodes lie: a CSV with the columns postcode, lat and lon, in degrees or RD."
    )
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--areas", "with_areas", is_flag=True,
    help=_("also find the neighbourhood of each; without FILE: of those that are known"),
)  # fmt: skip
@click.option("--skip-bad", is_flag=True, help=_("leave out rows that are wrong"))
@click.option(
    "--encoding", default="", help=_("such as utf-8 or cp1252, where it is not recognised")
)
@click.option("--delimiter", default="", help=_("sign between columns, where it is not recognised"))
@AS_JSON
def postcodes(
    file: Path | None,
    with_areas: bool,
    skip_bad: bool,
    encoding: str,
    delimiter: str,
    as_json: bool,
) -> None:
    """Postcodes of the whole country, or of a part of it."""
    if file is None and not with_areas:
        raise WrongUseError(_("Give a FILE, or --areas for the postcodes that are known."))

    def work(progress: Progress) -> tuple[ImportRun, ApplyResult]:
        if file is None:
            return link_areas(progress=progress)
        return import_postcodes(
            file,
            with_areas=with_areas,
            skip_bad=skip_bad,
            encoding=encoding,
            delimiter=delimiter,
            progress=progress,
        )

    _run(work, as_json)


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
@click.option("--source", default=SOURCE, show_default=True, help=_("whose boundaries these are"))
@click.option(
    "--max-megabytes", default=MEGABYTES, show_default=True, help=_("no larger file than this")
)
@AS_JSON
def areas(
    file: Path,
    year: int | None,
    simplify: float,
    parent_level: str | None,
    source: str,
    max_megabytes: int,
    as_json: bool,
) -> None:
    """Areas with CBS codes."""
    _run(
        lambda progress: import_areas(
            file,
            year=year,
            simplify=simplify,
            parent_level=parent_level or "",
            source=source,
            megabytes=max_megabytes,
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
    with ready(), finished_elsewhere():
        try:
            with progress_line(_("Taking over")) as progress:
                run, result = work(progress)
        except BadInputError as error:
            refuse(error.problem, as_json=as_json)
            return
        tell(run, result, as_json=as_json)
