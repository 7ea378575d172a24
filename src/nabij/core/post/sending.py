"""Sending what is due. Any number of workers may do it at once; no mail goes twice.

A worker first claims a mail, and notes just before handing its text to the server that it does. Whatever
was claimed and not handed over can be taken over by another worker; what was handed over without an
answer is left to a person (docs/adr/0060-outbox.md).
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone

from nabij.core.audit.acting import Actor, acting
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.post.kinds import UndeclaredKindError, kind_named
from nabij.core.post.transport import (
    NotNowError,
    OutcomeUnknownError,
    RefusedError,
    ServerAwayError,
    Transport,
)
from nabij.core.tenancy import everywhere, within

logger = logging.getLogger(__name__)

State = OutgoingMessage.State
Clock = Callable[[], dt.datetime]

WORKER = Actor(role="mail")

#: How long after each failed attempt the next one is made; after the last the mail has failed.
WAITS = tuple(dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
#: What could not go for this long is not sent any more: what it says may not be true by then.
TOO_OLD = dt.timedelta(days=4)
#: A claim that did not end within this time is of a worker that is no more.
LEASE = dt.timedelta(minutes=10)
AT_ONCE = 50

UNKNOWN = "outcome unknown"
OLD = "too old"


class TakenOverError(Exception):
    """Another worker has this mail by now."""


@dataclass(slots=True)
class Sent:
    """How many mails went, were put off, and ended; away: what the server did, where it is away."""

    went: int = 0
    later: int = 0
    ended: int = 0
    away: str = ""

    @property
    def busy(self) -> bool:
        """Whether anything was done."""
        return bool(self.went or self.later or self.ended)


def send_due(
    transport: Transport,
    *,
    clock: Clock = timezone.now,
    until: Callable[[], bool] = lambda: False,
) -> Sent:
    """Send what is due, the oldest first, until nothing is, `until()` says stop, or the server is away.

    Takes up first what a worker that is no more had claimed.
    """
    told = Sent()
    with acting(WORKER):
        told.ended += release(clock())
        for found in _due(clock, until):
            with within(found.municipality):
                claimed = _claim(found, clock())
                if claimed is None:
                    continue
                try:
                    _send(claimed, transport, clock, told)
                except ServerAwayError as problem:
                    _put_back(claimed, str(problem))
                    told.away = str(problem)
                    return told
    return told


def release(now: dt.datetime) -> int:
    """Give free what workers that are no more had claimed; how many had been handed over and so failed."""
    failed = 0
    with everywhere("claims of every municipality end"):
        stale = list(
            _in_every_municipality(State.SENDING)
            .filter(claimed_at__lt=now - LEASE)
            .select_related("municipality")
        )
    for message in stale:
        with within(message.municipality):
            rows = OutgoingMessage.objects.filter(
                pk=message.pk, state=State.SENDING, claim=message.claim
            )
            free = rows.filter(handed_at__isnull=True)
            if free.update(state=State.QUEUED, claim=None, claimed_at=None):
                continue
            if _ended(message, State.FAILED, UNKNOWN, now):
                failed += 1
    return failed


def _due(clock: Clock, until: Callable[[], bool]) -> Iterator[OutgoingMessage]:
    """What is due now, some at a time; asked anew as long as there is more."""
    while not until():
        with everywhere("mail of every municipality is sent"):
            found = list(
                _in_every_municipality(State.QUEUED)
                .filter(due_at__lte=clock())
                .select_related("municipality")
                .order_by("due_at", "pk")[:AT_ONCE]
            )
        for message in found:
            if until():
                return
            yield message
        if not found:
            return


def _in_every_municipality(state: str) -> models.QuerySet[OutgoingMessage]:
    """Asked by municipality, so that the index serves."""
    ids = list(Municipality.objects.values_list("pk", flat=True))
    rows: models.QuerySet[OutgoingMessage] = OutgoingMessage.objects.filter(
        municipality_id__in=ids, state=state
    )
    return rows


def _claim(found: OutgoingMessage, now: dt.datetime) -> OutgoingMessage | None:
    """The mail, ours from now on; None where another worker was first."""
    claim = uuid.uuid4()
    rows = OutgoingMessage.objects.filter(pk=found.pk, state=State.QUEUED)
    ours = rows.update(state=State.SENDING, claim=claim, claimed_at=now, handed_at=None)
    if not ours:
        return None
    found.state, found.claim = State.SENDING, claim
    return found


def _send(message: OutgoingMessage, transport: Transport, clock: Clock, told: Sent) -> None:
    if clock() - message.due_at > TOO_OLD:
        told.ended += _ended(message, State.FAILED, OLD, clock())
        return
    try:
        transport.deliver(message, lambda: _hand_over(message, clock()))
    except TakenOverError:
        return
    except NotNowError as problem:
        told.later += _later(message, str(problem), clock())
    except RefusedError as problem:
        told.ended += _ended(message, State.FAILED, str(problem), clock())
    except OutcomeUnknownError as problem:
        told.ended += _ended(message, State.FAILED, f"{UNKNOWN}: {problem}", clock())
    except ServerAwayError:
        raise
    except Exception as problem:  # this mail cannot be made or sent; the others can
        logger.exception("message %s", message.uid)
        told.ended += _ended(message, State.FAILED, type(problem).__name__, clock())
    else:
        state = State.KEPT if transport.keeps else State.SENT
        told.went += _ended(message, state, "", clock())


def _hand_over(message: OutgoingMessage, now: dt.datetime) -> None:
    """Note that the text leaves now; committed before it does. Raises TakenOverError."""
    if not _ours(message).filter(handed_at__isnull=True).update(handed_at=now):
        raise TakenOverError


def _ours(message: OutgoingMessage) -> models.QuerySet[OutgoingMessage]:
    rows: models.QuerySet[OutgoingMessage] = OutgoingMessage.objects.filter(
        pk=message.pk, state=State.SENDING, claim=message.claim
    )
    return rows


@transaction.atomic
def _ended(message: OutgoingMessage, state: str, problem: str, now: dt.datetime) -> int:
    """The mail's end, noted in the trail without its content; 0 where it was not ours any more."""
    ended = _ours(message).update(
        state=state, problem=problem[:80], done_at=now, claim=None, claimed_at=None
    )
    if ended:
        verb = {State.SENT: "message.sent", State.KEPT: "message.kept"}.get(
            State(state), "message.failed"
        )
        record(verb, municipality=message.municipality, on=message, reason=message.kind)
        if state == State.SENT and _is_secret(message):
            empty(message, now)
    return ended


def _later(message: OutgoingMessage, problem: str, now: dt.datetime) -> int:
    """Try again after a while, or give up after the last time."""
    if message.attempts >= len(WAITS):
        return _ended(message, State.FAILED, problem, now)
    return _ours(message).update(
        state=State.QUEUED,
        problem=problem[:80],
        attempts=message.attempts + 1,
        due_at=now + WAITS[message.attempts],
        claim=None,
        claimed_at=None,
    )


def _put_back(message: OutgoingMessage, problem: str) -> None:
    """It waits for the server, which is no fault of this mail."""
    _ours(message).update(state=State.QUEUED, problem=problem[:80], claim=None, claimed_at=None)


def _is_secret(message: OutgoingMessage) -> bool:
    try:
        return kind_named(message.kind).secret
    except UndeclaredKindError:
        return False


def empty(message: OutgoingMessage, now: dt.datetime) -> None:
    """Forget what a mail said and to whom; that it went stays known."""
    message.to = message.subject = message.text = message.html = ""
    message.emptied_at = now
    message.save(update_fields=["to", "subject", "text", "html", "emptied_at"])


def empty_old(municipality: Municipality, *, now: dt.datetime, keep: dt.timedelta) -> int:
    """Forget the content of mails that ended longer ago than `keep`; how many. Needs the scope open."""
    rows = OutgoingMessage.objects.filter(
        municipality=municipality,
        state__in=(State.SENT, State.KEPT, State.FAILED),
        done_at__lt=now - keep,
        emptied_at__isnull=True,
    )
    count = 0
    for message in rows.iterator(chunk_size=200):
        empty(message, now)
        count += 1
    if count:
        record("message.emptied", municipality=municipality, object_type="core.outgoingmessage")
    return count
