"""Cards: what one can join, made ready so that the template only has to show it."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.vocabulary import Reach
from nabij.directory.models import Occurrence, Offer
from nabij.web.public import words
from nabij.web.public.addresses import offer_page
from nabij.web.public.photos import Photo, photo_of
from nabij.web.public.pictures import Picture, picture_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One line on a card: a drawing and its words."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """An offer on a card. lang: of the name and summary, where it is not the language of the page."""

    id: str
    url: str
    picture: Picture
    when: str
    name: str
    lang: str
    summary: str = ""
    facts: tuple[Fact, ...] = field(default_factory=tuple)
    checked: str = ""
    photo: Photo | None = None
    stale: bool = False
    cancelled: bool = False
    why_cancelled: str = ""


def card(
    municipality: Municipality,
    offer: Offer,
    *,
    today: dt.date,
    coming: Occurrence | None = None,
    facts: tuple[Fact, ...] = (),
    near: str = "",
) -> Card:
    """The card of an offer: its next time, and the facts everyone wants first."""
    return Card(
        id=f"offer-{offer.uid}",
        url=offer_page(municipality, offer, near),
        picture=picture_of(offer),
        photo=photo_of(municipality, offer),
        when=_when(coming, today),
        name=offer.text("name"),
        lang=offer.text_language("name"),
        summary=offer.text("summary"),
        facts=facts or usual_facts(offer),
        checked=words.checked(offer, today),
        stale=words.is_stale(offer),
        cancelled=bool(coming and coming.cancelled),
        why_cancelled=coming.reason_text if coming and coming.cancelled else "",
    )


def _when(coming: Occurrence | None, today: dt.date) -> str:
    if coming is None:
        return _("when it suits you")
    return words.moment(coming.starts_at, today)


def usual_facts(offer: Offer, distance: str = "") -> tuple[Fact, ...]:
    """Where, how far, what it costs, who welcomes you."""
    facts = [Fact("pin", " · ".join(part for part in (where(offer), distance) if part))]
    facts.append(Fact("euro", words.cost(offer)))
    if offer.welcomed_by:
        facts.append(
            Fact("door", _("you are welcomed by %(who)s") % {"who": offer.text("welcomed_by")})
        )
    if offer.walk_along:
        facts.append(Fact("together", _("someone can come along the first time")))
    return tuple(facts)


def where(offer: Offer) -> str:
    """Where it is, in a few words."""
    if offer.reach == Reach.AT_HOME:
        return _("at your home")
    if offer.reach == Reach.PHONE:
        return _("by phone")
    if offer.reach == Reach.ONLINE:
        return _("online")
    place = offer.place
    if place is None:
        return _("you are fetched") if offer.reach == Reach.FETCHED else _("ask where it is")
    return place.text("name")
