"""Writes on the social map: one function per use case."""

from nabij.directory.actions.dates import cancel_date, move_date, restore_date

__all__ = ["cancel_date", "move_date", "restore_date"]
