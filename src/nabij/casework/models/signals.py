"""Worries that come in, about somebody or about oneself: what was seen, and who told it."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import for_help
from nabij.casework.models.sources import SignalPoint, SignalSource
from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Ground, Personal, Text, Whom

_REPORTER_KEPT = _(
    "28 days after they heard what was agreed, or after the case ended; never longer than the case, and 91 days at "
    "most (set per municipality)"
)
_REPORTER_READ = _("the people of the case team; never the person it is about, unless agreed")


def _of_a_reporter(purpose: Text) -> Personal:
    return Personal(purpose, Ground.PUBLIC_TASK, _REPORTER_KEPT, _REPORTER_READ, Whom.OTHER)


class Signal(EncryptedRecord):
    """Something that somebody saw and told, as it was told. A case may hold several about the same person.

    reported_at: when it was told first; splitting and joining leave it as it is. told_person_by: the day by which the
    person must know that others told about them (AVG article 14: within a month); told_person_on: the day it was done,
    or else not_told says why not. Nothing of this where people tell about themselves.
    """

    class About(models.TextChoices):
        SOMEONE = "someone", _("About somebody else")
        SELF = "self", _("About oneself")

    class Knows(models.TextChoices):
        YES = "yes", _("The person knows that this was told")
        NO = "no", _("The person does not know it")
        UNSAID = "", _("Not said")

    class CameIn(models.TextChoices):
        WEB = "web", _("Through the site")
        API = "api", _("From another system")
        PHONE = "phone", _("By phone")
        PAPER = "paper", _("On paper")
        DESK = "desk", _("At a desk or at the door")

    class NotTold(models.TextChoices):
        NOT_REACHED = "not_reached", _("We could not reach the person")
        UNKNOWN = "unknown", _("We do not know who it is")
        HARM = "harm", _("It would put somebody in danger")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "about": for_help(_("to know whether the person told it themselves")),
        "seen": for_help(_("to know beforehand what was seen; facts, no diagnosis")),
        "knows": for_help(_("to know how to begin the conversation")),
        "may_name": _of_a_reporter(_("to say who told it only where that was agreed")),
        "told_hash": _of_a_reporter(_("to see that the same form came in twice")),
        "not_told": for_help(_("to account for it where the person was not told")),
        "entered_by": WHO_DID_IT,
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="signals", db_index=False)
    form_key = models.UUIDField(_("form that it came from"), editable=False)
    told_hash = models.CharField(
        _("keyed hash of all that was told"), max_length=64, blank=True, editable=False
    )
    about = models.CharField(_("about"), max_length=7, choices=About, default=About.SOMEONE)
    seen = EncryptedTextField(_("what was seen"), null=True, blank=True)
    knows = models.CharField(
        _("the person knows"), max_length=3, choices=Knows, default=Knows.UNSAID, blank=True
    )
    may_name = models.BooleanField(_("we may say who told it"), default=False)
    came_in = models.CharField(_("came in"), max_length=5, choices=CameIn, default=CameIn.WEB)
    language = models.CharField(_("language"), max_length=3, default="nl")
    reported_at = models.DateTimeField(_("told on"))
    split_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        db_index=False,
        verbose_name=_("split from"),
    )
    source = models.ForeignKey(
        SignalSource,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("source"),
    )
    point = models.ForeignKey(
        SignalPoint,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("signal point"),
    )
    entered_by = models.UUIDField(_("member who filled it in"), null=True, blank=True)
    suspicious = models.JSONField(_("why it may not be a real question"), default=list, blank=True)
    told_person_by = models.DateField(_("the person must know before"), null=True, blank=True)
    told_person_on = models.DateField(_("the person was told on"), null=True, blank=True)
    not_told = models.CharField(_("not told because"), max_length=11, choices=NotTold, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["reported_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="signal_form_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "case", "reported_at"], name="signals_of_case"),
            models.Index(
                fields=["municipality", "told_person_on", "told_person_by"], name="signal_to_tell"
            ),
            models.Index(fields=["municipality", "split_from"], name="signal_parts"),
        ]
        verbose_name = _("worry")
        verbose_name_plural = _("worries")

    @property
    def must_tell(self) -> bool:
        """Whether the person must still be told that others told about them."""
        return self.told_person_by is not None and self.told_person_on is None and not self.not_told

    def tells_late(self, today: dt.date) -> bool:
        """Whether the month in which the person must be told has passed."""
        return self.must_tell and self.told_person_by is not None and self.told_person_by < today


class Reporter(EncryptedRecord):
    """Who told it. Protected: read by the case team only, kept short, and told back what was agreed and never more.

    owed: what they hear of us. told_on: the day they heard it. keep_until: never later than it was set first.
    """

    class Owed(models.TextChoices):
        NOTHING = "nothing", _("Nothing")
        PICKED_UP = "picked_up", _("That somebody picked it up")
        SPOKEN = "spoken", _("That we spoke with the person")

    class How(models.TextChoices):
        PHONE = "phone", _("By phone")
        MAIL = "mail", _("By e-mail")
        NOT = "", _("Not at all")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": _of_a_reporter(_("to know whom to ask for")),
        "phone": _of_a_reporter(_("to ask something back, and to tell what was agreed")),
        "email": _of_a_reporter(_("to tell what was agreed")),
        "relation": _of_a_reporter(_("to understand what they could see")),
        "owed": _of_a_reporter(_("to tell what was agreed, and never more")),
        "how": _of_a_reporter(_("to tell what was agreed, and never more")),
        "told_by": WHO_DID_IT,
    }

    signal = models.ForeignKey(
        Signal, on_delete=models.CASCADE, related_name="reporters", db_index=False
    )
    name = EncryptedTextField(_("name"), null=True, blank=True)
    phone = EncryptedTextField(_("phone"), null=True, blank=True)
    email = EncryptedTextField(_("email"), null=True, blank=True)
    relation = EncryptedTextField(_("who they are to the person"), null=True, blank=True)
    name_index = BlindIndexField(source="name", normal="lower")
    phone_index = BlindIndexField(source="phone", normal="phone")
    email_index = BlindIndexField(source="email", normal="lower")

    reported_at = models.DateTimeField(_("told on"))
    owed = models.CharField(_("hears from us"), max_length=9, choices=Owed, default=Owed.NOTHING)
    how = models.CharField(_("how"), max_length=5, choices=How, default=How.NOT, blank=True)
    told_on = models.DateField(_("heard it on"), null=True, blank=True)
    told_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    keep_until = models.DateField(_("personal content kept until"))
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["reported_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "signal"], name="reporters_of_signal"),
            models.Index(
                fields=["municipality", "forgotten_on", "keep_until"], name="reporter_keep_until"
            ),
            models.Index(fields=["municipality", "name_index"], name="reporter_name"),
            models.Index(fields=["municipality", "phone_index"], name="reporter_phone"),
            models.Index(fields=["municipality", "email_index"], name="reporter_email"),
        ]
        verbose_name = _("who told of a worry")
        verbose_name_plural = _("who told of worries")

    @property
    def is_owed(self) -> bool:
        """Whether they still hear something from us."""
        return self.owed != self.Owed.NOTHING and self.told_on is None and self.forgotten_on is None
