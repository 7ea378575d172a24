"""One picture, and whether everyone may see it."""

from uuid import UUID

from nabij.core.models import Municipality
from nabij.directory.models import Offer, Organisation, Picture


def picture_by_uid(municipality: Municipality, uid: UUID) -> Picture | None:
    """The picture with this public id, with what it is of."""
    rows = Picture.objects.filter(municipality=municipality, uid=uid)
    found: Picture | None = rows.select_related(
        "offer__organisation__municipality", "organisation__municipality"
    ).first()
    return found


def organisation_of(picture: Picture) -> Organisation:
    """Whose picture it is."""
    owner = picture.owner
    return owner.organisation if isinstance(owner, Offer) else owner


def is_public(picture: Picture) -> bool:
    """Whether everyone may see it: whenever what it is of may be seen."""
    owner = picture.owner
    seen = not isinstance(owner, Offer) or owner.listed
    return seen and organisation_of(picture).active
