"""A small municipality to find things in, on Monday 23 November 2026 at nine in the morning."""

import datetime as dt
from typing import Any

from nabij.core.models import Municipality, User
from nabij.core.tenancy import within
from nabij.directory import index
from nabij.directory.models import Offer, Place, Schedule
from nabij.directory.occurrences import materialise
from nabij.directory.queries import FindResult, find_offers
from nabij.methods.geo import Point
from nabij.methods.ranking import Criteria
from tests.factories import (
    AMSTERDAM,
    MunicipalityFactory,
    OfferFactory,
    OrganisationFactory,
    PlaceFactory,
    ScheduleFactory,
)

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
TODAY = NOW.date()
HERE = Point(52.566, 5.158, "3131 AB")
_METRES_NORTH = 1 / 111_195


class World:
    """Makes offers and asks for them. What is made is indexed at once."""

    def __init__(self, slug: str = "testdam") -> None:
        self.municipality: Municipality = MunicipalityFactory.create(slug=slug)
        with within(self.municipality):
            self.organisation = OrganisationFactory.create(
                municipality=self.municipality, name="Stichting Ringvaart"
            )

    def place(self, metres: float = 100, **given: Any) -> Place:
        """A place so many metres north of `HERE`."""
        lat = HERE.lat + metres * _METRES_NORTH
        given = {"name": "Gebouw", "lat": lat, "lon": HERE.lon, "accessible": [], **given}
        with within(self.municipality):
            return PlaceFactory.create(municipality=self.municipality, **given)

    def offer(self, name: str, day: str = "", at: Any = "10:00", **given: Any) -> Offer:
        """An offer on a day of every week, or by appointment without a day. metres: from `HERE`."""
        metres = given.pop("metres", 100)
        rule = given.pop("rule", {})
        given = {
            "summary": "", "description": "", "walk_along": False, "verified_on": TODAY,
            "organisation": self.organisation, **given,
        }  # fmt: skip
        if "place" not in given:
            given["place"] = self.place(metres)
        with within(self.municipality):
            offer: Offer = OfferFactory.create(municipality=self.municipality, name=name, **given)
            if day or rule:
                self.schedule(offer, day, at, **rule)
            index.refresh(self.municipality, [offer.pk], today=TODAY)
        return offer

    def schedule(self, offer: Offer, day: str, at: str = "10:00", **rule: Any) -> Schedule:
        """A weekly rule, worked out and indexed."""
        rule = {"weekdays": [day], "starts_on": dt.date(2026, 1, 1), **rule}
        with within(self.municipality):
            schedule: Schedule = ScheduleFactory.create(
                municipality=self.municipality, offer=offer,
                starts_at=dt.time.fromisoformat(at), ends_at=None, skip_holidays=False, **rule,
            )  # fmt: skip
            materialise(self.municipality, [offer.pk], today=TODAY)
            index.refresh(self.municipality, [offer.pk], today=TODAY)
        return schedule

    def find(self, words: str = "", **given: Any) -> FindResult:
        """What is found; `near=True` asks from `HERE`; viewer: nobody in particular without one."""
        viewer: User | None = given.pop("viewer", None)
        if given.pop("near", False):
            given["point"] = HERE
        for name in ("days", "languages", "needs"):
            if name in given:
                given[name] = frozenset(given[name])
        criteria = Criteria(words=words, **given)
        with within(self.municipality):
            return find_offers(viewer, self.municipality, criteria, now=NOW)

    def names(self, words: str = "", **given: Any) -> list[str]:
        """The names of what is found, the best first."""
        return [hit.offer.name for hit in self.find(words, **given).hits]
