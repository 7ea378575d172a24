"""`nabij migrate`: bring the database up to date."""

import click
from django.utils.translation import gettext as _

from nabij.core.audit.acting import acting
from nabij.ops.database import migrate, say_what_is_weak
from nabij.ops.ready import COMMAND_LINE
from nabij.ops.upkeep import ensure_index


@click.command(help=_("Bring the database up to date with this version of Nabij."))
def command() -> None:
    """Apply what was not applied yet, and make anew what is derived from the rest."""
    migrate(click.echo)
    say_what_is_weak(lambda text: click.echo(text, err=True))
    with acting(COMMAND_LINE):
        ensure_index(click.echo)
    click.echo(_("The database is up to date."))
