"""The first page of the desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from nabij.core.rules import Permission, municipalities_of
from nabij.core.words import public_name
from nabij.web.access import DeskRequest, requires
from nabij.web.second_factor import SecondFactor, second_factor


@requires("desk.enter")
def home(request: DeskRequest) -> HttpResponse:
    """Who I am here, in which roles, what I can do now, and where else I work."""
    return render(
        request,
        "desk/home.html",
        {
            "roles": sorted(str(role.label) for role in request.roles),
            "doors": doors(request),
            "others": [m for m in municipalities_of(request.user) if m != request.municipality],
            "second_factor_used": second_factor(request) is SecondFactor.USED,
        },
    )


def doors(request: DeskRequest) -> list[dict[str, str]]:
    """What these permissions open, as far as it is built: the name of a page and its words."""
    slug = request.municipality.slug
    rooms = (
        (Permission.PUBLISH, "partner:home", _("Publish activities, and keep them true")),
        (Permission.ENTER_DESK, "public:home", _("See the site as residents see it")),
        (Permission.ENTER_DESK, "public:find", _("Find something for someone")),
        (Permission.ENTER_DESK, "public:agenda", public_name("agenda", request.municipality)),
        (Permission.EDIT_HELP_LINES, "desk:help-lines", _("Help lines: whom to call in danger")),
        (Permission.ENTER_DESK, "desk:writing-help", _("Help with writing")),
        (Permission.CHOOSE_WORDS, "desk:words", _("Words that we avoid")),
        (Permission.CHOOSE_WORDS, "desk:names", _("What we call it")),
        (Permission.SEE_POST, "desk:outbox", _("Mail that we sent")),
        (Permission.SEE_POST, "desk:jobs", _("Long work")),
    )
    opened = []
    for permission, page, words in rooms:
        if permission in request.permissions:
            try:
                opened.append({"url": reverse(page, kwargs={"municipality": slug}), "words": words})
            except NoReverseMatch:
                continue
    return opened
