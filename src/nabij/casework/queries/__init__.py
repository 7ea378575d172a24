"""Reads. Only what names nobody stands open here; who reads about persons goes to `queries.requests`."""

from nabij.casework.queries.wanted import Wanted, wanted_near

__all__ = ["Wanted", "wanted_near"]
