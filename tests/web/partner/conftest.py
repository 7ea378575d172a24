"""A municipality with an organisation, somebody who publishes for it, and staff."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from nabij.core.models import Municipality
    from nabij.directory.models import Organisation


@pytest.fixture
def teapot(town: "Municipality") -> "Organisation":
    from tests.factories import OrganisationFactory, PlaceFactory

    place = PlaceFactory.create(municipality=town, name="Buurthuis De Brug")
    made: Organisation = OrganisationFactory.create(
        municipality=town, name="Stichting De Theepot", place=place
    )
    return made


@pytest.fixture
def editor(town: "Municipality", teapot: "Organisation") -> "Client":
    """A browser in which somebody of De Theepot has signed in."""
    from nabij.core.roles import Role
    from tests.core.people import browser, member

    return browser(member(town, Role.ORGANISATION_EDITOR, organisation_uid=teapot.uid))


@pytest.fixture
def worker(town: "Municipality") -> "Client":
    """A browser in which a link worker has signed in."""
    from nabij.core.roles import Role
    from tests.core.people import browser, member

    return browser(member(town, Role.LINK_WORKER))


@pytest.fixture
def filled() -> Any:
    """`filled(name=…)`: the form as somebody fills it in, in two minutes."""
    import uuid

    def fill(**other: Any) -> dict[str, Any]:
        return {
            "form_key": str(uuid.uuid4()),
            "name": "Soep op donderdag",
            "summary": "Verse soep aan een lange tafel.",
            "where": "phone",
            "rhythm": "weekly",
            "days": ["TH"],
            "interval": "1",
            "starts_at": "12.00",
            "ends_at": "13.30",
            "skip_holidays": "on",
            "cost": "free",
            "welcomed_by": "Riet",
            "languages": ["nl"],
            "step": "publish",
            **other,
        }

    return fill
