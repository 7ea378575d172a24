"""Whose organisation and whose offer this is: who may not change it finds no such page."""

from uuid import UUID

from django.http import Http404

from nabij.core.rules import Permission
from nabij.directory.models import Offer, Organisation
from nabij.directory.queries.own import offer_with_all, organisation_by_uid
from nabij.directory.rules import may_edit
from nabij.web.access import DeskRequest


def organisation_of(request: DeskRequest, uid: UUID) -> Organisation:
    """The organisation, for who may publish for it. Raises Http404."""
    found = organisation_by_uid(request.municipality, uid)
    if found is None or not may_edit(request.user, found):
        raise Http404(f"no organisation {uid} for this user")
    return found


def offer_of(request: DeskRequest, uid: UUID) -> Offer:
    """The offer, for who may change it. Raises Http404."""
    found = offer_with_all(request.municipality, uid)
    if found is None or not may_edit(request.user, found.organisation):
        raise Http404(f"no offer {uid} for this user")
    return found


def is_staff(request: DeskRequest) -> bool:
    """Whether the user acts for any organisation."""
    return Permission.EDIT_DIRECTORY in request.permissions
