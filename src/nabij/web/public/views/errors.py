"""When something is not there or goes wrong: in plain words, with somebody to call."""

import logging

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nabij.core.models import Municipality

log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("We cannot find this page"),
        _("Perhaps it has moved, or something stopped. Searching or calling helps."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(
        request,
        403,
        _("This page is not open to you"),
        _("Do you think it should be? Please call or mail us."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(
        request,
        400,
        _("We could not read that"),
        _("Something went wrong in sending. Go back and try once more, or call us."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, where the form was open too long or cookies are off."""
    return _page(
        request,
        403,
        _("The form was open for too long"),
        _(
            "For your safety we did not send it. Go back, copy what you typed if you can, "
            "reload the page and send it again. Your browser must allow cookies for this."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("It is not your fault. Please try again in a few minutes, or call us."),
    )


def _page(request: HttpRequest, status: int, heading: str, text: str) -> HttpResponse:
    _find_municipality(request)
    context = {"heading": heading, "text": text}
    return render(request, "web/public/error.html", context, status=status)


def _find_municipality(request: HttpRequest) -> None:
    """Whose phone number to show: the municipality of the address, or the only one there is."""
    if getattr(request, "municipality", None) is not None:
        return
    try:
        request.municipality = _of_path(request.path)  # type: ignore[attr-defined]
    except DatabaseError:  # a page about an error must not need the database
        log.exception("no municipality for the page about an error")


def _of_path(path: str) -> Municipality | None:
    parts = path.strip("/").split("/")
    if len(parts) > 1:
        named = Municipality.objects.filter(slug=parts[1]).first()
        if named:
            return named
    first_two = list(Municipality.objects.all()[:2])
    return first_two[0] if len(first_two) == 1 else None
