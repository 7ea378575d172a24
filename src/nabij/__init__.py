"""Nabij: the local approach to loneliness as software."""

__version__ = "0.1.0"
