"""Which records are open data: the same for the API and for files."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from nabij.directory.models import Offer, Organisation
from nabij.directory.models.offers import seen_by_everyone

BATCH = 200


def offers() -> QuerySet[Offer]:
    """Offers that everyone may see, of the municipalities in scope; paused and stopped ones too."""
    rows: QuerySet[Offer] = Offer.objects.filter(seen_by_everyone())
    return rows


def organisations() -> QuerySet[Organisation]:
    """Active organisations, but for those of which every offer still waits or is hidden."""
    theirs = Offer.objects.filter(
        organisation=OuterRef("pk"), municipality=OuterRef("municipality")
    )
    public = theirs.filter(seen_by_everyone())
    rows: QuerySet[Organisation] = Organisation.objects.filter(active=True)
    return rows.filter(Q(Exists(public)) | ~Q(Exists(theirs)))


def in_batches(rows: QuerySet[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """All rows in the order in which they were added, so many in memory at a time."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield batch
        last = batch[-1].pk
