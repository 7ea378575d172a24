"""Making again what is derived from offers, after an import wrote them: occurrences, search index."""

import datetime as dt
from collections.abc import Sequence

from nabij.core.models import Municipality
from nabij.directory import index, occurrences
from nabij.directory.freshness import Freshness
from nabij.directory.models import Offer
from nabij.exchange.spool import batches
from nabij.exchange.upsert import Import, Step, offers_of

BATCH = 500


def refresh(work: Import, steps: list[Step]) -> None:
    """Occurrences and index of the offers that were written."""
    timed = [step.row.pk for step in steps if step.new or step.dates_change]
    remake(work.municipality, [step.row.pk for step in steps], timed, work.today)


def seen_at_source(work: Import, offers: Sequence[int]) -> None:
    """Their source still has these offers, which counts as a check: those that had grown old come back."""
    rows = Offer.objects.filter(municipality=work.municipality, pk__in=offers)
    told = list(rows.values_list("pk", "source_seen_on", "freshness"))
    if unseen := [pk for pk, seen_on, _fresh in told if seen_on != work.today]:
        rows.filter(pk__in=unseen).update(source_seen_on=work.today)
    if old := [pk for pk, _seen_on, fresh in told if fresh != Freshness.FRESH]:
        index.refresh(work.municipality, old, today=work.today)


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
