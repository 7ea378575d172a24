"""What a municipality promises to whoever asks, and how long it keeps what they told."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.ladder import LADDER, State
from nabij.casework.models.together import Together
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


class CaseSettings(Walled):
    """How long a state may last and a case is kept; one row a municipality, defaults where there is none.

    limits: state → working days, for those that differ from the ladder's own (0: no limit).
    """

    limits = models.JSONField(_("working days a state may last"), default=dict, blank=True)
    keep_days_not_acted_on = models.PositiveSmallIntegerField(
        _("kept while nobody acts, days"), default=28
    )
    keep_days_declined = models.PositiveSmallIntegerField(
        _("kept after “no, thank you”, days"), default=91
    )
    keep_days_helped = models.PositiveSmallIntegerField(_("kept after help, days"), default=730)
    keep_days_reporter = models.PositiveSmallIntegerField(
        _("who told of a worry: kept after they heard back or the case ended, days"), default=28
    )
    keep_days_reporter_owed = models.PositiveSmallIntegerField(
        _("who told of a worry: kept at most while they wait to hear, days"), default=91
    )

    keep_days_round = models.PositiveSmallIntegerField(
        _("a list of a round: kept after its last day, days"), default=28
    )

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="case_settings_once")
        ]
        verbose_name = _("settings of cases")
        verbose_name_plural = _("settings of cases")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.municipality_id}"

    def limit(self, state: str) -> int:
        """Working days that a case may stay in this state; 0: as long as it takes."""
        own = self.limits.get(state)
        return own if isinstance(own, int) and own >= 0 else LADDER[State(state)].days

    def keep_days(self, kept: str) -> int:
        """Days that a case of this kind is kept."""
        days: int = getattr(self, f"keep_days_{kept}")
        return days


def _asking_certificate() -> list[str]:
    return [Together.BUDDY, Together.RIDE, Together.FORM]


class BuddySettings(Walled):
    """How pairs are proposed; one row a municipality, defaults where there is none.

    floor: a pair that fits less (0–100) is never proposed. fairness_per_day: points for each day that somebody waits.
    certificate_kinds: of `Together`, for which a volunteer needs a certificate of conduct that is not older than
    `months`; references are asked again after as long.
    """

    floor = models.PositiveSmallIntegerField(_("fits at least, 0 to 100"), default=30)
    fairness_per_day = models.FloatField(_("points for each day of waiting"), default=0.5)
    months = models.PositiveSmallIntegerField(_("certificate and references, months"), default=36)
    certificate_kinds = models.JSONField(_("certificate needed for"), default=_asking_certificate)
    keep_days = models.PositiveSmallIntegerField(_("kept after stopping, days"), default=365)

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="buddy_settings_once")
        ]
        verbose_name = _("settings of pairs")
        verbose_name_plural = _("settings of pairs")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.municipality_id}"


def _date(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
