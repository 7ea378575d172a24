"""What every answer of the API has in common, whatever gave it.

Open data: anyone's web page may read it, it is cached by its fingerprint, packed where that helps, and
says which version of the API it is of. Every error, of whatever kind, is a problem document.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nabij.api.problems import problem
from nabij.api.version import API_VERSION

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
log = logging.getLogger(__name__)


def open_data(view: View) -> View:
    """The view with all that its answers have in common. Only reading is possible."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # else Django would send a wrong address on to one with a language before it
        request.urlconf = "nabij.api.urls"
        response = _answer(view, request, *args, **kwargs)
        return _finished(request, response)

    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _options()
    if request.method not in ("GET", "HEAD"):
        return _not_allowed(request)
    head, request.method = request.method == "HEAD", "GET"
    try:
        response = view(request, *args, **kwargs)
    except Exception:
        log.exception("the API failed at %s", request.path)
        return problem(request, 500, _("The mistake is ours and was noted. Try again later."))
    finally:
        request.method = "HEAD" if head else "GET"
    return _not_allowed(request) if isinstance(response, HttpResponseNotAllowed) else response


def _options() -> HttpResponse:
    response = HttpResponse(status=204, headers={"Allow": METHODS})
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _not_allowed(request: HttpRequest) -> HttpResponse:
    response = problem(
        request, 405, _("Here one can only read: %(methods)s.") % {"methods": METHODS}
    )
    response["Allow"] = METHODS
    return response


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response["API-Version"] = API_VERSION
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "API-Version, ETag, Last-Modified, Link, Location"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.setdefault("Cache-Control", "public, no-cache")
    response["Content-Language"] = get_language() or "nl"
    patch_vary_headers(response, ("Accept-Language", "Accept-Encoding"))
    if isinstance(response, StreamingHttpResponse) or not isinstance(response, HttpResponse):
        return response
    if response.status_code == 200:
        response = _unless_known(request, response)
    return GZipMiddleware(lambda _request: response).process_response(request, response)


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 where the reader has this already."""
    fingerprint = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = fingerprint
    changed = parse_http_date_safe(response.get("Last-Modified", ""))
    known = get_conditional_response(request, fingerprint, changed, response)
    if known is None or known.status_code != 304:
        return response
    for name in ("API-Version", "Access-Control-Allow-Origin", "Vary"):
        known[name] = response[name]
    return known
