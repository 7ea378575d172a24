"""Running a job in a worker: claimed, watched, stopped between two steps, taken over when its worker died."""

import datetime as dt
import logging
import threading
import time
import uuid
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django_tasks import task

from nabij.core.audit.acting import Actor, acting
from nabij.core.audit.recording import record
from nabij.core.jobs.work import kind_named
from nabij.core.models import Job, Municipality
from nabij.core.tenancy import everywhere, within

logger = logging.getLogger(__name__)
State = Job.State

#: Seconds between two notes of how far it is.
NOTED_EVERY = 0.5
#: A job without a sign of life for this long is of a worker that is no more.
SILENT = dt.timedelta(seconds=90)

#: Set when this process is to end: jobs stop between two steps and wait for another worker.
ending = threading.Event()


class StopError(Exception):
    """Raised by `progress` to end the work between two steps; let it pass."""


class StoppedError(StopError):
    """Somebody asked to stop it."""


class InterruptedJobError(StopError):
    """The worker ends; another goes on with it."""


class TakenOverError(StopError):
    """Another worker does it by now."""


@task()
def run_job(uid: str) -> None:
    """Do the job with this uid, if it waits; what a queue hands to a worker."""
    with everywhere("jobs of every municipality run"):
        job = Job.objects.select_related("municipality").filter(uid=uid).first()
    if job is not None:
        with within(job.municipality), acting(Actor(role="job")):
            _run(job)


def hand_to_worker(job: Job) -> None:
    """Put the job in the queue, in the caller's transaction."""
    run_job.enqueue(str(job.uid))


def revive(now: dt.datetime) -> int:
    """Queue the jobs again whose worker is no more, and those that were lost before they began; how many."""
    with everywhere("jobs of every municipality run"):
        silent = list(
            Job.objects.filter(
                municipality_id__in=list(Municipality.objects.values_list("pk", flat=True)),
                state__in=(State.WAITING, State.RUNNING, State.STOPPING),
                beat_at__lt=now - SILENT,
            ).select_related("municipality")
        )
    return sum(_revive(job, now) for job in silent)


@transaction.atomic
def _revive(job: Job, now: dt.datetime) -> int:
    state = State.STOPPED if job.state == State.STOPPING else State.WAITING
    with within(job.municipality):
        rows = Job.objects.filter(pk=job.pk, state=job.state, claim=job.claim, beat_at=job.beat_at)
        if not rows.update(state=state, claim=None, beat_at=now):
            return 0
        if state == State.WAITING:
            hand_to_worker(job)  # beginning twice does no harm: the first to claim it has it
    return 1


def _run(job: Job) -> None:
    claim, now = uuid.uuid4(), timezone.now()
    rows = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not rows.update(
        state=State.RUNNING, claim=claim, beat_at=now, started_at=job.started_at or now, problem=""
    ):
        return
    job.state, job.claim = State.RUNNING, claim
    watched = Watched(job)
    try:
        kind_named(job.kind).work(job, watched.progress)
    except StoppedError:
        watched.end(State.STOPPED)
    except InterruptedJobError:
        with transaction.atomic():
            if watched.end(State.WAITING):
                hand_to_worker(job)
    except TakenOverError:
        return
    except Exception as problem:  # it must be seen to have gone wrong, whatever it was
        logger.exception("job %s", job.uid)
        watched.end(State.FAILED, type(problem).__name__)
    else:
        watched.end(State.DONE)


class Watched:
    """A running job: notes how far it is, and finds out whether it must stop."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._noted_at = float("-inf")

    def progress(self, done: int, total: int | None) -> None:
        """Note it, at most every half second. Raises a StopError."""
        self.job.done, self.job.total = done, total
        if time.monotonic() - self._noted_at < NOTED_EVERY:
            return
        self._noted_at = time.monotonic()
        if not self._ours(State.RUNNING).update(done=done, total=total, beat_at=timezone.now()):
            self._why_not()
        if ending.is_set():
            raise InterruptedJobError

    @transaction.atomic
    def end(self, state: str, problem: str = "") -> bool:
        """The job's end in this worker; False where it was not ours any more."""
        final = state != State.WAITING
        ended = self._ours(State.RUNNING, State.STOPPING).update(
            state=state,
            done=self.job.done,
            total=self.job.total,
            problem=problem[:80],
            claim=None,
            finished_at=timezone.now() if final else None,
            beat_at=timezone.now(),
        )
        if ended and final:
            record(
                f"job.{state}",
                municipality=self.job.municipality,
                on=self.job,
                reason=self.job.kind,
            )
        return bool(ended)

    def _why_not(self) -> None:
        if self._ours(State.STOPPING).exists():
            raise StoppedError
        raise TakenOverError

    def _ours(self, *states: str) -> models.QuerySet[Job]:
        rows: models.QuerySet[Any] = Job.objects.filter(
            pk=self.job.pk, claim=self.job.claim, state__in=states
        )
        return rows
