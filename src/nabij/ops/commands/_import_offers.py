"""`nabij import offers`: a table of offers, compared first and then taken over whole or not at all."""

import sys
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.exchange.models import ImportRun
from nabij.exchange.offers.importing import SOURCE, Options, Understood, read, take_over, understand
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import BadInputError
from nabij.ops.exits import WrongUseError
from nabij.ops.progress import progress_line
from nabij.ops.ready import municipality_with, ready
from nabij.ops.reporting import finished_elsewhere, refuse, say_if_waiting, tell


@click.command(
    help=_(
        "Take over offers from a table: CSV, XLSX or ODS, one row per offer. It shows what would change "
        "and asks; without a terminal, or with --yes, it goes on. All of it is taken over, or nothing."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--municipality", "code", required=True, help=_("code, such as GM0622"))
@click.option(
    "--source", default=SOURCE, help=_("name of the source; with its ids it says what is whose")
)
@click.option("--sheet", default="", help=_("name of the sheet, where there are more"))
@click.option(
    "--map", "mapping", multiple=True, help=_("“their column=our field”; may be repeated")
)
@click.option(
    "--encoding", default="", help=_("such as utf-8 or cp1252, where it is not recognised")
)
@click.option("--delimiter", default="", help=_("sign between columns, where it is not recognised"))
@click.option(
    "--max-rows", default=Limits.rows, show_default=True, help=_("no more rows than this")
)
@click.option("--preview", is_flag=True, help=_("only say what would change"))
@click.option("--yes", is_flag=True, help=_("do not ask"))
@click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
def offers(
    file: Path,
    code: str,
    source: str,
    mapping: tuple[str, ...],
    preview: bool,
    yes: bool,
    as_json: bool,
    max_rows: int,
    **how: str,
) -> None:
    """Read, compare, ask, take over. Ends with 65 where the input has errors."""
    columns = _columns(mapping)
    options = Options(columns=columns, limits=Limits(rows=max_rows), **how)
    with ready(), finished_elsewhere():
        municipality = municipality_with(code)
        try:
            with progress_line(_("Reading")) as progress:
                run = read(
                    file,
                    municipality=municipality,
                    source=source.strip()[:80] or SOURCE,
                    options=options,
                    progress=progress,
                )
        except BadInputError as error:
            refuse(error.problem, as_json=as_json)
            return
        meant = understand(run, today=timezone.localdate(), columns=columns)
        asks = sys.stdin.isatty() and not (yes or as_json)
        if (preview or asks) and not _agreed(run, meant, asks and not preview, as_json):
            return
        say_if_waiting(run)
        with progress_line(_("Taking over")) as progress:
            result = take_over(run, meant, today=timezone.localdate(), progress=progress)
        tell(run, result, as_json=as_json)


def _agreed(run: ImportRun, meant: Understood, ask: bool, as_json: bool) -> bool:
    """Show what would change; whether it must go on. Ends the command where the input has errors."""
    with progress_line(_("Comparing")) as progress:
        compared = take_over(
            run, meant, today=timezone.localdate(), dry_run=True, progress=progress
        )
    tell(run, compared, as_json=as_json)
    return ask and bool(compared.changed) and click.confirm(_("Take this over?"))


def _columns(mapping: tuple[str, ...]) -> dict[str, str]:
    """`Kolom=field` pairs; wrong use where there is no `=`."""
    pairs = [text.partition("=") for text in mapping]
    for theirs, sign, _ours in pairs:
        if not sign:
            raise WrongUseError(
                _("--map wants “their column=our field”, not “{text}”.").format(text=theirs)
            )
    return {theirs.strip(): ours.strip() for theirs, _sign, ours in pairs}
