"""What a municipality promises, how long it lets things last and how long it keeps them."""

from nabij.casework.models import CaseSettings, IntakeSettings
from nabij.core.models import Municipality


def intake_settings(municipality: Municipality) -> IntakeSettings:
    """The municipality's own, or the defaults (not saved)."""
    own = IntakeSettings.objects.filter(municipality=municipality).first()
    return own or IntakeSettings(municipality=municipality)


def case_settings(municipality: Municipality) -> CaseSettings:
    """The municipality's own, or the defaults (not saved)."""
    own = CaseSettings.objects.filter(municipality=municipality).first()
    return own or CaseSettings(municipality=municipality)
