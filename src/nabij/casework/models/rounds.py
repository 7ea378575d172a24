"""Rounds of home visits or calls: a list with a reason and an end, who goes where, and how it went.

People on a list did not ask for anything. So there is no more of them than an address, a name and a number, and nothing of
it outlives the round: whoever would rather not is emptied at once, the others some weeks after its end.
"""

import datetime as dt
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.buddies import Volunteer
from nabij.casework.models.cases import Case
from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import Area, User
from nabij.core.personal_data import WHO_DID_IT, Ground, Personal, Text
from nabij.core.tenancy import Walled


def _on_a_list(purpose: Text) -> Personal:
    return Personal(
        purpose,
        Ground.PUBLIC_TASK,
        _(
            "until somebody says “rather not”, or 28 days after the end of the round (set per municipality)"
        ),
        _("who leads the round, and who goes there while it runs"),
    )


class VisitRound(EncryptedRecord):
    """One round. source: where the list is from, for who asks at the door. sentence: how everybody introduces themselves.

    ended_on: ended before its last day. secret: by which addresses are known again (`RoundAddress.marks`); emptied with
    the rest, so that the marks mean nothing any more. form_key: a form sent twice is one round.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit people at home")
        PHONE = "phone", _("Call people")

    class Why(models.TextChoices):
        TASK = "task", _("A task of the municipality: to see in time who needs something (Wmo)")
        CONSENT = "consent", _("The people on the list agreed to it beforehand")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "leader": WHO_DID_IT,
        "secret": _on_a_list(_("to ask nobody again who would rather not, without keeping who")),
    }

    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    reason = models.CharField(_("why this round"), max_length=500)
    ground = models.CharField(_("ground"), max_length=7, choices=Why)
    source = models.CharField(_("where the list is from"), max_length=200)
    sentence = models.CharField(_("how we introduce ourselves"), max_length=500)
    begins = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    leader = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("leads it"),
    )
    secret = EncryptedTextField(_("mark of the round"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    form_key = models.UUIDField(_("form that it came from"), editable=False)
    keep_until = models.DateField(_("kept until"))
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-ends", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="round_form_once"),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("begins")), name="round_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "ends"], name="round_ends"),
            models.Index(fields=["municipality", "leader"], name="round_of_leader"),
            models.Index(fields=["municipality", "keep_until"], name="round_keep_until"),
        ]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def is_open(self, today: dt.date) -> bool:
        """Whether one goes by today, so that something can be tapped."""
        return self.begins <= today and not self.is_over(today)

    def is_over(self, today: dt.date) -> bool:
        """Whether it has ended, by its last day or before."""
        return self.ended_on is not None or self.ends < today

    @property
    def last_day(self) -> dt.date:
        """The day on which it ended or will."""
        return min(self.ended_on or self.ends, self.ends)


class RoundVisitor(EncryptedRecord):
    """Somebody who goes: a colleague who signs in, or a volunteer who has a list on paper."""

    PERSONAL: ClassVar[dict[str, Personal]] = {"user": WHO_DID_IT}

    round = models.ForeignKey(
        VisitRound, on_delete=models.CASCADE, related_name="visitors", db_index=False
    )
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "round", "user"], name="round_visitor_user_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "round", "volunteer"], name="round_visitor_volunteer_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "user"], name="round_visitor_user"),
        ]
        verbose_name = _("visitor of a round")
        verbose_name_plural = _("visitors of a round")

    @property
    def name(self) -> str:
        """What colleagues call them."""
        if self.user is not None:
            return str(self.user.name)
        return str((self.volunteer and self.volunteer.name) or _("somebody who left"))


class RoundAddress(EncryptedRecord):
    """One address or person of a round, and how it went. case: what came of it; what we know is there then.

    marks: keyed hashes of the address and the number, which stay when the rest is emptied, so that nobody who would rather
    not is put on this list again. order: the place in the walk.
    """

    class Outcome(models.TextChoices):
        TO_DO = "to_do", _("To do")
        NOT_HOME = "not_home", _("Tried, not reached")
        SPOKEN = "spoken", _("Spoken")
        TALK = "talk", _("Would like a talk")
        RATHER_NOT = "rather_not", _("Would rather not")
        WRONG = "wrong", _("Moved, or the address is wrong")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": _on_a_list(_("to know whom to ask for")),
        "address": _on_a_list(_("to visit, and to plan who goes where")),
        "postcode": _on_a_list(_("to plan who goes where")),
        "phone": _on_a_list(_("to call")),
        "marks": _on_a_list(_("to ask nobody again who would rather not, without keeping who")),
    }

    round = models.ForeignKey(
        VisitRound, on_delete=models.CASCADE, related_name="addresses", db_index=False
    )
    visitor = models.ForeignKey(
        RoundVisitor,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses",
        db_index=False,
    )
    case = models.ForeignKey(
        Case,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="round_addresses",
        db_index=False,
    )
    name = EncryptedTextField(_("name"), null=True, blank=True)
    address = EncryptedTextField(_("street and number"), null=True, blank=True)
    postcode = EncryptedTextField(_("postcode"), null=True, blank=True)
    phone = EncryptedTextField(_("phone"), null=True, blank=True)
    name_index = BlindIndexField(source="name", normal="lower")
    phone_index = BlindIndexField(source="phone", normal="phone")
    marks = models.JSONField(_("marks"), default=list, blank=True, editable=False)
    area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("neighbourhood"),
    )
    order = models.PositiveIntegerField(_("place in the walk"), default=0)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.TO_DO)
    tries = models.PositiveSmallIntegerField(_("times tried"), default=0)
    tried_on = models.DateField(_("last tried on"), null=True, blank=True)
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["order", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "round", "order"], name="round_address_walk"),
            models.Index(
                fields=["municipality", "visitor", "outcome"], name="round_address_of_visitor"
            ),
            models.Index(fields=["municipality", "case"], name="round_address_of_case"),
            models.Index(fields=["municipality", "name_index"], name="round_address_name"),
            models.Index(fields=["municipality", "phone_index"], name="round_address_phone"),
        ]
        verbose_name = _("address of a round")
        verbose_name_plural = _("addresses of a round")

    @property
    def is_open(self) -> bool:
        """Whether somebody still goes there."""
        return self.outcome in OPEN_OUTCOMES


class RoundTap(Walled):
    """One try or outcome, as it was tapped. line: of the list. before: what its columns were; None where that is final."""

    PERSONAL: ClassVar[dict[str, Personal]] = {"by": WHO_DID_IT}

    line = models.ForeignKey(
        RoundAddress, on_delete=models.CASCADE, related_name="taps", db_index=False
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=RoundAddress.Outcome)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    before = models.JSONField(
        _("as it was before"), null=True, blank=True, encoder=DjangoJSONEncoder, editable=False
    )
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["municipality", "line", "at"], name="round_taps")]
        verbose_name = _("outcome of a visit or call")
        verbose_name_plural = _("outcomes of visits and calls")

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.at:%Y-%m-%d}"


#: Outcomes after which somebody goes there again.
OPEN_OUTCOMES = (RoundAddress.Outcome.TO_DO, RoundAddress.Outcome.NOT_HOME)
