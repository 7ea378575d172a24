"""Finding something to do."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabij.directory.queries import UnknownPlaceError, find_offers, point_of
from nabij.methods.geo import Point
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import page
from nabij.web.public.chosen import chosen
from nabij.web.public.forms import FindForm
from nabij.web.public.found import found
from nabij.web.public.local_map import found_map

#: Cards at first, and how many more each time; never more than so many on one page.
STEP, MOST = 20, 200


@require_safe
def find(request: PublicRequest) -> HttpResponse:
    """The form, and the list that answers it. An empty form answers with all there is."""
    form = FindForm(request.GET)
    form.is_valid()
    point = _point(request, form)
    language, now = get_language() or "nl", timezone.localtime()
    shown = _how_many(request.GET.get("show", ""))
    answer = find_offers(
        None,
        request.municipality,
        form.criteria(point, language),
        now=now,
        language=language,
        limit=shown,
    )
    path = page(request.municipality, "find")
    searched = any(request.GET.get(name) for name in form.fields)
    context = {
        "form": form,
        "ticks": [form["free"], form["walk_along"], form["wheelchair"]],
        "searched": searched,
        "found": found(request.municipality, answer, today=now.date()),
        "map": found_map(request.municipality, [hit.offer for hit in answer.hits], answer.origin),
        "chosen": chosen(form, request.GET, path),
        "more_url": _more(request.GET, path, shown) if answer.total > shown < MOST else "",
        "first_new": shown - STEP if shown > STEP else None,
        "place_unknown": "near" in form.errors,
    }
    return render(request, "web/public/find.html", context)


def _point(request: PublicRequest, form: FindForm) -> Point | None:
    """From where distances count; an unknown place is said beside its field, and the search goes on."""
    near = form.cleaned_data.get("near", "")
    if not near:
        return None
    try:
        return point_of(request.municipality, near)
    except UnknownPlaceError as unknown:
        everywhere = _("For now you see the whole municipality.")
        form.add_error("near", f"{unknown} {everywhere}")
        return None


def _how_many(asked: str) -> int:
    """How many cards, in whole steps; anything else than a number counts as the first step."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else STEP
    return min(MOST, max(STEP, number))


def _more(asked: QueryDict, path: str, shown: int) -> str:
    """The same search with more cards; the page opens where the new ones begin."""
    wider = asked.copy()
    wider["show"] = str(shown + STEP)
    return f"{path}?{wider.urlencode()}#more"
