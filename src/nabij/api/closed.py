"""The door of what needs a key: one method, nothing cached, no other web page may ask.

Every error, of whatever kind, is a problem document here too.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nabij.api.problems import problem
from nabij.api.version import API_VERSION

View = Callable[[HttpRequest], HttpResponse]
METHODS = "POST, OPTIONS"
log = logging.getLogger(__name__)


def with_key(view: View) -> View:
    """The view with all that its answers have in common. Only POST is possible; who may is for the view to say."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        request.urlconf = "nabij.api.urls"
        response = _answer(view, request)
        response["API-Version"] = API_VERSION
        response["Cache-Control"] = "no-store"
        response["Content-Language"] = get_language() or "nl"
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response

    return answer


def _answer(view: View, request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method != "POST":
        detail = _("Here one can only send: %(methods)s.") % {"methods": METHODS}
        refused = problem(request, 405, detail)
        refused["Allow"] = METHODS
        return refused
    try:
        return view(request)
    except Exception:
        log.exception("the API failed at %s", request.path)
        return problem(request, 500, _("The mistake is ours and was noted. Try again later."))
