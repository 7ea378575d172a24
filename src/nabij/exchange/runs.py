"""Runs from begin to end: opened or found again, read into waiting rows, one at a time.

Reading and taking over are apart. What is read waits in `StagedRow`, committed batch by batch, so that
a run that was killed while reading goes on where it was. Taking over is one transaction.
"""

import datetime as dt
import fcntl
import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.audit.recording import record
from nabij.core.models import Municipality
from nabij.exchange.models import ImportRun, StagedRow
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.spool import batches

BATCH = 1000

#: Called with how many are done, and how many there are (None: not known yet).
Progress = Callable[[int, int | None], None]

#: First keys of the advisory locks on PostgreSQL; the second says which municipality or subject.
LOCK_MUNICIPALITY, LOCK_OPEN_DATA, LOCK_READING = 20, 21, 22


class DoneElsewhereError(Exception):
    """Two processes had the same file, and the other one was first; the text says so."""


_UNFINISHED = (ImportRun.State.STAGING, ImportRun.State.PREVIEWED, ImportRun.State.RUNNING)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_run(
    *,
    kind: str,
    municipality: Municipality | None,
    source: str,
    file: str,
    sha256: str,
    options: dict[str, Any] | None = None,
    by: uuid.UUID | None = None,
) -> ImportRun:
    """A run for this input: the one that was begun with it and not finished, or a new one."""
    what = {
        "kind": kind, "municipality": municipality, "source": source, "sha256": sha256,
        "options": options or {},
    }  # fmt: skip
    run: ImportRun | None = None
    if sha256:
        run = ImportRun.objects.filter(state__in=_UNFINISHED, **what).first()
    if run is None:
        run = ImportRun.objects.create(file=file[:500], by=by, **what)
    return run


@contextmanager
def reading(run: ImportRun) -> Iterator[None]:
    """One process at a time lets rows of a run wait; who comes second waits, and finds them there.

    The lock goes when its process does, so that a killed run can be taken up again at once.
    """
    lock = _postgresql_lock if connection.vendor == "postgresql" else _file_lock
    with lock(run):
        yield


@contextmanager
def _postgresql_lock(run: ImportRun) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", (LOCK_READING, run.pk))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", (LOCK_READING, run.pk))


@contextmanager
def _file_lock(_run: ImportRun) -> Iterator[None]:
    """SQLite lives on one machine, so a file does; one for all runs, because reading is short."""
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "import.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def staged_count(run: ImportRun) -> int:
    """How many rows of the input wait already: where reading goes on."""
    return run.staged.count()


def stage(run: ImportRun, rows: Iterable[dict[str, Any]], progress: Progress | None = None) -> int:
    """Let rows wait, after those that wait already; committed per batch. Returns how many wait."""
    number = staged_count(run)
    for batch in batches(rows, BATCH):
        with transaction.atomic():
            StagedRow.objects.bulk_create(
                StagedRow(
                    run=run, municipality_id=run.municipality_id, number=number + ahead, data=data
                )
                for ahead, data in enumerate(batch, start=1)
            )
        number += len(batch)
        if progress:
            progress(number, None)
    return number


def staged(run: ImportRun) -> Iterator[dict[str, Any]]:
    """The rows that wait, in the order in which they were read."""
    last = 0
    while True:
        rows = run.staged.filter(number__gt=last).order_by("number")[:BATCH]
        batch = list(rows.values_list("number", "data"))
        if not batch:
            return
        yield from (data for _number, data in batch)
        last = batch[-1][0]


def clear_stage(run: ImportRun) -> None:
    """Forget what waits: it is taken over, or the run was refused."""
    run.staged.all()._raw_delete(using=run.staged.db)


def wait_for_others(kind: str, municipality: Municipality | None) -> None:
    """Inside a transaction: one import at a time in a municipality, and of a kind of open data.

    PostgreSQL waits here until the other is done. SQLite has one writer at a time by itself, and
    waited when the transaction began.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", _turn(kind, municipality))


def others_busy(kind: str, municipality: Municipality | None) -> bool:
    """Whether another import has the turn now, so that waiting can be said (PostgreSQL only)."""
    if connection.vendor != "postgresql":
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", _turn(kind, municipality))
        row = cursor.fetchone()
    return not (row and row[0])


def _turn(kind: str, municipality: Municipality | None) -> tuple[int, int]:
    """The keys of the advisory lock that imports of this sort share."""
    if municipality is not None:
        return LOCK_MUNICIPALITY, municipality.pk
    return LOCK_OPEN_DATA, ImportRun.Kind.values.index(kind)


def begin(run: ImportRun | None) -> None:
    """Say that the run goes on; outside the transaction, so that others can see it.

    Raises DoneElsewhereError when another process finished it meanwhile.
    """
    if run is not None:
        going = ImportRun.objects.filter(pk=run.pk, state__in=_UNFINISHED)
        if not going.update(state=ImportRun.State.RUNNING):
            raise DoneElsewhereError(_("Another process has finished this import meanwhile."))
        run.state = ImportRun.State.RUNNING


def still_mine(run: ImportRun | None) -> None:
    """Inside the transaction, when it is our turn: nobody else did it while we waited."""
    if run is not None:
        run.refresh_from_db(fields=["state"])
        if run.state not in _UNFINISHED:
            raise DoneElsewhereError(_("Another process has finished this import meanwhile."))


def finish(run: ImportRun | None, result: ApplyResult) -> None:
    """Keep the report and the counts with the run: inside the transaction, or after it was refused."""
    if run is None:
        return
    run.report.all().delete()  # of an earlier preview
    result.write_report(run)
    run.counts = result.plain_counts()
    run.finished_at = timezone.now()
    run.state = ImportRun.State.DONE if result.ok else ImportRun.State.FAILED
    if result.dry_run and result.ok:
        run.state = ImportRun.State.PREVIEWED
    else:
        clear_stage(run)
    run.save(update_fields=["counts", "finished_at", "state"])
    if run.state == ImportRun.State.DONE:
        verb = "import.undone" if run.kind == ImportRun.Kind.UNDO else "import.done"
        record(verb, municipality=run.municipality, on=run, reason=run.source)


def forget_unfinished(before: dt.datetime) -> int:
    """Refuse runs that were begun before then and never taken over, and forget what they read; how many."""
    old = ImportRun.objects.filter(state__in=_UNFINISHED, started_at__lt=before)
    number = 0
    for run in old:
        clear_stage(run)
        number += 1
    old.update(state=ImportRun.State.FAILED, finished_at=timezone.now())
    return number
