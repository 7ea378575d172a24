"""`nabij serve`: the web server of an installation, behind one that speaks https."""

import click
from django.utils.translation import gettext as _

from nabij.ops.database import ensure_database, say_what_is_weak
from nabij.ops.serve import serve
from nabij.ops.upkeep import ensure_index


@click.command(help=_("Serve Nabij. Put a web server that speaks https in front."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("address to listen at"))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help=_("port of the web address"),
)
@click.option("--workers", default=2, show_default=True, help=_("number of processes"))
@click.option(
    "--work/--no-work", default=True, help=_("also send mail and run jobs, in a process beside")
)
def command(host: str, port: int, workers: int, work: bool) -> None:
    """Gather the static files, then serve until stopped."""
    from django.core.management import call_command

    ensure_database(say=click.echo)
    say_what_is_weak(lambda text: click.echo(text, err=True))
    ensure_index(say=click.echo)
    call_command("collectstatic", interactive=False, verbosity=0)
    serve(port, host=host, workers=workers, work_beside=work)
