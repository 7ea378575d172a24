"""Links that let somebody without an account do one thing."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled


class OneTimeLink(Walled):
    """A link for one purpose, about one subject. Only hashes of what opens it stand here.

    subject: uid of the record that the link is about. code: the same link in letters that can be
    read out on the phone; it opens for a shorter time. Written by `core.links` only.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=40)
    subject = models.UUIDField(_("about"))
    token_hash = models.CharField(max_length=64, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_expires_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    used_at = models.DateTimeField(_("used on"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "token_hash"], name="link_token_once"),
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                condition=~models.Q(code_hash=""),
                name="link_code_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "purpose", "subject"], name="link_subject")
        ]
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")

    def __str__(self) -> str:
        return f"{self.purpose} {self.uid}"
