"""The audit trail's tables: events that are only ever added, and the head of each chain.

Rows are written by `core.audit.record` alone. The database itself refuses to change or remove an
event (triggers, see `core.audit.guards`).
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditIsAppendOnlyError(Exception):
    """Somebody tried to change or remove an event of the audit trail."""


class AuditEvents(models.QuerySet["AuditEvent"]):
    """Events to read. What a query set could change by, it refuses before the database would."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise AuditIsAppendOnlyError("the audit trail is only ever added to, by core.audit.record")

    create = update = delete = bulk_create = bulk_update = update_or_create = get_or_create = (
        _refuse
    )


class AuditEvent(models.Model):
    """One thing that somebody did or read.

    Holds names of fields, never their values, and no key to the user: whoever is erased leaves a
    number behind that leads nowhere.
    """

    chain = models.CharField(_("chain"), max_length=12)
    sequence = models.PositiveBigIntegerField(_("number in the chain"))
    at = models.DateTimeField(_("when"))
    actor_uid = models.UUIDField(_("who"), null=True)
    actor_role = models.CharField(_("in which role"), max_length=80, blank=True)
    verb = models.CharField(_("did what"), max_length=60)
    object_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    object_id = models.CharField(_("which record"), max_length=64, blank=True)
    fields = models.JSONField(_("which fields"), default=list)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    request_id = models.CharField(_("request"), max_length=36, blank=True)
    master_id = models.CharField(_("sealed with master key"), max_length=24)
    hash = models.CharField(_("seal"), max_length=64)

    objects = AuditEvents.as_manager()

    class Meta:
        ordering = ["chain", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="audit_event_once")
        ]
        indexes = [
            models.Index(fields=["chain", "object_type", "object_id"], name="audit_object"),
            models.Index(fields=["chain", "actor_uid", "at"], name="audit_actor"),
        ]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}: {self.verb} {self.object_type}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event. Raises AuditIsAppendOnlyError for one that is there already."""
        if not self._state.adding:
            raise AuditIsAppendOnlyError("an event of the audit trail never changes")
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: raises AuditIsAppendOnlyError."""
        raise AuditIsAppendOnlyError("an event of the audit trail is never removed")


class AuditChain(models.Model):
    """How far a chain has come: its last number and hash, sealed, so that a cut at the end shows.

    The row is locked while an event is added, so a chain cannot fork.
    """

    chain = models.CharField(max_length=12, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    master_id = models.CharField(max_length=24, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("audit chain")
        verbose_name_plural = _("audit chains")

    def __str__(self) -> str:
        return f"{self.chain} · {self.sequence}"
