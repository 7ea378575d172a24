"""Offers as iCalendar (RFC 5545, RFC 7986): what subscribers get, cancellations and moves included.

A rule is one VEVENT with its exceptions; a cancelled or moved date is a VEVENT of its own with the same UID and
a RECURRENCE-ID. The UID never changes; SEQUENCE is the offer's revision, which rises with every change of dates.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from nabij.directory.models import Deviation, Offer, Schedule
from nabij.directory.occurrences import holidays_between, moved, recurrence
from nabij.directory.reasons import reason_in_words
from nabij.directory.rich_text import plain_text
from nabij.methods.dates import IcalRule, LocalOccurrence, occurrence_on, to_ical

#: How often calendar programs are asked to look again.
REFRESH = dt.timedelta(hours=6)
#: Between these around today a rule's holidays are named as exceptions.
LOOK_BACK, LOOK_AHEAD = dt.timedelta(days=90), dt.timedelta(days=400)


def calendar(
    name: str,
    offers: Iterable[Offer],
    *,
    language: str,
    today: dt.date,
    url: str = "",
) -> bytes:
    """A calendar of these offers (with schedules, deviations and places fetched), as a file.

    name: what the subscriber sees; choose a neutral one. url: where the calendar's page is.
    """
    cal = Calendar()
    cal.add("prodid", "-//Nabij//NL")
    cal.add("version", "2.0")
    cal.add("calscale", "GREGORIAN")
    cal.add("method", "PUBLISH")
    cal.add("name", name)
    cal.add("x-wr-calname", name)
    cal.add("x-wr-timezone", "Europe/Amsterdam")
    cal.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    cal.add("x-published-ttl", "PT6H")
    if url:
        cal.add("url", url)
    cal.add_component(amsterdam())
    for offer in offers:
        for schedule in offer.schedules.all():
            for event in events(offer, schedule, language=language, today=today):
                cal.add_component(event)
    return bytes(cal.to_ical())


def amsterdam() -> Timezone:
    """Dutch time since 1996: summer time from the last Sunday of March to the last Sunday of October.

    Written as rules (directive 2000/84/EC): readers such as ical.js take only the first of a list of dates.
    """
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    wall = dt.datetime  # RFC 5545 3.6.5: these starts are wall times without a zone
    for part, name, start, before, after, rule in (
        (TimezoneDaylight(), "CEST", wall(1996, 3, 31, 2), 1, 2, "BYMONTH=3"),
        (TimezoneStandard(), "CET", wall(1996, 10, 27, 3), 2, 1, "BYMONTH=10"),
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        part.add("rrule", vRecur.from_ical(f"FREQ=YEARLY;{rule};BYDAY=-1SU"))
        zone.add_component(part)
    return zone


def events(offer: Offer, schedule: Schedule, *, language: str, today: dt.date) -> list[Event]:
    """The rule's event, then one for each date that deviates from it."""
    begin = schedule.starts_on or today
    free_days = holidays_between(max(begin, today - LOOK_BACK), today + LOOK_AHEAD)
    rule = to_ical(recurrence(schedule), begin, free_days)
    if rule is None:
        return []
    main = _event(offer, schedule, rule.first, language)
    _add_rule(main, rule)
    return [main, *_deviating(offer, schedule, language)]


def _add_rule(event: Event, rule: IcalRule) -> None:
    if rule.rrule:
        event.add("rrule", vRecur.from_ical(rule.rrule))
    if rule.exdates:
        event.add("exdate", list(rule.exdates))
    if rule.rdates:
        event.add("rdate", list(rule.rdates))


def _deviating(offer: Offer, schedule: Schedule, language: str) -> list[Event]:
    rec = recurrence(schedule)
    return [
        _deviation(offer, schedule, deviation, occurrence_on(rec, deviation.date), language)
        for deviation in schedule.deviations.all()
    ]


def _deviation(
    offer: Offer, schedule: Schedule, deviation: Deviation, planned: LocalOccurrence, language: str
) -> Event:
    """One date that is off or elsewhere in time; the reason goes into its comment and description."""
    off = deviation.kind == Deviation.Kind.CANCELLED
    there = planned if off else moved(schedule, deviation)
    event = _event(offer, schedule, there, language)
    event.add("recurrence-id", planned.start)
    if off:
        event["status"] = "CANCELLED"
    if deviation.reason:
        reason = reason_in_words(deviation.reason, language)
        event.add("comment", reason)
        event["description"] = f"{reason}\n\n{offer.text('summary', language)}"
    return event


def _event(offer: Offer, schedule: Schedule, when: LocalOccurrence, language: str) -> Event:
    event = Event()
    event.add("uid", f"{schedule.uid}@nabij")
    event.add("sequence", offer.sequence)
    event.add("dtstamp", offer.updated_at.astimezone(dt.UTC))
    event.add("last-modified", offer.updated_at.astimezone(dt.UTC))
    event.add("dtstart", when.start)
    if when.end:
        event.add("dtend", when.end)
    event.add("summary", offer.text("name", language))
    said = offer.text("summary", language) or plain_text(offer.text("description", language))
    event.add("description", said)
    event.add("status", "CANCELLED" if offer.status == Offer.Status.CLOSED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if offer.place:
        event.add("location", f"{offer.place.text('name', language)}, {offer.place.address}")
        if offer.place.lat is not None and offer.place.lon is not None:
            event.add("geo", (offer.place.lat, offer.place.lon))
    return event
