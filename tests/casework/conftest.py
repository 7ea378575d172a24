"""A municipality with somebody who handles what people ask, on a Thursday in November."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.casework.clock import NOW

if TYPE_CHECKING:
    from nabij.casework.actions.receive import Receipt
    from nabij.casework.models import Request
    from nabij.core.models import Municipality, User


@pytest.fixture
def town(db: None) -> Iterator["Municipality"]:
    from nabij.core.tenancy import within
    from tests.factories import MunicipalityFactory

    municipality = MunicipalityFactory.create(slug="testdam")
    with within(municipality):
        yield municipality


@pytest.fixture
def samira(town: "Municipality") -> "User":
    from nabij.core.roles import Role
    from tests.core.people import member

    return member(town, Role.LINK_WORKER)


@pytest.fixture
def ask(town: "Municipality") -> Callable[..., "Receipt"]:
    """`ask(name="Ton", phone="…", at=…, form_key=…)`: somebody asks to be called."""
    from nabij.casework.actions.receive import Asked, receive
    from nabij.casework.models import Request

    def ask(*, at: dt.datetime = NOW, form_key: uuid.UUID | None = None, **told: Any) -> "Receipt":
        told.setdefault("kind", Request.Kind.CALL)
        told.setdefault("name", "Ton")
        told.setdefault("phone", "06 12 34 56 78")
        key = form_key or uuid.uuid4()
        return receive(municipality=town, asked=Asked(**told), form_key=key, now=at)

    return ask


@pytest.fixture
def asked(ask: Callable[..., "Receipt"]) -> "Request":
    """One request that came in this morning."""
    from nabij.casework.models import Request

    row: Request = Request.objects.get(uid=ask().uid)
    return row
