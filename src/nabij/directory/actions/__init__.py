"""Writes on the social map: one function per use case."""

from nabij.directory.actions.dates import (
    NotPlannedError,
    cancel_date,
    move_date,
    restore_date,
)
from nabij.directory.actions.offers import (
    StoppedError,
    change_offer,
    confirm_offer,
    pause_offer,
    publish_offer,
    resume_offer,
    stop_offer,
)
from nabij.directory.actions.places import add_place

__all__ = [
    "NotPlannedError",
    "StoppedError",
    "add_place",
    "cancel_date",
    "change_offer",
    "confirm_offer",
    "move_date",
    "pause_offer",
    "publish_offer",
    "restore_date",
    "resume_offer",
    "stop_offer",
]
