"""Something that may come, and what people think of it. Nobody is named: an opinion is a count."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled
from nabij.directory.models.records import DirectoryRecord


class Proposal(DirectoryRecord):
    """“Would you come to this?” `name` is what may come."""

    about = models.TextField(_("what it would be"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    moment = models.CharField(_("when"), max_length=200, blank=True)
    asked_by = models.CharField(_("who asks"), max_length=120)
    open_until = models.DateField(_("open until"))

    class Meta(DirectoryRecord.Meta):
        ordering: ClassVar = ["-open_until", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "open_until"], name="proposal_open_until")
        ]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def is_open(self, today: dt.date) -> bool:
        """Whether one can still say what one thinks."""
        return today <= self.open_until


class Opinion(Walled):
    """What one person thinks of a proposal, or so many people on paper."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, I would come")
        MAYBE = "maybe", _("Maybe")
        NO = "no", _("No, not for me")

    class Way(models.TextChoices):
        WEB = "web", _("Through the site")
        PAPER = "paper", _("Counted on paper")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="opinions", db_index=False
    )
    answer = models.CharField(_("answer"), max_length=5, choices=Answer)
    count = models.PositiveIntegerField(_("people"), default=1)
    easier = models.CharField(_("what would make it easier"), max_length=500, blank=True)
    way = models.CharField(_("came in"), max_length=5, choices=Way, default=Way.WEB)
    doubtful = models.BooleanField(_("perhaps not a person, not counted"), default=False)
    form_key = models.UUIDField(_("form that it came from"), default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="opinion_form_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "proposal", "answer"], name="opinion_proposal")
        ]
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")

    def __str__(self) -> str:
        return f"{self.get_answer_display()} × {self.count}"
