"""Pages about the site itself, and the list of its pages for search engines."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from nabij.core.personal_data.telling import told_to_residents
from nabij.directory.queries.shown import public_offers
from nabij.web.languages import OWN_NAMES
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import offer_page, page

#: A sitemap may hold 50,000 addresses (sitemaps.org).
MOST_ADDRESSES = 20_000
PAGES = ("home", "find", "guide", "volunteer", "accessibility", "privacy")


@require_safe
def accessibility(request: PublicRequest) -> HttpResponse:
    """For whom this site works, what does not yet, whom to tell."""
    return render(request, "web/public/accessibility.html")


@require_safe
def privacy(request: PublicRequest) -> HttpResponse:
    """What is kept about visitors: nearly nothing, and why; and of who asks something, from the register."""
    return render(request, "web/public/privacy.html", {"kept": told_to_residents()})


@require_safe
def sitemap(request: PublicRequest) -> HttpResponse:
    """Every public page of the municipality in this language, each with its twin in the other."""
    offers = list(public_offers(request.municipality).order_by("pk")[:MOST_ADDRESSES])
    addresses: dict[str, list[str]] = {}
    for code in OWN_NAMES:
        with translation.override(code):
            paths = [page(request.municipality, name) for name in PAGES]
            paths += [offer_page(request.municipality, offer) for offer in offers]
        addresses[code] = [request.build_absolute_uri(path) for path in paths]
    here = translation.get_language()
    rows = [
        {
            "url": addresses[here][number],
            "twins": [(code, urls[number]) for code, urls in addresses.items()],
        }
        for number in range(len(addresses[here]))
    ]
    return render(request, "web/public/sitemap.xml", {"rows": rows}, content_type="application/xml")
