"""A municipality that sends mail, and a mail server."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.tools.mailserver import MailServer, mail_server

if TYPE_CHECKING:
    from nabij.core.models import Municipality, OutgoingMessage


@pytest.fixture
def testdam(db: None) -> Iterator["Municipality"]:
    from nabij.core.tenancy import within
    from tests.factories import MunicipalityFactory

    municipality = MunicipalityFactory.create(name="Testdam")
    with within(municipality):
        yield municipality


@pytest.fixture
def write(testdam: "Municipality") -> Callable[..., "OutgoingMessage"]:
    """`write("jo@dorp.example", once="…")`: a mail in the outbox."""
    from nabij.core.post.queueing import queue_message
    from tests.core.post.messages import ASKED

    def queue(to: str = "jo@dorp.example", **more: Any) -> "OutgoingMessage":
        given: dict[str, Any] = {
            "kind": ASKED,
            "subject": "Klopt dit nog?",
            "text": "Dag Jo,\n\nKlopt het?",
        }
        return queue_message(municipality=testdam, to=to, **(given | more))

    return queue


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running
