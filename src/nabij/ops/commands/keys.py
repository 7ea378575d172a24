"""`nabij keys`: the keys that personal data is encrypted with."""

from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.core.audit.recording import record
from nabij.core.encryption.masters import keys_were_used, make_keys_file, master_keys
from nabij.core.encryption.rotation import rotate_data_key, rotate_master_key
from nabij.core.models import DataKey, Municipality
from nabij.core.tenancy import everywhere
from nabij.ops.database import State, reachable_state
from nabij.ops.exits import AnswerIsNo, UnavailableError, WrongUseError, explained
from nabij.ops.ready import municipality_with, ready


@click.group(help=_("The keys that personal data is encrypted with."))
def command() -> None:
    """Make, list and replace keys."""


@command.command(
    help=_("Make the file with the master key, once. Keep a copy of it in a safe place.")
)
def make() -> None:
    """Where there is a file already, it stays as it is."""
    path = Path(settings.NABIJ_KEYS_FILE)
    with explained():
        if path.exists():
            master_keys()
            click.echo(_("{file} is there already, and sound.").format(file=path))
            return
        if reachable_state() is not State.EMPTY and keys_were_used():
            raise UnavailableError(
                _(
                    "The database holds data that needs the keys that are gone. Put {file} back from "
                    "its backup."
                ).format(file=path)
            )
        make_keys_file(path)
    click.echo(_("{file} is made.").format(file=path))
    click.echo(
        _(
            "Keep a copy in a safe place, apart from the database. Without this file nobody can read "
            "the encrypted data again."
        )
    )


@command.command("list", help=_("List the keys: which are in use, which were replaced."))
def list_() -> None:
    """Master keys, then data keys by municipality. No secret is shown."""
    with ready():
        masters = master_keys()
        click.echo(_("Master keys in {file}:").format(file=settings.NABIJ_KEYS_FILE))
        for master in masters.keys:
            state = (
                _("in use")
                if master.key_id == masters.active_id
                else _("earlier, for the audit trail")
            )
            click.echo(f"  {master.key_id}  {master.made_on}  {state}")
        with everywhere("a list of all keys"):
            keys = list(
                DataKey.objects.select_related("municipality").order_by("municipality__code", "pk")
            )
    if keys:
        click.echo(_("Data keys by municipality:"))
    for key in keys:
        click.echo(
            f"  {key.municipality.code}  {key.key_id}  {key.created_at:%Y-%m-%d}  "
            f"{key.get_state_display()}  ({key.master_id})"
        )


@command.command(
    help=_(
        "Replace keys while Nabij runs. Without options every municipality gets a new data key and its "
        "data is encrypted anew; stop it when you like, and start it again to go on. With --master a "
        "new master key is made, that wraps the data keys from then on."
    )
)
@click.option("--municipality", "code", help=_("only this municipality"))
@click.option("--master", is_flag=True, help=_("replace the master key"))
def rotate(code: str | None, master: bool) -> None:
    """Exit 0 where everything was replaced, 1 where a row could not be read."""
    if master and code:
        raise WrongUseError(_("The master key is of all municipalities: use --master by itself."))
    with ready():
        if master:
            _rotate_master()
            return
        chosen = [municipality_with(code)] if code else list(Municipality.objects.order_by("code"))
        unread = sum(_rotate(municipality) for municipality in chosen)
    if unread:
        raise AnswerIsNo(
            ngettext(
                "{count} row could not be read and stays under its old key.",
                "{count} rows could not be read and stay under their old key.",
                unread,
            ).format(count=unread)
        )


def _rotate(municipality: Municipality) -> int:
    """Rotate with a line of progress; how many rows could not be read."""

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{municipality.code}  {done}/{total}", nl=False, err=True)

    rotation = rotate_data_key(municipality, progress)
    if rotation.rows or rotation.unreadable:
        click.echo("", err=True)
    told = _("{name}: {rows} rows encrypted anew.")
    if rotation.resumed:
        told = _("{name}: an earlier rotation is finished; {rows} rows encrypted anew.")
    click.echo(told.format(name=municipality.name, rows=rotation.rows))
    for row in rotation.unreadable:
        click.echo(_("  cannot be read: {row}").format(row=row))
    return len(rotation.unreadable)


def _rotate_master() -> None:
    count = rotate_master_key()
    record("keys.master_rotated", municipality=None)
    click.echo(
        ngettext(
            "A new master key is in use; {count} key was wrapped with it.",
            "A new master key is in use; {count} keys were wrapped with it.",
            count,
        ).format(count=count)
    )
    click.echo(_("Make a new copy of {file} now.").format(file=settings.NABIJ_KEYS_FILE))
