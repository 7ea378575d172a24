"""The example's key figures and health survey, every one marked as made up.

Survey outcomes keep the rule by which they were cut in their code: figures of different rules are different
indicators, so that no line is ever drawn through both.
"""

from collections.abc import Iterator
from typing import NamedTuple

from nabij.core.models import Area
from nabij.demo.world import Table, read
from nabij.monitoring.models import AreaFigure, Indicator

KEY_SOURCE = "Voorbeeldcijfers, verzonnen"
SURVEY_SOURCE = "Gezondheidsenquête van het voorbeeld, verzonnen"
OUTCOMES = {
    "loneliness_djg11": (
        "Lonely (De Jong Gierveld, 11 items)",
        "Eenzaam (De Jong Gierveld)",
        "rule",
    ),
    "severe_loneliness_djg11": (
        "Strongly lonely (De Jong Gierveld, 11 items)",
        "Ernstig eenzaam (De Jong Gierveld)",
        "rule",
    ),
    "emotional_loneliness": ("Emotionally lonely", "Emotioneel eenzaam", "subscale_rule"),
    "social_loneliness": ("Socially lonely", "Sociaal eenzaam", "subscale_rule"),
}


class Known(NamedTuple):
    """What an indicator of the example is called, and whether it may stand on a public page."""

    name: str
    name_nl: str
    theme: str
    unit: str = ""
    public: bool = True


KEY_FIGURES = {
    "residents": Known("Residents", "Inwoners", "people"),
    "population_0_14": Known("Residents up to 14 years", "Inwoners tot en met 14 jaar", "people"),
    "population_15_24": Known(
        "Residents of 15 to 24", "Inwoners van 15 tot en met 24 jaar", "people"
    ),
    "population_25_44": Known(
        "Residents of 25 to 44", "Inwoners van 25 tot en met 44 jaar", "people"
    ),
    "population_45_64": Known(
        "Residents of 45 to 64", "Inwoners van 45 tot en met 64 jaar", "people"
    ),
    "population_65_79": Known(
        "Residents of 65 to 79", "Inwoners van 65 tot en met 79 jaar", "people"
    ),
    "population_80_plus": Known(
        "Residents of 80 and over", "Inwoners van 80 jaar en ouder", "people"
    ),
    "households": Known("Households", "Huishoudens", "people"),
    "single_person_households_pct": Known(
        "Single-person households", "Huishoudens van één persoon", "people", "%", public=False
    ),
    "cars_per_household": Known("Cars per household", "Auto's per huishouden", "distance"),
    "average_woz_value": Known(
        "Average home value", "Gemiddelde woningwaarde", "money", "× € 1.000", False
    ),
    "average_income_per_resident": Known(
        "Average income", "Gemiddeld inkomen", "money", "× € 1.000", public=False
    ),
    "low_income_households_pct": Known(
        "Households on a low income", "Huishoudens met een laag inkomen", "money", "%", public=False
    ),
    "distance_gp_km": Known("Distance to a GP", "Afstand tot een huisarts", "distance", "km"),
    "distance_library_km": Known(
        "Distance to a library", "Afstand tot een bibliotheek", "distance", "km"
    ),
    "distance_supermarket_km": Known(
        "Distance to a supermarket", "Afstand tot een supermarkt", "distance", "km"
    ),
}


def fill_figures() -> None:
    """Every figure of the file, with its indicator."""
    areas = {area.code: area for area in Area.objects.all()}
    rows = [*_key_figures(areas), *_survey_figures(areas)]
    AreaFigure.objects.bulk_create(rows, batch_size=500)


def _key_figures(areas: dict[str, Area]) -> Iterator[AreaFigure]:
    indicators = {
        code: Indicator.objects.create(code=f"example_{code}", series="example", **known._asdict())
        for code, known in KEY_FIGURES.items()
    }
    for row in read("figures.toml")["key_figures"]:
        for code, indicator in indicators.items():
            if row.get(code) is not None:
                yield AreaFigure(
                    area=areas[row["area"]],
                    indicator=indicator,
                    year=row["year"],
                    value=row[code],
                    kind=AreaFigure.Kind.REGISTERED,
                    source=KEY_SOURCE,
                )


def _survey_figures(areas: dict[str, Area]) -> Iterator[AreaFigure]:
    for row in read("figures.toml")["survey"]:
        for outcome, (name, name_nl, rule) in OUTCOMES.items():
            if outcome in row:
                yield _survey_figure(areas[row["area"]], row, outcome, name, name_nl, row[rule])


def _survey_figure(
    area: Area, row: Table, outcome: str, name: str, name_nl: str, rule: str
) -> AreaFigure:
    indicator, _made = Indicator.objects.get_or_create(
        code=f"example_{outcome}_{rule}",
        defaults={
            "name": name,
            "name_nl": name_nl,
            "theme": "connectedness",
            "unit": "%",
            "definition": f"{rule}; {row['age_from']}+",
            "series": row["series"],
        },
    )
    return AreaFigure(
        area=area,
        indicator=indicator,
        year=row["year"],
        value=row[outcome]["value"],
        lower=row[outcome]["low"],
        upper=row[outcome]["high"],
        n=row["n"],
        kind=AreaFigure.Kind.MEASURED,
        source=SURVEY_SOURCE,
    )
