"""`nabij jobs`: what long work there is and how far, from the command line."""

from collections.abc import Callable
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.jobs.control import go_on, stop_job
from nabij.core.jobs.work import label_of
from nabij.core.models import Job
from nabij.core.tenancy import everywhere, within
from nabij.ops.exits import AnswerIsNo
from nabij.ops.ready import ready

SHOWN = 30


@click.group(help=_("Long work: how far it is; stop it, go on with it."))
def command() -> None:
    """See it, stop it, go on."""


@command.command("list", help=_("The newest jobs of all municipalities."))
def list_() -> None:
    """One a line, the newest first."""
    with ready(), everywhere("who runs the installation sees its work"):
        lines = [_line(job) for job in Job.objects.select_related("municipality")[:SHOWN]]
    if not lines:
        raise AnswerIsNo(_("No jobs."))
    click.echo("\n".join(lines))


@command.command(help=_("Stop a job between two steps; what it did stands."))
@click.argument("uid", type=click.UUID)
def stop(uid: UUID) -> None:
    """Exit 1 where it was not under way."""
    _do(uid, lambda job: stop_job(job=job), _("It was not under way."))


@command.command("go-on", help=_("Go on with a job where it was."))
@click.argument("uid", type=click.UUID)
def go_on_(uid: UUID) -> None:
    """Exit 1 where it had not stopped."""
    _do(uid, lambda job: go_on(job=job), _("It had not stopped."))


def _do(uid: UUID, action: Callable[[Job], bool], otherwise: str) -> None:
    with ready():
        with everywhere("a job is known by its number"):
            job = Job.objects.select_related("municipality").filter(uid=uid).first()
        if job is None:
            raise AnswerIsNo(_("There is no job with this number."))
        with within(job.municipality):
            if not action(job):
                raise AnswerIsNo(otherwise)


def _line(job: Job) -> str:
    far = "" if job.total is None else f"{job.done}/{job.total}"
    at = f"{timezone.localtime(job.asked_at):%Y-%m-%d %H:%M}"
    state = f"{job.get_state_display()!s:<16}"
    parts = [str(job.uid), at, job.municipality.code, state, far, label_of(job.kind), job.problem]
    return "  ".join(part for part in parts if part)
