"""Helper mode: a member of staff or a volunteer uses the residents' pages for somebody else. It lasts as long as the session.

Who does not sign in carries no session cookie, and is never asked for one here.
"""

from django.conf import settings
from django.http import HttpRequest

from nabij.core.models import Municipality, User
from nabij.core.rules import Permission, may

#: In the session: the address of the municipality in which one helps.
HELPING = "nabij_helping"
_KNOWN = "_nabij_helper"


def helper_of(request: HttpRequest) -> User | None:
    """The member who helps somebody now, in the municipality of this address; None for everyone else."""
    if not hasattr(request, _KNOWN):
        setattr(request, _KNOWN, _helper(request))
    known: User | None = getattr(request, _KNOWN)
    return known


def switch(request: HttpRequest, municipality: Municipality, *, on: bool) -> None:
    """Begin or stop helping. Who may is for the caller to check."""
    if on:
        request.session[HELPING] = municipality.slug
    else:
        request.session.pop(HELPING, None)
    if hasattr(request, _KNOWN):
        delattr(request, _KNOWN)


def _helper(request: HttpRequest) -> User | None:
    municipality: Municipality | None = getattr(request, "municipality", None)
    if municipality is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    if request.session.get(HELPING) != municipality.slug:
        return None
    user = request.user
    if not isinstance(user, User) or not may(user, municipality, Permission.HELP_SOMEONE):
        return None
    return user
