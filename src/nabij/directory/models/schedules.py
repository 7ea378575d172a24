"""When things happen: rules, deviations from them, and the occurrences worked out ahead.

`Schedule` and `Deviation` are the truth; `Occurrence` is derived from them by
`directory.occurrences` and can always be made again.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled
from nabij.directory.models.offers import Offer
from nabij.directory.reasons import reason_in_words


class Schedule(Walled):
    """A rule for dates: on single dates, every so many weeks, or on weeks of the month. Local time."""

    class Frequency(models.TextChoices):
        ONCE = "once", _("On these dates")
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="schedules")
    frequency = models.CharField(_("how often"), max_length=7, choices=Frequency)
    interval = models.PositiveSmallIntegerField(_("every so many weeks or months"), default=1)
    weekdays = models.JSONField(_("days of the week"), default=list, blank=True)
    weeks_of_month = models.JSONField(
        _("weeks of the month"), default=list, blank=True, help_text=_("1 to 5; -1 is the last")
    )
    month_days = models.JSONField(_("days of the month"), default=list, blank=True)
    dates = models.JSONField(
        _("single dates"), default=list, blank=True, help_text=_("ISO dates, besides the rule")
    )
    exceptions = models.JSONField(
        _("not on"), default=list, blank=True, help_text=_("ISO dates on which the rule is silent")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("up to and including"), null=True, blank=True)
    starts_at = models.TimeField(_("starts at"))
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    skip_holidays = models.BooleanField(_("not on public holidays"), default=True)
    note = models.CharField(_("about the dates"), max_length=200, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["offer", "id"]
        indexes: ClassVar = [models.Index(fields=["municipality", "offer"], name="schedule_offer")]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return f"{self.offer} · {self.get_frequency_display()}"


class Deviation(Walled):
    """One date of a schedule that is cancelled or moved, with the reason that people get to read."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("Cancelled")
        MOVED = "moved", _("Moved")

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="deviations")
    date = models.DateField(_("date of the rule"))
    kind = models.CharField(_("what changes"), max_length=9, choices=Kind)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    new_date = models.DateField(_("new date"), null=True, blank=True)
    new_starts_at = models.TimeField(_("new start"), null=True, blank=True)
    new_ends_at = models.TimeField(_("new end"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["schedule", "date"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schedule", "date"], name="one_deviation_a_date")
        ]
        verbose_name = _("deviation")
        verbose_name_plural = _("deviations")

    def __str__(self) -> str:
        return f"{self.schedule} · {self.date} {self.kind}"

    @property
    def reason_text(self) -> str:
        """The reason in the language of the screen."""
        return reason_in_words(self.reason)


class Occurrence(Walled):
    """One time that something happens. Derived; kept narrow because there are millions."""

    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="occurrences")
    date = models.DateField(_("local date"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True)
    weekday = models.PositiveSmallIntegerField(_("day of the week, Monday is 0"))
    part = models.PositiveSmallIntegerField(_("0 morning, 1 afternoon, 2 evening"))
    rule_date = models.DateField(_("date of the rule, before moving"))
    cancelled = models.BooleanField(_("cancelled"), default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    moved_from = models.DateTimeField(_("was planned at"), null=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schedule", "rule_date"], name="occurrence_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "date"], name="occurrence_date"),
            models.Index(fields=["offer", "date"], name="occurrence_offer"),
        ]
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")

    def __str__(self) -> str:
        return f"{self.offer} · {self.date}"

    @property
    def reason_text(self) -> str:
        """The reason in the language of the screen."""
        return reason_in_words(self.reason)
