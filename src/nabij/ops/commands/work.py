"""`nabij work`: send mail and run jobs, beside the web server or on a machine of its own."""

import click
from django.utils.translation import gettext as _

from nabij.ops.database import ensure_database, say_what_is_weak
from nabij.ops.exits import explained


@click.command(
    help=_(
        "Send mail and run jobs until stopped. `nabij serve` starts one by itself; start more where there "
        "is much to do."
    )
)
@click.option("--once", is_flag=True, help=_("stop when nothing is due"))
@click.option("--beside", type=int, hidden=True)
def command(once: bool, beside: int | None) -> None:
    """Exit 0, also when stopped by a signal."""
    from nabij.ops.work import Work, transport

    with explained():
        ensure_database(say=click.echo)
        if beside is None:  # otherwise `nabij serve` has said so
            say_what_is_weak(lambda text: click.echo(text, err=True))
        work = Work(transport(), beside=beside)
        if once:
            work.once()
        else:
            work.until_stopped()
