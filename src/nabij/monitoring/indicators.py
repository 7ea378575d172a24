"""The indicators that Nabij knows: names, definitions, units, and whether a public page may show them.

The catalogue is `indicators.toml`, a page that people read too. A figure of an indicator that is not in it
can be imported, but is never shown to the public.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.monitoring.models import Indicator

UNITS: dict[str, Promise] = {
    "people": _("people"),
    "households": _("households"),
    "percent": _("per cent"),
    "per_1000": _("per 1,000 residents"),
    "per_km2": _("per square kilometre"),
    "euro_1000": _("thousands of euros"),
    "km": _("kilometres"),
    "km2": _("square kilometres"),
    "number": _("number"),
    "class": _("class"),
}
THEMES: dict[str, Promise] = {
    "population": _("Population"),
    "households": _("Households"),
    "income": _("Income"),
    "support": _("Support"),
    "education": _("Education"),
    "work": _("Work"),
    "housing": _("Homes"),
    "nearby": _("Nearby"),
    "health survey": _("Health survey"),
}


@dataclass(frozen=True)
class Definition:
    """What a figure counts. `unit` and `theme` are codes of `UNITS` and `THEMES`.

    `kind`: how its figures come about unless a file says otherwise (see AreaFigure.Kind). `cbs`: where it
    stands in the key figures per municipality, as `Demographics/65+ years (%)`; empty: not there.
    """

    code: str
    name: str
    name_nl: str
    definition: str
    definition_nl: str
    theme: str
    unit: str
    kind: str
    series: str
    public: bool = False
    cbs: str = ""

    def columns(self) -> dict[str, Any]:
        """The row of `Indicator`, without its code."""
        names = ("name", "name_nl", "theme", "unit", "definition", "series", "public")
        return {name: getattr(self, name) for name in names}


@cache
def catalogue() -> dict[str, Definition]:
    """All definitions by code, in the order in which they are shown."""
    text = (Path(__file__).parent / "indicators.toml").read_text(encoding="utf-8")
    return {code: Definition(code=code, **row) for code, row in tomllib.loads(text).items()}


def ensure_indicators(codes: Iterable[str] | None = None) -> dict[str, Indicator]:
    """The rows of these indicators (all: None) by code, made or brought up to date from the catalogue.

    Raises KeyError for a code that the catalogue does not have.
    """
    wanted = catalogue() if codes is None else {code: catalogue()[code] for code in codes}
    there = {row.code: row for row in Indicator.objects.filter(code__in=wanted)}
    for code, definition in wanted.items():
        columns = definition.columns()
        row = there.get(code)
        if row is None:
            there[code] = Indicator.objects.create(code=code, **columns)
        elif any(getattr(row, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(row, name, value)
            row.save()
    return there
