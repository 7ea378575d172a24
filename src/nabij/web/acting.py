"""Who acts in a request, for the audit trail, and a number by which it can be found again."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nabij.core.audit.acting import Actor, acting

VISITOR = "visitor"


class ActingMiddleware:
    """What is recorded while a request runs was done by its user, in the roles that let them in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request its number, and tell who acts when something is recorded."""
        request_id = uuid.uuid4().hex
        with acting(lambda: actor_of(request, request_id)):
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response


def actor_of(request: HttpRequest, request_id: str = "") -> Actor:
    """The user, and the roles that `web.access` let them in by; a visitor where nobody signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Actor(role=VISITOR, request_id=request_id)
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return Actor(uid=user.uid, role=",".join(sorted(roles)), request_id=request_id)
