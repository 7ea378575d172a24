"""Making again what is derived from offers, after an import wrote them: occurrences, search index."""

import datetime as dt
from collections.abc import Sequence

from nabij.core.models import Municipality
from nabij.directory import index, occurrences
from nabij.exchange.spool import batches
from nabij.exchange.upsert import Import, Step, offers_of

BATCH = 500


def refresh(work: Import, steps: list[Step]) -> None:
    """Occurrences and index of the offers that were written."""
    timed = [step.row.pk for step in steps if step.new or step.dates_change]
    remake(work.municipality, [step.row.pk for step in steps], timed, work.today)


def refresh_offers_of(work: Import) -> None:
    """The index of offers whose organisation or place has changed."""
    if work.touched["place"] or work.touched["organisation"]:
        for ids in batches(offers_of(work).values_list("pk", flat=True).distinct(), BATCH):
            index.refresh(work.municipality, ids, today=work.today)


def remake(
    municipality: Municipality, offers: Sequence[int], timed: Sequence[int], today: dt.date
) -> None:
    """The occurrences of `timed`, then the index of `offers`, which looks at coming dates."""
    if timed:
        occurrences.materialise(municipality, timed, today=today)
    if offers:
        index.refresh(municipality, offers, today=today)
