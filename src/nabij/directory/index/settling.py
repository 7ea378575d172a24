"""Bringing what is derived of an offer's checks in line with them: how fresh it is, and how it was last checked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from nabij.core.models import Municipality
from nabij.core.vocabulary import Form
from nabij.directory.freshness import PATIENCE, USUAL_MONTHS, Patience, freshness, last_seen
from nabij.directory.models import CheckRhythm, CheckSettings, Offer, Verification


def months_of(municipality: Municipality) -> Mapping[str, int]:
    """Months between two checks, by form: what the municipality chose, else the usual."""
    chosen = CheckRhythm.objects.filter(municipality=municipality)
    return USUAL_MONTHS | dict(chosen.values_list("form", "months"))


def patience_of(municipality: Municipality) -> Patience:
    """After how many days an offer sinks, is labelled and leaves: what the municipality chose, else the usual."""
    chosen = CheckSettings.objects.filter(municipality=municipality).first()
    return chosen.patience if chosen else PATIENCE


def settle(municipality: Municipality, offer_ids: Iterable[int], *, today: dt.date) -> None:
    """Write how fresh these offers are on this day.

    Only `index.refresh` calls it, which everybody calls who wrote an offer, and which follows the change.
    """
    offers = Offer.objects.filter(municipality=municipality, pk__in=list(offer_ids))
    changes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, wanted in _changes(municipality, offers, today):
        changes[wanted].append(pk)
    for (fresh, how), pks in changes.items():
        Offer.objects.filter(pk__in=pks).update(freshness=fresh, verified_how=how)


def out_of_line(municipality: Municipality, *, today: dt.date) -> list[int]:
    """The offers that are not as fresh any more as they say, or fresher: days passed, or the rhythm or the patience changed."""
    offers = Offer.objects.filter(municipality=municipality)
    return [pk for pk, _wanted in _changes(municipality, offers, today)]


def _changes(
    municipality: Municipality, offers: QuerySet[Offer], today: dt.date
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Offers that say something else than is true, with what is: how fresh, and how it was last checked."""
    months, patience = months_of(municipality), patience_of(municipality)
    latest = Verification.objects.filter(municipality=municipality, offer=OuterRef("pk")).order_by(
        "-at", "-id"
    )
    how = Coalesce(Subquery(latest.values("how")[:1]), Value(""))
    rows = offers.order_by().annotate(how=how)
    columns = ("pk", "form", "verified_on", "created_at", "source_seen_on")
    for pk, form, checked_on, added_at, source_on, *said, how_checked in rows.values_list(
        *columns, "freshness", "verified_how", "how"
    ):
        last = last_seen(checked_on, timezone.localdate(added_at), source_on)
        usual = months.get(form, USUAL_MONTHS[Form.GROUP])
        fresh = freshness(last=last, months=usual, today=today, patience=patience)
        wanted = (str(fresh), how_checked)
        if wanted != tuple(said):
            yield pk, wanted
