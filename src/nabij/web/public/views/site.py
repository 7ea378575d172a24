"""The installation's own addresses: which municipality, and what robots and browsers ask for."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from nabij.core.models import Municipality
from nabij.web.languages import OWN_NAMES
from nabij.web.public.addresses import page


@require_safe
@vary_on_headers("Accept-Language")
def front_door(request: HttpRequest) -> HttpResponse:
    """On to the site in the reader's language; straight to the municipality where there is one."""
    language = translation.get_language_from_request(request)
    return HttpResponseRedirect(f"/{language}/")


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which municipality? Not asked where there is only one."""
    municipalities = list(Municipality.objects.order_by("name"))
    if len(municipalities) == 1:
        return HttpResponseRedirect(page(municipalities[0], "home"))
    choices = [{"municipality": one, "url": page(one, "home")} for one in municipalities]
    return render(request, "web/public/choose.html", {"choices": choices})


@require_safe
@cache_control(max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: all of the public site, nothing of an example."""
    if settings.NABIJ_DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", "Disallow: /*/account/", "Disallow: /*/*/desk/", "Allow: /", ""]
        lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps of every municipality that is not an example."""
    urls = []
    for code in OWN_NAMES:
        with translation.override(code):
            urls += [
                request.build_absolute_uri(page(one, "sitemap"))
                for one in Municipality.objects.filter(example=False)
            ]
    return render(
        request, "web/public/sitemap_index.xml", {"urls": urls}, content_type="application/xml"
    )


@require_safe
@cache_control(max_age=86_400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look by themselves."""
    return HttpResponseRedirect(staticfiles_storage.url("web/favicon.svg"))
