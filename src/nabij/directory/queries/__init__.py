"""Reads of the social map; the viewer comes first."""

from nabij.directory.queries.find import find_offers
from nabij.directory.queries.found import FindResult, Hit
from nabij.methods.geo import Point as Origin

__all__ = ["FindResult", "Hit", "Origin", "find_offers"]
