"""Reads of the social map; the viewer comes first."""

from nabij.directory.queries.find import find_offers
from nabij.directory.queries.found import FindResult, Hit
from nabij.directory.queries.where import UnknownPlaceError, point_of
from nabij.methods.geo import Point as Origin

__all__ = ["FindResult", "Hit", "Origin", "UnknownPlaceError", "find_offers", "point_of"]
