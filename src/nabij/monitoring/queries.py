"""Official figures of an area, each with its year, source and the area that it is of."""

from dataclasses import dataclass

from nabij.core.models import Area
from nabij.monitoring.models import AreaFigure


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, ready to be shown. value: in `unit`; shown: as it reads in the language asked for."""

    code: str
    name: str
    definition: str
    value: float
    unit: str
    shown: str
    year: int
    kind: str
    source: str
    area_code: str
    area_name: str
    lower: float | None = None
    upper: float | None = None
    n: int | None = None


def figures_for(area: Area, *, public_only: bool, language: str) -> list[Figure]:
    """The newest figure of each indicator, of the area itself or else of the nearest area around it.

    public_only: only indicators that are fit for public pages. Two queries, whatever the number.
    """
    line = _with_parents(area)
    nearness = {row.pk: number for number, row in enumerate(line)}
    rows = AreaFigure.objects.filter(area__in=nearness).select_related("indicator", "area")
    if public_only:
        rows = rows.filter(indicator__public=True)
    best: dict[str, AreaFigure] = {}
    for row in rows:
        known = best.get(row.indicator.code)
        if known is None or _rank(row, nearness) < _rank(known, nearness):
            best[row.indicator.code] = row
    ordered = sorted(best.values(), key=lambda row: (row.indicator.theme, row.indicator.code))
    return [_figure(row, language) for row in ordered]


def _with_parents(area: Area) -> list[Area]:
    """The area, the one it lies in, and the one around that."""
    line, here = [area], area.parent
    while here is not None:
        line.append(here)
        here = here.parent
    return line


def _rank(row: AreaFigure, nearness: dict[int, int]) -> tuple[int, int]:
    return nearness[row.area_id], -row.year


def _figure(row: AreaFigure, language: str) -> Figure:
    indicator = row.indicator
    dutch = language == "nl"
    return Figure(
        code=indicator.code,
        name=(indicator.name_nl if dutch else "") or indicator.name,
        definition=indicator.definition,
        value=row.value,
        unit=indicator.unit,
        shown=in_words(row.value, indicator.unit, language),
        year=row.year,
        kind=row.kind,
        source=row.source,
        area_code=row.area.code,
        area_name=row.area.name,
        lower=row.lower,
        upper=row.upper,
        n=row.n,
    )


def in_words(value: float, unit: str, language: str) -> str:
    """A value with its unit as the language writes it: "45.150", "38,2 %"; "45,150", "38.2%"."""
    whole = float(value).is_integer() and unit not in ("%", "per cent")
    text = f"{value:,.0f}" if whole else f"{value:,.1f}"
    if language == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    if unit in ("%", "per cent"):
        return f"{text} %" if language == "nl" else f"{text}%"
    return f"{text} {unit}".strip() if unit not in ("", "number", "persons") else text
