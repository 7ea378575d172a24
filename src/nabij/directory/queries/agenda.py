"""What happens when: the week of a municipality, district or neighbourhood, for page, print and feeds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from nabij.core.models import Area, Municipality
from nabij.directory.models import Deviation, Occurrence, Offer, Schedule
from nabij.directory.models.offers import seen_by_everyone


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the agenda; cancelled occurrences stand among the others, so that people read why."""

    date: dt.date
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, Monday first; a day on which nothing happens is there, empty."""

    monday: dt.date
    days: tuple[Day, ...]

    @property
    def sunday(self) -> dt.date:
        """The last day."""
        return self.monday + dt.timedelta(days=6)

    @property
    def number(self) -> int:
        """ISO week number."""
        return self.monday.isocalendar().week

    @property
    def count(self) -> int:
        """How many times something happens, cancelled ones left out."""
        return sum(not row.cancelled for day in self.days for row in day.occurrences)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week in which the day lies."""
    return day - dt.timedelta(days=day.weekday())


def week(municipality: Municipality, monday: dt.date, area: Area | None = None) -> Week:
    """Everything public that happens in a week, in the whole municipality or in an area of it.

    Three queries whatever the number of rows.
    """
    end = monday + dt.timedelta(days=7)
    rows = list(
        public_occurrences(municipality, area)
        .filter(date__gte=monday, date__lt=end)
        .order_by("date", "starts_at", "offer__name", "pk")
    )
    dates = [monday + dt.timedelta(days=number) for number in range(7)]
    return Week(
        monday, tuple(Day(date, tuple(row for row in rows if row.date == date)) for date in dates)
    )


def public_occurrences(
    municipality: Municipality, area: Area | None = None
) -> QuerySet[Occurrence]:
    """Occurrences of public offers that go on, with offer, place and organisation fetched."""
    rows = Occurrence.objects.filter(
        seen_by_everyone("offer__"),
        municipality=municipality,
        offer__status=Offer.Status.OPEN,
        offer__organisation__active=True,
    )
    if area is not None:
        rows = rows.filter(offer__place__area_id__in=area_ids(area))
    return rows.select_related("offer__organisation", "offer__place", "offer__photo", "schedule")


def area_ids(area: Area) -> Sequence[int]:
    """The area, its parts and their parts."""
    parts = Area.objects.filter(Q(pk=area.pk) | Q(parent=area) | Q(parent__parent=area))
    return list(parts.values_list("pk", flat=True))


def subscribed_offers(
    municipality: Municipality, area: Area | None = None, uids: Iterable[str] | None = None
) -> QuerySet[Offer]:
    """Public offers with dates, as a calendar needs them: schedules and deviations fetched.

    Closed offers that were asked for by name stay, so that a subscriber sees that they stopped.
    """
    offers = Offer.objects.filter(
        seen_by_everyone(),
        municipality=municipality,
        organisation__active=True,
        schedules__isnull=False,
    ).distinct()
    if uids is not None:
        offers = offers.filter(uid__in=list(uids))
    else:
        offers = offers.filter(status=Offer.Status.OPEN)
    if area is not None:
        offers = offers.filter(place__area_id__in=area_ids(area))
    return offers.select_related("place").prefetch_related(
        Prefetch(
            "schedules",
            queryset=Schedule.objects.prefetch_related(
                Prefetch("deviations", queryset=Deviation.objects.all())
            ),
        )
    )
