"""Taking an import back: everything is as it was before it, or nothing is touched.

What was changed by hand (or by a later import) since is not overwritten: the undo refuses and names it,
unless it is forced. Two things do not go back: revision numbers of dates rise (a calendar ignores a
lower one), and `updated_at` says when the undo was (so that others who poll for changes see it).
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.core.tenancy import within
from nabij.exchange import runs, undo_directory, undo_open
from nabij.exchange.models import Change, ImportRun
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.runs import Progress
from nabij.exchange.spool import batches
from nabij.exchange.undoing import Undoing

__all__ = ["CannotUndoError", "UndoResult", "undo"]

BATCH = 500


class CannotUndoError(Exception):
    """A run that cannot be taken back; the text says why."""


@dataclass
class UndoResult:
    """What an undo did: its own run, and the conflicts that stopped it (or were overridden)."""

    run: ImportRun
    applied: ApplyResult
    ok: bool = True
    conflicts: list[str] = field(default_factory=list)


def undo(
    run: ImportRun,
    *,
    today: dt.date,
    force: bool = False,
    by: uuid.UUID | None = None,
    progress: Progress | None = None,
) -> UndoResult:
    """Take a run back, in one transaction. Raises CannotUndoError where there is nothing to take back.

    `force` overwrites what was changed since. Records that others hang on now are kept even then.
    """
    _check(run)
    scope = within(run.municipality) if run.municipality else within()
    with scope:
        mine = ImportRun.objects.create(
            municipality=run.municipality, kind=ImportRun.Kind.UNDO, source=run.source,
            file=run.file, by=by, undoes=run, options={"force": force},
        )  # fmt: skip
        work = Undoing(run, today, force, ApplyResult(dry_run=False))
        runs.begin(mine)
        with transaction.atomic():
            runs.wait_for_others(run.kind, run.municipality)
            run.refresh_from_db(fields=["state"])
            _check(run)  # nobody took it back while we waited
            _take_back(work, progress)
            if work.stopped:
                transaction.set_rollback(True)
            else:
                run.state = ImportRun.State.UNDONE
                run.save(update_fields=["state"])
                runs.finish(mine, work.result)
        if work.stopped:
            work.refuse()
            runs.finish(mine, work.result)
    return UndoResult(mine, work.result, not work.stopped, work.conflicts)


def _check(run: ImportRun) -> None:
    if run.kind == ImportRun.Kind.UNDO:
        raise CannotUndoError(_("This run took another one back; import the file again instead."))
    if run.state == ImportRun.State.UNDONE:
        raise CannotUndoError(_("This import was taken back already."))
    if run.state != ImportRun.State.DONE:
        raise CannotUndoError(_("This import changed nothing, so there is nothing to take back."))


def _take_back(work: Undoing, progress: Progress | None) -> None:
    """Changes in reverse, table by table: who refers to others goes first."""
    total, done = work.run.changes.count(), 0
    for batch in batches(_reversed(work.run), BATCH):
        for model, changes in groupby(batch, key=lambda change: change.model):
            parcel = list(changes)
            if model in undo_directory.TABLES:
                undo_directory.take_back(work, model, parcel)
            else:
                undo_open.take_back(work, model, parcel)
            done += len(parcel)
            if progress:
                progress(done, total)
    undo_directory.finish(work)


def _reversed(run: ImportRun) -> Iterator[Change]:
    last: int | None = None
    while True:
        rows = run.changes.order_by("-id")
        if last is not None:
            rows = rows.filter(id__lt=last)
        batch = list(rows[:BATCH])
        if not batch:
            return
        yield from batch
        last = batch[-1].pk
