"""What the key in an address is worth: a token out of a mail, or the code that was read out."""

from django.utils import timezone

from nabij.core.links.opening import Found, LinkState, look_up
from nabij.core.links.secrets import plain_code
from nabij.web.links import limits
from nabij.web.municipality import PublicRequest


def found_by(request: PublicRequest, key: str, purpose: str) -> Found:
    """The link for this purpose. Wrong codes are counted, in the address as much as in the form."""
    is_code = bool(plain_code(key))
    if is_code and limits.too_many(request, request.municipality):
        return Found(LinkState.UNKNOWN, by_code=True)
    found = look_up(municipality=request.municipality, key=key, purpose=purpose, now=timezone.now())
    if is_code and found.link is None:
        limits.count_wrong(request, request.municipality)
        return Found(LinkState.UNKNOWN, by_code=True)
    return found
