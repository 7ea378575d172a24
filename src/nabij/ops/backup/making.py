"""Making a backup: one moment of the database, the files, the master keys."""

import datetime as dt
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

import nabij
from nabij.core.audit.recording import record
from nabij.core.encryption.masters import master_keys
from nabij.core.models import OutgoingMessage
from nabij.core.tenancy import everywhere
from nabij.ops.backup.lines import Contents, Writer
from nabij.ops.backup.locks import Lock
from nabij.ops.backup.portable import LEFT_OUT, models_by_table, rows_of, table_of
from nabij.ops.backup.sealed import begin
from nabij.ops.exits import UnavailableError

#: Called with rows done and rows in all.
Progress = Callable[[int, int], None]

_BEGIN = {
    "sqlite": "BEGIN",  # the write-ahead log keeps this moment for us, and nobody waits
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@dataclass(frozen=True, slots=True)
class Made:
    """What was backed up."""

    uid: str
    rows: int
    files: int


def make_backup(
    path: Path, *, lock: Lock, now: dt.datetime, with_keys: bool = True, progress: Progress
) -> Made:
    """Write everything there is into a new file at `path`, readable by its owner only.

    All rows are of one moment, while others go on writing. Until the last byte is on disk the file has another
    name; stopped or killed, nothing stands at `path`. Raises UnavailableError where something stands there
    already, OSError where it cannot be written, and a KeysError without master keys.
    """
    if path.exists():
        raise UnavailableError(_("{file} is there already.").format(file=path))
    uid = str(uuid.uuid4())
    with _draft(path) as draft, draft.open("wb") as file, _one_moment():
        sealed = begin(
            file,
            lock,
            made_by=nabij.__version__,
            made_at=now.isoformat(timespec="seconds"),
            uid=uid,
        )
        with everywhere("a backup holds everything"):
            made = _write(Writer(sealed), uid, with_keys, progress)
    record("backup.made", municipality=None, object_type="backup", object_id=uid)
    return made


def _write(writer: Writer, uid: str, with_keys: bool, progress: Progress) -> Made:
    contents = _contents(with_keys)
    writer.begin(contents)
    done = 0
    for name, model in models_by_table(apps).items():
        if name in contents.tables:
            for one in writer.table(name, rows_of(model)):
                done += one
                progress(done, contents.rows)
    files = _write_files(writer)
    writer.end()
    return Made(uid, done, files)


def _contents(with_keys: bool) -> Contents:
    """Ask inside the one moment: the keys file then has every key that its rows need."""
    masters = master_keys()
    tables = [
        table_of(model) for name, model in models_by_table(apps).items() if name not in LEFT_OUT
    ]
    under_way = (OutgoingMessage.State.QUEUED, OutgoingMessage.State.SENDING)
    return Contents(
        version=nabij.__version__,
        migrations=sorted(MigrationRecorder(connection).applied_migrations()),
        tables={table.name: table for table in tables},
        master_ids=[key.key_id for key in masters.keys],
        keys=Path(settings.NABIJ_KEYS_FILE).read_text(encoding="utf-8") if with_keys else "",
        waiting=OutgoingMessage.objects.filter(state__in=under_way).count(),
    )


def _write_files(writer: Writer) -> int:
    """The files that people uploaded; one that goes meanwhile is left out."""
    root, count = Path(settings.MEDIA_ROOT), 0
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue
        with file:
            writer.file(path.relative_to(root).as_posix(), file)
        count += 1
    return count


@contextmanager
def _one_moment() -> Iterator[None]:
    """All reads see the database as it is now. No lock: others write on."""
    if connection.in_atomic_block:
        raise RuntimeError("a backup reads in a transaction of its own")
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        cursor.execute("SELECT 1 FROM django_migrations")  # the moment is that of the first read
        cursor.fetchone()
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A file beside `path` that gets its name when it is whole and on disk; otherwise it goes."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    draft = Path(name)  # made with mode 0600
    try:
        yield draft
        os.fsync(handle)
        try:
            os.link(draft, path)  # unlike a rename it fails where somebody was first
        except FileExistsError:
            raise UnavailableError(_("{file} is there already.").format(file=path)) from None
        except OSError:  # a disk that knows no links, such as a USB stick
            draft.rename(path)
    finally:
        os.close(handle)
        draft.unlink(missing_ok=True)
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
