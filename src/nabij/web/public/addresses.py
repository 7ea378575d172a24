"""Addresses of pages within a municipality."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify

from nabij.core.models import Municipality
from nabij.directory.models import Offer, Organisation


def readable(name: str) -> str:
    """The end of an address that a person can read; the id before it does the work."""
    return slugify(name)[:60].strip("-") or "-"


def page(municipality: Municipality, name: str, **parts: object) -> str:
    """The address of a page: `page(municipality, "find")`."""
    return reverse(f"public:{name}", kwargs={"municipality": municipality.slug, **parts})


def offer_page(municipality: Municipality, offer: Offer, near: str = "") -> str:
    """The page of an offer; `near` keeps the postcode someone searched from, so that it can say how far."""
    address = page(municipality, "offer", uid=offer.uid, slug=readable(offer.name))
    return f"{address}?{urlencode({'near': near})}" if near else address


def organisation_page(municipality: Municipality, organisation: Organisation) -> str:
    """The page of an organisation."""
    return page(
        municipality, "organisation", uid=organisation.uid, slug=readable(organisation.name)
    )
