"""Where someone is, in whatever way they say it."""

import pytest

from nabij.core.tenancy import within
from nabij.directory.queries import UnknownPlaceError, point_of
from nabij.methods.geo import Point
from tests.directory.find.world import World
from tests.factories import AreaFactory, PostcodeFactory


@pytest.fixture
def here(world: World) -> World:
    code = world.municipality.code[2:]
    PostcodeFactory.create(code="3131AB", lat=52.57, lon=5.16)
    PostcodeFactory.create(code="3131CD", lat=52.58, lon=5.18)
    PostcodeFactory.create(code="3132AB", lat=52.0, lon=5.0)
    AreaFactory.create(code=f"BU{code}0101", name="Vlierbuurt", lat=52.561, lon=5.151)
    AreaFactory.create(
        code=f"WK{code}01", kind="district", name="Het Oude Dorp", lat=52.562, lon=5.152
    )
    AreaFactory.create(code="BU00010101", name="Elders", lat=51.0, lon=4.0)
    world.place(name="De Zaagmolen", street="Kadestraat 12", town="Waterdam", lat=52.55, lon=5.14)
    world.place(name="Loods", street="Kadestraat 40", town="Waterdam", lat=52.56, lon=5.16)
    return world


def at(world: World, typed: str) -> Point:
    with within(world.municipality):
        return point_of(world.municipality, typed)


@pytest.mark.parametrize("typed", ["3131 AB", "3131AB", "3131ab", " 3131  ab ", "3131\u00a0AB"])
def test_a_postcode_in_any_spelling(here: World, typed: str) -> None:
    assert at(here, typed) == Point(52.57, 5.16, "3131 AB")


@pytest.mark.parametrize("typed", ["3131", "3131 ZZ"])
def test_four_digits_are_the_middle_of_those_postcodes(here: World, typed: str) -> None:
    assert at(here, typed) == Point(52.575, 5.17, "3131")


@pytest.mark.parametrize("typed", ["52.57,5.16", "52.57, 5.16", "52.57 5.16", "5.16,52.57"])
def test_coordinates(here: World, typed: str) -> None:
    found = at(here, typed)
    assert (found.lat, found.lon) == (52.57, 5.16)


def test_coordinates_of_the_national_grid(here: World) -> None:
    found = at(here, "155000,463000")
    assert (round(found.lat, 3), round(found.lon, 3)) == (52.155, 5.387)


@pytest.mark.parametrize(
    ("typed", "lat", "label"),
    [
        ("Vlierbuurt", 52.561, "Vlierbuurt"),
        ("vlier", 52.561, "Vlierbuurt"),
        ("het oude dorp", 52.562, "Het Oude Dorp"),
        ("de zaagmolen", 52.55, "de zaagmolen"),
        ("Kadestraat", 52.555, "Kadestraat"),
        ("kadestraat 99a", 52.555, "kadestraat 99a"),
        ("Waterdam", 52.555, "Waterdam"),
        ("Testdam", 52.565, "Testdam"),
    ],
)
def test_neighbourhoods_streets_buildings_and_towns_by_name(
    here: World, typed: str, lat: float, label: str
) -> None:
    here.municipality.name = "Testdam"
    found = at(here, typed)
    assert (found.lat, found.label) == (lat, label)


@pytest.mark.parametrize(
    "typed",
    ["9999 ZZ", "Nergenshuizen", "Elders", "51.0,1.0", "0,0", "x" * 5000, "%", "AND", "🙂", ","],
)
def test_an_unknown_place_says_what_to_do(here: World, typed: str) -> None:
    with pytest.raises(UnknownPlaceError, match=r"3131 AB|51\.91,4\.34"):
        at(here, typed)
