"""An organisation with two activities that are due for a check."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.directory.models import Offer, Organisation


def due(days: int = 5) -> dt.date:
    """The day of a check after which a group was due so many days ago."""
    from django.utils import timezone

    return timezone.localdate() - relativedelta(months=3) - dt.timedelta(days=days)


@pytest.fixture
def teapot(town: "Municipality") -> "Organisation":
    from tests.factories import OrganisationFactory

    organisation: Organisation = OrganisationFactory.create(
        municipality=town, name="Stichting De Theepot", email="theepot@dorp.example"
    )
    return organisation


@pytest.fixture
def add_due(town: "Municipality", teapot: "Organisation") -> Callable[..., "Offer"]:
    """`add_due("Koffie", days=5)`: an activity of De Theepot that was due so many days ago."""
    from nabij.directory.index import refresh
    from nabij.directory.models import Offer
    from tests.factories import OfferFactory, ScheduleFactory

    def add(name: str, days: int = 5, **fields: Any) -> "Offer":
        given = {"organisation": teapot, "verified_on": due(days)} | fields
        offer: Offer = OfferFactory.create(municipality=town, name=name, **given)
        ScheduleFactory.create(municipality=town, offer=offer)
        refresh(town, [offer.pk])
        return Offer.objects.get(pk=offer.pk)

    return add
