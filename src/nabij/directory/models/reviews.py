"""What the municipality said when it looked at something new: let through, asked about, or refused."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal
from nabij.core.tenancy import Walled
from nabij.directory.models.offers import Offer
from nabij.directory.models.organisations import Organisation


class Review(Walled):
    """One look at an offer, or (offer empty) at an organisation that presented itself. Never changed afterwards."""

    PERSONAL: ClassVar[dict[str, Personal]] = {"by": WHO_DID_IT}

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Let through")
        ASKED = "asked", _("A question")
        REFUSED = "refused", _("Not let through")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reviews")
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    words = models.TextField(_("what the organisation reads"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "offer", "at"], name="review_offer"),
            models.Index(fields=["municipality", "organisation", "at"], name="review_organisation"),
        ]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.offer or self.organisation} · {self.get_verdict_display()}"
