"""The keys that personal data is encrypted with: one municipality, one active key at a time."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled


class DataKey(Walled):
    """A municipality's data key, itself encrypted ("wrapped") with a master key.

    Master keys never stand in the database: they are in the keys file (`core.encryption.masters`).
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("In use")
        RETIRING = "retiring", _("Being replaced")
        RETIRED = "retired", _("Replaced")

    key_id = models.CharField(_("name of the key"), max_length=24)
    master_id = models.CharField(_("wrapped with master key"), max_length=24)
    wrapped = models.CharField(_("wrapped key"), max_length=120)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField(_("made on"), default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("replaced on"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering = ["municipality", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key_id"], name="data_key_once"),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(state="active"),
                name="data_key_one_active",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(state="retiring"),
                name="data_key_one_retiring",
            ),
        ]
        verbose_name = _("data key")
        verbose_name_plural = _("data keys")

    def __str__(self) -> str:
        return f"{self.key_id} ({self.state})"
