"""How much one internet address may send: enough for a library full of people, and never a lock for longer than minutes.

Counted per stretch of ten minutes in the shared cache, under a keyed hash of the address that is gone with it.
"""

import datetime as dt

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

STRETCH = dt.timedelta(minutes=10)
#: Forms of one address in one stretch.
MOST = 25


def wait_until(request: HttpRequest, what: str, *, now: dt.datetime) -> dt.datetime | None:
    """Count this sending; when the address has sent too much, from when it may send again."""
    seconds = int(STRETCH.total_seconds())
    number = int(now.timestamp()) // seconds
    key = f"sent:{what}:{number}:{_hashed(request)}"
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # it left the cache in between
        return None
    if count <= MOST:
        return None
    return dt.datetime.fromtimestamp((number + 1) * seconds, tz=now.tzinfo)


def _hashed(request: HttpRequest) -> str:
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # no address to be seen: all of those count together
        address = ""
    return salted_hmac("nabij.asking.limits", address, algorithm="sha256").hexdigest()[:32]
