"""Setting what is promised to whoever asks, and how long it is kept."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nabij.casework.models import BuddySettings, CaseSettings, IntakeSettings
from nabij.casework.queries.buddies import buddy_settings
from nabij.casework.queries.settings import case_settings, intake_settings
from nabij.core.audit.recording import record
from nabij.core.models import Municipality

#: What people may set.
FIELDS = (
    "who", "who_en", "within_days", "idea_within_days", "weekdays", "ends_at", "closed_days",
    "keep_days_open", "keep_days_handled", "keep_days_idea",
)  # fmt: skip

#: The same of how pairs are proposed.
BUDDY_FIELDS = ("floor", "fairness_per_day", "months", "certificate_kinds", "keep_days")


@transaction.atomic
def change_settings(*, municipality: Municipality, told: Mapping[str, Any]) -> IntakeSettings:
    """Write what is different; it holds for what comes in from now on.

    What came in before keeps the day that was promised, and the day on which it is forgotten.
    """
    settings = intake_settings(municipality)
    changed = sorted(
        name for name in FIELDS if name in told and getattr(settings, name) != told[name]
    )
    for name in changed:
        setattr(settings, name, told[name])
    if changed:
        settings.save()
        record("intake.settings_changed", municipality=municipality, on=settings, fields=changed)
    return settings


@transaction.atomic
def change_case_settings(
    *, municipality: Municipality, limits: Mapping[str, int], keep: Mapping[str, int]
) -> CaseSettings:
    """Write what is different. limits: state → working days; keep: `keep_days_…` → days.

    A limit holds for what comes into that state from now on; retention for each case from its next step.
    """
    settings = case_settings(municipality)
    told: dict[str, Any] = {"limits": dict(limits), **keep}
    was = {"limits": {state: settings.limit(state) for state in limits}}
    changed = sorted(
        name for name, value in told.items() if was.get(name, getattr(settings, name)) != value
    )
    for name in changed:
        setattr(settings, name, told[name])
    if changed:
        settings.save()
        record("case.settings_changed", municipality=municipality, on=settings, fields=changed)
    return settings


@transaction.atomic
def change_buddy_settings(*, municipality: Municipality, told: Mapping[str, Any]) -> BuddySettings:
    """Write what is different of how pairs are proposed; it holds from the next time they are worked out."""
    settings = buddy_settings(municipality)
    changed = sorted(
        name for name in BUDDY_FIELDS if name in told and getattr(settings, name) != told[name]
    )
    for name in changed:
        setattr(settings, name, told[name])
    if changed:
        settings.save()
        record("pair.settings_changed", municipality=municipality, on=settings, fields=changed)
    return settings
