"""Putting mail in the outbox: once, encrypted, with plain text, and noted without its content."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from nabij.core.models import AuditEvent, Municipality, OutgoingMessage
from nabij.core.post.kinds import UndeclaredKindError
from nabij.core.post.queueing import (
    BadRecipientError,
    CannotSendAgainError,
    NoTextError,
    queue_message,
    send_again,
)
from nabij.core.post.sending import empty_old, send_due
from nabij.core.post.transport import Keeping
from nabij.core.roles import Role
from nabij.core.tenancy import OutsideTheWallError, within
from tests.core.people import member
from tests.core.post.messages import ASKED, again
from tests.factories import MunicipalityFactory

State = OutgoingMessage.State


def test_queueing_the_same_thing_twice_gives_the_first_message_back(write: Any) -> None:
    first = write(once="round 1 of The Teapot")
    second = write(to="other@dorp.example", once="round 1 of The Teapot")
    assert second.pk == first.pk
    assert OutgoingMessage.objects.get().to == "jo@dorp.example"


def test_the_same_once_means_something_else_in_another_municipality(write: Any) -> None:
    write(once="round 1")
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        queue_message(
            municipality=elders,
            kind=ASKED,
            to="jo@dorp.example",
            subject="Vraag",
            text="Tekst",
            once="round 1",
        )
        assert OutgoingMessage.objects.count() == 1


def test_without_once_every_message_is_its_own(write: Any) -> None:
    assert write().pk != write().pk


def test_a_message_goes_with_the_transaction_it_was_queued_in(write: Any) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not OutgoingMessage.objects.exists()


def test_nothing_of_it_stands_in_the_database_as_text(write: Any) -> None:
    write(html="<p>Dag Jo</p>")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_outgoingmessage")
        everything = str(cursor.fetchall())
    assert not any(text in everything for text in ("jo@dorp", "Klopt", "Dag Jo"))


def test_the_trail_holds_the_kind_and_the_number_and_no_address(write: Any) -> None:
    message = write()
    event = AuditEvent.objects.get(verb="message.queued")
    assert (event.object_id, event.reason) == (str(message.uid), ASKED)
    assert "jo@" not in str(AuditEvent.objects.filter(pk=event.pk).values())


@pytest.mark.parametrize(
    "to", ["", "jo", "jo@", "jo@dorp.example\nbcc: all@dorp.example", "a@b@c.nl"]
)
def test_a_text_that_is_no_address_is_refused(write: Any, to: str) -> None:
    with pytest.raises(BadRecipientError):
        write(to=to)


def test_a_line_end_in_a_subject_makes_no_new_header(write: Any) -> None:
    assert write(subject="Vraag\r\nBcc: x@y.example").subject == "Vraag Bcc: x@y.example"


@pytest.mark.parametrize("missing", ["subject", "text"])
def test_every_mail_has_a_subject_and_plain_text(write: Any, missing: str) -> None:
    with pytest.raises(NoTextError):
        write(**{missing: "  "}, html="<p>Alleen zo</p>")


def test_a_kind_that_nobody_declared_is_a_mistake(write: Any) -> None:
    with pytest.raises(UndeclaredKindError):
        write(kind="test.askde")


def test_another_municipality_cannot_queue_here(testdam: Municipality) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with pytest.raises(OutsideTheWallError):
        queue_message(
            municipality=elders, kind=ASKED, to="jo@dorp.example", subject="Vraag", text="Tekst"
        )


def test_what_ended_goes_again_when_a_person_says_so(write: Any) -> None:
    message = write()
    send_due(Keeping())
    send_again(message=message)
    assert again(message).state == State.QUEUED
    send_due(Keeping())
    assert again(message).state == State.KEPT


def test_what_still_waits_or_is_emptied_does_not_go_again(write: Any, testdam: Any) -> None:
    import datetime as dt

    from django.utils import timezone

    message = write()
    with pytest.raises(CannotSendAgainError):
        send_again(message=message)
    send_due(Keeping())
    later = timezone.now() + dt.timedelta(days=31)
    assert empty_old(testdam, now=later, keep=dt.timedelta(days=30)) == 1
    emptied = again(message)
    assert (emptied.to, emptied.subject, emptied.text, emptied.html) == ("", "", "", "")
    with pytest.raises(CannotSendAgainError):
        send_again(message=emptied)


def test_mail_that_is_young_or_did_not_end_keeps_its_text(write: Any, testdam: Any) -> None:
    import datetime as dt

    from django.utils import timezone

    done, waits = write(), None
    send_due(Keeping())
    waits = write()
    keep = dt.timedelta(days=30)
    assert empty_old(testdam, now=timezone.now() + keep / 2, keep=keep) == 0
    assert empty_old(testdam, now=timezone.now() + 2 * keep, keep=keep) == 1
    assert again(waits).text
    assert not again(done).text


def test_mail_about_signing_in_goes_through_the_outbox_of_where_the_user_works(
    settings: Any, testdam: Municipality
) -> None:
    settings.EMAIL_BACKEND = "nabij.core.post.backend.OutboxBackend"
    user = member(testdam, Role.ANALYST)
    sent = mail.EmailMultiAlternatives("Uw wachtwoord", "Ga naar …", None, [user.email])
    sent.attach_alternative("<p>Ga naar …</p>", "text/html")
    assert sent.send() == 1
    message = OutgoingMessage.objects.get()
    assert (message.to, message.text, message.html) == (user.email, "Ga naar …", "<p>Ga naar …</p>")


def test_mail_for_nobody_of_any_municipality_is_not_queued(settings: Any, db: None) -> None:
    settings.EMAIL_BACKEND = "nabij.core.post.backend.OutboxBackend"
    assert mail.send_mail("Vraag", "Tekst", None, ["vreemd@dorp.example"]) == 0
