"""Reading figures: the newest of each indicator for an area, or of its municipality where it has none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Area
from nabij.monitoring.indicators import THEMES, UNITS, catalogue
from nabij.monitoring.models import AreaFigure, Indicator


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, ready to be shown, with all that must stand beside it. Texts are in the reader's language.

    value: in `unit`; shown: as it reads, unit and all. `area_code`, `area_name`: the area that it is of; `own`:
    that is the one that was asked for. lower, upper: its interval; n: people asked; None where there is none.
    """

    code: str
    name: str
    theme: str
    definition: str
    value: float
    unit: str
    shown: str
    year: int
    kind: str
    kind_name: str
    source: str
    series: str
    area_code: str
    area_name: str
    own: bool
    lower: float | None = None
    upper: float | None = None
    n: int | None = None


def figures_for(
    area: Area,
    *,
    public_only: bool,
    language: str | None = None,
    codes: Iterable[str] | None = None,
) -> list[Figure]:
    """The newest figure of each indicator (of `codes`, when given), in the order of the catalogue.

    The area's own figure comes first, then the one of the nearest area around it (district, municipality);
    `Figure.area` says which. `public_only`: only what a public page may show. Two queries at most.
    """
    around = _around(area)
    rows = AreaFigure.objects.filter(area__code__in=around).select_related("indicator", "area")
    if public_only:
        rows = rows.filter(indicator__public=True)
    if codes is not None:
        rows = rows.filter(indicator__code__in=list(codes))
    best: dict[str, AreaFigure] = {}
    for row in sorted(rows, key=lambda row: (around.index(row.area.code), -row.year, row.kind)):
        best.setdefault(row.indicator.code, row)
    order = {code: place for place, code in enumerate(catalogue())}
    chosen = sorted(best.values(), key=lambda row: order.get(row.indicator.code, len(order)))
    return [figure_of(row, area, language) for row in chosen]


def _around(area: Area) -> list[str]:
    """Codes of the area and those that hold it, the nearest first: their digits say so.

    The parent is not followed, because a neighbourhood may be known before its district is.
    """
    digits = area.code[2:]
    codes = {Area.Kind.NEIGHBOURHOOD: [f"WK{digits[:6]}"], Area.Kind.DISTRICT: []}
    nearest = codes.get(Area.Kind(area.kind))
    return [area.code] if nearest is None else [area.code, *nearest, area.municipality_code]


def figure_of(row: AreaFigure, asked: Area, language: str | None = None) -> Figure:
    """A row as it is shown to whoever asked for an area."""
    language = (language or get_language() or "nl")[:2]
    indicator = row.indicator
    with override(language):
        return Figure(
            code=indicator.code,
            name=(language == "nl" and indicator.name_nl) or indicator.name,
            theme=str(THEMES.get(indicator.theme, indicator.theme)),
            definition=_definition(indicator, language),
            value=row.value,
            unit=str(UNITS.get(indicator.unit, indicator.unit)),
            shown=in_words(row.value, indicator.unit, language),
            year=row.year,
            kind=row.kind,
            kind_name=str(AreaFigure.Kind(row.kind).label),
            source=row.source,
            series=indicator.series,
            area_code=row.area.code,
            area_name=row.area.name,
            own=row.area_id == asked.pk,
            lower=row.lower,
            upper=row.upper,
            n=row.n,
        )


def _definition(indicator: Indicator, language: str) -> str:
    known = catalogue().get(indicator.code)
    if known is None:
        return indicator.definition
    return known.definition_nl if language == "nl" else known.definition


#: Units of which there are no parts, and what is written behind a number.
WHOLE = frozenset({"people", "households", "class", "per_km2", "persons"})
BEHIND = {
    "km": " km",
    "km2": " km²",
    "per_km2": _(" per km²"),
    "per_1000": _(" per 1,000 residents"),
}


def in_words(value: float, unit: str, language: str) -> str:
    """A value with its unit as the language writes it: "45.150", "38,2 %", "1,6 km"; "45,150", "38.2%"."""
    if unit == "euro_1000":
        return f"€ {_number(value * 1000, 0, language)}"
    whole = unit in WHOLE or (unit not in UNITS and unit != "%" and float(value).is_integer())
    text = _number(value, 0 if whole else 1, language)
    if unit in ("percent", "%", "per cent"):
        return f"{text}\u00a0%" if language == "nl" else f"{text}%"
    if unit in UNITS:
        with override(language):
            return text + str(BEHIND.get(unit, ""))
    return f"{text} {unit}".strip()


def _number(value: float, decimals: int, language: str) -> str:
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
