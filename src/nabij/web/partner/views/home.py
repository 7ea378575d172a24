"""The first page of an organisation: this week, one thing to confirm, publish something."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nabij.core.rules import organisations_of
from nabij.directory.models import Organisation
from nabij.directory.queries.own import organisations_by_uid, organisations_called
from nabij.web.access import DeskRequest, requires
from nabij.web.partner.access import is_staff, organisation_of
from nabij.web.partner.overview import overview


@requires("directory.publish")
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """My organisation; for who acts for any: which one."""
    own = organisations_by_uid(
        request.municipality, organisations_of(request.user, request.municipality)
    )
    if own and not is_staff(request):
        return _show(request, own)
    words = request.GET.get("q", "")[:80] if is_staff(request) else ""
    found = organisations_called(request.municipality, words) if is_staff(request) else []
    return render(request, "partner/choose.html", {"organisations": found, "words": words})


@requires("directory.publish")
@require_safe
def home_of(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The first page of this organisation."""
    return _show(request, [organisation_of(request, uid)])


def _show(request: DeskRequest, organisations: list[Organisation]) -> HttpResponse:
    now = timezone.localtime()
    context = {"overview": overview(organisations, now=now), "staff": is_staff(request)}
    return render(request, "partner/home.html", context)
