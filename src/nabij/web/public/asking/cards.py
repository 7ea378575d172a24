"""Cards on paper, made from the same words as the pages: whoever gets one back fills it in as a helper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabij.core.vocabulary import Need, Obstacle
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page
from nabij.web.public.asking.forms import WhatPage
from nabij.web.public.asking.journeys import CALL_ME
from nabij.web.public.views.agenda import qr_code

#: Slips on one A4, torn or cut apart.
SLIPS = 3


@require_safe
def call_me_card(request: PublicRequest) -> HttpResponse:
    """Slips “call me or come along”: for a counter, a letterbox, a waiting room."""
    wishes = [words for _code, words in WhatPage.base_fields["kind"].choices]  # type: ignore[attr-defined]
    context = _context(request, CALL_ME.name) | {"wishes": wishes, "slips": range(SLIPS)}
    return render(request, "web/public/asking/card_call_me.html", context)


@require_safe
def conversation_card(request: PublicRequest) -> HttpResponse:
    """What gets in the way and what one would like, to tick together at a kitchen table."""
    unsaid = (Obstacle.DONT_KNOW, Obstacle.RATHER_NOT)
    context = _context(request, "guide") | {
        "obstacles": [each.label for each in Obstacle if each not in unsaid],
        "wishes": [need.label for need in Need],
        "other": _("Something else:"),
    }
    return render(request, "web/public/asking/card_conversation.html", context)


def _context(request: PublicRequest, name: str) -> dict[str, Any]:
    """The QR code of a page, and the short address to type."""
    address = request.build_absolute_uri(page(request.municipality, name))
    return {
        "qr": qr_code(address),
        "address": request.municipality.short_url or request.get_host(),
        "back_url": page(request.municipality, name),
    }
