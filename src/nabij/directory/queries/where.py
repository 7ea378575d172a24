"""From what someone types as their place to a point: postcode, coordinates, street, neighbourhood or building."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.core.models import Area, Municipality, Postcode
from nabij.directory.models import Place
from nabij.directory.queries.sayable import sayable
from nabij.methods.geo import Point, locate
from nabij.methods.text import clean, fold

_LONGEST = 120
_NUMBER = r"[-+]?\d{1,7}(?:\.\d{1,12})?"
_TWO_NUMBERS = re.compile(rf"({_NUMBER})\s*[,;\s]\s*({_NUMBER})")
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([a-z]{2})?", re.IGNORECASE)
_HOUSE_NUMBER = re.compile(r"\s+\d+\s*[a-z]{0,3}$", re.IGNORECASE)


class UnknownPlaceError(Exception):
    """Nobody knows where this is. Its text says, in the language of the reader, what to do."""


def point_of(municipality: Municipality, typed: str) -> Point:
    """Where this is. Raises UnknownPlaceError with what to do when it cannot be told.

    Understood are postcodes ("3131 AB", "3131ab", only "3131": the middle of those), coordinates ("51.91,4.34", RD
    too), and in this municipality districts, neighbourhoods, streets, buildings and towns by name. Four queries at most.
    """
    text = clean(typed[:_LONGEST])
    if numbers := _TWO_NUMBERS.fullmatch(text):
        return _located(float(numbers[1]), float(numbers[2]), text)
    if postcode := _POSTCODE.fullmatch(text):
        return _of_postcode(postcode[1], (postcode[2] or "").upper())
    found = _named(municipality, text) if fold(text) else None
    if found is None:
        raise UnknownPlaceError(_unknown(text, municipality))
    return found


def _unknown(text: str, municipality: Municipality) -> str:
    """What to do; what was typed is repeated unless it labels people."""
    told = {"place": text, "municipality": municipality.name}
    if not sayable(text, municipality):
        return (
            _(
                "We do not know that place. Type a postcode, such as 3131 AB, or the name of a street "
                "or neighbourhood in %(municipality)s."
            )
            % told
        )
    return (
        _(
            "We do not know the place “%(place)s”. Type a postcode, such as 3131 AB, "
            "or the name of a street or neighbourhood in %(municipality)s."
        )
        % told
    )


def _located(first: float, second: float, text: str) -> Point:
    found = locate(first, second)
    if found.point is None:
        raise UnknownPlaceError(
            _("%(place)s is not a place in the Netherlands. Give latitude,longitude: 51.91,4.34.")
            % {"place": text}
        )
    return found.point


def _of_postcode(digits: str, letters: str) -> Point:
    """The postcode itself, or where it is unknown the middle of those with the same digits."""
    rows = Postcode.objects.filter(code__gte=digits, code__lt=f"{digits}ZZZ")
    points = {row.code: (row.lat, row.lon) for row in rows}
    exact = points.get(digits + letters) if letters else None
    if exact:
        return Point(*exact, f"{digits} {letters}")
    if not points:
        raise UnknownPlaceError(
            _(
                "We do not know the postcode %(postcode)s. Write it as 3131 AB, or give a street or area."
            )
            % {"postcode": f"{digits} {letters}".strip()}
        )
    return _middle(points.values(), digits)


def _middle(points: Iterable[tuple[float, float]], label: str) -> Point:
    places = list(points)
    lat = sum(lat for lat, _lon in places) / len(places)
    lon = sum(lon for _lat, lon in places) / len(places)
    return Point(round(lat, 6), round(lon, 6), label)


def _named(municipality: Municipality, text: str) -> Point | None:
    """A district or neighbourhood, else a street or building, else a town; its name as it is written there."""
    wanted = fold(text)
    if wanted == fold(municipality.name) and municipality.lat and municipality.lon:
        return Point(municipality.lat, municipality.lon, municipality.name)
    for label, points in _areas(municipality, wanted):
        return _middle(points, label)
    for label, points in _places(municipality, text, wanted):
        return _middle(points, label)
    return None


Found = tuple[str, list[tuple[float, float]]]


def _areas(municipality: Municipality, wanted: str) -> Iterator[Found]:
    """Areas of this municipality of that name; those whose name only begins so come after."""
    digits = municipality.code[2:]
    rows = Area.objects.filter(
        Q(code__startswith=f"BU{digits}") | Q(code__startswith=f"WK{digits}"),
        lat__isnull=False,
        lon__isnull=False,
    )
    named = [(fold(area.name), area) for area in rows.only("name", "lat", "lon", "code")]
    suiting = [(name != wanted, area) for name, area in named if name.startswith(wanted)]
    for _begins, area in sorted(suiting, key=lambda pair: (pair[0], pair[1].code)):
        yield area.name, [(area.lat or 0.0, area.lon or 0.0)]


def _places(municipality: Municipality, text: str, wanted: str) -> Iterator[Found]:
    """A street (all we know in it), a building, a town: as the social map writes them."""
    street = _HOUSE_NUMBER.sub("", text)
    rows = Place.objects.filter(
        Q(name__icontains=text) | Q(street__istartswith=street) | Q(town__iexact=text),
        municipality=municipality,
        lat__isnull=False,
        lon__isnull=False,
    )
    places = list(rows.only("name", "street", "town", "lat", "lon")[:200])
    ways: tuple[Callable[[Place], bool], ...] = (
        lambda place: fold(place.name) == wanted,
        lambda place: fold(_HOUSE_NUMBER.sub("", place.street)) == fold(street),
        lambda place: fold(place.town) == wanted,
        lambda place: wanted in fold(place.name),
    )
    for suits in ways:
        if found := [place for place in places if suits(place)]:
            yield text, [(place.lat or 0.0, place.lon or 0.0) for place in found]
