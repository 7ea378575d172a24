"""`nabij restore`: everything of a backup, into an empty place."""

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.core.audit.acting import acting
from nabij.core.models import Municipality
from nabij.core.post.queueing import hold_waiting
from nabij.core.tenancy import within
from nabij.ops.backup.restoring import Found, restore_backup
from nabij.ops.commands.backup import KEY_FILE, checked_exists, in_words, lock_of
from nabij.ops.exits import UnavailableError, explained
from nabij.ops.progress import progress_line
from nabij.ops.ready import COMMAND_LINE
from nabij.ops.upkeep import ensure_index


@click.command(
    help=_(
        "Put everything of the backup FILE into this place: an empty data directory and an empty database, "
        "of either kind. All of it or, where something is wrong, nothing."
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), help=KEY_FILE)
@click.option(
    "--hold-mail",
    is_flag=True,
    help=_("send no mail that was still to go then: it may have gone since; the outbox shows it"),
)
def command(file: Path, key_file: Path | None, hold_mail: bool) -> None:
    """Exit 0 done, 65 a backup that is not whole or of a newer version, 69 a place that is not empty."""
    checked_exists(file)
    lock = lock_of(key_file)
    try:
        with explained(), acting(COMMAND_LINE):
            with progress_line(_("Rows restored:")) as report:
                found = restore_backup(file, lock=lock, progress=report)
            ensure_index(click.echo)
            if hold_mail:
                _hold_mail()
    except OSError as problem:
        raise UnavailableError(in_words(problem)) from problem
    _tell(found, held=hold_mail)


def _hold_mail() -> None:
    for municipality in Municipality.objects.order_by("code"):
        with within(municipality):
            hold_waiting(municipality=municipality, now=timezone.now())


def _tell(found: Found, *, held: bool) -> None:
    click.echo(
        _("Everything is back as it was on {when}: {rows} rows, {files} files.").format(
            when=found.header.made_at, rows=found.contents.rows, files=found.files
        )
    )
    click.echo(_("Everyone signs in again. Check the trail with: nabij audit verify"))
    waiting = found.contents.waiting
    if not waiting:
        return
    if held:
        text = ngettext(
            "{count} mail that was still to go then is kept in the outbox and not sent.",
            "{count} mails that were still to go then are kept in the outbox and not sent.",
            waiting,
        )
    else:
        text = ngettext(
            "{count} mail was still to go then; it goes as soon as Nabij runs, also if it went since.",
            "{count} mails were still to go then; they go as soon as Nabij runs, also if they went since.",
            waiting,
        )
    click.echo(text.format(count=waiting))
