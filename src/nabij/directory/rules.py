"""Who may see and change what of the social map."""

from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may, organisations_of
from nabij.directory.models import Organisation


def may_see_hidden(viewer: User | None, municipality: Municipality) -> bool:
    """Whether the viewer also finds what waits for a look or is hidden: who looks after the social map."""
    return viewer is not None and may(viewer, municipality, Permission.EDIT_DIRECTORY)


def may_edit(user: User, organisation: Organisation) -> bool:
    """Whether the user may publish and change what this organisation offers: its own people, and who looks after all."""
    municipality = organisation.municipality
    if may(user, municipality, Permission.EDIT_DIRECTORY):
        return True
    return organisation.uid in organisations_of(user, municipality)
