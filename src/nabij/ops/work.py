"""The worker: sends mail, runs jobs, and takes over what a worker that is no more left behind.

Any number of them may run, on any number of machines that share the database.
"""

import logging
import os
import secrets
import signal
import threading
import time
from types import FrameType

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from nabij.core.jobs import running
from nabij.core.post.sending import Sent, send_due
from nabij.core.post.smtp import Smtp
from nabij.core.post.transport import Keeping, Sender, Transport

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks when there was nothing to do
#: Seconds to leave a mail server alone that does not answer, each time twice as long, up to the last.
AWAY_FIRST, AWAY_LAST = 15.0, 900.0
REVIVED_EVERY = 30.0


def transport() -> Transport:
    """How mail leaves this installation."""
    if settings.NABIJ_MAIL_SERVER is None:
        return Keeping()
    return Smtp(settings.NABIJ_MAIL_SERVER, Sender(settings.DEFAULT_FROM_EMAIL))


class Work:
    """One worker's rounds. beside: the process that it must not outlive."""

    def __init__(self, transport: Transport, *, beside: int | None = None) -> None:
        self.transport = transport
        self.beside = beside
        self.ending = threading.Event()
        self._tasks = _task_worker()
        self._mail_again_at = self._revive_at = 0.0
        self._away = AWAY_FIRST

    def until_stopped(self) -> None:
        """Work until a signal says stop, or the process beside is gone."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._signalled)
        threading.Thread(target=self._watch_beside, daemon=True).start()
        while not self.ending.is_set():
            if not self._round():
                self.ending.wait(PAUSE)
        self.transport.close()

    def once(self) -> None:
        """Work until nothing is due."""
        while self._round():
            pass
        self.transport.close()

    def _round(self) -> bool:
        """One look at everything; whether there was anything to do. A locked database comes next time."""
        close_old_connections()
        try:
            self._revive()
            did_task = self._one_task()
            return bool(self._mail().busy or did_task)
        except OperationalError:
            logger.warning("the database does not answer; trying again", exc_info=True)
            self.ending.wait(PAUSE)
            return False

    def _revive(self) -> None:
        if time.monotonic() >= self._revive_at:
            self._revive_at = time.monotonic() + REVIVED_EVERY
            running.revive(timezone.now())

    def _one_task(self) -> bool:
        if (
            not DBTaskResult.objects.ready().exists()
        ):  # claiming locks the database, looking does not
            return False
        self._tasks._run_tasks = 0
        self._tasks.run()
        return bool(self._tasks._run_tasks)

    def _mail(self) -> Sent:
        if time.monotonic() < self._mail_again_at:
            return Sent()
        sent = send_due(self.transport, until=self.ending.is_set)
        if sent.away:
            logger.warning("the mail server is away: %s", sent.away)
            self._mail_again_at = time.monotonic() + self._away
            self._away = min(2 * self._away, AWAY_LAST)
        elif sent.went:
            self._away = AWAY_FIRST
        return sent

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        self.end()

    def end(self) -> None:
        """Stop after the mail or the step of a job that is under way."""
        self.ending.set()
        running.ending.set()

    def _watch_beside(self) -> None:
        while self.beside is not None and not self.ending.wait(PAUSE):
            if os.getppid() != self.beside:  # it was killed: somebody else is our parent now
                self.end()


def _task_worker() -> TaskWorker:
    return TaskWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=secrets.token_hex(16),
        excluded_queue_names=[],
    )
