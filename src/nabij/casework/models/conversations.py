"""A conversation as it was written down: what is behind it, what somebody would like, and what not."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import for_help
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal

_TO_MATCH = for_help(_("to look for something that fits"))


class Means(models.TextChoices):
    """How somebody gets somewhere, as the matching contract names it."""

    WALK = "walk", _("On foot")
    BICYCLE = "bicycle", _("By bicycle")
    BUS = "bus", _("By bus or tram")
    CAR = "car", _("By car, also with somebody")
    NONE = "none", _("Cannot get out")


class Gender(models.TextChoices):
    """Asked only for offers that are meant for one group."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Otherwise")


class Conversation(EncryptedRecord):
    """What was told in one conversation. Nothing in it is compulsory, and what was not told limits nothing.

    Codes are those of `core.vocabulary`, which matching reads; words are the person's own, and encrypted. The newest
    conversation of a case is what holds now: its form begins with what the one before said.

    version: goes up by one with each save among the conversations of a case, so that somebody who began with an older
    one is told. form_key: of the form that it came from; a form that arrives twice is one conversation. free: codes
    such as "TU-morning" (`FREE_PARTS`); None: any time. minutes: the longest one-way trip. budget: euros a month.
    """

    class How(models.TextChoices):
        AT_HOME = "at_home", _("At the person's home")
        PHONE = "phone", _("By phone")
        WITH_US = "with_us", _("With us")
        OUTSIDE = "outside", _("On a walk or somewhere else")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "causes": for_help(_("to take up what is behind it")),
        "cause_words": for_help(_("to understand it as the person says it")),
        "wishes": _TO_MATCH,
        "wish_words": _TO_MATCH,
        "talents": for_help(_("to build on what somebody can")),
        "avoid_mechanisms": for_help(_("not to propose what somebody does not want")),
        "avoid_forms": for_help(_("not to propose what somebody does not want")),
        "avoid_words": for_help(_("not to propose what somebody does not want")),
        "group_over": for_help(_("not to propose what somebody does not want")),
        "languages": for_help(_("to find something in a language that they speak")),
        "free": for_help(_("to find something when they can")),
        "means": for_help(_("to find something they can get to")),
        "minutes": for_help(_("to find something they can get to")),
        "budget": for_help(_("to find something they can pay")),
        "needs": for_help(_("to find something they can get into and follow")),
        "walk_along": for_help(_("to arrange somebody who comes along")),
        "gender": for_help(_("to find what is meant for women or men only")),
        "wants_support": for_help(_("to help only who wants it")),
        "agreed": for_help(_("to do what was agreed, and to give it on paper")),
        "by": WHO_DID_IT,
    }

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="conversations", db_index=False
    )
    held_on = models.DateField(_("held on"))
    how = models.CharField(_("how"), max_length=8, choices=How, blank=True)
    wants_support = models.BooleanField(_("would like us to help"), null=True, blank=True)

    causes = models.JSONField(_("what is behind it"), default=list, blank=True)
    cause_words = EncryptedTextField(_("in their own words"), null=True, blank=True)
    wishes = models.JSONField(_("would like"), default=list, blank=True)
    wish_words = EncryptedTextField(_("wishes, in their own words"), null=True, blank=True)
    talents = EncryptedTextField(_("good at, likes to do"), null=True, blank=True)
    avoid_mechanisms = models.JSONField(_("rather no"), default=list, blank=True)
    avoid_forms = models.JSONField(_("rather not in this form"), default=list, blank=True)
    avoid_words = EncryptedTextField(_("rather not, in words"), null=True, blank=True)
    group_over = models.PositiveSmallIntegerField(_("groups no larger than"), null=True, blank=True)

    languages = models.JSONField(_("speaks"), default=list, blank=True)
    free = models.JSONField(_("can come"), null=True, blank=True)
    means = models.JSONField(_("gets around"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes at most, one way"), null=True, blank=True)
    budget = models.PositiveSmallIntegerField(_("euros a month at most"), null=True, blank=True)
    needs = models.JSONField(_("needs there"), default=list, blank=True)
    walk_along = models.BooleanField(_("rather not alone the first time"), default=False)
    gender = models.CharField(_("woman or man"), max_length=5, choices=Gender, blank=True)

    agreed = EncryptedTextField(_("what we agreed"), null=True, blank=True)

    version = models.PositiveIntegerField(_("version"), editable=False)
    form_key = models.UUIDField(_("form that it came from"), editable=False)
    at = models.DateTimeField(_("saved"))
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
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "case", "version"], name="conversation_version_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "form_key"], name="conversation_form_once"
            ),
        ]
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")


#: Part of the day → from and to, in minutes after midnight: what "on Tuesday morning" means at a kitchen table.
FREE_PARTS: dict[str, tuple[int, int]] = {
    "morning": (8 * 60, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (18 * 60, 23 * 60),
}
