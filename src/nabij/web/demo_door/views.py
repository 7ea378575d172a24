"""The cast, and the click that makes one of them you."""

from uuid import UUID

from django.contrib.auth import authenticate, login
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nabij.core.models import Membership, User
from nabij.core.roles import Role
from nabij.web.demo_door.backend import cast, door_exists
from nabij.web.demo_door.checks import BACKEND
from nabij.web.second_factor import DEMO_DOOR

NO_ROLE = ""


@never_cache
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone one can be, by what they do."""
    _only_in_the_example()
    return render(request, "demo_door/people.html", {"groups": groups()})


@never_cache
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Be this person: signed in, second factor and all."""
    _only_in_the_example()
    try:
        uid = UUID(request.POST.get("who", ""))
    except ValueError:
        raise Http404("nobody") from None
    user = authenticate(request, demo_cast=uid)
    if user is None:
        raise Http404("nobody of the cast")
    login(request, user, backend=BACKEND)
    request.session[DEMO_DOOR] = True
    return redirect("account_home")


def groups() -> list[dict[str, object]]:
    """The cast by their first role, in the order of the roles; each with the words about them."""
    by_role: dict[str, list[dict[str, object]]] = {role: [] for role in (*Role, NO_ROLE)}
    memberships = Prefetch("memberships", Membership.objects.select_related("municipality"))
    for user in cast().prefetch_related(memberships).order_by("pk"):
        roles = {membership.role for membership in user.memberships.all()} or {NO_ROLE}
        first = next(role for role in by_role if role in roles)
        by_role[first].append(_person(user))
    return [
        {"name": Role(role).label if role else _("Others"), "people": people}
        for role, people in by_role.items()
        if people
    ]


def _person(user: User) -> dict[str, object]:
    english = (get_language() or "nl").startswith("en")
    where = {membership.municipality.name for membership in user.memberships.all()}
    return {
        "uid": user.uid,
        "name": user.name,
        "job_title": user.job_title,
        "text": (user.demo_text_en if english else "") or user.demo_text,
        "where": ", ".join(sorted(where)),
    }


def _only_in_the_example() -> None:
    if not door_exists():
        raise Http404("the example's door does not exist here")
