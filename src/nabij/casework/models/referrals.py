"""Who referred somebody, and what they were told since: a referrer always gets an answer."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import RETENTION, for_help
from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.personal_data import Ground, Personal, Text, Whom
from nabij.core.tenancy import Walled


def _to_answer(purpose: Text) -> Personal:
    return Personal(
        purpose,
        Ground.PUBLIC_TASK,
        RETENTION,
        _("the people of the case team; others only in an emergency, with a reason"),
        Whom.CONTACT,
    )


class Referral(EncryptedRecord):
    """One time that a professional referred somebody, who agreed to it.

    words: what the person asks, in the referrer's words. form_key: of the form or the caller; the same key is the
    same referral, however often it is sent.
    """

    class Role(models.TextChoices):
        GP = "gp", _("General practice")
        NURSE = "nurse", _("District nurse")
        WMO = "wmo", _("Wmo consultant")
        POLICE = "police", _("Neighbourhood police officer")
        SOCIAL_WORK = "social_work", _("Social work")
        HOUSING = "housing", _("Housing association")
        OTHER = "other", _("Another profession")

    class CameIn(models.TextChoices):
        FORM = "form", _("By the form")
        API = "api", _("By another system")
        DESK = "desk", _("Told at the desk")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "words": for_help(_("to know beforehand what it is about")),
        "referrer_name": _to_answer(_("to know who referred")),
        "referrer_organisation": _to_answer(_("to know who referred")),
        "referrer_phone": _to_answer(_("to ask something back")),
        "referrer_email": _to_answer(_("to answer whoever referred")),
    }

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="referrals", db_index=False
    )
    role = models.CharField(_("profession"), max_length=11, choices=Role, default=Role.OTHER)
    came_in = models.CharField(_("came in"), max_length=4, choices=CameIn, default=CameIn.FORM)
    referrer_name = EncryptedTextField(_("referred by"), null=True, blank=True)
    referrer_organisation = EncryptedTextField(_("organisation"), null=True, blank=True)
    referrer_phone = EncryptedTextField(_("phone of the referrer"), null=True, blank=True)
    referrer_email = EncryptedTextField(_("email of the referrer"), null=True, blank=True)
    referrer_email_index = BlindIndexField(source="referrer_email", normal="lower")
    referrer_phone_index = BlindIndexField(source="referrer_phone", normal="phone")
    words = EncryptedTextField(_("what the person asks"), null=True, blank=True)
    person_agreed = models.BooleanField(_("the person agreed"), default=False)
    language = models.CharField(_("language of the referrer"), max_length=2, default="nl")
    form_key = models.UUIDField(_("form that it came from"), editable=False)
    received_at = models.DateTimeField(_("received"))
    answer_on = models.DateField(_("hears something by"), null=True, blank=True)
    suspicious = models.JSONField(_("why it may not be a real referral"), default=list, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-received_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="referral_form_once"),
            models.CheckConstraint(
                condition=models.Q(person_agreed=True), name="referral_person_agreed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "case"], name="referral_of_case"),
            models.Index(fields=["municipality", "answer_on"], name="referral_to_answer"),
            models.Index(fields=["municipality", "referrer_email_index"], name="referral_email"),
        ]
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")


class ReferralAnswer(Walled):
    """One thing that a referrer was told, once. Without the text: it says no more than its name does."""

    class What(models.TextChoices):
        RECEIVED = "received", _("We have it")
        NO_ANSWER_YET = "no_answer_yet", _("We can say no more yet")
        SPOKEN = "spoken", _("We have spoken with the person")
        FOUND = "found", _("Something was found")
        ENDED = "ended", _("Our help has ended")

    class How(models.TextChoices):
        MAIL = "mail", _("by mail")
        PHONE = "phone", _("to be called: there is no address")

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    what = models.CharField(_("what"), max_length=13, choices=What)
    at = models.DateTimeField(_("when"))
    how = models.CharField(_("how"), max_length=5, choices=How, default=How.MAIL)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "referral", "what"], name="referral_answer_once"
            )
        ]
        verbose_name = _("answer to a referrer")
        verbose_name_plural = _("answers to referrers")

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.at:%Y-%m-%d}"
