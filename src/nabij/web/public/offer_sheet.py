"""Everything that the page of one offer says, in words, ready to be shown."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.core.vocabulary import Access, Audience, Capacity, Form, OnlyFor, Reach
from nabij.directory.explain import listed
from nabij.directory.models import Occurrence, Offer, Schedule
from nabij.directory.occurrences import recurrence
from nabij.methods.dates import in_words
from nabij.web.public import words
from nabij.web.public.cards import where
from nabij.web.public.pictures import Picture, picture_of

#: Forms in which one may join without a word beforehand.
_WALK_IN = frozenset({Form.GROUP})


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date: "dinsdag 24 november", "10.00 tot 12.00 uur"; off or moved, with the reason."""

    day: str
    time: str
    cancelled: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to know: a drawing, what it is about, and the lines that say it."""

    icon: str
    about: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferSheet:
    """The page of an offer. next_time: "dinsdag 10 uur", nothing where no date is known."""

    picture: Picture
    next_time: str
    rules: tuple[str, ...]
    dates: tuple[DateLine, ...]
    details: tuple[Detail, ...]
    joining: str
    paused: bool
    checked: str
    stale: bool


def offer_sheet(
    offer: Offer,
    schedules: list[Schedule],
    coming: list[Occurrence],
    *,
    today: dt.date,
    distance: str = "",
) -> OfferSheet:
    """Put the page together. distance: how far from where someone searched, in words."""
    language = get_language() or "nl"
    going_on = [row for row in coming if not row.cancelled]
    return OfferSheet(
        picture=picture_of(offer),
        next_time=words.moment(going_on[0].starts_at, today) if going_on else "",
        rules=tuple(in_words(recurrence(rule), language, today) for rule in schedules),
        dates=tuple(_date_line(row, today) for row in coming),
        details=tuple(detail for detail in _details(offer, distance) if detail.lines),
        joining=_joining(offer, by_appointment=not coming and not schedules),
        paused=offer.status == Offer.Status.PAUSED,
        checked=words.checked(offer, today),
        stale=words.is_stale(offer),
    )


def _joining(offer: Offer, *, by_appointment: bool) -> str:
    """What to do if one would like to join."""
    if offer.capacity in (Capacity.FULL, Capacity.WAITING_LIST):
        return _("Call to hear whether there is room.")
    if by_appointment or offer.reach != Reach.ON_SITE or offer.form not in _WALK_IN:
        return _("Call, and agree on what suits you.")
    if offer.call_first:
        return _("Then they know you are coming and someone waits for you.")
    return _("You may just come. Or call first, then someone waits for you.")


def _date_line(row: Occurrence, today: dt.date) -> DateLine:
    note = ""
    if row.cancelled:
        note = (
            _("Cancelled: %(reason)s") % {"reason": row.reason_text}
            if row.reason
            else _("Cancelled")
        )
    elif row.moved_from:
        note = _("This was planned on %(when)s.") % {"when": words.moment(row.moved_from, today)}
        note = f"{note} {row.reason_text}".strip()
    day = words.full_day(localtime(row.starts_at).date(), today)
    return DateLine(day, words.span(row.starts_at, row.ends_at), row.cancelled, note)


def _details(offer: Offer, distance: str) -> list[Detail]:
    return [
        Detail("pin", _("Where"), _where_lines(offer, distance)),
        Detail(
            "bus", _("By bus or train"), _line(offer.place.text("transport") if offer.place else "")
        ),
        Detail("euro", _("What it costs"), _cost_lines(offer)),
        Detail("door", _("Who welcomes you"), _line(offer.text("welcomed_by"))),
        Detail("together", _("The first time"), _first_time(offer)),
        Detail("language", _("Language"), _language_lines(offer)),
        Detail("wheelchair", _("Accessible"), _access_lines(offer)),
        Detail("info", _("For whom"), _for_whom(offer)),
        Detail("table", _("How many people"), _line(_group(offer))),
        Detail("calendar", _("Is there room?"), _line(_room(offer))),
    ]


def _line(text: str | None) -> tuple[str, ...]:
    return (str(text),) if text else ()


def _where_lines(offer: Offer, distance: str) -> tuple[str, ...]:
    lines = [where(offer)]
    place = offer.place
    if place is not None and offer.reach in (Reach.ON_SITE, Reach.FETCHED):
        lines += [place.address, place.text("entrance"), distance]
    if offer.reach == Reach.FETCHED:
        lines.append(_("Someone comes to fetch you."))
    return tuple(line for line in lines if line)


def _cost_lines(offer: Offer) -> tuple[str, ...]:
    return (_capital(words.cost(offer)), *_line(offer.text("cost_note")))


def _first_time(offer: Offer) -> tuple[str, ...]:
    if offer.walk_along:
        return (_("Someone can come along with you. Just ask when you call."),)
    return ()


def _language_lines(offer: Offer) -> tuple[str, ...]:
    names = [name for _code, name in words.spoken_languages(offer.languages)]
    return _line(", ".join(names))


def _access_lines(offer: Offer) -> tuple[str, ...]:
    codes = {*offer.accessible, *(offer.place.accessible if offer.place else ())}
    labels = [str(Access(code).label) for code in Access.values if code in codes]
    return _line(_capital(", ".join(label.lower() for label in labels)))


def _for_whom(offer: Offer) -> tuple[str, ...]:
    lines = [str(OnlyFor(offer.only_for).label)] if offer.only_for else []
    if words.ages(offer):
        lines.append(_capital(words.ages(offer)))
    made_for = [code for code in offer.audiences if code in Audience.values]
    if made_for and not lines and Audience.EVERYONE not in made_for:
        who = listed([_in_a_sentence(str(Audience(code).label)) for code in made_for])
        lines.append(_("Made for: %(who)s. Others are welcome too.") % {"who": who})
    return tuple(lines)


def _in_a_sentence(label: str) -> str:
    """A label within a sentence: no capital, unless it is written in capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _group(offer: Offer) -> str:
    return _("About %(number)s") % {"number": offer.group_size} if offer.group_size else ""


def _room(offer: Offer) -> str:
    if offer.capacity == Capacity.ASK:
        return _("Ask when you call.")
    return str(Capacity(offer.capacity).label)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Ways to tell someone else: addresses of links, nothing of another company on our page."""

    whatsapp: str
    email: str


def sharing(offer: Offer, url: str, next_time: str) -> Sharing:
    """Links that open WhatsApp or a mail with a message ready to be sent."""
    name = offer.text("name")
    message = _("Shall we go together? %(name)s, %(when)s. %(url)s") % {
        "name": name,
        "when": next_time or _("when it suits you"),
        "url": url,
    }
    return Sharing(
        whatsapp=f"https://wa.me/?text={quote(message)}",
        email=f"mailto:?subject={quote(name)}&body={quote(message)}",
    )
