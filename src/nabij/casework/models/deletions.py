"""What was removed when and why, without whose it was."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled


class Deletion(Walled):
    """On one day, for one reason, the content of so many records of one kind was removed."""

    class Why(models.TextChoices):
        RETENTION = "retention", _("kept long enough")
        ERASURE = "erasure", _("the person asked for it")

    day = models.DateField(_("day"))
    why = models.CharField(_("why"), max_length=9, choices=Why)
    kind = models.CharField(_("kind of record"), max_length=60)
    count = models.PositiveIntegerField(_("how many"), default=0)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-day", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "day", "why", "kind"], name="deletion_once_a_day"
            )
        ]
        verbose_name = _("line of the register of deletions")
        verbose_name_plural = _("lines of the register of deletions")

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.count}"
