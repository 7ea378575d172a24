"""`nabij backup`: everything in one encrypted file."""

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.ops.backup.locks import Lock, make_key_file, passphrase, read_key_file
from nabij.ops.backup.making import make_backup
from nabij.ops.backup.restoring import Found, check_backup
from nabij.ops.exits import UnavailableError, WrongUseError
from nabij.ops.progress import progress_line
from nabij.ops.ready import ready

KEY_FILE = _("open with this key file instead of a sentence")


@click.command(
    help=_(
        "Write everything into a new, encrypted FILE: all municipalities, files and keys. It asks for a "
        "sentence that opens it again, unless you name a key file. Nabij may go on meanwhile."
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), help=KEY_FILE)
@click.option("--check", is_flag=True, help=_("read FILE, a backup, and say whether it is whole"))
@click.option("--make-key", is_flag=True, help=_("make FILE, a new key file for backups"))
@click.option(
    "--without-keys", is_flag=True, help=_("leave the master keys out; you keep them apart")
)
def command(
    file: Path, key_file: Path | None, check: bool, make_key: bool, without_keys: bool
) -> None:
    """Exit 0 done, 65 a backup that is not whole, 69 what is needed is not there."""
    if (check + make_key + without_keys > 1) or (make_key and key_file):
        raise WrongUseError(_("These options do not go together."))
    try:
        if make_key:
            _make_key(file)
        elif check:
            _tell_found(_checked(file, lock_of(key_file)))
        else:
            _make(file, lock_of(key_file, new=True), with_keys=not without_keys)
    except OSError as problem:
        raise UnavailableError(in_words(problem)) from problem


def lock_of(key_file: Path | None, *, new: bool = False) -> Lock:
    """The key file, or the sentence that is asked for; new: twice, so that it is typed right."""
    if key_file is not None:
        return read_key_file(key_file)
    asked = _("Sentence that opens the backup")
    again = _("Once more") if new else False
    return passphrase(click.prompt(asked, hide_input=True, confirmation_prompt=again, err=True))


def checked_exists(file: Path) -> None:
    """Raise UnavailableError where there is no such file."""
    if not file.exists():
        raise UnavailableError(_("There is no file {file}.").format(file=file))


def _make(file: Path, lock: Lock, *, with_keys: bool) -> None:
    if not file.resolve().parent.is_dir():
        raise UnavailableError(_("There is no folder {folder}.").format(folder=file.parent))
    with ready(), progress_line(_("Rows in the backup:")) as report:
        made = make_backup(
            file, lock=lock, now=timezone.now(), with_keys=with_keys, progress=report
        )
    rows, files = _counted(made.rows, made.files)
    click.echo(
        _("{file} is made: {rows}, {files}, {size} MB.").format(
            file=file, rows=rows, files=files, size=-(-file.stat().st_size // 1_000_000)
        )
    )
    click.echo(_("Bring it to another place, and try a restore now and then (docs/backup.md)."))


def _make_key(file: Path) -> None:
    make_key_file(file)
    click.echo(_("{file} is made. Keep a copy apart from the backups.").format(file=file))
    click.echo(_("Without it nobody can open a backup that was made with it."))


def _checked(file: Path, lock: Lock) -> Found:
    checked_exists(file)
    with progress_line(_("Rows read:")) as report:
        return check_backup(file, lock=lock, progress=report)


def _tell_found(found: Found) -> None:
    rows, files = _counted(found.contents.rows, found.files)
    click.echo(
        _("This backup is whole: made on {when} by Nabij {version}; {rows}, {files}.").format(
            when=found.header.made_at, version=found.contents.version, rows=rows, files=files
        )
    )
    if not found.contents.keys:
        click.echo(_("It holds no master keys; a restore needs the keys file that is kept apart."))


def _counted(rows: int, files: int) -> tuple[str, str]:
    return (
        ngettext("{count} row", "{count} rows", rows).format(count=rows),
        ngettext("{count} file", "{count} files", files).format(count=files),
    )


def in_words(problem: OSError) -> str:
    """What the disk says."""
    return f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem)
