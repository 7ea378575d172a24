"""Asking somebody how it is, weeks and months after they arrived somewhere."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import for_help
from nabij.casework.models.placements import Placement
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal


class FollowUp(EncryptedRecord):
    """One moment at which somebody is asked how it is. placement: None for the months after guidance ended.

    still_going: to the activity that it is about. somebody: is there somebody there whom you would miss? changed: what
    changed, in the person's words.
    """

    class Which(models.TextChoices):
        W4 = "w4", _("after 4 weeks")
        W12 = "w12", _("after 12 weeks")
        M3 = "m3", _("after 3 months")
        M12 = "m12", _("after 12 months")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("asked")
        NOT_REACHED = "not_reached", _("not reached")
        NOT_WANTED = "not_wanted", _("would rather not be asked")
        DROPPED = "dropped", _("no longer needed")

    class StillGoing(models.TextChoices):
        YES = "yes", _("Yes")
        LESS = "less", _("Less often")
        NO = "no", _("No")

    class Somebody(models.TextChoices):
        YES = "yes", _("Yes")
        PERHAPS = "perhaps", _("Perhaps")
        NO = "no", _("No")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "still_going": for_help(_("to know whether it lasts")),
        "somebody": for_help(_("to know whether there is a contact that lasts")),
        "changed": for_help(_("to look for something else where something changed")),
        "by": WHO_DID_IT,
    }

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="follow_ups", db_index=False
    )
    placement = models.ForeignKey(
        Placement,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_ups",
        db_index=False,
    )
    which = models.CharField(_("when"), max_length=3, choices=Which)
    due_on = models.DateField(_("to ask on"))
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.PLANNED)
    tries = models.PositiveSmallIntegerField(_("times tried"), default=0)
    still_going = models.CharField(_("still going"), max_length=4, choices=StillGoing, blank=True)
    somebody = models.CharField(
        _("somebody you would miss"), max_length=7, choices=Somebody, blank=True
    )
    changed = EncryptedTextField(_("what changed"), null=True, blank=True)
    done_at = models.DateTimeField(_("asked on"), null=True, blank=True)
    by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "placement", "which"],
                condition=models.Q(placement__isnull=False),
                name="follow_up_of_placement_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "case", "which"],
                condition=models.Q(placement__isnull=True, state="planned"),
                name="follow_up_of_case_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "due_on"], name="follow_up_due"),
            models.Index(fields=["municipality", "case"], name="follow_up_of_case"),
        ]
        verbose_name = _("aftercare moment")
        verbose_name_plural = _("aftercare moments")

    def is_due(self, today: dt.date) -> bool:
        """Whether somebody should ask now."""
        return self.state == self.State.PLANNED and self.due_on <= today
