"""The first page of a municipality."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nabij.core.vocabulary import Need
from nabij.directory.queries.shown import soon
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page
from nabij.web.public.cards import card
from nabij.web.public.forms import FindForm
from nabij.web.public.pictures import OF_NEED

#: The wishes that stand large on the first page, most asked first; the rest are in the search.
BIG_CHOICES = (
    Need.MEET,
    Need.DO,
    Need.MOVE,
    Need.TALK,
    Need.HELP_OUT,
    Need.DIGITAL,
    Need.GRIEF,
    Need.TRAVEL,
)


@require_safe
def home(request: PublicRequest) -> HttpResponse:
    """Search, a few big choices, what begins soon, whom to call."""
    now = timezone.localtime()
    rows = soon(request.municipality, now=now)
    return render(
        request,
        "web/public/home.html",
        {
            "form": FindForm(),
            "choices": [_choice(request, need) for need in BIG_CHOICES],
            "cards": [
                card(request.municipality, row.offer, today=now.date(), coming=row) for row in rows
            ],
        },
    )


def _choice(request: PublicRequest, need: Need) -> dict[str, object]:
    icon, tint = OF_NEED[need]
    url = f"{page(request.municipality, 'find')}?need={need.value}"
    return {"url": url, "words": need.label, "icon": icon, "tint": tint}
