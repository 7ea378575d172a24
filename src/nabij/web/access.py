"""Who may enter a page of the desk. One decorator, `requires`, and a guard for pages without it."""

import functools
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.core.rules import Permission, allowed, roles_in
from nabij.web.second_factor import SecondFactor, second_factor

View = Callable[..., HttpResponse]

logger = logging.getLogger(__name__)

#: Whatever stands below these addresses is for members only.
CLOSED_ROOMS = ("desk", "partner")

#: Where one goes first when the second factor is not in order.
FIRST_TO: dict[SecondFactor, str] = {
    SecondFactor.MISSING: "mfa_index",
    SecondFactor.NOT_USED: "account_confirm",
}


class DeskRequest(HttpRequest):
    """A request that `requires` let through; for type hints in views."""

    user: User
    municipality: Municipality
    roles: frozenset[Role]
    permissions: frozenset[Permission]


def requires(permission: str) -> Callable[[View], View]:
    """Let a view run only for members of its municipality whose roles allow `permission`.

    Nobody: to the sign-in page. Not a member here: 404, as if there were no such page. The second
    factor not in order: to its page first. A member whose roles do not allow it: 403. Raises
    ValueError at import for a permission that does not exist.
    """
    wanted = Permission(permission)

    def decorator(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            elsewhere = _elsewhere(request)
            if elsewhere is not None:
                return elsewhere
            if wanted not in request.permissions:
                raise PermissionDenied(f"{wanted} is not allowed to {', '.join(request.roles)}")
            return _private(view(request, *args, **kwargs))

        guarded.nabij_requires = wanted  # type: ignore[attr-defined]
        return guarded

    return decorator


class DeskGuardMiddleware:
    """Refuses a page of the desk or the organisations' room that does not say who may enter: forgetting shuts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before or after the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raise Http404 for a view below `desk/` or `partner/` without `requires`."""
        match = request.resolver_match
        route = f"/{match.route}" if match is not None else ""
        closed = any(f"/{room}/" in route for room in CLOSED_ROOMS)
        if closed and not hasattr(view, "nabij_requires"):
            logger.error("%s has no rule: nobody may enter", match and match.route)
            raise Http404("no rule")


def _elsewhere(request: Any) -> HttpResponse | None:
    """Where the request goes instead of into the view; None: it may go on, its roles are on it."""
    if not request.user.is_authenticated:
        return _to("account_login", request)
    municipality = getattr(request, "municipality", None)
    request.roles = roles_in(request.user, municipality) if municipality else frozenset()
    if not request.roles:
        raise Http404("not a member here")
    page = FIRST_TO.get(second_factor(request))
    if page is not None:
        return _to(page, request)
    request.permissions = allowed(request.roles)
    return None


def _to(page: str, request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    query = f"?{urlencode({'next': back})}" if back else ""
    return _private(HttpResponseRedirect(reverse(page) + query))


def _private(response: HttpResponse) -> HttpResponse:
    """What a signed-in user saw is kept by no cache, not even by the browser's back button."""
    response.headers.setdefault("Cache-Control", "no-store, private")
    return response
