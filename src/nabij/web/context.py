"""What every template may count on."""

import re
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.utils.translation import get_language

from nabij.core.models import Municipality
from nabij.core.words import public_name

#: The name above pages that belong to no municipality, and their look.
OWN_NAME = "Nabij"
OWN_THEME = "web/themes/nabij.css"


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


@cache
def theme_file(name: str) -> str:
    """The theme of that name; our own where there is none, for a page without a look helps nobody."""
    path = f"web/themes/{name}.css"
    return path if re.fullmatch(r"[\w-]+", name) and finders.find(path) else OWN_THEME


def themes() -> list[str]:
    """The themes that there are, by name: our own, and those of this installation."""
    found = (
        path.removeprefix("web/themes/").removesuffix(".css")
        for finder in finders.get_finders()
        for path, _storage in finder.list([])
        if path.startswith("web/themes/") and path.endswith(".css")
    )
    return sorted(set(found))


def _texts_of(municipality: Municipality, language: str) -> dict[str, object]:
    english = language == "en"
    return {
        "site_name": public_name("site", municipality, language),
        "site_tagline": public_name("tagline", municipality, language),
        "opening_hours": (municipality.opening_hours_en if english else "")
        or municipality.opening_hours,
        "theme_file": theme_file(municipality.theme),
    }


def _texts_of_none() -> dict[str, object]:
    return {
        "site_name": OWN_NAME,
        "site_tagline": public_name("tagline"),
        "opening_hours": "",
        "theme_file": OWN_THEME,
    }
