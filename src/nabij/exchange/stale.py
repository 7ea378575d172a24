"""Making again what is derived from offers, after an import wrote them: search index, occurrences."""

import datetime as dt
from collections.abc import Sequence

from nabij.core.models import Municipality
from nabij.exchange.spool import batches
from nabij.exchange.upsert import Import, Step, offers_of

BATCH = 500


def refresh(work: Import, steps: list[Step]) -> None:
    """Index and occurrences of the offers that were written."""
    reindex(work.municipality, [step.row.pk for step in steps])
    timed = [step.row.pk for step in steps if _timing_changes(step)]
    materialise(work.municipality, timed, work.today)


def refresh_offers_of(work: Import) -> None:
    """The index of offers whose organisation or place has changed."""
    if work.touched["place"] or work.touched["organisation"]:
        for ids in batches(offers_of(work).values_list("pk", flat=True).distinct(), BATCH):
            reindex(work.municipality, ids)


def _timing_changes(step: Step) -> bool:
    return step.new or step.dates_change or "status" in step.changes


def reindex(municipality: Municipality, offer_ids: Sequence[int]) -> None:
    """Make the search index of these offers again."""
    try:
        from nabij.directory import index  # type: ignore[attr-defined,unused-ignore]
    except ImportError:
        return
    if offer_ids:
        index.refresh(municipality, offer_ids)


def materialise(municipality: Municipality, offer_ids: Sequence[int], today: dt.date) -> None:
    """Work out the occurrences of these offers again."""
    try:
        from nabij.directory import occurrences  # type: ignore[attr-defined,unused-ignore]
    except ImportError:
        return
    if offer_ids:
        occurrences.materialise(municipality, offer_ids, today=today)
