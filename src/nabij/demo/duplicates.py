"""What the example has twice: records that another social map sent, some of them the same thing and some only alike."""

import datetime as dt

from nabij.core.models import Municipality
from nabij.directory.actions.duplicates import find_duplicates
from nabij.directory.index import refresh
from nabij.directory.models import Offer, Organisation, Place, Schedule
from nabij.directory.occurrences import materialise

SOURCE = "sociale kaart Markerwaard"

#: Their id there, our id, its name there, its website there.
ORGANISATIONS = (
    ("sk-104", "bibliotheek", "Bieb Merenwaard", "https://www.bibliotheek-merenwaard.example"),
    ("sk-118", "buurtbus", "Ver. Buurtbus Merenwaard", ""),
    ("sk-131", "buurtkoor", "Buurtkoor Zing maar Meee", ""),
)
#: Their id there, our id, its name there.
PLACES = (("sk-p7", "waaggebouw", "Buurtkamer 't Waaggebouw"), ("sk-p9", "theepot", "De Theepot"))
#: Their id there, our id, its name there: nobody sees these until somebody looked.
OFFERS = (
    ("sk-a1", "aan-de-lange-tafel", "Eten aan de Lange Tafel"),
    ("sk-a2", "donderdagmaaltijd-clemens", "Warme maaltijd Clemenszaal"),
)


def fill_duplicates(home: Municipality, *, today: dt.date) -> None:
    """The records of the other map, and the pairs that follow from them."""
    for theirs, ours, name in PLACES:
        place = Place.objects.get(municipality=home, source="example", source_id=ours)
        Place.objects.create(
            municipality=home, source=SOURCE, source_id=theirs, name=name, street=place.street,
            postcode=place.postcode, town=place.town, lat=place.lat, lon=place.lon, area=place.area,
        )  # fmt: skip
    for theirs, ours, name, website in ORGANISATIONS:
        known = Organisation.objects.get(municipality=home, source="example", source_id=ours)
        Organisation.objects.create(
            municipality=home, source=SOURCE, source_id=theirs, name=name, phone=known.phone,
            website=website, description="Overgenomen van de sociale kaart.",
        )  # fmt: skip
    made = [_offer(home, *row) for row in OFFERS]
    materialise(home, [offer.pk for offer in made], today=today)
    refresh(home, [offer.pk for offer in made])
    find_duplicates(municipality=home)


def _offer(home: Municipality, theirs: str, ours: str, name: str) -> Offer:
    known = Offer.objects.select_related("organisation").get(
        municipality=home, source="example", source_id=ours
    )
    offer: Offer = Offer.objects.create(
        municipality=home, source=SOURCE, source_id=theirs, name=name, organisation=known.organisation,
        place=known.place, summary="Een warme maaltijd, samen met anderen.", visibility=Offer.Visibility.AWAITING,
        cost_per_visit=7, languages=["nl"],
    )  # fmt: skip
    for rule in known.schedules.all():
        Schedule.objects.create(
            municipality=home, offer=offer, frequency=rule.frequency, weekdays=rule.weekdays,
            starts_at=rule.starts_at, ends_at=rule.ends_at, starts_on=rule.starts_on, interval=rule.interval,
        )  # fmt: skip
    return offer
