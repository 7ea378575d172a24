"""Reading figures: the newest of each indicator for an area, or of its municipality where it has none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from nabij.core.models import Area
from nabij.monitoring.indicators import THEMES, UNITS, catalogue
from nabij.monitoring.models import AreaFigure, Indicator


@dataclass(frozen=True)
class Figure:
    """A figure to show, with all that must stand beside it. Texts are in the reader's language.

    `own`: it is about the area that was asked for; otherwise about `area`, which holds that one.
    `lower`, `upper`: the interval that belongs to it; `n`: people asked; None where there is none.
    """

    code: str
    name: str
    theme: str
    unit: str
    unit_code: str
    definition: str
    value: float
    lower: float | None
    upper: float | None
    n: int | None
    year: int
    kind: str
    kind_name: str
    source: str
    series: str
    area: Area
    own: bool


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
    dutch = (language or get_language() or "nl")[:2] == "nl"
    indicator = row.indicator
    return Figure(
        code=indicator.code,
        name=(dutch and indicator.name_nl) or indicator.name,
        theme=str(THEMES.get(indicator.theme, indicator.theme)),
        unit=str(UNITS.get(indicator.unit, indicator.unit)),
        unit_code=indicator.unit,
        definition=_definition(indicator, dutch),
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        n=row.n,
        year=row.year,
        kind=row.kind,
        kind_name=AreaFigure.Kind(row.kind).label,
        source=row.source,
        series=indicator.series,
        area=row.area,
        own=row.area_id == asked.pk,
    )


def _definition(indicator: Indicator, dutch: bool) -> str:
    known = catalogue().get(indicator.code)
    if known is None:
        return indicator.definition
    return known.definition_nl if dutch else known.definition
