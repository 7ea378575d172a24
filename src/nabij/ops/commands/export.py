"""`nabij export`: the social map as files for other systems."""

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.tenancy import everywhere, within
from nabij.exchange.hsds.export import Exported, Progress, export
from nabij.ops.exits import WrongUseError
from nabij.ops.progress import progress_line
from nabij.ops.ready import municipality_with, ready


@click.group(help=_("Write the social map to files for other systems."))
def command() -> None:
    """One command for each sort of file."""


@command.command(
    help=_(
        "Write what is public as HSDS 3.0 (Open Referral). FILE ending in .json: one page with all "
        "services; in .zip: everything in a zip; otherwise a directory."
    )
)
@click.option("--out", metavar="FILE", required=True, help=_("directory, FILE.zip or FILE.json"))
@click.option("--municipality", "code", default="", help=_("code of the only one to write"))
@click.option("--format", "form", default="json", help=_("json or csv"))
def hsds(out: str, code: str, form: str) -> None:
    """Write, and say how many records of each sort."""
    if form not in ("json", "csv"):
        raise WrongUseError(_("--format is json or csv."))
    path = Path(out)
    if form == "csv" and path.suffix.lower() == ".json":
        raise WrongUseError(_("CSV is many files: give a directory, or a name that ends in .zip."))
    with ready(), progress_line(_("Writing")) as progress:
        scope = (
            within(municipality_with(code))
            if code
            else everywhere("open data: an export of all municipalities")
        )
        with scope:
            written = _export(path, form, progress)
    for name, number in sorted(written.counts.items()):
        click.echo(f"{name} {number}")


def _export(path: Path, form: str, progress: Progress) -> Exported:
    try:
        return export(path, form, today=timezone.localdate(), progress=progress)
    except OSError as error:
        message = _("{file} cannot be written: {reason}")
        raise WrongUseError(message.format(file=path, reason=error.strerror)) from error
