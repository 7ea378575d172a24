"""The maps of the residents' site: a municipality or area, what was found, and where one place is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, Sum

from nabij.core.models import Area, MapFeature, Municipality
from nabij.core.vocabulary import Reach
from nabij.directory.models import Offer, Place
from nabij.directory.queries.agenda import area_ids
from nabij.methods.geo import Box, Point, box_around
from nabij.web.public.addresses import offer_page
from nabij.web.public.maps import Drawing, Ground, Spot, bounds_of, ground

#: Municipalities whose ground is kept, drawn, in this process.
MOST_KEPT = 40
#: Features on one map, the main ones first; more would weigh a page down.
MOST_FEATURES = 600
#: Metres around one place, and at least around several.
CLOSE, ROOM = 700, 350
_KEPT: dict[str, tuple[tuple[object, ...], Ground | None]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list below the map, with what there is: the same number stands in its dot."""

    mark: str
    name: str
    offers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class FoundMap:
    """What was found, on a map. elsewhere: whether something found has no fixed place."""

    drawing: Drawing
    entries: tuple[Entry, ...]
    elsewhere: bool


def ground_of(municipality: Municipality) -> Ground | None:
    """The municipality's districts with water, green and roads; drawn again when they change."""
    code = municipality.code
    whole = Area.objects.filter(code=code)
    districts = Area.objects.filter(parent__code=code, kind=Area.Kind.DISTRICT)
    features = MapFeature.objects.filter(area__code=code)
    drawn_areas = Area.objects.filter(Q(code=code) | Q(parent__code=code))
    stand = (
        *drawn_areas.aggregate(Count("pk"), Max("pk"), Sum("west"), Sum("north")).values(),
        *features.aggregate(Count("pk"), Max("pk")).values(),
    )
    if code not in _KEPT or _KEPT[code][0] != stand:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        drawn = features.order_by("-main", "pk")[:MOST_FEATURES]
        _KEPT[code] = stand, ground(list(districts) or list(whole), drawn)
    return _KEPT[code][1]


def place_map(municipality: Municipality, place: Place | None) -> Drawing | None:
    """Where a place is, seen from close by; None where it has no place on the map."""
    if place is None or place.lat is None or place.lon is None:
        return None
    base = ground_of(municipality)
    if base is None:
        return None
    spot = Spot(place.lat, place.lon, place.text("name"))
    return base.through(box_around(place.lat, place.lon, CLOSE), [spot])


def found_map(
    municipality: Municipality, offers: Sequence[Offer], origin: Point | None
) -> FoundMap | None:
    """What was found, in the order of the list: a numbered dot for each place. origin: from where one searched."""
    near = origin.label if origin else ""
    places = _by_place(offers)
    base = ground_of(municipality) if places else None
    if base is None:
        return None
    entries, spots = [], []
    for number, (place, there) in enumerate(places, start=1):
        entry = _entry(municipality, str(number), place, there, near)
        entries.append(entry)
        url = entry.offers[0][1] if len(there) == 1 else f"#map-{number}"
        spots.append(Spot(place.lat or 0, place.lon or 0, entry.name, entry.mark, url))
    start = Spot(origin.lat, origin.lon, origin.label) if origin else None
    return FoundMap(
        drawing=base.through(_around([*spots, start] if start else spots), spots, start),
        entries=tuple(entries),
        elsewhere=sum(len(there) for _place, there in places) < len(offers),
    )


def area_map(municipality: Municipality, whole: Area, parts: Sequence[Area]) -> Drawing | None:
    """An area with its parts (or itself), the water and roads, and the places in it."""
    features = MapFeature.objects.filter(area__code=municipality.code).order_by("-main", "pk")
    if whole.kind == Area.Kind.MUNICIPALITY:
        base = ground_of(municipality)
        return base.through() if base else None
    base = ground(list(parts) or [whole], features[:MOST_FEATURES], here=whole)
    if base is None:
        return None
    places = Place.objects.filter(
        municipality=municipality, area_id__in=area_ids(whole), lat__isnull=False, lon__isnull=False
    )
    spots = [Spot(row.lat or 0, row.lon or 0, row.text("name")) for row in places]
    return base.through(bounds_of(list(parts) or [whole]), spots)


def _by_place(offers: Iterable[Offer]) -> list[tuple[Place, list[Offer]]]:
    """The places of what was found, in its order, each with what there is."""
    found: dict[int, tuple[Place, list[Offer]]] = {}
    for offer in offers:
        place = offer.place
        if place is None or place.lat is None or place.lon is None:
            continue
        if offer.reach in (Reach.ON_SITE, Reach.FETCHED):
            found.setdefault(place.pk, (place, []))[1].append(offer)
    return list(found.values())


def _entry(
    municipality: Municipality, mark: str, place: Place, there: list[Offer], near: str
) -> Entry:
    return Entry(
        mark,
        place.text("name"),
        tuple(
            (row.text("name"), offer_page(municipality, row, near), row.text_language("name"))
            for row in there
        ),
    )


def _around(spots: Sequence[Spot]) -> Box:
    """A box that holds every spot with room around it."""
    boxes = [box_around(spot.lat, spot.lon, ROOM) for spot in spots]
    return Box(
        min(box.south for box in boxes),
        min(box.west for box in boxes),
        max(box.north for box in boxes),
        max(box.east for box in boxes),
    )
