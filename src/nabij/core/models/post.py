"""Messages that leave: what is to be sent, what was, and what could not be."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.personal_data import Ground, Personal, Text


def _to_send(purpose: Text) -> Personal:
    return Personal(
        purpose,
        Ground.PUBLIC_TASK,
        _("the text is thrown away some days after it was sent; that it was sent stays"),
        _("whoever keeps an eye on the mail that is sent"),
    )


class OutgoingMessage(EncryptedRecord):
    """One mail to one address. Written by `core.post` only; its content is emptied after a while.

    once: queueing the same `once` again in a municipality does nothing. claim: of the worker that is
    sending it now. handed_at: set just before its text goes to the mail server; from then on nobody
    but a person may send it again (docs/adr/0060-outbox.md).
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("On its way")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept here, not sent")
        FAILED = "failed", _("Could not be sent")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "to": _to_send(_("to know where to send it")),
        "subject": _to_send(_("to send it, and again where that failed")),
        "text": _to_send(_("to send it, and again where that failed")),
        "html": _to_send(_("to send it, and again where that failed")),
    }

    kind = models.CharField(_("kind"), max_length=60)
    to = EncryptedTextField(_("to"))
    to_index = BlindIndexField(source="to", normal="lower")
    subject = EncryptedTextField(_("subject"))
    text = EncryptedTextField(_("text"))
    html = EncryptedTextField(_("as a web page"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.QUEUED)
    once = models.CharField(_("only once"), max_length=120, blank=True)
    queued_at = models.DateTimeField(_("queued on"), default=timezone.now)
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claim = models.UUIDField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    handed_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    problem = models.CharField(_("what went wrong"), max_length=80, blank=True)
    emptied_at = models.DateTimeField(_("emptied on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-queued_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "once"],
                condition=~models.Q(once=""),
                name="outgoing_message_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "due_at"], name="outgoing_due"),
            models.Index(fields=["municipality", "queued_at"], name="outgoing_queued"),
            models.Index(fields=["municipality", "to_index"], name="outgoing_to"),
        ]
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
