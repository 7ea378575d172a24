"""Places that people name when they publish."""

import re

from django.db import transaction

from nabij.core.audit.recording import record
from nabij.core.models import Municipality, Postcode
from nabij.directory.details import PlaceDetails
from nabij.directory.models import Place
from nabij.methods.text import fold


@transaction.atomic
def add_place(*, municipality: Municipality, details: PlaceDetails) -> Place:
    """The place at this address, with its position and neighbourhood by its postcode.

    One that is known at the same street, number and postcode is taken as it is, so that two
    organisations in one building share their place. Without a known postcode it has no position.
    """
    there = known_place(municipality, details)
    if there is not None:
        return there
    known = Postcode.objects.filter(code=details.postcode).select_related("area").first()
    place: Place = Place.objects.create(
        municipality=municipality,
        name=details.name,
        street=details.street,
        postcode=details.postcode,
        town=details.town,
        accessible=list(details.accessible),
        lat=known.lat if known else None,
        lon=known.lon if known else None,
        area=known.area if known else None,
    )
    record("place.added", municipality=municipality, on=place)
    return place


def known_place(municipality: Municipality, details: PlaceDetails) -> Place | None:
    """The place that stands at this address already, preferably under this name."""
    rows = Place.objects.filter(municipality=municipality, postcode=details.postcode)
    here = [row for row in rows.order_by("pk") if _same_street(row.street, details.street)]
    named = [row for row in here if fold(row.name) == fold(details.name)]
    return next(iter([*named, *here]), None)


def _same_street(one: str, other: str) -> bool:
    return bool(one) and re.sub(r"\W", "", fold(one)) == re.sub(r"\W", "", fold(other))
