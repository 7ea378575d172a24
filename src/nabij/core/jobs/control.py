"""Asking for a job, stopping it, and going on with it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.jobs.running import hand_to_worker
from nabij.core.jobs.work import kind_named
from nabij.core.models import Job, Municipality

State = Job.State
UNDER_WAY = (State.WAITING, State.RUNNING, State.STOPPING)


@transaction.atomic
def start_job(*, municipality: Municipality, kind: str, **parameters: Any) -> tuple[Job, bool]:
    """A job of this kind, handed to a worker when the transaction ends, and whether it is new.

    One that is under way with the same parameters is given back instead: a double click starts one.
    Raises UndeclaredWorkError. The municipality must be in scope.
    """
    kind_named(kind)
    Municipality.objects.select_for_update().get(
        pk=municipality.pk
    )  # so that two clicks take turns
    for there in Job.objects.filter(municipality=municipality, state__in=UNDER_WAY, kind=kind):
        if there.parameters == parameters:
            return there, False
    job = Job.objects.create(municipality=municipality, kind=kind, parameters=parameters)
    record("job.asked", municipality=municipality, on=job, reason=kind)
    hand_to_worker(job)
    return job, True


@transaction.atomic
def stop_job(*, job: Job) -> bool:
    """Let it end between two steps; what it did stands. False where it was not under way."""
    mine = Job.objects.filter(pk=job.pk)
    stopped = mine.filter(state=State.WAITING).update(state=State.STOPPED) or mine.filter(
        state=State.RUNNING
    ).update(state=State.STOPPING)
    if stopped:
        record("job.stop_asked", municipality=job.municipality, on=job, reason=job.kind)
    return bool(stopped)


@transaction.atomic
def go_on(*, job: Job) -> bool:
    """Go on where it was; False where it had not stopped."""
    waiting = Job.objects.filter(pk=job.pk, state__in=(State.STOPPED, State.FAILED)).update(
        state=State.WAITING, finished_at=None, problem="", beat_at=timezone.now()
    )
    if waiting:
        record("job.gone_on", municipality=job.municipality, on=job, reason=job.kind)
        hand_to_worker(job)
    return bool(waiting)
