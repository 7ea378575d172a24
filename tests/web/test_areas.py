"""Districts and neighbourhoods: what is near, where, and figures with their year and source."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.models import MapFeature
from nabij.monitoring.models import AreaFigure, Indicator
from tests.factories import AreaFactory, MunicipalityFactory, PlaceFactory, PostcodeFactory
from tests.web.pages import page


def square(west: float, south: float, size: float = 0.02) -> dict[str, Any]:
    ring = [
        [west, south], [west + size, south], [west + size, south + size], [west, south + size],
        [west, south],
    ]  # fmt: skip
    return {
        "boundary": {"type": "Polygon", "coordinates": [ring]},
        "west": west, "south": south, "east": west + size, "north": south + size,
        "lon": west + size / 2, "lat": south + size / 2,
    }  # fmt: skip


@pytest.fixture
def home(town: Any) -> Any:
    return AreaFactory.create(
        code="GM9998", kind="municipality", name="Testdam", **square(5.15, 52.55, 0.04)
    )


@pytest.fixture
def district(home: Any) -> Any:
    return AreaFactory.create(
        code="WK999801", kind="district", name="De Gaarden", parent=home,
        description="Rond de oude gaarden.", **square(5.15, 52.55),
    )  # fmt: skip


@pytest.fixture
def quarter(district: Any) -> Any:
    return AreaFactory.create(
        code="BU99980101", name="Tuinen", parent=district, **square(5.15, 52.55, 0.01)
    )


def of(look: Any, area: Any, slug: str, **asked: Any) -> Any:
    return look("area", parts={"code": area.code, "slug": slug}, **asked)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_districts_stand_in_a_list_and_on_a_map(
    language: str, look: Any, quarter: Any, html_valid: Any
) -> None:
    response = look("areas", language=language)
    html_valid(response.content, "areas")
    made = page(response)
    assert "De Gaarden" in made.text
    assert [given["role"] for given in made.all("svg", role="img")] == ["img"]
    assert not response.cookies


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_district_shows_what_is_near_and_its_parts(
    language: str, look: Any, quarter: Any, district: Any, add_offer: Any, html_valid: Any
) -> None:
    add_offer(name="Tuinkoffie", place__area=quarter)
    add_offer(name="Ver weg")
    response = of(look, district, "de-gaarden", language=language)
    html_valid(response.content, "area")
    text = page(response).text
    assert "Tuinkoffie" in text
    assert "Tuinen" in text
    assert "Ver weg" not in text
    assert "Rond de oude gaarden." in text


def test_a_dutch_description_says_so_on_an_english_page(look: Any, district: Any) -> None:
    made = page(of(look, district, "de-gaarden", language="en"))
    assert made.all("p", lang="nl")


def test_a_neighbourhood_without_anything_says_whom_to_ask(
    look: Any, quarter: Any, html_valid: Any
) -> None:
    response = of(look, quarter, "tuinen")
    html_valid(response.content, "area")
    assert "Nothing that we know of in this neighbourhood" in page(response).text


@pytest.mark.parametrize("code", ["WK888801", "WK999899", "GM8888", "x"])
def test_an_area_of_another_municipality_is_not_found(code: str, look: Any, district: Any) -> None:
    MunicipalityFactory.create(code="GM8888", slug="elders")
    AreaFactory.create(code="GM8888", kind="municipality", name="Elders")
    AreaFactory.create(code="WK888801", kind="district", name="Elders")
    assert look("area-short", parts={"code": code}).status_code == 404


def test_an_old_address_leads_to_the_page(look: Any, district: Any, client: Any) -> None:
    response = of(look, district, "oude-naam")
    assert response.status_code == 302
    assert client.get(response.headers["Location"]).status_code == 200


def test_a_municipality_without_areas_has_a_page_too(look: Any, home: Any, html_valid: Any) -> None:
    response = look("areas")
    html_valid(response.content, "areas")
    assert "not in yet" in page(response).text


def test_a_municipality_that_was_just_added_has_that_page_too(look: Any, town: Any) -> None:
    response = look("areas")
    assert response.status_code == 200
    assert "not in yet" in page(response).text


def test_where_not_even_the_municipality_is_drawn_there_is_no_map(look: Any, town: Any) -> None:
    AreaFactory.create(code="GM9998", kind="municipality", name="Testdam")
    assert not page(look("areas")).all("svg", role="img")


@pytest.fixture
def figures(home: Any, district: Any) -> Any:
    def add(
        code: str, area: Any, *, public: bool = True, year: int = 2024, value: float = 1234
    ) -> None:
        indicator, _made = Indicator.objects.get_or_create(
            code=code, defaults={"name": code, "name_nl": code, "theme": "people", "public": public}
        )
        AreaFigure.objects.create(
            area=area,
            indicator=indicator,
            year=year,
            value=value,
            source="CBS, Kerncijfers",
            kind="registered",
        )

    return add


def test_figures_stand_with_their_area_year_and_source(
    look: Any, figures: Any, home: Any, district: Any
) -> None:
    figures("een", district, year=2023)
    figures("een", district, year=2024)
    figures("twee", home, year=2022)
    text = page(of(look, district, "de-gaarden")).text
    assert "De Gaarden, 2024. Source: CBS, Kerncijfers." in text
    assert "Testdam, 2022. CBS, Kerncijfers" in text
    assert "2023" not in text


def test_what_only_staff_may_see_is_not_on_the_page(look: Any, figures: Any, district: Any) -> None:
    figures("geheim", district, public=False)
    assert "geheim" not in page(of(look, district, "de-gaarden")).text


def test_the_map_draws_water_roads_and_places_with_points_for_decimals(
    look: Any, home: Any, district: Any, add_offer: Any, town: Any
) -> None:
    line = {"type": "LineString", "coordinates": [[5.151, 52.551], [5.16, 52.56]]}
    for kind in ("water", "road", "rail"):
        MapFeature.objects.create(area=home, kind=kind, geometry=line)
    PlaceFactory.create(municipality=town, area=district, name="Buurtkamer", lat=52.56, lon=5.16)
    html = of(look, district, "de-gaarden", language="nl").content.decode()
    drawing = html[html.index('<svg class="area-map') :].split("</svg>")[0]
    for piece in ("area-map__canal", "area-map__road", "area-map__rail", "<title>Buurtkamer"):
        assert piece in drawing
    numbers = re.findall(r'(?:cx|cy|r|font-size)="([^"]+)"', drawing)
    assert numbers
    assert all(float(number) for number in numbers)


def test_it_asks_as_many_queries_for_30_as_for_3(
    look: Any, district: Any, quarter: Any, add_offer: Any
) -> None:
    def asked(number: int) -> int:
        for _number in range(number):
            add_offer(place__area=quarter)
        with CaptureQueriesContext(connection) as queries:
            of(look, district, "de-gaarden")
        return len(queries)

    few = asked(3)
    assert asked(27) == few


def test_what_was_found_is_on_a_map_in_the_order_of_the_list(
    look: Any, district: Any, add_offer: Any, html_valid: Any
) -> None:
    for name in ("Koffie", "Thee", "Soep"):
        add_offer(name=name)
    add_offer(name="Bellijn", reach="phone")
    response = look("find")
    html_valid(response.content, "find")
    shown = [card.name for card in response.context["found"].cards]
    drawn = [
        name for entry in response.context["map"].entries for name, _url, _lang in entry.offers
    ]
    assert drawn == [name for name in shown if name != "Bellijn"]
    assert response.context["map"].elsewhere
    html = response.content.decode()
    svg = html[html.index('<svg class="area-map') :].split("</svg>")[0]
    assert svg.count('tabindex="-1"') == 3
    assert 'aria-hidden="true"' in svg


def test_from_the_map_one_comes_back_to_where_one_searched_from(
    look: Any, district: Any, add_offer: Any
) -> None:
    PostcodeFactory.create(code="3131AB", lat=52.56, lon=5.16)
    add_offer(name="Koffie")
    entries = look("find", near="3131 AB").context["map"].entries
    ((_name, url, _lang),) = entries[0].offers
    assert url.endswith("?near=3131+AB")
