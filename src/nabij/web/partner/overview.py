"""What the first page of an organisation says, in words."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework.queries import Wanted, wanted_near
from nabij.directory.freshness import Freshness
from nabij.directory.models import Occurrence, Offer, Organisation, Review
from nabij.directory.queries.own import (
    areas_of,
    latest_reviews,
    longest_unchecked,
    own_dates,
    own_offers,
)
from nabij.directory.queries.shown import next_dates
from nabij.web.partner.addresses import date_page, offer_page, picture_page, publish_page
from nabij.web.public import words
from nabij.web.public.cards import where
from nabij.web.public.pictures import Picture, picture_of


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One date of this week. off: called off, with the reason; waits: nobody else sees it yet."""

    when: str
    name: str
    where: str
    url: str
    date_url: str
    off: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """One of the organisation's own offers. state: the word beside it; told: what the municipality said."""

    name: str
    url: str
    copy_url: str
    picture: Picture
    when: str
    state: str
    kind: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """The one offer that somebody should look at."""

    name: str
    checked: str
    summary: str
    url: str
    confirm_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """Somebody nearby who waits; never who."""

    words: str
    waits: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of one organisation, or of the few that somebody looks after."""

    title: str
    picture_url: str
    doors: tuple[tuple[str, str], ...]
    week: tuple[WeekLine, ...]
    confirm: ToConfirm | None
    nearby: Nearby | None
    going_on: tuple[Own, ...]
    waiting: tuple[Own, ...]
    stopped: tuple[Own, ...]


def overview(organisations: list[Organisation], *, now: dt.datetime) -> Overview:
    """Put the page together. A fixed number of queries, however many offers there are."""
    offers = own_offers(organisations)
    municipality = organisations[0].municipality
    coming = next_dates(municipality, offers, now=now)
    told = latest_reviews(offers)
    lines = [
        (offer, _own(offer, coming.get(offer.pk), told.get(offer.pk), now)) for offer in offers
    ]
    awaiting = {Offer.Visibility.AWAITING, Offer.Visibility.HIDDEN}
    closed = Offer.Status.CLOSED
    return Overview(
        title=organisations[0].name if len(organisations) == 1 else "",
        picture_url=picture_page(organisations[0]) if len(organisations) == 1 else "",
        doors=tuple((each.name, publish_page(each)) for each in organisations),
        week=tuple(_week_line(row, now) for row in own_dates(organisations, now=now)),
        confirm=_to_confirm(longest_unchecked(municipality, organisations), now.date()),
        nearby=_nearby(organisations, offers, now.date()),
        going_on=tuple(
            line
            for each, line in lines
            if each.status != closed and each.visibility not in awaiting
        ),
        waiting=tuple(
            line for each, line in lines if each.status != closed and each.visibility in awaiting
        ),
        stopped=tuple(line for each, line in lines if each.status == closed),
    )


def _week_line(row: Occurrence, now: dt.datetime) -> WeekLine:
    return WeekLine(
        when=words.moment(row.starts_at, now.date()),
        name=row.offer.text("name"),
        where=where(row.offer),
        url=offer_page(row.offer),
        date_url=date_page(row.offer, row),
        off=(row.reason_text or _("Cancelled")) if row.cancelled else "",
        waits=row.offer.visibility != Offer.Visibility.PUBLIC,
    )


def _own(offer: Offer, coming: Occurrence | None, told: Review | None, now: dt.datetime) -> Own:
    kind, state = state_of(offer, told)
    return Own(
        name=offer.text("name"),
        url=offer_page(offer),
        copy_url=offer_page(offer, "copy"),
        picture=picture_of(offer),
        when=words.moment(localtime(coming.starts_at), now.date()) if coming else "",
        state=state,
        kind=kind,
        told=told.words if told and kind in ("asked", "refused") else "",
    )


def state_of(offer: Offer, told: Review | None) -> tuple[str, str]:
    """What is going on with it: a code and its words."""
    if offer.status == Offer.Status.CLOSED:
        return "stopped", _("Stopped")
    if offer.visibility == Offer.Visibility.AWAITING:
        asked = told is not None and told.verdict == told.Verdict.ASKED and unanswered(offer, told)
        if asked:
            return "asked", _("The municipality asks you something")
        return "waiting", _("Waits for a look by the municipality")
    if offer.visibility == Offer.Visibility.HIDDEN:
        if told is not None and told.verdict == told.Verdict.REFUSED:
            return "refused", _("Not published")
        return "hidden", _("Only staff see it")
    if offer.freshness == Freshness.GONE:
        return "gone", _("Off the list until you say that it is still right")
    if offer.status == Offer.Status.PAUSED:
        return "paused", _("Paused")
    return "open", _("Residents find it")


def _nearby(
    organisations: list[Organisation], offers: list[Offer], today: dt.date
) -> Nearby | None:
    """One thing that somebody in the neighbourhood asked: about our own offers, or where we are."""
    names = {offer.uid: offer.text("name") for offer in offers}
    areas = areas_of(organisations)
    if not names and not areas:
        return None
    found = wanted_near(
        organisations[0].municipality, today=today, offer_uids=names, area_codes=areas
    )
    return _in_words(found[0], names) if found else None


def _in_words(wanted: Wanted, names: dict[UUID, str]) -> Nearby:
    name = names.get(wanted.offer_uid, "") if wanted.offer_uid else ""
    said = {"name": name, "area": wanted.area_name}
    if wanted.kind == "walk_along" and name:
        words_ = _("Someone would like to come to “%(name)s”, and not alone the first time.") % said
    elif wanted.kind == "walk_along" and wanted.area_name:
        words_ = _("Someone in %(area)s looks for somebody to come along.") % said
    elif wanted.kind == "walk_along":
        words_ = _("Someone looks for somebody to come along.")
    elif wanted.area_name:
        words_ = _("Someone in %(area)s can use a hand with something.") % said
    else:
        words_ = _("Someone can use a hand with something.")
    days = wanted.days_waiting
    waits = ngettext("Waits for %(days)s day.", "Waits for %(days)s days.", days) % {"days": days}
    return Nearby(words_, waits if days else _("Asked today."))


def unanswered(offer: Offer, told: Review) -> bool:
    """Whether nothing changed since the municipality said something."""
    return offer.updated_at <= told.at


def _to_confirm(offer: Offer | None, today: dt.date) -> ToConfirm | None:
    if offer is None:
        return None
    return ToConfirm(
        name=offer.text("name"),
        checked=words.checked(offer, today),
        summary=offer.text("summary"),
        url=offer_page(offer),
        confirm_url=offer_page(offer, "status"),
        edit_url=offer_page(offer, "edit"),
    )
