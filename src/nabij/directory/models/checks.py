"""Keeping it true: how often to look, whom was asked, and what they said that somebody must still do."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core import vocabulary as words
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.personal_data import Ground, Personal, Whom
from nabij.core.tenancy import Walled
from nabij.directory.freshness import PATIENCE, Patience
from nabij.directory.models.offers import Offer
from nabij.directory.models.organisations import Organisation


class CheckRhythm(Walled):
    """How many months after a check somebody should look again, for one kind of offer. No row: the usual."""

    form = models.CharField(_("form"), max_length=14, choices=words.Form)
    months = models.PositiveSmallIntegerField(_("months"), help_text=_("0: never"))

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form"], name="check_rhythm_once")
        ]
        verbose_name = _("rhythm of checks")
        verbose_name_plural = _("rhythms of checks")

    def __str__(self) -> str:
        return f"{self.form}: {self.months}"


class CheckSettings(Walled):
    """How a municipality asks: when a round of mails goes out by itself, and its patience. No row: the usual.

    every_weeks: weeks between two rounds, 0 for never by itself; weekday: 1 Monday to 5 Friday; last_round_on:
    the day of the last round that came by itself, also where nobody was to be asked. The others are the days of
    `freshness.Patience`.
    """

    class Every(models.IntegerChoices):
        NEVER = 0, _("Never: somebody at the desk starts it")
        WEEK = 1, _("Every week")
        TWO_WEEKS = 2, _("Every two weeks")
        FOUR_WEEKS = 4, _("Every four weeks")

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")

    every_weeks = models.PositiveSmallIntegerField(
        _("a round by itself"), choices=Every, default=Every.WEEK
    )
    weekday = models.PositiveSmallIntegerField(_("on"), choices=Weekday, default=Weekday.TUESDAY)
    last_round_on = models.DateField(null=True, editable=False)
    sinks = models.PositiveSmallIntegerField(default=PATIENCE.sinks)
    labelled = models.PositiveSmallIntegerField(default=PATIENCE.labelled)
    gone = models.PositiveSmallIntegerField(default=PATIENCE.gone)

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="check_settings_once"),
            models.CheckConstraint(
                condition=models.Q(sinks__lt=models.F("labelled"))
                & models.Q(labelled__lt=models.F("gone")),
                name="check_patience_ascends",
            ),
        ]
        verbose_name = _("how we ask")
        verbose_name_plural = _("how we ask")

    def __str__(self) -> str:
        return f"{self.every_weeks} · {self.weekday} · {self.sinks}, {self.labelled}, {self.gone}"

    @property
    def patience(self) -> Patience:
        """The three numbers of days."""
        return Patience(self.sinks, self.labelled, self.gone)


class CheckRequest(Walled):
    """One time that an organisation was asked whether all it offers is still so; a one-time link is about it."""

    class By(models.TextChoices):
        MAIL = "mail", _("By mail")
        PHONE = "phone", _("By phone")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="check_requests", db_index=False
    )
    asked_by = models.CharField(_("how"), max_length=5, choices=By)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded on"), null=True, blank=True)
    called_at = models.DateTimeField(_("called on, in vain"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "organisation", "asked_at"], name="check_request")
        ]
        verbose_name = _("request for a check")
        verbose_name_plural = _("requests for a check")

    def __str__(self) -> str:
        return f"{self.organisation} · {self.asked_at:%Y-%m-%d}"


class TimesNote(EncryptedRecord):
    """What an organisation wrote of new days or times, until staff have put it in the dates."""

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "text": Personal(
            _("to put new days and times in the dates of an offer"),
            Ground.PUBLIC_TASK,
            _("until staff have put it in the dates, and as long as the offer stands"),
            _("link workers and coordinators of the municipality"),
            Whom.CONTACT,
        )
    }

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="times_notes")
    text = EncryptedTextField(_("what changes"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "done_at", "at"], name="times_note_open")
        ]
        verbose_name = _("note about times")
        verbose_name_plural = _("notes about times")
