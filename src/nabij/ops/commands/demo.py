"""`nabij demo`: the whole of Nabij with its example municipality, on this machine."""

import os
import shutil
import sys
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.ops.cli import EXIT_UNAVAILABLE, EXIT_USAGE


@click.command(help=_("Start Nabij with the example municipality."))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help=_("port of the web address"),
)
@click.option("--data", type=click.Path(path_type=Path), help=_("directory for the database"))
@click.option("--fresh", is_flag=True, help=_("throw the example away and fill it anew"))
@click.option("--fill-only", is_flag=True, help=_("fill the example, start no server"))
def command(port: int, data: Path | None, fresh: bool, fill_only: bool) -> None:
    """Prepare, fill where needed, and serve in the foreground."""
    if not settings.NABIJ_DEMO:
        click.echo(
            _("The example only runs with NABIJ_MODE=demo. Start it with bin/demo."), err=True
        )
        sys.exit(EXIT_USAGE)
    if data and data.resolve() != settings.DATA_DIR.resolve():
        _again_with(data)
    if fresh:
        _throw_away()
    _fill()
    if not fill_only:
        _serve(port)


def _again_with(data: Path) -> None:
    """Settings are read at the start, so another data directory means starting again."""
    os.environ["NABIJ_DATA"] = str(data.resolve())
    os.environ.pop("DATABASE_URL", None)
    os.execv(sys.executable, [sys.executable, "-m", "nabij", *sys.argv[1:]])  # noqa: S606 - Nabij itself


def _throw_away() -> None:
    """Remove the example's database; refuses where real municipalities live in it."""
    from django.db import connection

    from nabij.core.models import Municipality

    if connection.vendor != "sqlite":
        click.echo(_("--fresh only works on SQLite; make an empty database yourself."), err=True)
        sys.exit(EXIT_USAGE)
    begun = "core_municipality" in connection.introspection.table_names()
    if begun and Municipality.objects.filter(example=False).exists():
        click.echo(_("This database holds a real municipality; it stays as it is."), err=True)
        sys.exit(EXIT_USAGE)
    connection.close()
    name = str(settings.DATABASES["default"]["NAME"])
    for path in (name, f"{name}-wal", f"{name}-shm"):
        Path(path).unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def _fill() -> None:
    from nabij.demo.fill import NotEmptyError, fill, is_filled, keep_ahead
    from nabij.ops.database import ensure_database
    from nabij.ops.upkeep import ensure_index

    ensure_database(say=click.echo)
    today = timezone.localdate()
    try:
        if is_filled():
            ensure_index(say=click.echo)
            keep_ahead(today=today)
        else:
            click.echo(_("Filling the example municipality (once, about half a minute) …"))
            fill(today=today, say=lambda what: click.echo(f"  · {_(what)}"))
    except NotEmptyError as problem:
        click.echo(str(problem), err=True)
        sys.exit(EXIT_UNAVAILABLE)


def _serve(port: int) -> None:
    """Print the address and the cast, then serve until Ctrl-C."""
    from nabij.ops.serve import check_free, serve

    check_free(port)
    address = f"http://localhost:{port}/"
    click.echo("")
    click.secho(_("Nabij is open at {address}").format(address=address), bold=True)
    click.echo(
        _("Be one of these people with one click at {address}:").format(
            address=f"{address}nl/demo/"
        )
    )
    for line in _cast():
        click.echo(f"  {line}")
    click.echo(_("Stop with Ctrl-C."))
    serve(port)


def _cast() -> list[str]:
    from nabij.core.models import User

    users = User.objects.exclude(demo_text="").order_by("pk")
    return [f"{user.name:<24} {user.job_title}" for user in users]
