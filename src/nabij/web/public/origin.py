"""From what someone typed as their place to a point."""

import re

from nabij.core.models import Area, Municipality, Postcode
from nabij.methods.geo import Point


def origin_of(municipality: Municipality, typed: str) -> Point | None:
    """A postcode ("3131 AB", "3131ab") or the name of a neighbourhood; None where neither is known."""
    code = re.sub(r"\s", "", typed).upper()
    if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", code):
        found = Postcode.objects.filter(code=code).first()
        return Point(found.lat, found.lon, str(found)) if found else None
    if not typed:
        return None
    area = Area.objects.filter(
        name__iexact=typed, code__regex=rf"^(WK|BU){municipality.code[2:]}", lat__isnull=False
    ).first()
    return Point(area.lat or 0, area.lon or 0, area.name) if area else None
