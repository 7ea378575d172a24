"""A production server does not start with the example's door."""

from typing import Any

from django.conf import settings
from django.core.checks import Critical, Tags, register

BACKEND = "nabij.web.demo_door.backend.DemoDoorBackend"


@register(Tags.security)
def no_door_in_production(**_options: Any) -> list[Critical]:
    """Refuse the combination, however it came about."""
    opened = settings.NABIJ_DEMO or BACKEND in settings.AUTHENTICATION_BACKENDS
    if settings.PRODUCTION and opened:
        return [Critical("the example's door is open in production", id="nabij.E001")]
    return []
