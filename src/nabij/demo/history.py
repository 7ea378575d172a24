"""What happened before today in the example: three years of checks, and dates that are called off."""

import datetime as dt

from nabij.core.models import Municipality
from nabij.demo.world import Table, offers
from nabij.directory.actions import cancel_date
from nabij.directory.models import Occurrence, Offer, Verification

#: Days between two checks of an offer; a neighbourly rhythm, with the older ones further apart.
RHYTHM = (90, 120, 150)
HOW = (Verification.How.LINK, Verification.How.PHONE, Verification.How.LINK, Verification.How.STAFF)


def fill_cancellations(municipality: Municipality, *, today: dt.date) -> None:
    """Call off the dates that the files say, each with its reason."""
    ids = {offer.source_id: offer for offer in Offer.objects.filter(municipality=municipality)}
    for _, row in offers():
        for cancelled in row.get("cancelled", []):
            _cancel(ids[row["id"]], cancelled, today)


def _cancel(offer: Offer, cancelled: Table, today: dt.date) -> None:
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=cancelled["in_weeks"])
    first = (
        Occurrence.objects.filter(offer=offer, date__gte=max(monday, today))
        .select_related("schedule__offer", "schedule__municipality")
        .first()
    )
    if first:
        cancel_date(
            schedule=first.schedule, date=first.rule_date, reason=cancelled["reason"], today=today
        )


def fill_verifications(municipality: Municipality, *, today: dt.date) -> None:
    """Earlier checks of every offer, back to its beginning, in a rhythm that differs per offer."""
    begun = {row["id"]: row["started_weeks_ago"] for _, row in offers()}
    rows: list[Verification] = []
    for offer in Offer.objects.filter(municipality=municipality, verified_on__isnull=False):
        rows.extend(_earlier_checks(offer, today - dt.timedelta(weeks=begun[offer.source_id])))
    Verification.objects.bulk_create(rows, batch_size=1000)


def _earlier_checks(offer: Offer, begun: dt.date) -> list[Verification]:
    checks: list[Verification] = []
    day = offer.verified_on
    while day and (day := day - dt.timedelta(days=RHYTHM[offer.pk % len(RHYTHM)])) > begun:
        at = dt.datetime.combine(day, dt.time(10, offer.pk % 60), dt.UTC)
        checks.append(
            Verification(
                municipality_id=offer.municipality_id,
                offer=offer,
                at=at,
                how=HOW[(offer.pk + len(checks)) % len(HOW)],
                changed=(offer.pk + len(checks)) % 5 == 0,
            )
        )
    return checks
