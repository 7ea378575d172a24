"""What is asked nearby, without anybody in it: for partners who may know someone to come along."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from nabij.casework.models import Request
from nabij.core.models import Area, Municipality

#: What a partner can do something about. A call or an idea is for the municipality itself.
FOR_PARTNERS = (Request.Kind.WALK_ALONG, Request.Kind.HELP_WITH)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody waits: for what, in which neighbourhood, for which offer, how long. Never who."""

    kind: Request.Kind
    area_name: str
    offer_uid: UUID | None
    days_waiting: int


def wanted_near(
    municipality: Municipality,
    *,
    today: dt.date,
    offer_uids: Collection[UUID] = (),
    area_codes: Collection[str] = (),
    limit: int = 1,
) -> list[Wanted]:
    """Open requests about one of these offers, or in one of these areas; who waits longest first. One query.

    Without offers and areas: those of the whole municipality. What may be no real question is left out.
    """
    rows = Request.objects.filter(
        municipality=municipality,
        kind__in=FOR_PARTNERS,
        state__in=Request.OPEN_STATES,
        suspicious=[],
    )
    if offer_uids or area_codes:
        rows = rows.filter(
            Q(offer_uid__in=list(offer_uids))
            | Q(area__code__in=list(area_codes))
            | Q(area__parent__code__in=list(area_codes))
        )
    rows = rows.select_related("area").only(
        "kind", "offer_uid", "received_at", "municipality", "area__name"
    )
    return [_wanted(row, today) for row in rows.order_by("received_at", "pk")[:limit]]


def _wanted(row: Request, today: dt.date) -> Wanted:
    area: Area | None = row.area
    return Wanted(
        kind=Request.Kind(row.kind),
        area_name=area.name if area else "",
        offer_uid=row.offer_uid,
        days_waiting=row.days_waiting(today),
    )
