"""How much one key, or one address without a good key, may send. Counted per stretch in the shared cache."""

import datetime as dt

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

STRETCH = dt.timedelta(minutes=10)
#: What one key sends in one stretch.
MOST = 120
#: Tries without a good key of one address in one stretch.
MOST_WITHOUT = 30


def seconds_to_wait(who: str, *, most: int, now: dt.datetime) -> int:
    """Count this sending; 0, or the seconds after which one may send again."""
    stretch = int(STRETCH.total_seconds())
    number, passed = divmod(int(now.timestamp()), stretch)
    key = (
        f"api:{number}:{salted_hmac('nabij.api.limits', who, algorithm='sha256').hexdigest()[:32]}"
    )
    cache.add(key, 0, timeout=stretch)
    try:
        count = cache.incr(key)
    except ValueError:  # it left the cache in between
        return 0
    return 0 if count <= most else stretch - passed


def address_of(request: HttpRequest) -> str:
    """The internet address that asks; one for all where it cannot be seen."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
