"""`nabij migrate`: bring the database up to date."""

import click
from django.utils.translation import gettext as _

from nabij.ops.database import migrate


@click.command(help=_("Bring the database up to date with this version of Nabij."))
def command() -> None:
    """Apply what was not applied yet."""
    migrate(click.echo)
    click.echo(_("The database is up to date."))
