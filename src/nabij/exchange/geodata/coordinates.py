"""Coordinates of a whole file: in degrees or in RD, decided once, turned into degrees together.

RD New is EPSG:28992; PROJ turns it into WGS 84 within half a metre (no RDNAPTRANS grid).
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from nabij.methods.geo import locate

#: So many positions decide how the file writes them.
SAMPLE = 200


def notation_of(pairs: Iterable[tuple[float, float]]) -> str:
    """degrees, degrees_swapped, rd or rd_swapped: how most of these (lat or x, lon or y) are written; "" if none is."""
    counts = Counter(found for pair in pairs if (found := locate(*pair).notation))
    return counts.most_common(1)[0][0] if counts else ""


def to_degrees(
    first: NDArray[np.float64], second: NDArray[np.float64], notation: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitudes and longitudes of positions in a notation of `notation_of`."""
    if notation.endswith("_swapped"):
        first, second = second, first
    if not notation.startswith("rd"):
        return first, second
    lons, lats = from_rd().transform(first, second)
    return np.asarray(lats), np.asarray(lons)


@cache
def from_rd() -> Any:
    """The transformation from RD metres (x, y) to degrees (lon, lat)."""
    return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
