"""What is proposed to somebody and how it went, what was looked for, and what nothing here helps with."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import for_help
from nabij.casework.models.placing import UNDER_WAY, Decline, Said, Stage, Stop
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import Area, User
from nabij.core.personal_data import WHO_DID_IT, Ground, Personal, Whom
from nabij.core.tenancy import Walled


class Placement(EncryptedRecord):
    """One offer that was proposed to one person, and its way to being there.

    offer_uid: of the directory, without a foreign key. terms: the score as it was when proposed, [code, points] of
    `methods.matching`; seed: what equal scores were rotated by. shared: of `Shared`, what the organisation may read.
    note_for_them: what the person wants the organisation to know. first_on, first_at: when they are expected first.
    told_by_person and told_by_provider: whether the person has been there, apart. remind_on, late_on: when the
    organisation is reminded once, and when the link worker hears that it does not answer.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "offer_uid": for_help(_("to know what was proposed")),
        "terms": for_help(_("to say why it was proposed")),
        "shared": for_help(_("to show the organisation only what was agreed")),
        "note_for_them": for_help(_("to tell the organisation what the person wants it to know")),
        "declined_because": for_help(_("to look for something else")),
        "decline_words": for_help(_("to look for something else")),
        "stopped_because": for_help(_("to look for something else")),
        "question": for_help(_("to answer the organisation")),
        "answer": for_help(_("to answer the organisation")),
        "first_on": for_help(_("to know when they are expected")),
        "first_at": for_help(_("to know when they are expected")),
        "told_by_person": for_help(_("to know whether it came to something")),
        "told_by_provider": for_help(_("to know whether it came to something")),
        "welcomed_by": Personal(
            _("to say who waits at the door"),
            Ground.PUBLIC_TASK,
            _("as long as the case of the person whom they welcome"),
            _("the people of the case team; others only in an emergency, with a reason"),
            Whom.CONTACT,
        ),
        "proposed_by": WHO_DID_IT,
    }

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="placements", db_index=False
    )
    offer_uid = models.UUIDField(_("offer"), null=True, blank=True)
    stage = models.CharField(_("where it is"), max_length=11, choices=Stage, default=Stage.PROPOSED)
    stage_since = models.DateTimeField(_("since"))
    terms = models.JSONField(_("why it was proposed"), default=list, blank=True)
    seed = models.CharField(_("seed"), max_length=64, blank=True)
    proposed_at = models.DateTimeField(_("proposed"))
    proposed_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )

    shared = models.JSONField(_("what they may read"), default=list, blank=True)
    note_for_them = EncryptedTextField(_("what they should know"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    remind_on = models.DateField(_("reminded on"), null=True, blank=True)
    late_on = models.DateField(_("late from"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    question = EncryptedTextField(_("their question"), null=True, blank=True)
    answer = EncryptedTextField(_("our answer"), null=True, blank=True)
    declined_because = models.CharField(
        _("not possible because"), max_length=19, choices=Decline, blank=True
    )
    decline_words = EncryptedTextField(_("in their words"), null=True, blank=True)
    welcomed_by = EncryptedTextField(_("who welcomes"), null=True, blank=True)
    first_on = models.DateField(_("first time"), null=True, blank=True)
    first_at = models.TimeField(_("at"), null=True, blank=True)

    told_by_person = models.CharField(
        _("been there, says the person"), max_length=3, choices=Said, blank=True
    )
    told_by_provider = models.CharField(
        _("been there, says the organisation"), max_length=3, choices=Said, blank=True
    )
    arrived_on = models.DateField(_("there since"), null=True, blank=True)
    stopped_because = models.CharField(_("ended because"), max_length=16, choices=Stop, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "case", "offer_uid"],
                condition=models.Q(stage__in=[str(stage) for stage in UNDER_WAY]),
                name="placement_once_under_way",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "case", "proposed_at"], name="placement_of_case"),
            models.Index(fields=["municipality", "stage", "late_on"], name="placement_waiting"),
        ]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    @property
    def under_way(self) -> bool:
        """Whether it may still come to something."""
        return self.stage in UNDER_WAY

    @property
    def score(self) -> float:
        """Points as they were when it was proposed: the sum of its terms."""
        return float(sum(points for _code, points in self.terms))

    def is_late(self, today: dt.date) -> bool:
        """Whether the organisation had long enough to answer."""
        return self.stage == Stage.ASKED and self.late_on is not None and self.late_on <= today


class Matching(Walled):
    """That somebody looked for what fits, one row a case a day. seed: to make the same list again.

    found: how many were proposed. unmet: nothing fitted, and that was counted, once.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="matchings", db_index=False
    )
    day = models.DateField(_("day"))
    seed = models.CharField(_("seed"), max_length=64)
    found = models.PositiveSmallIntegerField(_("proposals"), default=0)
    unmet = models.BooleanField(_("nothing fitted"), default=False)

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "case", "day"], name="matching_once_a_day"
            )
        ]
        verbose_name = _("search for what fits")
        verbose_name_plural = _("searches for what fits")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.found}"


class UnmetNeed(Walled):
    """Something that nothing here helps with. Of no person and of no case: nothing leads back to who it was.

    causes: of the matching contract. limits: what kept away the offers that take up a cause, the hardest first.
    """

    day = models.DateField(_("day"))
    causes = models.JSONField(_("what is behind it"), default=list, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("area"),
    )
    limits = models.JSONField(_("what blocked"), default=list, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-day", "id"]
        indexes: ClassVar = [models.Index(fields=["municipality", "day"], name="unmet_need_day")]
        verbose_name = _("unmet need")
        verbose_name_plural = _("unmet needs")

    def __str__(self) -> str:
        causes: list[Any] = self.causes
        return f"{self.day:%Y-%m-%d}: {', '.join(causes)}"
