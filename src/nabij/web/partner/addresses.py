"""Addresses in the organisations' room."""

import datetime as dt

from django.urls import reverse

from nabij.directory.models import Occurrence, Offer, Organisation


def home_page(organisation: Organisation) -> str:
    """The first page of an organisation."""
    return _of("home-of", organisation)


def publish_page(organisation: Organisation) -> str:
    """Where it publishes something."""
    return _of("publish", organisation)


def picture_page(organisation: Organisation) -> str:
    """Where it adds a picture of itself."""
    return _of("organisation-picture", organisation)


def offer_page(offer: Offer, name: str = "offer") -> str:
    """A page about an offer of its own: `offer`, `edit`, `copy`, `status`, `history` and so on."""
    return _of(name, offer)


def date_page(offer: Offer, row: Occurrence) -> str:
    """Where one date is called off, moved or restored."""
    return dated(offer, str(row.schedule.uid), row.rule_date)


def dated(offer: Offer, schedule_uid: str, day: dt.date) -> str:
    """The same, by the rule and the day."""
    parts = {"uid": offer.uid, "schedule": schedule_uid, "day": day.isoformat()}
    return reverse("partner:date", kwargs={"municipality": offer.municipality.slug, **parts})


def _of(name: str, record: Offer | Organisation) -> str:
    parts = {"municipality": record.municipality.slug, "uid": record.uid}
    return reverse(f"partner:{name}", kwargs=parts)
