"""Which neighbourhood a point lies in: a tree over the boundaries that are known, built once a run."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from django.db.models import Q, QuerySet
from numpy.typing import NDArray
from shapely.geometry import shape

from nabij.core.models import Area

#: The smallest area that holds the point is the answer.
FINEST_FIRST = (Area.Kind.NEIGHBOURHOOD, Area.Kind.DISTRICT, Area.Kind.MUNICIPALITY)


class AreaIndex:
    """Areas with a boundary of one municipality (code such as GM0622), or of all of them."""

    def __init__(self, municipality_code: str | None = None) -> None:
        rows = Area.objects.exclude(boundary=None)
        if municipality_code:
            digits = municipality_code[2:6]
            within = [Q(code__startswith=f"{prefix}{digits}") for prefix in ("GM", "WK", "BU")]
            rows = rows.filter(within[0] | within[1] | within[2])
        self._layers = [_Layer(rows.filter(kind=kind).order_by("code")) for kind in FINEST_FIRST]

    @property
    def empty(self) -> bool:
        """Whether no boundary is known at all."""
        return all(not layer.keys.size for layer in self._layers)

    def find(self, lat: float, lon: float) -> int | None:
        """Primary key of the area that the point lies in, None where it lies in none."""
        found = self.find_all([lat], [lon])[0]
        return int(found) or None

    def find_all(self, lats: Sequence[float], lons: Sequence[float]) -> NDArray[np.int64]:
        """Primary keys for many points at once (degrees WGS 84); 0 where a point lies in no area."""
        found = np.zeros(len(lats), dtype=np.int64)
        points = shapely.points(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float))
        for layer in self._layers:
            missing = np.flatnonzero(found == 0)
            if missing.size and layer.keys.size:
                found[missing] = layer.find(points[missing])
        return found


class _Layer:
    """One kind of area."""

    def __init__(self, areas: QuerySet[Area]) -> None:
        rows: list[tuple[int, Any]] = list(areas.values_list("pk", "boundary"))
        self.keys = np.array([key for key, _boundary in rows], dtype=np.int64)
        self._tree = shapely.STRtree([shape(boundary) for _key, boundary in rows])

    def find(self, points: NDArray[np.object_]) -> NDArray[np.int64]:
        """A point on a shared boundary belongs to the area with the first code."""
        found = np.zeros(len(points), dtype=np.int64)
        which, area = self._tree.query(points, predicate="intersects")
        order = np.lexsort((-area, which))  # the first code is written last, and so stays
        found[which[order]] = self.keys[area[order]]
        return found
