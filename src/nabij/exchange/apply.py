"""Writing records of any source into the social map: all of them, or none.

The order is places, organisations, offers, so that a record may refer to one that comes later in the
input. Known records are recognised by (municipality, source, source_id) and compared field by field:
a second time changes nothing. Sources: DESIGN.md (exchange), docs/adr/0020-import-runs.md.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.actions.duplicates import find_duplicates
from nabij.directory.models import Schedule, Verification
from nabij.exchange import outcomes, runs, schedules, stale, upsert
from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import ApplyResult, Outcome
from nabij.exchange.records import Problem, Record
from nabij.exchange.runs import Progress
from nabij.exchange.spool import Spool, batches
from nabij.exchange.tables import OFFERS, ORGANISATIONS, PLACES, Table, table_of
from nabij.exchange.upsert import Import, Step
from nabij.exchange.wording import remark_on_labels

__all__ = ["ApplyResult", "Outcome", "apply_records"]

BATCH = 500
#: More new records than this are compared with the others in the night.
LOOKED_AT_ONCE = 3_000


def apply_records(
    records: Iterable[Record],
    *,
    municipality: Municipality,
    source: str,
    run: ImportRun | None,
    dry_run: bool = False,
    today: dt.date,
    problems: Iterable[Problem] = (),
    progress: Progress | None = None,
) -> ApplyResult:
    """Take the records over into the municipality's social map, in one transaction.

    `source` names the sending system: with the record's `source_id` it is the record's identity.
    `run` gets the report and what undo needs; None keeps neither (for made-up data). `dry_run` only
    compares. `problems` were found while reading: they join the report, and a fatal one stops the
    import like any other. Problems with the input do not raise: `result.ok` is False and nothing was changed.
    """
    result = ApplyResult(dry_run)
    for problem in problems:
        result.problem(problem)
    work = Import(municipality, source, run, result, today)
    with within(municipality):
        if not dry_run:
            runs.begin(run)
        with transaction.atomic():
            if not dry_run:
                runs.wait_for_others(ImportRun.Kind.RECORDS, municipality)
                runs.still_mine(run)
            _take_over(work, records, progress)
            if not result.ok:
                transaction.set_rollback(True)
            else:
                runs.finish(run, result)
        if not result.ok:
            runs.finish(run, result)
    return result


def _take_over(work: Import, records: Iterable[Record], progress: Progress | None) -> None:
    """Places while they come in; organisations and offers are held back until then."""
    held: dict[str, Spool[Record]] = {OFFERS.name: Spool(), ORGANISATIONS.name: Spool()}
    done = _Counter(progress)
    for batch in batches(_without(records, held), BATCH):
        _take_over_batch(work, PLACES, batch)
        done.add(len(batch), None)
    total = done.done + sum(spool.count for spool in held.values())
    for table in (ORGANISATIONS, OFFERS):
        for batch in batches(held[table.name], BATCH):
            _take_over_batch(work, table, batch)
            done.add(len(batch), total)
    if work.writing:
        stale.refresh_offers_of(work)
        if 0 < len(work.new_uids) <= LOOKED_AT_ONCE:
            find_duplicates(municipality=work.municipality, only=work.new_uids)


def _without(records: Iterable[Record], held: dict[str, Spool[Record]]) -> Iterable[Record]:
    """The places; the other records go to their spools."""
    for record in records:
        table = table_of(record)
        if table is PLACES:
            yield record
        else:
            held[table.name].add(record)


def _take_over_batch(work: Import, table: Table, records: list[Record]) -> None:
    steps = upsert.plan(work, table, records)
    if work.writing:
        upsert.write(work, table, steps)
        if table is OFFERS:
            _write_dates(work, steps)
    upsert.remember(work, table, steps)
    remark_on_labels(work, steps)


def _write_dates(work: Import, steps: list[Step]) -> None:
    """Schedules and verifications of a batch of offers, and what is derived from them."""
    plans = [step.dates for step in steps if step.dates is not None]
    Schedule.objects.bulk_create([each for plan in plans for each in plan.create])
    changed = [each for plan in plans for each in plan.update]
    if changed:
        Schedule.objects.bulk_update(changed, schedules.FIELDS, batch_size=200)
    gone = [each.pk for plan in plans for each in plan.delete]
    if gone:
        Schedule.objects.filter(municipality=work.municipality, pk__in=gone).delete()
    Verification.objects.bulk_create([_verification(work, step) for step in steps if step.verified])
    written = [step for step in steps if step.outcome != outcomes.UNCHANGED]
    stale.seen_at_source(work, [step.row.pk for step in steps])
    stale.refresh(work, written)


def _verification(work: Import, step: Step) -> Verification:
    """The source gives a day, not an hour: noon stands for it."""
    assert step.verified is not None
    noon = timezone.make_aware(dt.datetime.combine(step.verified, dt.time(12)))
    return Verification(
        municipality=work.municipality, offer=step.row, at=noon, how=Verification.How.IMPORT,
        changed=step.outcome == outcomes.UPDATED,
    )  # fmt: skip


class _Counter:
    """How far it is, told to whoever watches."""

    def __init__(self, progress: Progress | None) -> None:
        self.done = 0
        self._progress = progress

    def add(self, number: int, total: int | None) -> None:
        self.done += number
        if self._progress:
            self._progress(self.done, total)
