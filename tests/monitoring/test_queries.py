"""Figures of an area, or of the area around it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.models import Area
from nabij.monitoring.indicators import ensure_indicators
from nabij.monitoring.models import AreaFigure
from nabij.monitoring.queries import figures_for, in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def areas() -> dict[str, Area]:
    """A municipality, and a neighbourhood whose district nobody imported."""
    home = Area.objects.create(code="GM9998", kind="municipality", name="Testdam", slug="testdam")
    market = Area.objects.create(
        code="BU99980101", kind="neighbourhood", name="Markt", slug="markt", parent=home
    )
    return {"home": home, "market": market}


def figure(area: Area, code: str, value: float, year: int = 2024, **more: Any) -> None:
    indicator = ensure_indicators([code])[code]
    AreaFigure.objects.create(
        area=area,
        indicator=indicator,
        value=value,
        year=year,
        kind="registered",
        source="CBS",
        **more,
    )


def test_the_newest_own_figure_goes_before_that_of_the_municipality(areas: dict[str, Area]) -> None:
    figure(areas["home"], "residents", 45150, 2025)
    figure(areas["market"], "residents", 1200, 2022)
    figure(areas["market"], "residents", 1250, 2023)
    figure(areas["home"], "distance_gp_km", 1.6)
    residents, gp = figures_for(areas["market"], public_only=True, language="nl")
    assert (residents.shown, residents.year, residents.own) == ("1.250", 2023, True)
    assert (gp.shown, gp.area_name, gp.own) == ("1,6 km", "Testdam", False)
    assert (gp.name, gp.source) == ("Naar een huisarts", "CBS")


def test_public_pages_get_neutral_figures_only(areas: dict[str, Area]) -> None:
    figure(areas["home"], "residents", 45150)
    figure(areas["home"], "loneliness_djg11", 46.2, lower=43.0, upper=49.4, n=900)
    public = figures_for(areas["home"], public_only=True, language="nl")
    assert [each.code for each in public] == ["residents"]
    staff = figures_for(areas["home"], public_only=False, language="en")
    assert [(each.code, each.lower, each.n) for each in staff][1] == ("loneliness_djg11", 43.0, 900)


def test_the_figures_of_a_municipality_are_its_own(areas: dict[str, Area]) -> None:
    figure(areas["market"], "residents", 1250)
    assert figures_for(areas["home"], public_only=True, language="nl") == []


def test_it_takes_one_query_however_many_figures(areas: dict[str, Area]) -> None:
    for year in range(2015, 2025):
        figure(areas["home"], "residents", 40_000 + year, year)
    with CaptureQueriesContext(connection) as queries:
        figures_for(areas["market"], public_only=False, language="nl")
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("value", "unit", "dutch", "english"),
    [
        (45150, "people", "45.150", "45,150"),
        (38.2, "percent", "38,2\u00a0%", "38.2%"),
        (2.2, "number", "2,2", "2.2"),
        (2803, "per_km2", "2.803 per km²", "2,803 per km²"),
        (29.7, "euro_1000", "€ 29.700", "€ 29,700"),
        (3, "class", "3", "3"),
        (12.5, "bananas", "12,5 bananas", "12.5 bananas"),
    ],
)
def test_a_figure_reads_as_its_language_writes_it(
    value: float, unit: str, dutch: str, english: str
) -> None:
    assert in_words(value, unit, "nl") == dutch
    assert in_words(value, unit, "en") == english
