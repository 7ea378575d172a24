"""Official figures of municipalities, districts and neighbourhoods."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.api.answers import as_json
from nabij.api.problems import NothingThereError
from nabij.core.models import Area
from nabij.monitoring.queries import Figure, figures_for


def figures(request: HttpRequest, code: str) -> HttpResponse:
    """The newest public figure of each indicator, of the area itself or else of the one around it."""
    area = Area.objects.select_related("parent__parent").filter(code=code.upper()[:10]).first()
    if area is None:
        raise NothingThereError(_("There is no area with the code %(code)s.") % {"code": code[:20]})
    language = (get_language() or "nl")[:2]
    found = figures_for(area, public_only=True, language=language)
    return as_json(
        {
            "code": area.code,
            "name": area.name,
            "kind": area.kind,
            "figures": [_record(figure) for figure in found],
        }
    )


def _record(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.code,
        "name": figure.name,
        "definition": figure.definition,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "n": figure.n,
        "unit": figure.unit,
        "shown": figure.shown,
        "year": figure.year,
        "kind": figure.kind,
        "source": figure.source,
        "areaCode": figure.area_code,
        "areaName": figure.area_name,
    }
