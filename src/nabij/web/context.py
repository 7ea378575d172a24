"""What every template may count on."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.core.models import Municipality

#: The name above pages that belong to no municipality.
OWN_NAME = "Nabij"


def site(request: HttpRequest) -> dict[str, object]:
    """The municipality of this address (None outside one) with its texts, the demo flag, the language."""
    municipality: Municipality | None = getattr(request, "municipality", None)
    language = (get_language() or "nl")[:2]
    return {
        "municipality": municipality,
        "demo": settings.NABIJ_DEMO,
        "language": language,
        **(_texts_of(municipality, language) if municipality else _texts_of_none()),
    }


def _texts_of(municipality: Municipality, language: str) -> dict[str, object]:
    english = language == "en"
    return {
        "site_name": municipality.shown_name,
        "site_tagline": (municipality.tagline_en if english else "")
        or municipality.tagline
        or _("Things to do together, near you."),
        "opening_hours": (municipality.opening_hours_en if english else "")
        or municipality.opening_hours,
        "theme_file": f"web/themes/{municipality.theme or 'nabij'}.css",
    }


def _texts_of_none() -> dict[str, object]:
    return {
        "site_name": OWN_NAME,
        "site_tagline": _("Things to do together, near you."),
        "opening_hours": "",
        "theme_file": "web/themes/nabij.css",
    }
