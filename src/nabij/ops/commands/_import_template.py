"""`nabij import template`: an empty table of offers to fill in."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from nabij.exchange.offers.template import write_template
from nabij.ops.exits import UnavailableError, WrongUseError

NAME = "nabij-aanbod.xlsx"


@click.command(
    help=_("Write an empty table of offers, with explanations: to fill in and to import.")
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=NAME, show_default=True,
    help=_("file that ends in .xlsx or .csv"),
)  # fmt: skip
def template(out: Path) -> None:
    """Write the file, and say where."""
    try:
        write_template(out)
    except ValueError as problem:
        raise WrongUseError(str(problem)) from None
    except OSError as problem:
        raise UnavailableError(
            _("The file {file} cannot be written: {problem}.").format(
                file=out, problem=problem.strerror
            )
        ) from None
    click.echo(_("Written: {file}").format(file=out))
