"""What a municipality promises and how long it keeps."""

from nabij.casework.models import IntakeSettings
from nabij.core.models import Municipality


def intake_settings(municipality: Municipality) -> IntakeSettings:
    """The municipality's own, or the defaults (not saved)."""
    own = IntakeSettings.objects.filter(municipality=municipality).first()
    return own or IntakeSettings(municipality=municipality)
