"""Long work, with how far it is."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled


class Job(Walled):
    """Long work for one municipality: seen while it runs, stopped and gone on with. See `core.jobs`.

    claim: of the worker that runs it; beat_at: its last sign of life. parameters hold no personal data.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        STOPPING = "stopping", _("Being stopped")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")
        FAILED = "failed", _("Went wrong")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    parameters = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), null=True, blank=True)
    claim = models.UUIDField(null=True, editable=False)
    beat_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    started_at = models.DateTimeField(_("started on"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished on"), null=True, blank=True)
    problem = models.CharField(_("what went wrong"), max_length=80, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state"], name="job_state"),
            models.Index(fields=["municipality", "asked_at"], name="job_asked"),
        ]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
