"""Long work: one at a time, seen while it runs, stopped between two steps, gone on with where it was."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from nabij.core.jobs import running, work
from nabij.core.jobs.control import go_on, start_job, stop_job
from nabij.core.jobs.running import SILENT, revive, run_job
from nabij.core.jobs.work import UndeclaredWorkError, does
from nabij.core.models import AuditEvent, Job, Municipality
from nabij.core.tenancy import within
from tests.factories import MunicipalityFactory

State = Job.State
STEPS = 10
LATER = SILENT + dt.timedelta(seconds=1)


class Killed(BaseException):
    """What `kill -9` is to a worker: nothing after it runs."""


class Baking:
    """Ten loaves, one a step. `at(step)` may do anything before that step."""

    def __init__(self) -> None:
        self.baked: list[int] = []
        self.at: Any = lambda step: None

    def __call__(self, job: Job, progress: Any) -> None:
        progress(len(self.baked), STEPS)
        while len(self.baked) < STEPS:
            self.at(len(self.baked))
            self.baked.append(len(self.baked))
            progress(len(self.baked), STEPS)


@pytest.fixture
def testdam(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


@pytest.fixture
def baking(monkeypatch: pytest.MonkeyPatch) -> Baking:
    monkeypatch.setattr(running, "NOTED_EVERY", -1)  # every step is noted, however fast it is
    monkeypatch.setattr(work, "_KINDS", {})
    baking = Baking()
    does("test.bake", "Baking")(baking)
    return baking


def start(municipality: Municipality, **parameters: Any) -> Job:
    job, _new = start_job(municipality=municipality, kind="test.bake", **parameters)
    return again(job)


def again(job: Job) -> Job:
    found: Job = Job.objects.get(pk=job.pk)
    return found


def test_a_job_is_done_and_says_so(testdam: Municipality, baking: Baking) -> None:
    job = start(testdam)
    assert (job.state, job.done, job.total) == (State.DONE, STEPS, STEPS)
    assert baking.baked == list(range(STEPS))
    verbs = list(AuditEvent.objects.filter(object_id=str(job.uid)).values_list("verb", flat=True))
    assert verbs == ["job.asked", "job.done"]


def test_how_far_it_is_can_be_seen_while_it_runs(testdam: Municipality, baking: Baking) -> None:
    seen = []
    baking.at = lambda step: seen.append(Job.objects.get().done)
    start(testdam)
    assert seen == list(range(STEPS))


def test_stopped_between_two_steps_it_goes_on_where_it_was(
    testdam: Municipality, baking: Baking
) -> None:
    baking.at = lambda step: step == 4 and stop_job(job=Job.objects.get())
    job = start(testdam)
    assert (job.state, job.done, baking.baked) == (State.STOPPED, 5, [0, 1, 2, 3, 4])
    baking.at = lambda step: None
    assert go_on(job=job)
    assert again(job).state == State.DONE
    assert baking.baked == list(range(STEPS))


def test_what_is_done_neither_stops_nor_goes_on(testdam: Municipality, baking: Baking) -> None:
    job = start(testdam)
    assert not stop_job(job=job)
    assert not go_on(job=job)


def test_a_worker_that_ends_leaves_the_job_to_another(
    testdam: Municipality, baking: Baking, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[Job] = []
    monkeypatch.setattr(running, "hand_to_worker", handed.append)

    def end(step: int) -> None:
        if step == 3:
            running.ending.set()

    baking.at = end
    try:
        job = start(testdam)
    finally:
        running.ending.clear()
    assert (job.state, job.claim, len(baking.baked)) == (State.WAITING, None, 4)
    assert [one.pk for one in handed] == [job.pk]
    run_job.call(str(job.uid))
    assert again(job).state == State.DONE
    assert baking.baked == list(range(STEPS))


def test_a_killed_worker_is_noticed_and_another_goes_on(
    testdam: Municipality, baking: Baking
) -> None:
    def killed(step: int) -> None:
        if step == 5:
            raise Killed

    baking.at = killed
    job = Job.objects.create(municipality=testdam, kind="test.bake")
    with pytest.raises(Killed):
        run_job.call(str(job.uid))
    assert again(job).state == State.RUNNING
    baking.at = lambda step: None
    assert revive(timezone.now()) == 0  # it may still be alive
    assert revive(timezone.now() + LATER) == 1
    assert again(job).state == State.DONE
    assert baking.baked == list(range(STEPS))


def test_a_worker_that_was_only_asleep_finds_its_job_taken(
    testdam: Municipality, baking: Baking
) -> None:
    def asleep(step: int) -> None:
        if step == 5:
            baking.at = lambda step: None
            revive(timezone.now() + LATER)  # meanwhile another does all of it

    baking.at = asleep
    job = start(testdam)
    assert again(job).state == State.DONE
    assert AuditEvent.objects.filter(verb="job.done").count() == 1


def test_a_job_that_never_reached_a_worker_is_queued_again(
    testdam: Municipality, baking: Baking
) -> None:
    job = Job.objects.create(municipality=testdam, kind="test.bake")
    revive(timezone.now() + LATER)
    assert again(job).state == State.DONE


def test_a_job_that_goes_wrong_says_what_kind_of_wrong(
    testdam: Municipality, baking: Baking
) -> None:
    def burn(step: int) -> None:
        raise ZeroDivisionError("flour of Jo Jansen")

    baking.at = burn
    job = start(testdam)
    assert (job.state, job.problem) == (State.FAILED, "ZeroDivisionError")
    baking.at = lambda step: None
    go_on(job=job)
    assert again(job).state == State.DONE


def test_a_double_click_starts_one_job(
    testdam: Municipality, baking: Baking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nabij.core.jobs.control.hand_to_worker", lambda job: None)
    first, new = start_job(municipality=testdam, kind="test.bake", oven=1)
    second, newer = start_job(municipality=testdam, kind="test.bake", oven=1)
    assert (first.pk, new, newer) == (second.pk, True, False)
    other, _new = start_job(municipality=testdam, kind="test.bake", oven=2)
    assert other.pk != first.pk


def test_work_that_nobody_does_is_a_mistake(testdam: Municipality) -> None:
    with pytest.raises(UndeclaredWorkError):
        start_job(municipality=testdam, kind="test.brew")


def test_each_job_sees_its_own_municipality(testdam: Municipality, baking: Baking) -> None:
    seen: list[int] = []
    baking.at = lambda step: seen.append(Job.objects.count())
    start(testdam)
    elders = MunicipalityFactory.create(slug="elders")
    baking.baked.clear()
    with within(elders):
        start(elders)
    assert set(seen) == {1}
