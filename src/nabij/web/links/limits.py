"""How often one may try a code that is wrong: counted for minutes only, so nobody is shut out for long.

Right codes are never counted, so a library where twenty people confirm from one address is not in its own way.
"""

import hashlib

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from nabij.core.models import Municipality

SECONDS = 300
PER_ADDRESS = 10
PER_MUNICIPALITY = 100


def too_many(request: HttpRequest, municipality: Municipality) -> bool:
    """Whether so many wrong codes came that even a right one must wait a few minutes."""
    by_address, by_municipality = _keys(request, municipality)
    counted = cache.get_many([by_address, by_municipality])
    return bool(
        counted.get(by_address, 0) >= PER_ADDRESS
        or counted.get(by_municipality, 0) >= PER_MUNICIPALITY
    )


def count_wrong(request: HttpRequest, municipality: Municipality) -> None:
    """One more wrong code."""
    for key in _keys(request, municipality):
        if not cache.add(key, 1, SECONDS):
            try:
                cache.incr(key)
            except ValueError:  # it ended in this very moment
                cache.set(key, 1, SECONDS)


def _keys(request: HttpRequest, municipality: Municipality) -> tuple[str, str]:
    """Names in the cache; of the address only a hash stands there."""
    address = str(get_adapter().get_client_ip(request))
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()[:24]
    return f"nabij-code:{municipality.pk}:{digest}", f"nabij-code:{municipality.pk}"
