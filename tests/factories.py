"""Rows for tests. Everything of a municipality is made inside its wall: `with within(municipality):`.

municipality = MunicipalityFactory()
with within(municipality):
    offer = OfferFactory(municipality=municipality, place__postcode="3131AB")
    OccurrenceFactory(offer=offer, starts_at=tuesday_ten)
"""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from nabij.casework.models import Request
from nabij.core.models import Area, HelpLine, Municipality, Postcode
from nabij.directory.models import Occurrence, Offer, Organisation, Place, Schedule

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality
        django_get_or_create = ("slug",)

    code = Sequence(lambda n: f"GM{8000 + n}")
    name = Sequence(lambda n: f"Testdam {n}" if n else "Testdam")
    slug = Sequence(lambda n: f"testdam-{n}" if n else "testdam")
    public_name = LazyAttribute(lambda row: f"Dichtbij in {row.name}")
    tagline = "Samen iets doen, bij u in de buurt."
    tagline_en = "Things to do together, near you."
    phone = "0299 55 01 23"
    email = "dichtbij@testdam.example"
    opening_hours = "Maandag tot en met vrijdag van 9.00 tot 17.00 uur."
    opening_hours_en = "Monday to Friday from 9 am to 5 pm."
    lat = 52.565
    lon = 5.158


class AreaFactory(DjangoModelFactory[Area]):
    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = Sequence(lambda n: f"BU8000{n:04}")
    kind = Area.Kind.NEIGHBOURHOOD
    name = Sequence(lambda n: f"Buurt {n}")
    slug = Sequence(lambda n: f"buurt-{n}")
    lat = 52.566
    lon = 5.159


class PostcodeFactory(DjangoModelFactory[Postcode]):
    class Meta:
        model = Postcode
        django_get_or_create = ("code",)

    code = "3131AB"
    lat = 52.56926
    lon = 5.16241


class _Walled(DjangoModelFactory[Any]):
    class Meta:
        abstract = True

    municipality = SubFactory(MunicipalityFactory)


class HelpLineFactory(_Walled):
    class Meta:
        model = HelpLine

    name = "De Luisterlijn"
    phone = Sequence(lambda n: f"088 0767 {n:03}")
    call_if = "u met iemand wilt praten."
    position = 1
    review_on = LazyFunction(lambda: dt.datetime.now(AMSTERDAM).date() + dt.timedelta(days=90))


class PlaceFactory(_Walled):
    class Meta:
        model = Place

    name = Sequence(lambda n: f"Buurtkamer {n}")
    street = Sequence(lambda n: f"Kaasmarkt {n + 1}")
    postcode = "3131AD"
    town = "Testdam"
    lat = Sequence(lambda n: 52.5668 + (n % 50) / 10_000)
    lon = 5.1579
    accessible = LazyFunction(lambda: ["wheelchair", "toilet"])
    entrance = "De groene deur naast de weegschaal."
    transport = "Halte Marktplein, lijn 1, 3 minuten lopen."


class OrganisationFactory(_Walled):
    class Meta:
        model = Organisation

    name = Sequence(lambda n: f"Stichting De Theepot {n}")
    description = "Vrijwilligers die de deur openzetten."
    phone = "0299 55 02 00"
    email = "theepot@testdam.example"


class OfferFactory(_Walled):
    class Meta:
        model = Offer

    organisation = SubFactory(OrganisationFactory, municipality=SelfAttribute("..municipality"))
    place = SubFactory(PlaceFactory, municipality=SelfAttribute("..municipality"))
    name = Sequence(lambda n: f"Koffie aan de lange tafel {n}")
    summary = "Verse koffie, en altijd een stoel vrij."
    description = "Wij zetten om tien uur de deur open.\n\nU kunt zo aanschuiven."
    mechanisms = LazyFunction(lambda: ["meeting"])
    causes = LazyFunction(lambda: ["small_network"])
    languages = LazyFunction(lambda: ["nl"])
    cost_per_visit = 0
    capacity = "room"
    walk_along = True
    welcomed_by = "Gerrit"
    verified_on = LazyFunction(lambda: dt.datetime.now(AMSTERDAM).date())


class ScheduleFactory(_Walled):
    class Meta:
        model = Schedule

    offer = SubFactory(OfferFactory, municipality=SelfAttribute("..municipality"))
    frequency = Schedule.Frequency.WEEKLY
    weekdays = LazyFunction(lambda: ["TU"])
    starts_at = dt.time(10)
    ends_at = dt.time(12)


class OccurrenceFactory(_Walled):
    """A date of an offer; its schedule is made with it. Give `starts_at`, aware."""

    class Meta:
        model = Occurrence

    offer = SubFactory(OfferFactory, municipality=SelfAttribute("..municipality"))
    starts_at = LazyFunction(lambda: next_weekday("TU", 10))
    ends_at = LazyAttribute(lambda row: row.starts_at + dt.timedelta(hours=2))
    date = LazyAttribute(lambda row: row.starts_at.date())
    rule_date = LazyAttribute(lambda row: row.date)
    weekday = LazyAttribute(lambda row: row.date.weekday())
    part = LazyAttribute(lambda row: min(2, max(0, row.starts_at.hour // 6 - 1)))
    schedule = SubFactory(
        ScheduleFactory,
        municipality=SelfAttribute("..municipality"),
        offer=SelfAttribute("..offer"),
    )


class RequestFactory(_Walled):
    """Somebody who asked to be called, and waits."""

    class Meta:
        model = Request

    kind = Request.Kind.CALL
    form_key = LazyFunction(uuid.uuid4)
    name = Sequence(lambda n: f"Ton {n}")
    phone = "06 12 34 56 78"
    received_at = LazyFunction(lambda: dt.datetime.now(AMSTERDAM))
    due_at = LazyAttribute(lambda row: row.received_at + dt.timedelta(days=2))
    keep_until = LazyAttribute(lambda row: row.received_at.date() + dt.timedelta(days=90))


def next_weekday(day: str, hour: int, minute: int = 0) -> dt.datetime:
    """The next such day from tomorrow on, at this hour in Amsterdam."""
    today = dt.datetime.now(AMSTERDAM).date()
    ahead = (WEEKDAYS.index(day) - today.weekday() - 1) % 7 + 1
    date = today + dt.timedelta(days=ahead)
    return dt.datetime.combine(date, dt.time(hour, minute), tzinfo=AMSTERDAM)
