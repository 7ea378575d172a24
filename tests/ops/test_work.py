"""The worker, as a process: it does what waits, stands beside the web server, and is never left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nabij.core.jobs.control import start_job
from nabij.core.jobs.work import does
from nabij.core.models import Job, OutgoingMessage
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.core.post.transport import Keeping, ServerAwayError
from nabij.core.tenancy import within
from nabij.ops.work import Work
from tests.factories import MunicipalityFactory

ASKED = declare("test.worked", "A question")
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Away(Keeping):
    """A mail server that is away, and how often it was tried."""

    tried = 0

    def deliver(self, message: OutgoingMessage, hand_over: Any) -> None:
        self.tried += 1
        raise ServerAwayError("ConnectionRefusedError")


@pytest.fixture
def testdam(transactional_db: None) -> Any:
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


def test_it_does_the_jobs_and_sends_the_mail_that_they_queue(testdam: Any, settings: Any) -> None:
    settings.TASKS = QUEUE

    @does("test.write", "Writing")
    def _write(job: Job, progress: Any) -> None:
        for number in range(3):
            queue_message(
                municipality=job.municipality,
                kind=ASKED,
                to=f"jo{number}@dorp.example",
                subject="Vraag",
                text="Tekst",
                once=f"{job.uid} {number}",
            )
            progress(number + 1, 3)

    job, _new = start_job(municipality=testdam, kind="test.write")
    assert Job.objects.get(pk=job.pk).state == Job.State.WAITING
    Work(Keeping()).once()
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE
    assert OutgoingMessage.objects.filter(state="kept").count() == 3


def test_a_mail_server_that_is_away_is_left_alone_for_a_while(testdam: Any) -> None:
    queue_message(
        municipality=testdam, kind=ASKED, to="jo@dorp.example", subject="Vraag", text="Tekst"
    )
    away = Away()
    work = Work(away)
    for _ in range(5):
        work._round()
    assert away.tried == 1


# --- beside the web server ---------------------------------------------------------------------


def within_seconds(seconds: float, ready: Callable[[], Any]) -> Any:
    """What `ready` gives once it gives something; fails when that takes longer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.1)
    pytest.fail(f"not within {seconds} seconds")


def workers_of(server: int) -> list[int]:
    """Processes of `nabij work` beside this server, by what the kernel says of every process."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode().split("\0")
        except OSError:
            continue
        if "work" in words and "--beside" in words and str(server) in words:
            found.append(int(path.parent.name))
    return found


@pytest.fixture
def server(tmp_path: Path, migrated: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A web server of its own, with an empty database."""
    shutil.copy(migrated, tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "-m", "nabij", "serve", "--port", str(port), "--workers", "1"],
        env=environment | {"NABIJ_MODE": "demo", "NABIJ_DATA": str(tmp_path)},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        left = workers_of(process.pid)
        for pid in (process.pid, *left):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.wait()


@pytest.mark.slow
@pytest.mark.any_database
def test_a_worker_that_is_killed_is_started_again_and_ends_with_its_server(
    server: subprocess.Popen[bytes],
) -> None:
    [first] = within_seconds(90, lambda: workers_of(server.pid))
    os.kill(first, signal.SIGKILL)
    [second] = within_seconds(30, lambda: [pid for pid in workers_of(server.pid) if pid != first])
    assert second != first
    server.terminate()
    server.wait(30)
    assert within_seconds(20, lambda: not workers_of(server.pid))


@pytest.mark.slow
@pytest.mark.any_database
def test_a_server_that_is_killed_leaves_no_worker_behind(server: subprocess.Popen[bytes]) -> None:
    within_seconds(90, lambda: workers_of(server.pid))
    time.sleep(3)  # the worker has begun to watch
    server.kill()
    server.wait()
    assert within_seconds(30, lambda: not workers_of(server.pid))
