"""What every template may count on."""

from django.http import HttpRequest
from django.utils.translation import get_language

from nabij.core.models import Municipality


def site(request: HttpRequest) -> dict[str, object]:
    """The municipality of this address (None outside one), the demo flag and the other language."""
    from django.conf import settings

    municipality: Municipality | None = getattr(request, "municipality", None)
    return {
        "municipality": municipality,
        "demo": settings.NABIJ_DEMO,
        "language": (get_language() or "nl")[:2],
    }
