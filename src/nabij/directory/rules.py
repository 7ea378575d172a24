"""Who may see what of the social map."""

from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may


def may_see_hidden(viewer: User | None, municipality: Municipality) -> bool:
    """Whether the viewer also finds what waits for a look or is hidden: who looks after the social map."""
    return viewer is not None and may(viewer, municipality, Permission.EDIT_DIRECTORY)
