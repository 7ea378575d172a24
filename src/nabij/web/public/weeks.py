"""Which week and which area an agenda address asks for, and the lines that its pages show.

An address without a week shows seven days from today, so that a Sunday's agenda is no shorter than a Monday's; with one
(`?week=2026-W48`, a week to come) Monday to Sunday.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.core.models import Area, Municipality
from nabij.core.vocabulary import Reach
from nabij.directory.models import Occurrence
from nabij.directory.queries.agenda import Day, Week, monday_of, week
from nabij.web.public import words
from nabij.web.public.addresses import offer_page, page
from nabij.web.public.cards import where

#: Weeks that the agenda goes ahead; further on dates are not worked out yet.
WEEKS_AHEAD = 12
#: Of these the street matters: one goes there.
VISITED = (Reach.ON_SITE, Reach.FETCHED)


@dataclass(frozen=True, slots=True)
class Line:
    """One time that something happens, as an agenda shows it."""

    occurrence: Occurrence
    time: str
    hours: str
    name: str
    lang: str
    url: str
    where: str
    address: str
    cost: str
    free: bool
    walk_along: bool
    welcomed_by: str
    phone: str
    cancelled: bool
    reason: str
    moved_from: str


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day of the agenda in words."""

    date: dt.date
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Seven days in an area, ready to be shown.

    code: as addresses write the week, empty from today on. previous, next: codes too, None where the agenda ends.
    """

    week: Week
    area: Area | None
    days: tuple[ShownDay, ...]
    title: str
    code: str
    previous: str | None
    next: str | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not any(day.lines for day in self.days)


def asked_area(request: HttpRequest, municipality: Municipality) -> Area | None:
    """The district or neighbourhood of this municipality that the address names; all of it: None."""
    code = request.GET.get("area", "").strip().upper()
    if not code or code == municipality.code:
        return None
    return area_of(municipality, code)


def area_of(municipality: Municipality, code: str) -> Area:
    """An area within the municipality by its CBS code. Raises Http404 for any other."""
    area = Area.objects.filter(code=code).select_related("parent__parent").first()
    if area is None or area.municipality_code != municipality.code:
        raise Http404(f"no area {code!r} in {municipality.code}")
    return area


def asked_monday(request: HttpRequest, today: dt.date) -> dt.date | None:
    """The Monday of the coming week in the address (`2026-W48`); None where it says nothing of use."""
    found = re.fullmatch(r"(\d{4})-W(\d{2})", request.GET.get("week", ""), re.ASCII)
    try:
        asked = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None
    if asked is None or asked <= today:
        return None
    return min(asked, monday_of(today) + dt.timedelta(weeks=WEEKS_AHEAD))


def week_code(monday: dt.date) -> str:
    """The week as addresses write it: `2026-W48`."""
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02}"


def asked_agenda(request: HttpRequest, municipality: Municipality) -> Agenda:
    """The week and area that the address asks for, with its lines."""
    now = localtime()
    today = now.date()
    monday, area = asked_monday(request, today), asked_area(request, municipality)
    found = week(municipality, monday or today, area)
    days = (_shown(day, municipality, now) for day in found.days)
    before, after = _weeks_around(monday, today)
    return Agenda(
        week=found,
        area=area,
        days=tuple(day for day in days if day.lines or day.date > today),
        title=span_in_words(found.monday),
        code=week_code(monday) if monday else "",
        previous=before,
        next=after,
    )


def _weeks_around(monday: dt.date | None, today: dt.date) -> tuple[str | None, str | None]:
    """The weeks before and after the one that is shown; from today on comes first."""
    step = dt.timedelta(weeks=1)
    if monday is None:
        return None, week_code(monday_of(today) + step)
    before = week_code(monday - step) if monday - step > today else ""
    last = monday >= monday_of(today) + WEEKS_AHEAD * step
    return before, None if last else week_code(monday + step)


def span_in_words(monday: dt.date) -> str:
    """The seven days in words: "23 tot en met 29 november"."""
    sunday = monday + dt.timedelta(days=6)
    first = "j" if monday.month == sunday.month else "j F"
    return _("%(first)s to %(last)s") % {
        "first": date_format(monday, first),
        "last": date_format(sunday, "j F Y"),
    }


def _shown(day: Day, municipality: Municipality, now: dt.datetime) -> ShownDay:
    ahead = (row for row in day.occurrences if (row.ends_at or row.starts_at) > now)
    lines = tuple(_line(row, municipality, now.date()) for row in ahead)
    return ShownDay(day.date, date_format(day.date, "l j F"), lines)


def _line(row: Occurrence, municipality: Municipality, today: dt.date) -> Line:
    offer, place = row.offer, row.offer.place
    return Line(
        occurrence=row,
        time=words.span(row.starts_at, row.ends_at),
        hours=hours(row.starts_at, row.ends_at),
        name=offer.text("name"),
        lang=offer.text_language("name"),
        url=offer_page(municipality, offer),
        where=where(offer),
        address=place.street if place and offer.reach in VISITED else "",
        cost=words.cost(offer),
        free=bool(offer.free),
        walk_along=offer.walk_along,
        welcomed_by=offer.text("welcomed_by"),
        phone=offer.contact_phone or offer.organisation.phone,
        cancelled=row.cancelled,
        reason=row.reason_text,
        moved_from=words.moment(row.moved_from, today) if row.moved_from else "",
    )


def hours(start: dt.datetime, end: dt.datetime | None) -> str:
    """From when to when, short enough for a column: "10.00–12.00"."""
    pattern = "%-H.%M" if get_language() == "nl" else "%H:%M"
    times = [localtime(time).strftime(pattern) for time in (start, end) if time]
    return "–".join(times)


def agenda_address(
    municipality: Municipality, name: str, area: Area | None, week_of: str = "", number: int = 1
) -> str:
    """The address of an agenda page (agenda, sheet, feed, widget) with its area and week kept. number: of its page."""
    query = [f"area={area.code}"] if area else []
    query += [f"week={week_of}"] if week_of else []
    query += [f"page={number}"] if number > 1 else []
    return page(municipality, name) + (f"?{'&'.join(query)}" if query else "")
