"""Who may read a case beside its worker: the team, and who broke the glass."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import for_help
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal
from nabij.core.tenancy import Walled


class TeamMember(Walled):
    """Somebody who works on this case too, from a day on, until a day."""

    PERSONAL: ClassVar[dict[str, Personal]] = {"user": WHO_DID_IT}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team", db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "case", "user"], name="team_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "user"], name="team_of_user")]
        verbose_name = _("member of a case team")
        verbose_name_plural = _("members of case teams")

    def __str__(self) -> str:
        return f"{self.case_id} · {self.user_id}"


class EmergencyAccess(EncryptedRecord):
    """Somebody outside the team opened a case in an emergency: why, until when, and whether the privacy officer saw it."""

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "reason": for_help(_("to judge afterwards whether it was needed")),
        "user": WHO_DID_IT,
        "seen_by": WHO_DID_IT,
    }

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="emergencies", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    reason = EncryptedTextField(_("reason"), null=True, blank=True)
    at = models.DateTimeField(_("opened"))
    until = models.DateTimeField(_("open until"))
    seen_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    seen_at = models.DateTimeField(_("seen by the privacy officer"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "user", "until"], name="emergency_of_user"),
            models.Index(fields=["municipality", "seen_at"], name="emergency_unseen"),
        ]
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
