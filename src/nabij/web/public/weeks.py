"""Which week and which area an agenda address asks for, and the lines that its pages show."""

import datetime as dt
import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nabij.core.models import Area, Municipality
from nabij.directory.models import Occurrence
from nabij.directory.queries.agenda import Day, Week, monday_of, week
from nabij.web.public import words
from nabij.web.public.addresses import offer_page, page

#: Weeks that the agenda goes ahead; further on dates are not worked out yet.
WEEKS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One time that something happens, as an agenda shows it."""

    occurrence: Occurrence
    time: str
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
    past: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """A week in an area, ready to be shown."""

    week: Week
    area: Area | None
    days: tuple[ShownDay, ...]
    title: str
    previous: str
    next: str


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


def asked_monday(request: HttpRequest, today: dt.date) -> dt.date:
    """The Monday of the week in the address (`2026-W48`); this week where it says nothing of use."""
    this = monday_of(today)
    found = re.fullmatch(r"(\d{4})-W(\d{2})", request.GET.get("week", ""))
    try:
        asked = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else this
    except ValueError:
        return this
    return min(max(asked, this - dt.timedelta(weeks=4)), this + dt.timedelta(weeks=WEEKS_AHEAD))


def week_code(monday: dt.date) -> str:
    """The week as addresses write it: `2026-W48`."""
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02}"


def asked_agenda(request: HttpRequest, municipality: Municipality) -> Agenda:
    """The week and area that the address asks for, with its lines."""
    today = localdate()
    monday, area = asked_monday(request, today), asked_area(request, municipality)
    found = week(municipality, monday, area)
    this = monday_of(today)
    back, ahead = monday - dt.timedelta(weeks=1), monday + dt.timedelta(weeks=1)
    return Agenda(
        week=found,
        area=area,
        days=tuple(_shown(day, municipality, today) for day in found.days),
        title=span_in_words(monday),
        previous=week_code(back) if back >= this else "",
        next=week_code(ahead) if ahead <= this + dt.timedelta(weeks=WEEKS_AHEAD) else "",
    )


def span_in_words(monday: dt.date) -> str:
    """The seven days in words: "23 tot en met 29 november"."""
    sunday = monday + dt.timedelta(days=6)
    first = "j" if monday.month == sunday.month else "j F"
    return _("%(first)s to %(last)s") % {
        "first": date_format(monday, first),
        "last": date_format(sunday, "j F Y"),
    }


def _shown(day: Day, municipality: Municipality, today: dt.date) -> ShownDay:
    lines = tuple(_line(row, municipality, today) for row in day.occurrences)
    return ShownDay(day.date, date_format(day.date, "l j F"), lines, past=day.date < today)


def _line(row: Occurrence, municipality: Municipality, today: dt.date) -> Line:
    offer, place = row.offer, row.offer.place
    return Line(
        occurrence=row,
        time=words.span(row.starts_at, row.ends_at),
        name=offer.text("name"),
        lang=offer.text_language("name"),
        url=offer_page(municipality, offer),
        where=place.text("name") if place else "",
        address=place.street if place else "",
        cost=words.cost(offer),
        free=bool(offer.free),
        walk_along=offer.walk_along,
        welcomed_by=offer.text("welcomed_by"),
        phone=offer.contact_phone or offer.organisation.phone,
        cancelled=row.cancelled,
        reason=row.reason,
        moved_from=words.moment(row.moved_from, today) if row.moved_from else "",
    )


def agenda_address(
    municipality: Municipality, name: str, area: Area | None, week_of: str = ""
) -> str:
    """The address of an agenda page (agenda, sheet, feed, widget) with its area and week kept."""
    query = [f"area={area.code}"] if area else []
    query += [f"week={week_of}"] if week_of else []
    return page(municipality, name) + (f"?{'&'.join(query)}" if query else "")
