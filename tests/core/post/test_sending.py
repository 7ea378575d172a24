"""Sending: everything goes, nothing goes twice, whatever the server or a worker does."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from nabij.core.models import AuditEvent, Municipality, OutgoingMessage
from nabij.core.post import sending
from nabij.core.post.sending import LEASE, TOO_OLD, WAITS, release, send_due
from nabij.core.post.server import MailServer as Where
from nabij.core.post.smtp import Smtp
from nabij.core.post.transport import Keeping, NotNowError, Sender
from nabij.core.tenancy import within
from tests.core.post.messages import SECRET, again
from tests.factories import MunicipalityFactory
from tests.tools.mailserver import MailServer, mail_server

State = OutgoingMessage.State


def smtp(server: MailServer, **more: Any) -> Smtp:
    where = Where("127.0.0.1", server.port, **({"tls": "none"} | more))
    return Smtp(where, Sender("dichtbij@testdam.example"), timeout=5)


def at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    """A clock that stands still."""
    return lambda: moment


class Killed(BaseException):
    """What `kill -9` is to a worker: nothing after it runs."""


def test_a_mail_arrives_as_it_was_written(write: Any, server: MailServer) -> None:
    message = write(
        to="jo@dorp.example",
        subject="Klopt dit nog – écht?",
        text="Dag Jo,\n.begint met een punt\nFatma Yıldız 🌻",
        html="<p>Dag Jo</p>",
    )
    send_due(smtp(server))
    [(to, mail)] = server.taken
    assert to == "jo@dorp.example"
    assert mail["Subject"] == "Klopt dit nog – écht?"
    assert mail["From"] == "Dichtbij in Testdam <dichtbij@testdam.example>"
    assert mail["Reply-To"] == message.municipality.email
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{message.uid}@testdam.example>"
    plain, page = (part.get_content() for part in mail.iter_parts())
    assert plain.replace("\r\n", "\n").strip() == "Dag Jo,\n.begint met een punt\nFatma Yıldız 🌻"
    assert page.strip() == "<p>Dag Jo</p>"
    assert again(message).state == State.SENT


def test_many_mails_go_over_one_connection_and_each_once(write: Any, server: MailServer) -> None:
    for number in range(120):
        write(to=f"jo{number}@dorp.example")
    assert send_due(smtp(server)).went == 120
    assert send_due(smtp(server)).went == 0
    assert sorted(server.recipients) == sorted(f"jo{number}@dorp.example" for number in range(120))
    assert server.sessions == 1


def test_every_municipality_is_served(write: Any, server: MailServer) -> None:
    write()
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        from nabij.core.post.queueing import queue_message
        from tests.core.post.messages import ASKED

        queue_message(
            municipality=elders, kind=ASKED, to="an@elders.example", subject="Vraag", text="Tekst"
        )
    send_due(smtp(server))
    assert sorted(server.recipients) == ["an@elders.example", "jo@dorp.example"]


def test_the_trail_says_that_it_went_and_not_to_whom(write: Any, server: MailServer) -> None:
    message = write()
    send_due(smtp(server))
    event = AuditEvent.objects.get(verb="message.sent")
    assert event.object_id == str(message.uid)
    assert event.actor_role == "mail"


def test_a_mail_that_lets_one_in_is_emptied_once_it_went(write: Any, server: MailServer) -> None:
    message = write(kind=SECRET)
    send_due(smtp(server))
    assert again(message).text == ""


# --- a server that is away, or says no ---------------------------------------------------------


def test_while_the_server_is_away_mail_waits_and_afterwards_goes_once(write: Any) -> None:
    messages = [write(to=f"jo{number}@dorp.example") for number in range(3)]
    with mail_server() as gone:
        port = gone.port
    away = Smtp(Where("127.0.0.1", port, tls="none"), Sender("a@testdam.example"), timeout=5)
    assert send_due(away).away == "ConnectionRefusedError"
    assert {again(message).state for message in messages} == {State.QUEUED}
    assert {again(message).attempts for message in messages} == {0}
    with mail_server() as back:
        send_due(smtp(back))
        assert len(back.taken) == 3


def test_a_server_without_encryption_gets_nothing_where_encryption_is_asked(
    write: Any, server: MailServer
) -> None:
    message = write()
    assert send_due(smtp(server, tls="starttls")).away
    assert not server.taken
    assert again(message).state == State.QUEUED


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_mail_that_is_put_off_is_tried_again_later_and_later(
    write: Any, server: MailServer, command: str
) -> None:
    message, now = write(), timezone.now()
    server.replies[command] = "451 later please"
    for number, wait in enumerate(WAITS, start=1):
        assert send_due(smtp(server), clock=at(now)).later == 1
        row = again(message)
        assert (row.state, row.attempts, row.due_at) == (State.QUEUED, number, now + wait)
        assert send_due(smtp(server), clock=at(now)).later == 0
        now = row.due_at
    send_due(smtp(server), clock=at(now))
    assert again(message).state == State.FAILED
    assert "451" in again(message).problem


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_mail_that_is_refused_fails_at_once_and_the_others_go(
    write: Any, server: MailServer, command: str
) -> None:
    refused = write()
    server.replies[command] = "550 nobody here"
    send_due(smtp(server))
    assert again(refused).state == State.FAILED
    assert "550" in again(refused).problem
    server.replies.clear()
    write(to="an@dorp.example")
    send_due(smtp(server))
    assert server.recipients == ["an@dorp.example"]


def test_a_mail_that_waited_too_long_is_not_sent_any_more(write: Any, server: MailServer) -> None:
    message = write()
    send_due(smtp(server), clock=lambda: timezone.now() + TOO_OLD + dt.timedelta(hours=1))
    assert again(message).state == State.FAILED
    assert not server.taken


def test_a_mail_that_cannot_be_made_holds_nothing_up(write: Any, server: MailServer) -> None:
    broken, fine = write(), write(to="an@dorp.example")
    with connection.cursor() as cursor:
        cursor.execute(
            'UPDATE core_outgoingmessage SET "text" = %s WHERE id = %s', ["n1:x:y", broken.pk]
        )
    send_due(smtp(server))
    assert again(broken).state == State.FAILED
    assert again(fine).state == State.SENT


# --- workers that die --------------------------------------------------------------------------


def test_killed_before_the_text_left_another_worker_sends_it_once(
    write: Any, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = write()

    def killed(*_all: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Smtp, "_announce", killed)
        with pytest.raises(Killed):
            send_due(smtp(server))
    assert send_due(smtp(server)).went == 0  # it may still be alive
    later = timezone.now() + LEASE + dt.timedelta(seconds=1)
    assert send_due(smtp(server), clock=lambda: later).went == 1
    assert len(server.taken) == 1
    assert again(message).state == State.SENT


def test_killed_while_the_text_left_nobody_sends_it_again_but_a_person(
    write: Any, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = write()

    def killed(*_all: Any, **_more: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_ended", killed)
        with pytest.raises(Killed):
            send_due(smtp(server))
    later = timezone.now() + LEASE + dt.timedelta(seconds=1)
    send_due(smtp(server), clock=lambda: later)
    assert len(server.taken) == 1
    row = again(message)
    assert (row.state, row.problem) == (State.FAILED, sending.UNKNOWN)


def test_a_server_that_hangs_up_without_an_answer_may_have_taken_it(
    write: Any, server: MailServer
) -> None:
    message = write()
    server.hangs_up = True
    send_due(smtp(server))
    row = again(message)
    assert row.state == State.FAILED
    assert row.problem.startswith(sending.UNKNOWN)
    assert len(server.taken) == 1


def test_a_worker_that_slept_through_its_claim_sends_nothing(
    write: Any, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It wakes just before the text leaves: by then the mail is another's."""
    write()
    announce = Smtp._announce

    def sleepy(self: Smtp, *given: Any) -> None:
        announce(self, *given)
        release(timezone.now() + LEASE + dt.timedelta(seconds=1))

    with monkeypatch.context() as patch:
        patch.setattr(Smtp, "_announce", sleepy)
        patch.setattr(sending, "AT_ONCE", 1)
        rounds = iter([False, False, True, True, True])
        send_due(smtp(server), until=lambda: next(rounds))
    assert not server.taken
    send_due(smtp(server))
    assert len(server.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_every_mail_once(server: MailServer) -> None:
    from nabij.core.post.queueing import queue_message
    from tests.core.post.messages import ASKED

    testdam = MunicipalityFactory.create()
    with within(testdam):
        for number in range(60):
            queue_message(
                municipality=testdam,
                kind=ASKED,
                to=f"jo{number}@dorp.example",
                subject="Vraag",
                text="Tekst",
            )

    def work() -> None:
        try:
            send_due(smtp(server))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(server.recipients) == sorted(f"jo{number}@dorp.example" for number in range(60))
    with within(testdam):
        assert OutgoingMessage.objects.filter(state=State.SENT).count() == 60


# --- where nothing is sent ---------------------------------------------------------------------


def test_the_example_keeps_its_mail_to_be_looked_at(write: Any) -> None:
    message = write(kind=SECRET)
    send_due(Keeping())
    row = again(message)
    assert (row.state, row.text) == (State.KEPT, "Dag Jo,\n\nKlopt het?")
    assert AuditEvent.objects.filter(verb="message.kept").exists()


def test_looking_for_mail_asks_the_database_no_more_for_more_municipalities(
    testdam: Municipality, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        MunicipalityFactory.create(slug=f"dorp-{number}")
    with django_assert_num_queries(4):
        send_due(Keeping())


def test_a_wait_is_no_reason_to_lose_the_count(write: Any, server: MailServer) -> None:
    message = write()

    class Later(Keeping):
        def deliver(self, message: OutgoingMessage, hand_over: Any) -> None:
            raise NotNowError("RCPT TO 450")

    send_due(Later())
    assert (again(message).attempts, again(message).problem) == (1, "RCPT TO 450")
