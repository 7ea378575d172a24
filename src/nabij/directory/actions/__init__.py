"""Writes on the social map: one function per use case."""

from nabij.directory.actions.dates import (
    NotPlannedError,
    cancel_date,
    move_date,
    restore_date,
)
from nabij.directory.actions.moderation import (
    NotWaitingError,
    Presented,
    present_organisation,
    review_offer,
    review_organisation,
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
from nabij.directory.actions.pictures import (
    add_picture,
    copy_picture,
    remove_picture,
    sweep_pictures,
)
from nabij.directory.actions.places import add_place

__all__ = [
    "NotPlannedError",
    "NotWaitingError",
    "Presented",
    "StoppedError",
    "add_picture",
    "add_place",
    "cancel_date",
    "change_offer",
    "confirm_offer",
    "copy_picture",
    "move_date",
    "pause_offer",
    "present_organisation",
    "publish_offer",
    "remove_picture",
    "restore_date",
    "resume_offer",
    "review_offer",
    "review_organisation",
    "stop_offer",
    "sweep_pictures",
]
