"""What a municipality promises to whoever asks, and how long it keeps what they told."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled


def _monday_to_friday() -> list[int]:
    return [0, 1, 2, 3, 4]


class IntakeSettings(Walled):
    """One row a municipality; where there is none, the defaults hold (`queries.settings`)."""

    who = models.CharField(_("who calls back"), max_length=120, blank=True)
    who_en = models.CharField(_("who calls back, in English"), max_length=120, blank=True)
    within_days = models.PositiveSmallIntegerField(_("calls within, working days"), default=2)
    idea_within_days = models.PositiveSmallIntegerField(
        _("answers an idea within, working days"), default=10
    )
    weekdays = models.JSONField(
        _("weekdays on which somebody works"),
        default=_monday_to_friday,
        help_text=_("Monday is 0"),
    )
    closed_days = models.JSONField(
        _("other days off"), default=list, blank=True, help_text=_("as 2026-12-24")
    )
    ends_at = models.TimeField(_("the working day ends at"), default=dt.time(17))
    keep_days_open = models.PositiveSmallIntegerField(_("kept while nobody acts, days"), default=90)
    keep_days_handled = models.PositiveSmallIntegerField(_("kept after handling, days"), default=28)
    keep_days_idea = models.PositiveSmallIntegerField(_("ideas kept, days"), default=365)

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="intake_settings_once")
        ]
        verbose_name = _("settings of the intake")
        verbose_name_plural = _("settings of the intake")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.municipality_id}"

    def shown_who(self, otherwise: str) -> str:
        """Who calls back, in the reader's language."""
        english = (get_language() or "nl").startswith("en")
        return (self.who_en if english else "") or self.who or otherwise

    def days_off(self) -> frozenset[dt.date]:
        """The other days off; what is no date is left out."""
        return frozenset(day for day in map(_date, self.closed_days) if day)


def _date(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
