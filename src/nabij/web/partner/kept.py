"""A form that stood open until the session was over: what was typed waits while one signs in again."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

View = Callable[..., HttpResponse]
_KEY = "typed_before_signing_in"
#: Longer than the longest form that a person fills in, in characters.
_MOST = 30_000


def over_signing_in(view: View) -> View:
    """Keep what nobody in particular sends to this view, and give it back to who then signs in.

    It waits in the visitor's own session, at this address only, for one look.
    """

    @functools.wraps(view)
    def keeping(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        sent = request.POST.copy()
        sent.pop("csrfmiddlewaretoken", None)
        encoded = sent.urlencode()
        if len(encoded) <= _MOST:
            request.session[_KEY] = {"path": request.path, "typed": encoded}
        query = urlencode({"next": request.path})
        response = HttpResponseRedirect(f"{reverse('account_login')}?{query}")
        response["Cache-Control"] = "no-store, private"
        return response

    return keeping


def taken(request: HttpRequest) -> QueryDict | None:
    """What was kept for this address, once; None without anything."""
    there = request.session.get(_KEY)
    if not isinstance(there, dict) or there.get("path") != request.path:
        return None
    del request.session[_KEY]
    return QueryDict(there["typed"])
