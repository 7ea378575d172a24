"""Offers as schema.org data for search engines: Event where there are dates, Service where there are none.

Source: schema.org/Event, schema.org/Schedule; `previousStartDate` and `eventStatus` tell what changed.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from nabij.core.vocabulary import Reach
from nabij.directory.models import Occurrence, Offer, Organisation, Schedule
from nabij.directory.rich_text import plain_text
from nabij.methods.dates import WEEKDAYS

SCHEMA = "https://schema.org"
#: Events on one page; search engines read no endless lists.
MOST = 50
_DAYS = dict(
    zip(
        WEEKDAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
Data = dict[str, Any]


def script(data: Sequence[Data]) -> SafeString:
    """The data block for a page's head. It is data, no script: the security policy lets it be."""
    text = json.dumps({"@context": SCHEMA, "@graph": list(data)}, ensure_ascii=False)
    text = text.translate(_ESCAPES)  # so that no text can close the element
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def offer_data(
    offer: Offer, schedules: Sequence[Schedule], coming: Sequence[Occurrence], *, url: str
) -> SafeString:
    """The block for an offer's page: an Event for each coming date, or a Service where nothing is planned."""
    language = _language()
    if not coming:
        return script([_service(offer, url, language)])
    rules = {rule.pk: rule for rule in schedules}
    return script([_event(offer, rules.get(row.schedule_id), row, url, language) for row in coming])


def agenda_data(rows: Sequence[tuple[Occurrence, str]]) -> SafeString:
    """The block for an agenda: dates, each with the address of its offer's page; at most `MOST`."""
    language = _language()
    return script([_event(row.offer, row.schedule, row, url, language) for row, url in rows[:MOST]])


def _language() -> str:
    return (get_language() or "nl")[:2]


def _common(offer: Offer, url: str, language: str) -> Data:
    data: Data = {
        "name": offer.text("name", language),
        "description": offer.text("summary", language)
        or plain_text(offer.text("description", language)),
        "url": url,
        "inLanguage": offer.languages or ["nl"],
        "isAccessibleForFree": offer.free,
        "location": _location(offer, language),
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def _service(offer: Offer, url: str, language: str) -> Data:
    common = _common(offer, url, language)
    for name in ("inLanguage", "isAccessibleForFree", "location"):
        common.pop(name, None)
    return {
        "@type": "Service",
        "@id": url,
        **common,
        "provider": _organisation(offer.organisation),
        "availableChannel": {
            "@type": "ServiceChannel",
            "availableLanguage": offer.languages or ["nl"],
        },
    }


def _event(offer: Offer, rule: Schedule | None, row: Occurrence, url: str, language: str) -> Data:
    data: Data = {
        "@type": "Event",
        "@id": f"{url}#{localtime(row.moved_from or row.starts_at):%Y-%m-%dT%H.%M}",
        **_common(offer, url, language),
        "startDate": localtime(row.starts_at).isoformat(),
        "eventStatus": f"{SCHEMA}/{_status(row)}",
        "eventAttendanceMode": f"{SCHEMA}/{_attendance(offer)}",
        "organizer": _organisation(offer.organisation),
    }
    if row.ends_at:
        data["endDate"] = localtime(row.ends_at).isoformat()
    if row.moved_from:
        data["previousStartDate"] = localtime(row.moved_from).isoformat()
    if rule is not None and rule.frequency != Schedule.Frequency.ONCE:
        data["eventSchedule"] = _schedule(rule)
    price = _price(offer)
    if price is not None:
        data["offers"] = {"@type": "Offer", "price": price, "priceCurrency": "EUR", "url": url}
    return data


def _status(row: Occurrence) -> str:
    if row.cancelled:
        return "EventCancelled"
    return "EventRescheduled" if row.moved_from else "EventScheduled"


def _attendance(offer: Offer) -> str:
    online = offer.reach in (Reach.ONLINE, Reach.PHONE)
    return "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"


def _price(offer: Offer) -> str | None:
    if offer.free:
        return "0"
    return f"{offer.cost_per_visit:.2f}" if offer.cost_per_visit else None


def _organisation(organisation: Organisation) -> Data:
    data: Data = {"@type": "Organization", "name": organisation.name}
    if organisation.website:
        data["url"] = organisation.website
    if organisation.phone:
        data["telephone"] = organisation.phone
    return data


def _location(offer: Offer, language: str) -> Data | None:
    place = offer.place
    if place is None:
        return None
    data: Data = {
        "@type": "Place",
        "name": place.text("name", language),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "postalCode": place.postcode,
            "addressLocality": place.town,
            "addressCountry": "NL",
        },
    }
    if place.lat is not None and place.lon is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return data


def _schedule(rule: Schedule) -> Data:
    weeks = "W" if rule.frequency == Schedule.Frequency.WEEKLY else "M"
    data: Data = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{weeks}",
        "startTime": rule.starts_at.isoformat(),
        "scheduleTimezone": "Europe/Amsterdam",
        "byDay": [f"{SCHEMA}/{_DAYS[day]}" for day in rule.weekdays],
    }
    if rule.ends_at:
        data["endTime"] = rule.ends_at.isoformat()
    if rule.starts_on:
        data["startDate"] = rule.starts_on.isoformat()
    if rule.ends_on:
        data["endDate"] = rule.ends_on.isoformat()
    if rule.month_days:
        data["byMonthDay"] = rule.month_days
    if rule.weeks_of_month:
        data["byMonthWeek"] = rule.weeks_of_month
    if rule.exceptions:
        data["exceptDate"] = rule.exceptions
    return data
