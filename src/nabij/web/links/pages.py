"""From a purpose to its page, and the page for a link that does not open any more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nabij.core.links.opening import Found, LinkState

_PAGES: dict[str, str] = {}


def opens(purpose: str, page: str) -> str:
    """Declare which page (`links:check`, with `key` in its address) links of this purpose lead to."""
    _PAGES[purpose] = page
    return purpose


def page_for(purpose: str) -> str:
    """The page's name. Raises KeyError for a purpose that no page is for."""
    return _PAGES[purpose]


def closed_page(request: HttpRequest, found: Found) -> HttpResponse:
    """Says why the link does not open, and whom to call. Kept by no cache and found by no search engine."""
    heading, text = _words(found)
    status = 404 if found.state is LinkState.UNKNOWN else 410
    response = render(
        request,
        "links/closed.html",
        {"heading": heading, "text": text, "by_code": found.by_code},
        status=status,
    )
    response["Cache-Control"] = "no-store"
    return response


def _words(found: Found) -> tuple[str, str]:
    if found.state is LinkState.USED:
        return (
            _("This link has been used"),
            _(
                "Your answer reached us. Each link works once. Do you want to change something? Call us."
            ),
        )
    if found.state is LinkState.EXPIRED:
        return (
            _("This link is too old"),
            _("There may be a newer mail from us. Otherwise call us, and we do it together."),
        )
    return (
        _("We do not know this link"),
        _(
            "Perhaps a piece of it is missing. Open it from the mail once more, or type the whole address. "
            "If it still does not work, call us."
        ),
    )
