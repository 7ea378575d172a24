"""Places and distances, checked against published points and other programs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from nabij.methods.geo import (
    box_around,
    distance,
    distance_in_words,
    locate,
    rd_to_wgs84,
    walking_minutes,
    wgs84_to_rd,
)

# The published centre of RD: Onze-Lieve-Vrouwetoren, Amersfoort (RD x, y; ETRS89 lat, lon).
AMERSFOORT = (155_000.0, 463_000.0, 52.15517440, 5.38720621)
# Well-known towers as commonly quoted, so only good to some tens of metres: catches swaps, not centimetres.
TOWERS = {
    "Martinitoren, Groningen": (53.21938, 6.56820, 233_883, 582_065),
    "Domtoren, Utrecht": (52.09066, 5.12152, 136_788, 455_838),
}
PLACES = st.tuples(st.floats(50.8, 53.5), st.floats(3.4, 7.2))


def test_the_published_centre_of_the_dutch_grid() -> None:
    x, y, lat, lon = AMERSFOORT
    assert distance(*rd_to_wgs84(x, y), lat, lon) < 0.5
    assert math.dist(wgs84_to_rd(lat, lon), (x, y)) < 0.5


@pytest.mark.parametrize("tower", TOWERS)
def test_towers_stand_where_they_stand(tower: str) -> None:
    lat, lon, x, y = TOWERS[tower]
    assert math.dist(wgs84_to_rd(lat, lon), (x, y)) < 60


@given(PLACES)
def test_there_and_back_again_is_the_same_place(place: tuple[float, float]) -> None:
    assert distance(*rd_to_wgs84(*wgs84_to_rd(*place)), *place) < 0.01


@given(PLACES, PLACES)
def test_distances_agree_with_the_ellipsoid(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    exact = Geod(ellps="WGS84").inv(one[1], one[0], other[1], other[0])[2]
    assert distance(*one, *other) == pytest.approx(exact, rel=0.006, abs=0.01)


@given(PLACES, st.floats(0, 50_000), st.floats(0, 360), st.floats(0, 1))
def test_everything_within_reach_is_in_the_box(
    place: tuple[float, float], metres: float, bearing: float, part: float
) -> None:
    lat, lon = place
    reach = metres * part / 6_371_008.8
    phi, lam, theta = math.radians(lat), math.radians(lon), math.radians(bearing)
    phi2 = math.asin(
        math.sin(phi) * math.cos(reach) + math.cos(phi) * math.sin(reach) * math.cos(theta)
    )
    lam2 = lam + math.atan2(
        math.sin(theta) * math.sin(reach) * math.cos(phi),
        math.cos(reach) - math.sin(phi) * math.sin(phi2),
    )
    assert box_around(lat, lon, metres).contains(math.degrees(phi2), math.degrees(lam2))


def test_the_box_is_no_larger_than_needed() -> None:
    box = box_around(52.0, 5.0, 1_000)
    assert distance(52.0, box.west, 52.0, 5.0) == pytest.approx(1_000, rel=1e-4)
    assert distance(box.north, 5.0, 52.0, 5.0) == pytest.approx(1_000, rel=1e-4)


def test_a_box_at_a_pole_goes_all_the_way_round() -> None:
    assert box_around(89.999, 0, 10_000).east == 180


@pytest.mark.parametrize(
    ("numbers", "notation"),
    [
        ((52.1, 5.1), "degrees"),
        ((5.1, 52.1), "degrees_swapped"),
        ((155_000, 463_000), "rd"),
        ((463_000, 155_000), "rd_swapped"),
        ((12.15, -68.27), "degrees"),
    ],
)
def test_coordinates_are_understood_however_they_are_written(
    numbers: tuple[float, float], notation: str
) -> None:
    found = locate(*numbers, label="hier")
    assert (found.notation, found.trouble) == (notation, None)
    assert found.point is not None
    assert found.point.label == "hier"


@pytest.mark.parametrize(
    ("numbers", "trouble"),
    [
        ((0, 0), "zero"),
        ((math.nan, 5), "not_a_number"),
        ((52, math.inf), "not_a_number"),
        ((48.85, 2.35), "outside_netherlands"),
        ((52.5, 3.5), "sea"),
        ((53.57, 5.0), "sea"),
        ((20_000, 500_000), "sea"),
        ((120, 170), "out_of_range"),
        ((1e9, 1), "unreadable"),
    ],
)
def test_coordinates_that_are_no_place_here_say_why(
    numbers: tuple[float, float], trouble: str
) -> None:
    found = locate(*numbers)
    assert (found.point, found.trouble) == (None, trouble)


@pytest.mark.parametrize(
    "place",
    [
        (51.36, 3.40), (51.44, 3.57), (51.65, 3.72), (51.82, 3.93), (51.98, 4.12), (52.11, 4.28), (52.46, 4.57),
        (52.95, 4.75), (53.07, 4.75), (53.16, 4.86), (53.29, 5.06), (53.41, 5.35), (53.45, 5.78), (53.49, 6.16),
        (53.54, 6.52), (53.33, 6.92), (50.77, 6.02), (51.20, 6.08), (52.24, 7.05), (52.7, 5.3),
    ],
)  # fmt: skip
def test_the_coast_and_the_islands_are_not_at_sea(place: tuple[float, float]) -> None:
    assert locate(*place).trouble is None


@given(st.floats(), st.floats())
def test_any_two_numbers_get_a_place_or_a_reason(first: float, second: float) -> None:
    found = locate(first, second)
    assert (found.point is None) == (found.trouble is not None)


@pytest.mark.parametrize(
    ("metres", "dutch", "english"),
    [
        (0, "10 m", "10 m"),
        (823, "820 m", "820 m"),
        (997, "1 km", "1 km"),
        (1_234, "1,2 km", "1.2 km"),
        (9_960, "10 km", "10 km"),
        (12_345, "12 km", "12 km"),
    ],
)
def test_a_distance_in_words(metres: float, dutch: str, english: str) -> None:
    assert distance_in_words(metres) == dutch
    assert distance_in_words(metres, "en") == english


def test_minutes_on_foot() -> None:
    assert walking_minutes(0) == 1
    assert walking_minutes(820) == 16
