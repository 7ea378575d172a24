"""The addresses of the API. Two endpoints of HSDS have both spellings of their name."""

from typing import Any

from django.urls import URLPattern, path

from nabij.api.application import api
from nabij.api.closed import with_key
from nabij.api.described import document
from nabij.api.described.page import docs
from nabij.api.door import View, open_data
from nabij.api.problems import not_found
from nabij.api.referrals import referrals
from nabij.api.signals import signals
from nabij.api.version import MAJOR

#: As the Dutch API Design Rules want it → as HSDS 3.0 has it.
SPEC_NAMES = {
    "service-at-locations": "service_at_locations",
    "taxonomy-terms": "taxonomy_terms",
}


def _at(route: str, view: View) -> URLPattern:
    return path(f"{MAJOR}/{route}", open_data(view))


def _addresses() -> list[URLPattern]:
    found: list[URLPattern] = []
    patterns: Any = api.urls[0]
    for pattern in patterns:
        route, view = str(pattern.pattern), pattern.callback
        if route == "hsds":
            found.append(_at("hsds/", view))  # the specification's root is "/"
        if route:  # not ninja's own root
            found += [_at(name, view) for name in _spellings(route)]
    return found


def _spellings(route: str) -> list[str]:
    other = route
    for ours, theirs in SPEC_NAMES.items():
        other = other.replace(ours, theirs)
    return list(dict.fromkeys((route, other)))


urlpatterns: list[URLPattern] = [
    *_addresses(),
    path(f"{MAJOR}/signals", with_key(signals)),
    path(f"{MAJOR}/referrals", with_key(referrals)),
    _at("openapi.json", document.whole),
    _at("hsds/openapi.json", document.of_hsds),
    _at("docs", docs),
    path("", open_data(not_found)),
    path("<path:rest>", open_data(not_found)),
]
