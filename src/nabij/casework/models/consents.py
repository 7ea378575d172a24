"""What somebody agreed to, each purpose apart; and scores of questionnaires, which need such an agreement."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import Person, for_help
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal
from nabij.core.tenancy import Walled


class Consent(Walled):
    """A person agreed to one thing, from a day on, until they took it back. Rows are added, never overwritten.

    It is asked for what goes beyond the municipality's task; it never mends a missing ground (DOMAIN section 5).
    """

    class Purpose(models.TextChoices):
        PLAN = "plan", _("Make a plan together")
        SHARE_WITH_PROVIDER = "share_with_provider", _("Tell the organisation who comes")
        BUDDY = "buddy", _("Be introduced to a buddy")
        TELL_REFERRER = "tell_referrer", _("Tell who referred how it went")
        ASK_LATER = "ask_later", _("Ask later how it is")
        MEASURE = "measure", _("Fill in a questionnaire")

    class How(models.TextChoices):
        SPOKEN = "spoken", _("Said so")
        PAPER = "paper", _("Signed on paper")
        WROTE = "wrote", _("Wrote so")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "purpose": for_help(_("to do only what somebody agreed to")),
        "how": for_help(_("to be able to show that somebody agreed")),
        "by": WHO_DID_IT,
        "withdrawn_by": WHO_DID_IT,
    }

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="consents", db_index=False
    )
    purpose = models.CharField(_("agreed to"), max_length=19, choices=Purpose, blank=True)
    how = models.CharField(_("how"), max_length=6, choices=How, default=How.SPOKEN)
    given_on = models.DateField(_("agreed on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-given_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "person", "purpose"],
                condition=models.Q(withdrawn_on__isnull=True) & ~models.Q(purpose=""),
                name="consent_once_at_a_time",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "person"], name="consent_of_person")
        ]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.given_on:%Y-%m-%d}"


class ScaleScore(EncryptedRecord):
    """One questionnaire of one person, and how it was read.

    scale: its code (`methods.scales.SCALES`), or "direct" for the direct question, which has no total. rule: the
    version by which it was scored; scores of two rules are never joined. answers: item → answer as JSON.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "answers": for_help(_("to talk about it with the person, and to score it again")),
        "total": for_help(_("to see with the person whether it goes better")),
        "emotional": for_help(_("to see with the person whether it goes better")),
        "social": for_help(_("to see with the person whether it goes better")),
        "missing": for_help(_("to know whether a score is valid")),
        "band": for_help(_("to see with the person whether it goes better")),
        "by": WHO_DID_IT,
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="scores", db_index=False)
    scale = models.CharField(_("questionnaire"), max_length=8)
    rule = models.CharField(_("version of the rule"), max_length=20)
    language = models.CharField(_("asked in"), max_length=3, default="nl")
    answers = EncryptedTextField(_("answers"), null=True, blank=True)
    total = models.PositiveSmallIntegerField(_("total"), null=True, blank=True)
    emotional = models.PositiveSmallIntegerField(_("emotional part"), null=True, blank=True)
    social = models.PositiveSmallIntegerField(_("social part"), null=True, blank=True)
    missing = models.PositiveSmallIntegerField(_("left open"), null=True, blank=True)
    band = models.CharField(_("in words"), max_length=20, blank=True)
    on = models.DateField(_("filled in on"))
    form_key = models.UUIDField(_("form that it came from"), editable=False)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="score_form_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "case"], name="scores_of_case")]
        verbose_name = _("score of a questionnaire")
        verbose_name_plural = _("scores of questionnaires")
